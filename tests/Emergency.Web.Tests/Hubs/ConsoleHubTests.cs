using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.TestKit;
using Microsoft.AspNetCore.SignalR.Client;

namespace Emergency.Web.Tests;

public sealed class ConsoleHubTests(SharedWeb shared) : IClassFixture<SharedWeb>
{
    private const string Path = "/hubs/console";

    [Fact]
    public async Task Connect_NobodySignedIn_IsRefused()
    {
        var web = shared.Web;

        var refused = await Should.ThrowAsync<WebSocketException>(() => HubClient.Connect(web.Url, Path, null));

        refused.Message.ShouldContain("401");
    }

    [Fact]
    public async Task Connect_VehicleKey_IsRefused()
    {
        var web = shared.Web;

        await Should.ThrowAsync<WebSocketException>(
            () => HubClient.Connect(web.Url, Path, ("Authorization", $"Device A01:{web.DeviceKey("A01")}")));
    }

    [Fact]
    public async Task Subscribe_AnswersEverythingAsItStands()
    {
        var web = shared.Web;
        using var client = await web.SignIn("physician1");
        await using var hub = await HubClient.Connect(web.Url, Path, ("Cookie", client.CookieHeader));

        var snapshot = await hub.Ask<ConsoleSnapshot>("Subscribe");

        snapshot.Units.Select(unit => unit.AmbulanceId.Value).ShouldBe(["A01", "A02", "A03"]);
        snapshot.Hospitals.Select(hospital => hospital.HospitalId.Value).ShouldBe(["H01", "H02"]);
        snapshot.County.Name.ShouldBe("样县");
        snapshot.Coverage.ShouldNotBeNull();
        snapshot.Version.ShouldBe(web.Projection.Version);
    }

    [Fact]
    public async Task Subscribe_ThenCommands_FactsFollowTheSnapshotWithoutGap()
    {
        await using var web = await TestWeb.Start();
        using var client = await web.SignIn("dispatcher1");
        var batches = new ConcurrentQueue<FactBatch>();
        await using var hub = await HubClient.Connect(
            web.Url, Path, ("Cookie", client.CookieHeader), connection => connection.On<FactBatch>("Facts", batches.Enqueue));
        var snapshot = await hub.Ask<ConsoleSnapshot>("Subscribe");

        var id = (await client.Post("/api/cases", new { location = new { lon = 113.44, lat = 29.48 }, complaint = "fall", priority = "III" }))["caseId"];
        await client.Post($"/api/cases/{id}/assignments", new { ambulanceId = "A01" });

        await Eventually.Holds(() => batches.Sum(batch => batch.Facts.Length) == 3);
        var at = snapshot.Version;
        foreach (var batch in batches)
        {
            batch.From.ShouldBe(at);
            at = batch.To;
        }

        var facts = batches.SelectMany(batch => batch.Facts).ToArray();
        facts[0].Case!.Status.ShouldBe(CaseStatus.Waiting);
        facts[1].Unit!.Duty.ShouldBe(UnitDuty.OnMission);
        facts[2].Case!.Assignments.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Subscribed_NothingHappens_BeatsTellTimeAndVersion()
    {
        var web = shared.Web;
        using var client = await web.SignIn("dispatcher1");
        var beats = new ConcurrentQueue<Beat>();
        await using var hub = await HubClient.Connect(
            web.Url, Path, ("Cookie", client.CookieHeader), connection => connection.On<Beat>("Beat", beats.Enqueue));
        var snapshot = await hub.Ask<ConsoleSnapshot>("Subscribe");

        await Eventually.Holds(() => beats.Count >= 2);

        beats.ShouldAllBe(beat => beat.Version == snapshot.Version && beat.ClockSpeed == 1 && beat.Degraded.IsEmpty);
    }

    [Fact]
    public async Task Subscribed_UnitMoves_PositionArrives()
    {
        await using var web = await TestWeb.Start();
        using var client = await web.SignIn("dispatcher1");
        var positions = new ConcurrentQueue<PositionBatch>();
        await using var hub = await HubClient.Connect(
            web.Url, Path, ("Cookie", client.CookieHeader), connection => connection.On<PositionBatch>("Positions", positions.Enqueue));
        await hub.Ask<ConsoleSnapshot>("Subscribe");

        await web.County.Streams.Publish(LiveStreams.Positions, Sample.Position("A02", Sample.Noon));

        await Eventually.Holds(() => !positions.IsEmpty);
        positions.First().Positions.ShouldHaveSingleItem().AmbulanceId.ShouldBe(new AmbulanceId("A02"));
    }

    [Fact]
    public async Task StreamLosesAFact_ComparisonHealsIt()
    {
        await using var web = await TestWeb.Start();
        using var client = await web.SignIn("dispatcher1");
        var facts = new ConcurrentQueue<Fact>();
        await using var hub = await HubClient.Connect(web.Url, Path, ("Cookie", client.CookieHeader), connection =>
            connection.On<FactBatch>("Facts", batch =>
            {
                foreach (var fact in batch.Facts)
                    facts.Enqueue(fact);
            }));
        await hub.Ask<ConsoleSnapshot>("Subscribe");

        web.County.Case("c-silent").View = Sample.Case("c-silent");
        await web.County.Streams.Fail<CaseView>(LiveStreams.Cases);

        await Eventually.Holds(() => !facts.IsEmpty);
        facts.First().Case!.CaseId.Value.ShouldBe("c-silent");
    }

    [Fact]
    public async Task Negotiate_ForBrowsers_NeedsTheCookieOnly()
    {
        var web = shared.Web;
        using var client = await web.SignIn("dispatcher1");

        var answer = await client.Post(Path + "/negotiate?negotiateVersion=1", null);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Text.ShouldContain("WebSockets");
    }
}
