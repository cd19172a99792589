using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net.WebSockets;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.TestKit;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Emergency.Web.Tests;

public sealed class AgentHubTests(SharedWeb shared) : IClassFixture<SharedWeb>
{
    private const string Path = "/hubs/agent";

    private static readonly AgentHello Hello = new("tablet-1", "1.0", Sample.Noon);

    [Theory]
    [InlineData("Device A01:wrong")]
    [InlineData("Device A02:{key}")]
    [InlineData("Device Z99:{key}")]
    [InlineData("Device A01:")]
    [InlineData("Device {key}")]
    [InlineData("Device A 01:{key}")]
    [InlineData("Bearer A01:{key}")]
    [InlineData("")]
    public async Task Connect_NotTheVehiclesOwnKey_IsRefused(string authorization)
    {
        var web = shared.Web;
        var header = authorization.Replace("{key}", web.DeviceKey("A01"), StringComparison.Ordinal);

        var refused = await Should.ThrowAsync<WebSocketException>(
            () => HubClient.Connect(web.Url, Path, header.Length == 0 ? null : ("Authorization", header)));

        refused.Message.ShouldContain("401");
    }

    [Fact]
    public async Task Connect_StaffCookie_IsRefused()
    {
        var web = shared.Web;
        using var client = await web.SignIn("admin1");

        await Should.ThrowAsync<WebSocketException>(() => HubClient.Connect(web.Url, Path, ("Cookie", client.CookieHeader)));
    }

    [Fact]
    public async Task Hello_RightKey_AnswersOrdersAndTellsTheUnit()
    {
        await using var web = await TestWeb.Start();
        await using var hub = await Connect(web, "A01");

        var welcome = await hub.Ask<AgentWelcome>("Hello", Hello);

        welcome.AmbulanceId.Value.ShouldBe("A01");
        web.County.Ambulance("A01").Sessions.ShouldHaveSingleItem();
        await hub.StopAsync(TestContext.Current.CancellationToken);
        await Eventually.Holds(() => web.County.Ambulance("A01").Sessions.IsEmpty);
    }

    [Fact]
    public async Task Fixes_BeforeHello_AreRefused()
    {
        await using var web = await TestWeb.Start();
        await using var hub = await Connect(web, "A01");

        var refused = await Should.ThrowAsync<HubException>(() => hub.Ask<FixAck>("Fixes", Batch("tablet-1", 1)));

        refused.Message.ShouldContain("hello-first");
        web.County.Ambulance("A01").Fixes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Fixes_OfOneVehicle_NeverTouchAnother()
    {
        await using var web = await TestWeb.Start();
        await using var hub = await Connect(web, "A01");
        await hub.Ask<AgentWelcome>("Hello", Hello);

        var ack = await hub.Ask<FixAck>("Fixes", Batch("tablet-1", 3));

        ack.Accepted.ShouldBe([1, 2, 3]);
        web.County.Ambulance("A01").Fixes.Count.ShouldBe(3);
        web.County.Ambulance("A02").Fixes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Fixes_FullBatch_FitsInAMessage()
    {
        await using var web = await TestWeb.Start();
        await using var hub = await Connect(web, "A01");
        await hub.Ask<AgentWelcome>("Hello", Hello);

        var ack = await hub.Ask<FixAck>("Fixes", Batch("tablet-1", FixBatch.MaxFixes));

        ack.Accepted.Length.ShouldBe(FixBatch.MaxFixes);
    }

    [Theory]
    [InlineData("tablet-2", 1, "device-mismatch")]
    [InlineData("tablet-1", FixBatch.MaxFixes + 1, "validation")]
    public async Task Fixes_Malformed_AreRefusedWhole(string device, int count, string word)
    {
        await using var web = await TestWeb.Start();
        await using var hub = await Connect(web, "A01");
        await hub.Ask<AgentWelcome>("Hello", Hello);

        var refused = await Should.ThrowAsync<HubException>(() => hub.Ask<FixAck>("Fixes", Batch(device, count)));

        refused.Message.ShouldContain(word);
        web.County.Ambulance("A01").Fixes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"deviceId":"tablet-1"}""", "Fixes")]
    [InlineData("""{"deviceId":"tablet-1","fixes":[null]}""", "Fixes")]
    [InlineData("null", "Fixes")]
    [InlineData("[null]", "Milestones")]
    [InlineData("""[{"sequence":1,"caseId":"c-1","assignmentId":"a-1","milestone":"OnScene","occurredAt":"2026-11-22T12:00:00Z","source":"desk"}]""", "Milestones")]
    public async Task Call_ArgumentWithHoles_IsRefusedAndTheConnectionLives(string argument, string method)
    {
        var web = shared.Web;
        await using var hub = await Connect(web, "A01");
        await hub.Ask<AgentWelcome>("Hello", Hello);

        await Should.ThrowAsync<HubException>(
            () => hub.Ask<object>(method, System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement?>(argument)));

        (await hub.Ask<FixAck>("Fixes", Batch("tablet-1", 1))).Accepted.ShouldBe([1]);
        web.County.Ambulance("A01").Milestones.ShouldBeEmpty();
    }

    [Fact]
    public async Task Milestones_OfTheCrew_ReachTheUnitWithTheDeviceOfTheHello()
    {
        await using var web = await TestWeb.Start();
        await using var hub = await Connect(web, "A01");
        await hub.Ask<AgentWelcome>("Hello", Hello);
        ImmutableArray<AgentMilestone> milestones =
            [new(1, new CaseId("c-1"), new AssignmentId("a-1"), Milestone.OnScene, Sample.Noon, FactSource.Geofence, null, null)];

        var acks = await hub.Ask<ImmutableArray<MilestoneAck>>("Milestones", milestones);

        acks.ShouldHaveSingleItem().Refusal.ShouldBeNull();
        web.County.Ambulance("A01").Milestones.ShouldHaveSingleItem().Device.ShouldBe("tablet-1");
    }

    [Fact]
    public async Task Orders_Published_ReachOnlyTheirVehicleAndNeverGoBack()
    {
        await using var web = await TestWeb.Start();
        var first = new ConcurrentQueue<long>();
        var second = new ConcurrentQueue<long>();
        await using var one = await Connect(web, "A01", first);
        await using var two = await Connect(web, "A02", second);
        await one.Ask<AgentWelcome>("Hello", Hello);
        await two.Ask<AgentWelcome>("Hello", Hello);

        await web.County.Streams.Publish(LiveStreams.Orders, Sample.Orders("A01", 3, "a-1"));
        await Eventually.Holds(() => !first.IsEmpty);
        await web.County.Streams.Publish(LiveStreams.Orders, Sample.Orders("A01", 2));
        await web.County.Streams.Publish(LiveStreams.Orders, Sample.Orders("A01", 4));

        await Eventually.Holds(() => first.Count == 2);
        first.ShouldBe([3, 4]);
        second.ShouldBeEmpty();
    }

    [Fact]
    public async Task Orders_LostByTheStream_AreFoundByTheComparison()
    {
        await using var web = await TestWeb.Start(options: options => options.Live.ReconcileInterval = TimeSpan.FromMilliseconds(100));
        var orders = new ConcurrentQueue<long>();
        await using var hub = await Connect(web, "A01", orders);
        await hub.Ask<AgentWelcome>("Hello", Hello);

        var unit = web.County.Ambulance("A01");
        unit.Orders = Sample.Orders("A01", 5, "a-9");
        await unit.Hold(new CaseId("c-9"), new AssignmentId("a-9"));

        await Eventually.Holds(() => orders.Contains(5));
    }

    [Fact]
    public async Task DeviceKey_Renewed_TheOldOneEnds()
    {
        await using var web = await TestWeb.Start();
        var oldKey = web.DeviceKey("A01");
        await using var hub = await Connect(web, "A01");
        await hub.Ask<AgentWelcome>("Hello", Hello);
        using var admin = await web.SignIn("admin1");

        var answer = await admin.Post("/api/ambulances/A01/device-key", null);

        await Eventually.Holds(() => hub.State == HubConnectionState.Disconnected);
        await Should.ThrowAsync<WebSocketException>(() => HubClient.Connect(web.Url, Path, ("Authorization", $"Device A01:{oldKey}")));
        await using var again = await HubClient.Connect(web.Url, Path, ("Authorization", $"Device A01:{answer["key"]}"));
        (await again.Ask<AgentWelcome>("Hello", Hello)).AmbulanceId.Value.ShouldBe("A01");
    }

    [Fact]
    public async Task Call_UnitFails_SaysSoWithoutInnerWorkings()
    {
        await using var web = await TestWeb.Start();
        web.ExpectErrors = true;
        await using var hub = await Connect(web, "A01");
        web.County.Fault = new InvalidDataException("secret of the machine");

        var refused = await Should.ThrowAsync<HubException>(() => hub.Ask<AgentWelcome>("Hello", Hello));

        refused.Message.ShouldContain("internal");
        refused.Message.ShouldNotContain("secret");
    }

    private static Task<HubConnection> Connect(TestWeb web, string ambulance, ConcurrentQueue<long>? orders = null) => HubClient.Connect(
        web.Url, Path, ("Authorization", $"Device {ambulance}:{web.DeviceKey(ambulance)}"),
        connection => connection.On<AgentOrders>("Orders", newer => orders?.Enqueue(newer.Version)));

    private static FixBatch Batch(string device, int count) =>
        new(device, [.. Enumerable.Range(1, count).Select(sequence => new Fix(sequence, Sample.Noon, 113.123456, 29.123456, 61.5, 359.9, 4.5))]);
}
