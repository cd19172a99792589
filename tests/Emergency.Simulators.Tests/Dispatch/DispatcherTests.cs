using Emergency.Contracts;
using Emergency.Domain;
using Emergency.TestKit;

namespace Emergency.Simulators.Tests;

/// <summary>Callers and dispatchers over HTTP against a centre on a loopback port.</summary>
public sealed class DispatcherTests : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ManualTimeProvider _county = new(Worlds.Morning);
    private readonly LogRecorder _log = new();
    private readonly List<Task> _running = [];

    [Fact]
    public async Task Run_BestUnitIsTaken_SendsTheNextAndLeavesDivertsAlone()
    {
        await using var centre = await FakeCentre.Started();
        centre.OnRequest = request => request switch
        {
            { Method: "GET", Path: "/api/cases?status=open" } => (200, new[] { Views.Case("c1") }),
            { Method: "GET" } => (200, Views.Recommended("c1", ("A01", true), ("A02", false), ("A03", false))),
            _ when request.Body.GetProperty("ambulanceId").GetString() == "A02" => (409, new { type = "x/unit-not-free" }),
            _ => (201, Views.Assignment("a1")),
        };
        var dispatcher = await Dispatching(centre, "c1");

        await Eventually.Holds(() => dispatcher.Sent == 1);

        dispatcher.Conflicts.ShouldBe(1);
        var posts = centre.Requests.Where(request => request.Method == "POST").ToList();
        posts.Select(request => request.Body.GetProperty("ambulanceId").GetString()).ShouldBe(["A02", "A03"]);
        posts.Select(request => request.Key).ShouldBeUnique();
        posts[0].Body.GetProperty("overrideReason").GetString().ShouldBeNull();
        posts[1].Body.GetProperty("overrideReason").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Run_FirstChoiceChangedMeanwhile_SendsWhatItSawWithAReason()
    {
        await using var centre = await FakeCentre.Started();
        centre.OnRequest = request => request switch
        {
            { Method: "GET", Path: "/api/cases?status=open" } => (200, new[] { Views.Case("c1") }),
            { Method: "GET" } => (200, Views.Recommended("c1", ("A01", false))),
            _ when request.Body.GetProperty("overrideReason").GetString() is null => (422, new { type = "x/override-reason-required" }),
            _ => (201, Views.Assignment("a1")),
        };
        var dispatcher = await Dispatching(centre, "c1");

        await Eventually.Holds(() => dispatcher.Sent == 1);

        dispatcher.Conflicts.ShouldBe(0);
        var posts = centre.Requests.Where(request => request.Method == "POST").ToList();
        posts.Select(request => request.Body.GetProperty("recommendationId").GetString()).ShouldBe(["r1", "r1"]);
        posts.Select(request => request.Key).ShouldBeUnique();
    }

    [Fact]
    public async Task Run_CentreFailsForAWhile_GoesOnAfterwards()
    {
        await using var centre = await FakeCentre.Started();
        var failing = true;
        centre.OnRequest = request => (failing, request.Path, request.Method) switch
        {
            (true, _, _) => (500, null),
            (_, "/api/cases?status=open", _) => (200, new[] { Views.Case("c1") }),
            (_, _, "GET") => (200, Views.Recommended("c1", ("A01", false))),
            _ => (201, Views.Assignment("a1")),
        };
        var dispatcher = await Dispatching(centre, "c1");
        await Eventually.Holds(() => _log.Lines.Any(line => line.Text.Contains("500")));

        failing = false;

        await Eventually.Holds(() => dispatcher.Sent == 1);
        _log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_CallsAreDue_OpensACaseForEachAndQueuesIt()
    {
        await using var centre = await FakeCentre.Started();
        centre.OnRequest = _ => (201, Views.Case($"c{centre.Requests.Count}"));
        var options = new CallOptions { PerDay = 400 };
        var process = new CallProcess(options, new CallRhythm(options.Rhythm), Worlds.Zone, Seed.Of(1));
        var due = process.After(Worlds.Morning).TakeWhile(at => at <= Worlds.Morning.AddHours(1)).Count();
        var queue = new DispatchQueue(new DispatchOptions(), new Random(1));
        var taker = new CallTaker(
            process, new Caller(Worlds.County, options, new Random(1)), await SignedIn(centre), queue, options, _county,
            new Identities("t"), _log.For<CallTaker>());

        _running.Add(taker.Run(_stopping.Token));
        while (_county.GetUtcNow() < Worlds.Morning.AddHours(1))
        {
            await Eventually.Holds(() => _county.ActiveTimers > 0);
            _county.Advance(TimeSpan.FromSeconds(10));
        }

        await Eventually.Holds(() => taker.Opened == due);
        due.ShouldBeGreaterThan(10);
        taker.Missed.ShouldBe(0);
        centre.Requests.Select(request => request.Key).ShouldBeUnique();
        centre.Requests.ShouldAllBe(request => request.Body.GetProperty("notes").GetString() == CallTaker.Marker);
        queue.Due([Views.Case("c1")], Worlds.Morning.AddHours(2)).ShouldHaveSingleItem();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        _log.Dispose();
    }

    private async Task<Dispatcher> Dispatching(FakeCentre centre, string id)
    {
        var options = new DispatchOptions { Glance = TimeSpan.FromSeconds(0.1) };
        var clock = new CountyClock(new ClockAnswer(Worlds.Morning, 1), _county);
        var queue = new DispatchQueue(options, new Random(1));
        queue.Add(new CaseId(id), Worlds.Morning.AddHours(-1));
        var dispatcher = new Dispatcher(
            await SignedIn(centre), queue, options, clock, TimeProvider.System, new Identities("t"), _log.For<Dispatcher>());
        _running.Add(dispatcher.Run(_stopping.Token));
        return dispatcher;
    }

    private static async Task<CentreClient> SignedIn(FakeCentre centre)
    {
        var client = centre.Client();
        await client.Start(TestContext.Current.CancellationToken);
        return client;
    }
}
