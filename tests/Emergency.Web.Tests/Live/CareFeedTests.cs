using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.TestKit;
using Emergency.Web.Live;
using Emergency.Web.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Emergency.Web.Tests;

public sealed class CareFeedTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly CancellationTokenSource _end = new();
    private readonly Page _page = new();
    private readonly CareFeed _feed;

    public CareFeedTests()
    {
        _feed = new CareFeed(
            new PageUser("physician1", true), _page, new BedsideOptions { EcgQueue = 4, SignalQueue = 8 }, TimeProvider.System,
            new RealTime(TimeProvider.System), new WebMeters(_services.GetRequiredService<IMeterFactory>()));
        _feed.Watch(new CaseId("c-1")).ShouldBeTrue();
        _ = _feed.Pump(_end.Token);
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task Offer_PageKeepsUp_GetsEveryBlockInOrder()
    {
        for (var sequence = 1; sequence <= 30; sequence++)
        {
            _feed.Offer(Sample.Ecg(sequence: sequence));
            await Eventually.Holds(() => _page.Ecg.Count == sequence);
        }

        _page.Ecg.Select(push => push.Block.Sequence).ShouldBe(Enumerable.Range(1, 30).Select(sequence => (long)sequence));
        _page.Ecg.ShouldAllBe(push => push.Dropped == 0);
    }

    [Fact]
    public async Task Offer_PageIsSlow_OldestBlocksAreDroppedAndItIsToldHowMany()
    {
        await Hold();
        for (var sequence = 1; sequence <= 10; sequence++)
            _feed.Offer(Sample.Ecg(sequence: sequence));
        _feed.Offer(Sample.Ecg(sequence: 1, patient: "2"));

        _page.Release();

        await Eventually.Holds(() => _page.Ecg.Count == 4);
        _page.Ecg.Select(push => (push.Block.PatientId.Value, push.Block.Sequence, push.Dropped))
            .ShouldBe([("1", 8, 7), ("1", 9, 0), ("1", 10, 0), ("2", 1, 0)]);
    }

    [Fact]
    public async Task Offer_PageIsSlow_OnlyTheNewestRecordAndVitalsAreSentAndFactsFirst()
    {
        await Hold();
        _feed.Offer(Sample.Ecg());
        for (var version = 2; version <= 9; version++)
        {
            _feed.Offer(Sample.Vitals(version: version));
            _feed.Offer(Sample.Care(version: version));
        }

        _feed.Offer(Sample.Care(version: 3));
        _page.Release();

        await Eventually.Holds(() => _page.Ecg.Count == 1);
        _page.Order.Skip(1).ShouldBe(["care 9", "vitals 9", "ecg 1"]);
    }

    [Fact]
    public async Task Unwatch_WhatWaits_IsDropped()
    {
        await Hold();
        _feed.Offer(Sample.Ecg());
        _feed.Offer(Sample.Vitals(version: 2));
        _feed.Unwatch(new CaseId("c-1"));
        _feed.Offer(Sample.Care(version: 7));
        _page.Release();
        _feed.BeatDue();

        await Eventually.Holds(() => _page.Order.Contains("beat"));
        _page.Order.Skip(1).ShouldBe(["beat"]);
    }

    [Fact]
    public async Task Offer_SignalOfItsOwn_IsNotHeard()
    {
        _feed.Speaks("user:physician1:p1");
        _feed.Offer(new CallSignal(new CaseId("c-1"), "user:physician1:p1", null, "join", "{}"));
        _feed.Offer(new CallSignal(new CaseId("c-1"), "user:physician1:p2", null, "join", "{}"));

        await Eventually.Holds(() => _page.Order.Contains("signal user:physician1:p2"));
        _page.Order.ShouldHaveSingleItem();
    }

    [Fact]
    public void Rings_LateComers_GetTheLastSecondsOfEachPatient()
    {
        var rings = new EcgRings(new BedsideOptions { EcgPatients = 4, EcgBlocksPerPatient = 20 });
        for (var second = 0; second <= 30; second++)
            rings.Add(Sample.Ecg(sequence: second + 1, atSeconds: second));
        rings.Add(Sample.Ecg(sequence: 5, atSeconds: 4));

        rings.Of(new CaseId("c-1")).Select(block => block.Sequence).ShouldBe(Enumerable.Range(21, 11).Select(sequence => (long)sequence));
        for (var other = 1; other <= 4; other++)
            rings.Add(Sample.Ecg($"c-other-{other}"));
        rings.Of(new CaseId("c-1")).ShouldBeEmpty(); // The one longest silent made room.
    }

    private async Task Hold()
    {
        _page.Hold();
        _feed.Offer(Sample.Care(version: 1));
        await Eventually.Holds(() => _page.IsWaiting);
    }

    /// <summary>A page that can be made to stop reading.</summary>
    private sealed class Page : ICareClient
    {
        private volatile TaskCompletionSource? _held;

        public bool IsWaiting { get; private set; }

        public ConcurrentQueue<EcgPush> Ecg { get; } = new();

        public ConcurrentQueue<string> Order { get; } = new();

        public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release()
        {
            var held = _held;
            _held = null;
            held?.SetResult();
        }

        public Task Vitals(NewestVitals vitals) => Note($"vitals {vitals.Version}");

        public Task Care(CareView care) => Note($"care {care.Version}");

        public Task Signal(CallSignal signal) => Note($"signal {signal.From}");

        public Task Beat(DateTimeOffset serverTime) => Note("beat");

        Task ICareClient.Ecg(EcgPush push)
        {
            Ecg.Enqueue(push);
            return Note($"ecg {push.Block.Sequence}");
        }

        private async Task Note(string what)
        {
            Order.Enqueue(what);
            if (_held is not { } held)
                return;
            IsWaiting = true;
            await held.Task;
        }
    }
}
