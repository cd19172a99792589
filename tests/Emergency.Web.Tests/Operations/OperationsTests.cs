using System.Net;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Emergency.Web.Tests;

public sealed class OperationsTests(SharedWeb shared) : IClassFixture<SharedWeb>
{
    [Fact]
    public async Task Ready_AllIsWell_Is200()
    {
        using var client = shared.Web.Anonymous();

        (await client.Get("/health/live")).Status.ShouldBe(HttpStatusCode.OK);
        var ready = await client.Get("/health/ready");

        ready.Status.ShouldBe(HttpStatusCode.OK);
        ready["status"].ShouldBe("ready");
    }

    [Fact]
    public async Task Ready_JournalFails_Is503AndSaysSoAndConsolesAreTold()
    {
        var journal = new SwitchedCheck("journal-failed");
        await using var web = await TestWeb.Start(services => services.AddSingleton<IReadinessCheck>(journal));
        using var client = web.Anonymous();
        journal.Works = false;

        var ready = await client.Get("/health/ready");

        ready.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ready.Json["degraded"]!.AsArray().Select(word => word!.ToString()).ShouldBe(["journal-failed"]);
        (await client.Get("/health/live")).Status.ShouldBe(HttpStatusCode.OK);
        web.Services.GetRequiredService<Emergency.Web.Operations.DegradedWords>().Now.ShouldBe(["journal-failed"]);
    }

    [Fact]
    public async Task Ready_ViewWasNotComparedForLong_IsStale()
    {
        var time = new ManualTimeProvider(Sample.Noon);
        await using var web = await TestWeb.Start(services => services.AddSingleton(new RealTime(time)));
        using var client = web.Anonymous();
        (await client.Get("/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
        web.County.CountyFault = new TimeoutException();

        time.Advance(TimeSpan.FromMinutes(2));

        (await client.Get("/health/ready")).Text.ShouldContain("projection-stale");
    }

    [Fact]
    public async Task Degraded_NoVehicleIsHeard_AgentsAreSilentButTheNodeServes()
    {
        await using var web = await TestWeb.Start();
        await web.County.Streams.Publish(
            LiveStreams.Units, Sample.Unit("A01", version: 9) with { Link = new LinkView(LinkState.Offline, Sample.Noon) });
        using var client = web.Anonymous();

        var ready = await client.Get("/health/ready");

        ready.Status.ShouldBe(HttpStatusCode.OK);
        ready.Json["degraded"]!.AsArray().Select(word => word!.ToString()).ShouldBe(["agents-silent"]);
    }

    [Fact]
    public async Task Metrics_OnTheMachine_TellTheCounty()
    {
        await using var web = await TestWeb.Start();
        await web.County.Streams.Publish(LiveStreams.Cases, Sample.Case("c-1") with { Priority = Priority.I });
        using var client = web.Anonymous();
        await client.Get("/api/clock");

        var metrics = await client.Get("/metrics");

        metrics.Status.ShouldBe(HttpStatusCode.OK);
        metrics.Text.ShouldContain("emergency_cases_open{priority=\"I\"} 1\n");
        metrics.Text.ShouldContain("emergency_units{duty=\"AvailableAtStation\"} 3\n");
        metrics.Text.ShouldContain("emergency_coverage_share{area=\"urban\",units=\"1\"} 0.9\n");
        metrics.Text.ShouldContain("emergency_consoles 0\n");
        metrics.Text.ShouldContain("emergency_agents 0\n");
        metrics.Text.ShouldContain("http_server_request_duration_seconds_count");
        metrics.Text.ShouldContain("emergency_projection_age_seconds");
    }

    [Fact]
    public async Task Metrics_ThroughAProxy_NeedAPermittedUser()
    {
        using var anonymous = shared.Web.Anonymous();
        using var dispatcher = await shared.Web.SignIn("dispatcher1");
        using var admin = await shared.Web.SignIn("admin1");
        var proxied = ("X-Forwarded-For", "203.0.113.9");

        (await anonymous.Get("/metrics", proxied)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await dispatcher.Get("/metrics", proxied)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await admin.Get("/metrics", proxied)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task OpenApi_Document_DescribesEveryOperationAndItsProblems()
    {
        using var client = shared.Web.Anonymous();

        var document = (await client.Get("/openapi/v1.json")).Json;

        var operations = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => (Name: $"{operation.Key} {path.Key}", Body: operation.Value!)))
            .ToArray();
        operations.Length.ShouldBeGreaterThan(30);
        foreach (var (name, body) in operations)
        {
            body["summary"]?.ToString().ShouldNotBeNullOrWhiteSpace(name);
            body["responses"]!.AsObject().ShouldAllBe(response => response.Value!["description"]!.ToString().Length > 0, name);
            body["responses"]!["500"].ShouldNotBeNull(name);
        }

        var open = document["paths"]!["/api/cases"]!["post"]!;
        open["requestBody"].ShouldNotBeNull();
        open["responses"]!["201"].ShouldNotBeNull();
        open["responses"]!["422"]!["description"]!.ToString().ShouldContain("out-of-county");
        open["parameters"]!.AsArray().ShouldContain(parameter => parameter!["name"]!.ToString() == "Idempotency-Key");
    }

    [Fact]
    public async Task Answer_Any_HasTheSecurityHeaders()
    {
        using var client = shared.Web.Anonymous();

        foreach (var path in new[] { "/api/clock", "/nothing", "/health/live" })
        {
            var headers = (await client.Get(path)).Response.Headers;
            headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
            headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            headers.Contains("Server").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Options_OutOfRange_RefuseToStart()
    {
        var refused = await Should.ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => TestWeb.Start(options: options => options.Live.FactRing = 1));

        refused.Message.ShouldContain("FactRing");
    }
}
