using System.Net;
using Emergency.Web.Http;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Tests;

public sealed class IdempotencyTests(SharedWeb shared) : IClassFixture<SharedWeb>
{
    private static readonly object Fall = new { location = new { lon = 113.44, lat = 29.48 }, complaint = "fall", priority = "III" };
    private static readonly object Burn = new { location = new { lon = 113.44, lat = 29.48 }, complaint = "burn", priority = "III" };

    [Fact]
    public async Task OpenCase_SameKeyAndBody_IsOneCase()
    {
        await using var web = await TestWeb.Start();
        using var client = await web.SignIn("dispatcher1");

        var first = await client.Post("/api/cases", Fall, ("Idempotency-Key", "call-7"));
        var changes = web.County.Changes;
        var second = await client.Post("/api/cases", Fall, ("Idempotency-Key", "call-7"));

        first.Status.ShouldBe(HttpStatusCode.Created);
        second.Status.ShouldBe(HttpStatusCode.Created);
        second.Text.ShouldBe(first.Text);
        second.Response.Headers.Location!.ToString().ShouldBe($"/api/cases/{first["caseId"]}");
        web.County.Changes.ShouldBe(changes);
    }

    [Fact]
    public async Task OpenCase_SameKeyAfterARestart_IsStillOneCase()
    {
        var county = new FakeCounty();
        string id;
        await using (var first = await TestWeb.Start(county: county))
        {
            using var client = await first.SignIn("dispatcher1");
            id = (await client.Post("/api/cases", Fall, ("Idempotency-Key", "call-7")))["caseId"];
        }

        await using var second = await TestWeb.Start(county: county);
        using var later = await second.SignIn("dispatcher1");
        var answer = await later.Post("/api/cases", Fall, ("Idempotency-Key", "call-7"));

        answer.Status.ShouldBe(HttpStatusCode.Created);
        answer["caseId"].ShouldBe(id);
    }

    [Fact]
    public async Task OpenCase_SameKeyOtherBody_IsRefused()
    {
        await using var web = await TestWeb.Start();
        using var client = await web.SignIn("dispatcher1");
        await client.Post("/api/cases", Fall, ("Idempotency-Key", "call-7"));
        var changes = web.County.Changes;

        var answer = await client.Post("/api/cases", Burn, ("Idempotency-Key", "call-7"));

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Problem.ShouldBe("idempotency-key-reused");
        web.County.Changes.ShouldBe(changes);
    }

    [Fact]
    public async Task OpenCase_SameKeyOfAnotherUser_IsAnotherCase()
    {
        var web = shared.Web;
        using var one = await web.SignIn("dispatcher1");
        using var other = await web.SignIn("supervisor1");

        var first = await one.Post("/api/cases", Fall, ("Idempotency-Key", "call-7"));
        var second = await other.Post("/api/cases", Fall, ("Idempotency-Key", "call-7"));

        second["caseId"].ShouldNotBe(first["caseId"]);
    }

    [Fact]
    public async Task OpenCase_WithoutKey_IsAnotherCaseEachTimeAndInOrder()
    {
        var web = shared.Web;
        using var client = await web.SignIn("dispatcher1");

        var first = await client.Post("/api/cases", Fall);
        var second = await client.Post("/api/cases", Fall);

        string.CompareOrdinal(first["caseId"], second["caseId"]).ShouldNotBe(0);
        first["caseId"].Length.ShouldBeLessThanOrEqualTo(64);
    }

    [Fact]
    public async Task Assign_SameKey_IsOneAssignment()
    {
        await using var web = await TestWeb.Start();
        using var client = await web.SignIn("dispatcher1");
        var id = (await client.Post("/api/cases", Fall))["caseId"];

        var first = await client.Post($"/api/cases/{id}/assignments", new { ambulanceId = "A01" }, ("Idempotency-Key", "send-1"));
        var second = await client.Post($"/api/cases/{id}/assignments", new { ambulanceId = "A01" }, ("Idempotency-Key", "send-1"));

        first.Status.ShouldBe(HttpStatusCode.Created);
        second["assignmentId"].ShouldBe(first["assignmentId"]);
        web.County.Case(id).View!.Assignments.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Report_WithKey_TellsTheGrainUserAndKey()
    {
        await using var web = await TestWeb.Start();
        using var client = await web.SignIn("dispatcher1");
        var id = (await client.Post("/api/cases", Fall))["caseId"];
        var assignment = (await client.Post($"/api/cases/{id}/assignments", new { ambulanceId = "A01" }))["assignmentId"];

        await client.Post(
            $"/api/cases/{id}/assignments/{assignment}/milestones",
            new { milestone = "EnRoute", occurredAt = "2026-11-22T12:00:00+08:00" },
            ("Idempotency-Key", "m-1"));

        web.County.Case(id).Last.ShouldBeOfType<Contracts.ReportMilestone>().DedupeKey.ShouldBe("dispatcher1:m-1");
    }

    [Fact]
    public async Task End_SameKey_IsAnsweredAlikeThoughTheCaseHasEnded()
    {
        var web = shared.Web;
        using var client = await web.SignIn("dispatcher1");
        var id = (await client.Post("/api/cases", Fall))["caseId"];

        var first = await client.Post($"/api/cases/{id}/end", new { reason = "served" }, ("Idempotency-Key", "end-1"));
        var second = await client.Post($"/api/cases/{id}/end", new { reason = "served" }, ("Idempotency-Key", "end-1"));
        var without = await client.Post($"/api/cases/{id}/end", new { reason = "served" });

        first.Status.ShouldBe(HttpStatusCode.OK);
        second.Text.ShouldBe(first.Text);
        without.Problem.ShouldBe("case-closed");
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task Key_NotVisibleAsciiOrTooLong_IsRefused(string key)
    {
        var web = shared.Web;
        using var client = await web.SignIn("dispatcher1");

        var answer = await client.Post("/api/cases", Fall, ("Idempotency-Key", key));

        answer.Problem.ShouldBe("validation");
        answer.Json["errors"]!["Idempotency-Key"].ShouldNotBeNull();
    }

    [Fact]
    public void Remembered_MoreThanTheBound_ForgetsTheOldest()
    {
        var answers = new RememberedAnswers(Options.Create(new WebOptions { RememberedKeys = 2 }));
        var first = answers.Claim("a", [1]);
        answers.Claim("b", [2]);
        answers.Claim("a", [1]).ShouldBeSameAs(first);

        answers.Claim("c", [3]);

        answers.Claim("a", [9]).ShouldNotBeSameAs(first);
    }
}
