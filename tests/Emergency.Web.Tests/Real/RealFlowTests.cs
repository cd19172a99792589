using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.TestKit;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Emergency.Web.Tests;

/// <summary>Whole stories through the product as it is delivered.</summary>
public sealed class RealFlowTests : IDisposable
{
    private static readonly object ChestPain = new { location = new { lon = 113.44, lat = 29.48 }, complaint = "chest pain", priority = "I" };

    private readonly string _data = Directory.CreateTempSubdirectory("emergency-web-flow-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Mission_FromCallToClear_IsSeenByConsoleAndVehicleAlike()
    {
        await using var web = await RealWeb.Start(_data);
        using var client = await web.SignIn("dispatcher1");
        var facts = new ConcurrentQueue<FactBatch>();
        var positions = new ConcurrentQueue<UnitPosition>();
        await using var console = await Console(web, client, facts, positions);
        var snapshot = await console.Ask<ConsoleSnapshot>("Subscribe");

        var caseId = (await client.Post("/api/cases", ChestPain))["caseId"];
        var unit = (await client.Get($"/api/cases/{caseId}/recommendations")).Json["candidates"]![0]!["ambulanceId"]!.ToString();
        var orders = new ConcurrentQueue<AgentOrders>();
        await using var vehicle = await Vehicle(web, unit, orders);
        var assignment = (await client.Post($"/api/cases/{caseId}/assignments", new { ambulanceId = unit }))["assignmentId"];
        await Eventually.Holds(() => orders.Any(newer => newer.Orders.Any(order => order.AssignmentId.Value == assignment)));

        var now = web.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        (await vehicle.Ask<FixAck>("Fixes", new FixBatch("tablet-1", [new Fix(1, now, 113.441, 29.481, 40, 90, 5)]))).Accepted.ShouldBe([1]);
        await Eventually.Holds(() => positions.Any(position => position.AmbulanceId.Value == unit && position.Position.Lon == 113.441));

        Milestone[] milestones = [Milestone.Acknowledged, Milestone.EnRoute, Milestone.OnScene, Milestone.AtPatient, Milestone.PatientLoaded];
        ImmutableArray<AgentMilestone> reports = [.. milestones.Select((milestone, index) => new AgentMilestone(
            index + 1, new CaseId(caseId), new AssignmentId(assignment), milestone, now, FactSource.Vehicle, null, null))];
        (await vehicle.Ask<ImmutableArray<MilestoneAck>>("Milestones", reports)).ShouldAllBe(ack => ack.Refusal == null);

        await Eventually.Holds(() => NewestCase(facts, caseId)?.Assignments[0].Milestone == Milestone.PatientLoaded);
        AssertContiguous(snapshot.Version, facts);
        var shown = await client.Get($"/api/cases/{caseId}");
        shown.Json["assignments"]![0]!["milestone"]!.ToString().ShouldBe("PatientLoaded");
        (await client.Get("/api/ambulances")).Json.AsArray().Single(view => view!["ambulanceId"]!.ToString() == unit)!["link"]!["state"]!
            .ToString().ShouldBe("online");
    }

    [Fact]
    public async Task Restart_OnTheSameData_SessionKeysAndCasesAreThere()
    {
        string cookies;
        string caseId;
        string key;
        await using (var first = await RealWeb.Start(_data))
        {
            using var client = await first.SignIn("dispatcher1");
            cookies = client.CookieHeader;
            caseId = (await client.Post("/api/cases", ChestPain, ("Idempotency-Key", "call-1")))["caseId"];
            key = first.DeviceKey("A01");
        }

        await using var second = await RealWeb.Start(_data);
        using var later = new ApiClient(second.Url);
        (await later.Get("/api/session", ("Cookie", cookies)))["user"].ShouldBe("dispatcher1");
        second.DeviceKey("A01").ShouldBe(key);

        using var again = await second.SignIn("dispatcher1");
        var repeated = await again.Post("/api/cases", ChestPain, ("Idempotency-Key", "call-1"));
        repeated.Status.ShouldBe(HttpStatusCode.Created);
        repeated["caseId"].ShouldBe(caseId);
        (await again.Get("/api/cases?status=open")).Json.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Layers_OfTheBuiltInCounty_AreAllThere()
    {
        await using var web = await RealWeb.Start(_data);
        using var client = await web.SignIn("physician1");

        foreach (var layer in new[] { "roads", "boundary", "urban", "places", "water" })
            (await client.Get($"/api/map/{layer}"))["type"].ShouldBe("FeatureCollection");
        var shifted = await client.Get("/api/route?fromLon=113.44&fromLat=29.48&toLon=113.5&toLat=29.58");
        shifted.Json["seconds"]!.GetValue<double>().ShouldBeGreaterThan(60);
    }

    [Fact]
    public async Task FastClock_RealTimeMattersKeepTheirPace()
    {
        await using var web = await RealWeb.Start(_data, "--speed", "600");
        using var client = await web.SignIn("dispatcher1");
        var beats = new ConcurrentQueue<Beat>();
        await using var hub = await HubClient.Connect(
            web.Url, "/hubs/console", ("Cookie", client.CookieHeader), connection => connection.On<Beat>("Beat", beats.Enqueue));
        await hub.Ask<ConsoleSnapshot>("Subscribe");

        // Three beats are some two seconds of ours and twenty minutes of the domain's: far more than any keep-alive.
        await Eventually.Holds(() => beats.Count >= 3);

        hub.State.ShouldBe(HubConnectionState.Connected);
        beats.ShouldAllBe(beat => beat.ClockSpeed == 600);
        (beats.Last().ServerTime - beats.First().ServerTime).ShouldBeGreaterThan(TimeSpan.FromMinutes(15));
        (await client.Get("/api/session")).Status.ShouldBe(HttpStatusCode.OK);
        (await client.Get("/api/clock")).Json["speed"]!.GetValue<double>().ShouldBe(600);
    }

    private static Task<HubConnection> Console(
        RealWeb web, ApiClient client, ConcurrentQueue<FactBatch> facts, ConcurrentQueue<UnitPosition> positions) =>
        HubClient.Connect(web.Url, "/hubs/console", ("Cookie", client.CookieHeader), connection =>
        {
            connection.On<FactBatch>("Facts", facts.Enqueue);
            connection.On<PositionBatch>("Positions", batch =>
            {
                foreach (var position in batch.Positions)
                    positions.Enqueue(position);
            });
        });

    private static async Task<HubConnection> Vehicle(RealWeb web, string unit, ConcurrentQueue<AgentOrders> orders)
    {
        var hub = await HubClient.Connect(
            web.Url, "/hubs/agent", ("Authorization", $"Device {unit}:{web.DeviceKey(unit)}"),
            connection => connection.On<AgentOrders>("Orders", orders.Enqueue));
        await hub.Ask<AgentWelcome>("Hello", new AgentHello("tablet-1", "1.0", web.Services.GetRequiredService<TimeProvider>().GetUtcNow()));
        return hub;
    }

    private static CaseView? NewestCase(ConcurrentQueue<FactBatch> batches, string caseId) =>
        batches.SelectMany(batch => batch.Facts).Select(fact => fact.Case).LastOrDefault(view => view?.CaseId.Value == caseId);

    private static void AssertContiguous(long from, IEnumerable<FactBatch> batches)
    {
        foreach (var batch in batches)
        {
            batch.From.ShouldBe(from);
            batch.To.ShouldBe(from + batch.Facts.Length);
            from = batch.To;
        }
    }
}
