using System.Net;
using Emergency.Web.Access;

namespace Emergency.Web.Tests;

public sealed class SessionTests(SharedWeb shared) : IClassFixture<SharedWeb>
{
    [Fact]
    public async Task SignIn_RightPassword_AnswersUserAndRolesAndCookies()
    {
        var web = shared.Web;
        using var client = web.Anonymous();

        var answer = await client.Post("/api/session", new { user = "dispatcher1", password = "demo" });

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer["user"].ShouldBe("dispatcher1");
        answer.Json["roles"]!.AsArray().Select(role => role!.ToString()).ShouldBe(["dispatcher"]);
        var session = client.Cookies["emergency.session"]!;
        session.HttpOnly.ShouldBeTrue();
        client.Cookies["XSRF-TOKEN"]!.HttpOnly.ShouldBeFalse();
        answer.Response.Headers.GetValues("Set-Cookie").ShouldAllBe(cookie => cookie.Contains("samesite=strict", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("dispatcher1", "wrong")]
    [InlineData("nobody", "demo")]
    [InlineData("no such word!", "demo")]
    public async Task SignIn_WrongUserOrPassword_IsRefusedAlike(string user, string password)
    {
        var web = shared.Web;
        using var client = web.Anonymous();

        var answer = await client.Post("/api/session", new { user, password });

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Problem.ShouldBe("wrong-credentials");
        answer["detail"].ShouldBe("The user or the password is wrong.");
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("192.0.2.1", false)]
    public async Task SignIn_ThroughAProxy_BelievesOnlyTheTrustedOne(string trusted, bool secure)
    {
        await using var web = await TestWeb.Start(options: options => options.TrustedProxies.Add(trusted));
        using var client = web.Anonymous();

        var answer = await client.Post(
            "/api/session", new { user = "dispatcher1", password = "demo" }, ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.9"));

        answer.Response.Headers.GetValues("Set-Cookie").First(cookie => cookie.StartsWith("emergency.session", StringComparison.Ordinal))
            .Contains("secure", StringComparison.OrdinalIgnoreCase).ShouldBe(secure);
    }

    [Fact]
    public async Task SignIn_TooManyFailures_IsThrottledAndSaysWhenToComeBack()
    {
        await using var web = await TestWeb.Start(options: options => options.SignInFailuresPerUser = 2);
        using var client = web.Anonymous();
        for (var attempt = 0; attempt < 2; attempt++)
            await client.Post("/api/session", new { user = "dispatcher1", password = "wrong" });

        var refused = await client.Post("/api/session", new { user = "dispatcher1", password = "demo" });
        var other = await client.Post("/api/session", new { user = "supervisor1", password = "demo" });

        refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Problem.ShouldBe("too-many-attempts");
        refused.Response.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        other.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SignOut_ThenAsking_IsNotSignedIn()
    {
        var web = shared.Web;
        using var client = await web.SignIn("dispatcher1");
        (await client.Get("/api/session"))["user"].ShouldBe("dispatcher1");

        (await client.Delete("/api/session")).Status.ShouldBe(HttpStatusCode.NoContent);

        var answer = await client.Get("/api/session");
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Problem.ShouldBe("not-signed-in");
    }

    [Fact]
    public async Task Session_ServerRestarted_IsStillSignedIn()
    {
        var data = Directory.CreateTempSubdirectory("emergency-web-");
        var county = new FakeCounty();
        string cookies;
        await using (var first = await TestWeb.Start(county: county, data: data.FullName))
        {
            using var client = await first.SignIn("dispatcher1");
            cookies = client.CookieHeader;
        }

        await using var second = await TestWeb.Start(county: county, data: data.FullName);
        using var later = second.Anonymous();
        var answer = await later.Get("/api/session", ("Cookie", cookies));

        answer["user"].ShouldBe("dispatcher1");
        data.Delete(recursive: true);
    }

    [Fact]
    public async Task Session_AccountDisabled_Ends()
    {
        await using var web = await TestWeb.Start(options: options => options.CredentialCache = TimeSpan.Zero);
        using var admin = await web.SignIn("admin1");
        using var client = await web.SignIn("dispatcher1");

        (await admin.Put("/api/accounts/dispatcher1", new { roles = new[] { "dispatcher" }, disabled = true })).Status.ShouldBe(HttpStatusCode.OK);

        (await client.Get("/api/session")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Change_WithoutTheRightToken_IsRefused(string? token)
    {
        var web = shared.Web;
        using var client = await web.SignIn("dispatcher1");
        var before = web.County.Changes;
        client.AntiforgeryToken = () => token;

        var answer = await client.Put("/api/ambulances/A01/duty", new { duty = "OffDuty" });

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Problem.ShouldBe("antiforgery");
        web.County.Changes.ShouldBe(before);
    }

    [Fact]
    public async Task Change_WithAnothersToken_IsRefused()
    {
        var web = shared.Web;
        using var client = await web.SignIn("dispatcher1");
        using var other = await web.SignIn("supervisor1");
        client.AntiforgeryToken = () => Uri.UnescapeDataString(other.Cookies["XSRF-TOKEN"]!.Value);

        var answer = await client.Put("/api/ambulances/A01/duty", new { duty = "OffDuty" });

        answer.Problem.ShouldBe("antiforgery");
    }

    [Fact]
    public async Task Start_DemoOnAnOpenAddress_Refuses()
    {
        var refused = await Should.ThrowAsync<InvalidOperationException>(() => TestWeb.Start(arguments: ["--urls", "http://0.0.0.0:0"]));

        refused.Message.ShouldContain("demo mode does not start");
    }

    [Theory]
    [InlineData("http://127.0.0.1:8120", true)]
    [InlineData("http://localhost:8120", true)]
    [InlineData("http://[::1]:8120", true)]
    [InlineData("http://0.0.0.0:8120", false)]
    [InlineData("http://[::]:8120", false)]
    [InlineData("http://*:8120", false)]
    [InlineData("https://10.0.0.7", false)]
    public void IsLoopback_Address_SaysWhoCanReachIt(string address, bool expected) => AccountSeeding.IsLoopback(address).ShouldBe(expected);
}
