using System.Collections.Concurrent;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.TestKit;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Emergency.Web.Tests;

public sealed class CareHubTests
{
    private static readonly CaseId Case = new("c-1");

    [Fact]
    public async Task Watch_AnswersWhatStands_ThenTellsEachChange()
    {
        await using var web = await Start();
        web.County.Care("c-1").View = Sample.Care(version: 4);
        web.County.Care("c-1").Vitals = [Sample.Vitals(version: 2)];
        await web.County.Streams.Publish(LiveStreams.Ecg, Sample.Ecg(sequence: 1));
        await using var page = await Page.Open(web, "physician1");

        var snapshot = await page.Hub.Ask<CareSnapshot?>("Watch", Case);

        snapshot.ShouldNotBeNull().Care.Version.ShouldBe(4);
        snapshot.Vitals.ShouldHaveSingleItem().Version.ShouldBe(2);
        snapshot.Ecg.ShouldHaveSingleItem().Data.ShouldBe([1, 2, 3]);
        await web.County.Streams.Publish(LiveStreams.Vitals, Sample.Vitals(version: 3));
        await web.County.Streams.Publish(LiveStreams.Ecg, Sample.Ecg(sequence: 2, atSeconds: 1));
        await web.County.Streams.Publish(LiveStreams.Care, Sample.Care(version: 5));
        await web.County.Streams.Publish(LiveStreams.Care, Sample.Care("c-2", version: 9));
        await Eventually.Holds(() => !page.Vitals.IsEmpty && !page.Ecg.IsEmpty && !page.Care.IsEmpty && !page.Beats.IsEmpty);
        page.Care.ShouldHaveSingleItem().Version.ShouldBe(5);
        page.Ecg.ShouldHaveSingleItem().Block.Sequence.ShouldBe(2);
    }

    [Fact]
    public async Task Watch_NoSuchCase_AnswersNullAndTellsNothing()
    {
        await using var web = await Start();
        await using var page = await Page.Open(web, "physician1");

        (await page.Hub.Ask<CareSnapshot?>("Watch", new CaseId("c-nobody"))).ShouldBeNull();
        await web.County.Streams.Publish(LiveStreams.Vitals, Sample.Vitals("c-nobody"));
        await Eventually.Holds(() => page.Beats.Count > 1);

        page.Vitals.ShouldBeEmpty();
    }

    [Fact]
    public async Task Watch_MoreThanAllowed_IsRefused()
    {
        await using var web = await Start();
        await using var page = await Page.Open(web, "physician1");
        for (var number = 1; number <= ICareHub.MaxWatched + 1; number++)
            web.County.Case($"c-{number}").View = Sample.Case($"c-{number}");
        for (var number = 1; number <= ICareHub.MaxWatched; number++)
            await page.Hub.Ask<CareSnapshot?>("Watch", new CaseId($"c-{number}"));

        var refused = await Should.ThrowAsync<HubException>(
            () => page.Hub.Ask<CareSnapshot?>("Watch", new CaseId($"c-{ICareHub.MaxWatched + 1}")));

        refused.Message.ShouldContain("limit-reached");
        await page.Hub.InvokeAsync("Unwatch", Case, TestContext.Current.CancellationToken);
        (await page.Hub.Ask<CareSnapshot?>("Watch", new CaseId($"c-{ICareHub.MaxWatched + 1}"))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Signal_BetweenPhysicianAndVehicle_NamesItsSenderAndReachesOnlyWhomItIsFor()
    {
        await using var web = await Start();
        await using var physician = await Page.Open(web, "physician1", Case);
        await using var other = await Page.Open(web, "specialist1", Case);
        await using var dispatcher = await Page.Open(web, "dispatcher1", Case);
        var vehicle = new ConcurrentQueue<CallSignal>();
        var foreign = new ConcurrentQueue<CallSignal>();
        await using var tablet = await Vehicle(web, "A01", vehicle);
        await using var stranger = await Vehicle(web, "A02", foreign);

        await physician.Send(new CallSignal(Case, "vehicle:A01:forged:page-7", null, "join", "{}"));
        await Eventually.Holds(() => !vehicle.IsEmpty && !other.Signals.IsEmpty);
        vehicle.Single().From.ShouldBe("user:physician1:page-7");
        other.Signals.Single().From.ShouldBe("user:physician1:page-7");

        await tablet.Ask<object>("Signal", new CallSignal(Case, "tablet", "user:physician1:page-7", "offer", """{"sdp":"v=0"}"""));
        await Eventually.Holds(() => !physician.Signals.IsEmpty);
        physician.Signals.Single().ShouldBe(new CallSignal(Case, "vehicle:A01:tablet", "user:physician1:page-7", "offer", """{"sdp":"v=0"}"""));

        await Eventually.Holds(() => dispatcher.Beats.Count > 2);
        dispatcher.Signals.ShouldBeEmpty(); // It has not joined.
        foreign.ShouldBeEmpty();
        other.Signals.Count.ShouldBe(1);
        vehicle.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Signal_OfOneWhoHasJoined_IsTakenAndOfOneWhoHasNotIsRefused()
    {
        await using var web = await Start();
        var vehicle = new ConcurrentQueue<CallSignal>();
        await using var tablet = await Vehicle(web, "A01", vehicle);
        await using var page = await Page.Open(web, "supervisor1", Case);
        var signal = new CallSignal(Case, "", null, "join", "{}");

        (await Should.ThrowAsync<HubException>(() => page.Send(signal))).Message.ShouldContain("forbidden");
        await web.County.Streams.Publish(LiveStreams.Care, Sample.Care(version: 2) with
        {
            Participants = [new ParticipantView("supervisor1", null, ParticipantState.Joined, Sample.Noon, null)],
        });
        await page.Send(signal);

        await Eventually.Holds(() => !vehicle.IsEmpty);
        vehicle.Single().From.ShouldStartWith("user:supervisor1:");
    }

    [Fact]
    public async Task Signal_OfAVehicleThatIsNotOnTheCase_IsRefused()
    {
        await using var web = await Start();
        await using var page = await Page.Open(web, "physician1", Case);
        await using var stranger = await Vehicle(web, "A02", new ConcurrentQueue<CallSignal>());

        var refused = await Should.ThrowAsync<HubException>(() => stranger.Ask<object>("Signal", new CallSignal(Case, "tablet", null, "join", "{}")));

        refused.Message.ShouldContain("forbidden");
        page.Signals.ShouldBeEmpty();
    }

    [Fact]
    public async Task Signal_TooLargeOrTooOftenOrUnwatched_IsRefused()
    {
        await using var web = await Start(options => options.Bedside.SignalsPerWindow = 3);
        await using var page = await Page.Open(web, "physician1", Case);
        var signal = new CallSignal(Case, "p", null, "candidate", "{}");

        (await Should.ThrowAsync<HubException>(() => page.Send(signal with { Payload = new string('x', (32 * 1024) + 1) }))).Message.ShouldContain("validation");
        (await Should.ThrowAsync<HubException>(() => page.Send(signal with { CaseId = new CaseId("c-2") }))).Message.ShouldContain("watch-first");
        for (var i = 0; i < 3; i++)
            await page.Send(signal);
        (await Should.ThrowAsync<HubException>(() => page.Send(signal))).Message.ShouldContain("too-fast");
    }

    [Fact]
    public async Task Connect_NobodySignedIn_IsRefused()
    {
        await using var web = await Start();

        await Should.ThrowAsync<System.Net.WebSockets.WebSocketException>(() => HubClient.Connect(web.Url, "/hubs/care", null));
    }

    /// <summary>A case with unit A01 on it.</summary>
    private static async Task<TestWeb> Start(Action<WebOptions>? options = null)
    {
        var web = await TestWeb.Start(options: options);
        var view = Sample.Case("c-1") with { Assignments = [Sample.Assignment("a-1", "A01")] };
        web.County.Case("c-1").View = view;
        await web.County.Streams.Publish(LiveStreams.Cases, view);
        return web;
    }

    private static async Task<HubConnection> Vehicle(TestWeb web, string ambulance, ConcurrentQueue<CallSignal> signals)
    {
        var hub = await HubClient.Connect(
            web.Url, "/hubs/agent", ("Authorization", $"Device {ambulance}:{web.DeviceKey(ambulance)}"),
            connection => connection.On<CallSignal>("Signal", signals.Enqueue));
        await hub.Ask<AgentWelcome>("Hello", new AgentHello("tablet-1", "1.0", Sample.Noon));
        return hub;
    }

    private sealed class Page(HubConnection hub, ApiClient client) : IAsyncDisposable
    {
        public HubConnection Hub => hub;

        public ConcurrentQueue<NewestVitals> Vitals { get; } = new();

        public ConcurrentQueue<EcgPush> Ecg { get; } = new();

        public ConcurrentQueue<CareView> Care { get; } = new();

        public ConcurrentQueue<CallSignal> Signals { get; } = new();

        public ConcurrentQueue<DateTimeOffset> Beats { get; } = new();

        public static async Task<Page> Open(TestWeb web, string user, CaseId? watched = null)
        {
            var client = await web.SignIn(user);
            var hub = await HubClient.Connect(web.Url, "/hubs/care", ("Cookie", client.CookieHeader));
            var page = new Page(hub, client);
            hub.On<NewestVitals>("Vitals", page.Vitals.Enqueue);
            hub.On<EcgPush>("Ecg", page.Ecg.Enqueue);
            hub.On<CareView>("Care", page.Care.Enqueue);
            hub.On<CallSignal>("Signal", page.Signals.Enqueue);
            hub.On<DateTimeOffset>("Beat", page.Beats.Enqueue);
            if (watched is { } id)
                await hub.Ask<CareSnapshot?>("Watch", id);
            return page;
        }

        public Task<object> Send(CallSignal signal) => hub.Ask<object>("Signal", signal);

        public async ValueTask DisposeAsync()
        {
            await hub.DisposeAsync();
            client.Dispose();
        }
    }
}
