using System.Net;
using System.Net.Http.Headers;
using Emergency.Web.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Emergency.Web.Tests;

public sealed class ProblemTests(SharedWeb shared) : IClassFixture<SharedWeb>
{
    [Theory]
    [InlineData("GET", "/api/nothing", 404, "not-found")]
    [InlineData("GET", "/api", 404, "not-found")]
    [InlineData("DELETE", "/api/cases", 405, "method-not-allowed")]
    [InlineData("GET", "/api/session", 401, "not-signed-in")]
    [InlineData("GET", "/nothing.js", 404, "not-found")]
    [InlineData("GET", "/hubs/nothing", 404, "not-found")]
    public async Task Request_NotServed_IsAProblemWithEveryMember(string method, string path, int status, string problem)
    {
        var web = shared.Web;
        using var client = web.Anonymous();

        var answer = await client.Send(new HttpMethod(method), path, null);

        ((int)answer.Status).ShouldBe(status);
        answer.Problem.ShouldBe(problem);
        answer["type"].ShouldBe($"/problems/{problem}");
        answer["status"].ShouldBe(status.ToString());
        foreach (var member in new[] { "title", "detail", "traceId" })
            answer[member].ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task Body_OfUnsaidLengthAndTooLong_IsRefused()
    {
        using var client = await shared.Web.SignIn("dispatcher1");
        using var stream = new MemoryStream(new byte[200_000]);
        using var content = new StreamContent(stream);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        var answer = await client.Send(HttpMethod.Post, "/api/cases", content, ("Transfer-Encoding", "chunked"));

        answer.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        answer.Problem.ShouldBe("body-too-large");
    }

    [Fact]
    public async Task Grain_Throws_IsInternalWithoutInnerWorkings()
    {
        await using var web = await TestWeb.Start();
        web.ExpectErrors = true;
        using var client = await web.SignIn("dispatcher1");
        web.County.Fault = new InvalidDataException("secret of the machine");

        var answer = await client.Get("/api/cases/c-1");

        answer.Status.ShouldBe(HttpStatusCode.InternalServerError);
        answer.Problem.ShouldBe("internal");
        answer.Text.ShouldNotContain("secret");
        answer.Text.ShouldNotContain("   at ");
        web.Log.Errors.ShouldContain(line => line.Error is InvalidDataException);
    }

    [Fact]
    public async Task Grain_ThrowsWhileTheJournalFails_IsNotReadyAndSaysWhy()
    {
        var journal = new SwitchedCheck("journal-failed");
        await using var web = await TestWeb.Start(services => services.AddSingleton<IReadinessCheck>(journal));
        web.ExpectErrors = true;
        using var client = await web.SignIn("dispatcher1");
        (journal.Works, web.County.Fault) = (false, new InvalidDataException("disk full"));

        var answer = await client.Get("/api/cases/c-1");

        answer.Problem.ShouldBe("not-ready");
        answer["detail"].ShouldContain("journal-failed");
    }

    [Fact]
    public async Task Grain_DoesNotAnswer_IsATimeoutThatMayBeRepeated()
    {
        await using var web = await TestWeb.Start();
        using var client = await web.SignIn("dispatcher1");
        web.County.Fault = new TimeoutException();

        var answer = await client.Get("/api/cases/c-1");

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Problem.ShouldBe("timeout");
    }

    [Fact]
    public async Task Runtime_CannotBeReached_IsNotReadyAndSaysWhenToComeBack()
    {
        await using var web = await TestWeb.Start();
        using var client = await web.SignIn("dispatcher1");
        web.County.Fault = new SiloUnavailableException();

        var answer = await client.Get("/api/cases/c-1");

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Problem.ShouldBe("not-ready");
        answer.Response.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public void Refusal_Unlisted_IsUnderstoodButRefused() => ProblemCatalog.Of("a-word-of-tomorrow").Status.ShouldBe(422);

    [Fact]
    public async Task Problem_EveryKind_IsExplained()
    {
        var web = shared.Web;
        using var client = web.Anonymous();

        foreach (var kind in ProblemCatalog.Kinds)
        {
            var page = await client.Get($"/problems/{kind.Code}");
            page.Status.ShouldBe(HttpStatusCode.OK, kind.Code);
            page.Text.ShouldContain(kind.Meaning);
            kind.Meaning.ShouldEndWith(".");
        }

        (await client.Get("/problems/no-such-word")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void Catalog_RefusalsOfTheDomain_AreAllListed() =>
        Emergency.Domain.RejectionCodes.All.Where(code => !ProblemCatalog.TryGet(code, out _)).ShouldBeEmpty();
}
