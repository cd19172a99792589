using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Emergency.Contracts;
using Emergency.TestKit;
using Emergency.Web.Live;
using Emergency.Web.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Tests;

public sealed class ConsoleFeedTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly CancellationTokenSource _end = new();
    private readonly Console _console = new();
    private readonly WebOptions _options = new() { Live = { FactRing = 16, FactsPerBatch = 4, SubscribeGrace = TimeSpan.Zero } };
    private readonly CountyProjection _projection;
    private readonly ConsoleFeed _feed;
    private bool _cutOff;

    public ConsoleFeedTests()
    {
        var meters = new WebMeters(_services.GetRequiredService<IMeterFactory>());
        _projection = new CountyProjection(Options.Create(_options), TimeProvider.System, meters);
        _projection.Merge(Sample.County(), new BoardSnapshot([], [], [], null), 0);
        _feed = new ConsoleFeed(
            _projection, _console, version => new Beat(Sample.Noon, version, 1, []), () => _cutOff = true, _options.Live,
            TimeProvider.System, new RealTime(TimeProvider.System), meters);
        _projection.FactsAdded += _feed.Wake;
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task Pump_FactsOneByOne_ArriveOnceAndInOrder()
    {
        Subscribe();

        for (var version = 1; version <= 10; version++)
            _projection.Apply(Sample.Case(version: version));

        await Eventually.Holds(() => _console.Versions.Length == 10);
        _console.Versions.ShouldBe(Enumerable.Range(1, 10).Select(version => (long)version));
        AssertContiguous(from: 0);
    }

    [Fact]
    public async Task Pump_NobodySubscribed_SendsNothing()
    {
        var pump = _feed.Pump(_end.Token);
        _projection.Apply(Sample.Case(version: 1));
        _feed.BeatDue();

        _feed.Restart(_projection.Read());
        _projection.Apply(Sample.Case(version: 2));

        await Eventually.Holds(() => _console.Versions.Length == 1);
        _console.Versions.ShouldBe([2]);
        pump.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Pump_ConsoleIsSlow_GetsFewerAndLargerBatches()
    {
        Subscribe();
        _console.Hold();
        _projection.Apply(Sample.Case(version: 1));
        await Eventually.Holds(() => _console.IsWaiting);

        for (var version = 2; version <= 9; version++)
            _projection.Apply(Sample.Case(version: version));
        _console.Release();

        await Eventually.Holds(() => _console.Versions.Length == 9);
        _console.Batches.Select(batch => batch.Facts.Length).ShouldBe([1, 4, 4]);
        AssertContiguous(from: 0);
        _cutOff.ShouldBeFalse();
    }

    [Fact]
    public async Task Pump_ConsoleFallsOutOfTheRing_IsCutOffAndMissesNothingSilently()
    {
        Subscribe();
        _console.Hold();
        _projection.Apply(Sample.Case(version: 1));
        await Eventually.Holds(() => _console.IsWaiting);

        for (var version = 2; version <= 40; version++)
            _projection.Apply(Sample.Case(version: version));
        _console.Release();

        await Eventually.Holds(() => _cutOff);
        _console.Versions.ShouldBe([1]);
    }

    [Fact]
    public async Task Pump_PositionsWhileSlow_OnlyTheNewestIsSent()
    {
        Subscribe();
        _console.Hold();
        _projection.Apply(Sample.Case(version: 1));
        await Eventually.Holds(() => _console.IsWaiting);

        for (var step = 1; step <= 50; step++)
        {
            _projection.Apply(Sample.Position("A01", Sample.Noon + TimeSpan.FromSeconds(step), lon: 113 + (step / 100.0)));
            _feed.PositionsDue();
        }

        _console.Release();

        await Eventually.Holds(() => !_console.Positions.IsEmpty);
        _console.Positions.ShouldHaveSingleItem().Positions.ShouldHaveSingleItem().FixAt.ShouldBe(Sample.Noon + TimeSpan.FromSeconds(50));
    }

    [Fact]
    public async Task Pump_VitalsWhileSlow_OnlyTheNewestOfEachPatientIsSent()
    {
        Subscribe();
        _console.Hold();
        _projection.Apply(Sample.Case(version: 1));
        await Eventually.Holds(() => _console.IsWaiting);

        for (var version = 1; version <= 50; version++)
        {
            _projection.Apply(Sample.Vitals(version: version, heartRate: 60 + version));
            _feed.PositionsDue();
        }

        _projection.Apply(Sample.Vitals(version: 7, heartRate: 7));
        _projection.Apply(Sample.Vitals(version: 1, heartRate: 90, patient: "2"));
        _console.Release();

        await Eventually.Holds(() => !_console.Vitals.IsEmpty);
        _console.Vitals.ShouldHaveSingleItem().Patients.Select(vitals => vitals.Values[0].Value).ShouldBe([110, 90]);
    }

    [Fact]
    public async Task Pump_CareChanges_IsAFactInOrderWithTheOthers()
    {
        Subscribe();
        _projection.Apply(Sample.Case(version: 1));
        _projection.Apply(Sample.Care(version: 3));
        _projection.Apply(Sample.Care(version: 2));
        _projection.Apply(Sample.Care(version: 4));

        await Eventually.Holds(() => _console.Batches.Sum(batch => batch.Facts.Length) == 3);
        _console.Batches.SelectMany(batch => batch.Facts).Select(fact => fact.Care?.Version).ShouldBe([null, 3, 4]);
        AssertContiguous(from: 0);
    }

    [Fact]
    public async Task Pump_NothingMoved_SendsNoPositions()
    {
        Subscribe();
        _feed.PositionsDue();
        _feed.BeatDue();

        await Eventually.Holds(() => !_console.Beats.IsEmpty);
        _console.Positions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pump_BeatWhileFactsWait_TellsTheVersionThatWasSent()
    {
        Subscribe();
        _console.Hold();
        _projection.Apply(Sample.Case(version: 1));
        await Eventually.Holds(() => _console.IsWaiting);
        _projection.Apply(Sample.Case(version: 2));
        _feed.BeatDue();
        _console.Release();

        await Eventually.Holds(() => !_console.Beats.IsEmpty);

        _console.Beats.First().Version.ShouldBe(_console.Batches[^1].To);
    }

    [Fact]
    public async Task Restart_AfterAGap_GoesOnFromTheNewSnapshot()
    {
        Subscribe();
        _projection.Apply(Sample.Case(version: 1));
        await Eventually.Holds(() => _console.Versions.Length == 1);

        var again = _projection.Read();
        _feed.Restart(again);
        _projection.Apply(Sample.Case(version: 2));

        await Eventually.Holds(() => _console.Versions.Length == 2);
        _console.Batches[^1].From.ShouldBe(again.Version);
    }

    [Fact]
    public async Task Pump_NewerCoverage_IsSentOnce()
    {
        Subscribe();
        _projection.Apply(Sample.Coverage(7));
        _feed.Wake();
        await Eventually.Holds(() => !_console.Coverages.IsEmpty);

        _feed.BeatDue();
        await Eventually.Holds(() => !_console.Beats.IsEmpty);

        _console.Coverages.ShouldHaveSingleItem().Version.ShouldBe(7);
    }

    private void Subscribe()
    {
        _ = _feed.Pump(_end.Token);
        _feed.Restart(_projection.Read());
    }

    private void AssertContiguous(long from)
    {
        foreach (var batch in _console.Batches)
        {
            batch.From.ShouldBe(from);
            batch.To.ShouldBe(from + batch.Facts.Length);
            from = batch.To;
        }
    }

    /// <summary>A console that can be made to stop reading.</summary>
    private sealed class Console : IConsoleClient
    {
        private readonly ConcurrentQueue<FactBatch> _batches = new();
        private volatile TaskCompletionSource? _held;

        public bool IsWaiting { get; private set; }

        public FactBatch[] Batches => [.. _batches];

        public long[] Versions => [.. _batches.SelectMany(batch => batch.Facts).Select(fact => fact.Case!.Version)];

        public ConcurrentQueue<PositionBatch> Positions { get; } = new();

        public ConcurrentQueue<CoverageView> Coverages { get; } = new();

        public ConcurrentQueue<Beat> Beats { get; } = new();

        public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release()
        {
            var held = _held;
            _held = null;
            held?.SetResult();
        }

        public async Task Facts(FactBatch batch)
        {
            _batches.Enqueue(batch);
            if (_held is { } held)
            {
                IsWaiting = true;
                await held.Task;
            }
        }

        Task IConsoleClient.Positions(PositionBatch batch)
        {
            Positions.Enqueue(batch);
            return Task.CompletedTask;
        }

        public ConcurrentQueue<NewestVitalsBatch> Vitals { get; } = new();

        Task IConsoleClient.Vitals(NewestVitalsBatch batch)
        {
            Vitals.Enqueue(batch);
            return Task.CompletedTask;
        }

        Task IConsoleClient.Coverage(CoverageView coverage)
        {
            Coverages.Enqueue(coverage);
            return Task.CompletedTask;
        }

        Task IConsoleClient.Beat(Beat beat)
        {
            Beats.Enqueue(beat);
            return Task.CompletedTask;
        }
    }
}
