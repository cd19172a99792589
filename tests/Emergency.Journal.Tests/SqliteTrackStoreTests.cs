using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using static Emergency.Journal.Tests.Facts;

namespace Emergency.Journal.Tests;

public sealed class SqliteTrackStoreTests : IDisposable
{
    private static readonly TrackSource Device1 = new("device-1", "fix");
    private static readonly TrackSource Device2 = new("device-2", "fix");

    private readonly TemporaryStore _directory = new();
    private readonly SteppedClock _clock = new();
    private readonly DateTimeOffset _start;

    public SqliteTrackStoreTests() => _start = _clock.GetUtcNow();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Append_NewPoints_AreKeptWithBothTimes()
    {
        await using var store = Open();

        var receipt = await store.Append(Batch(Device1, "A01", 1, 2), Token);

        receipt.ThroughSequence.ShouldBe(2);
        receipt.Added.ShouldBe([1, 2]);
        var points = await Read(store, "A01");
        points.Select(p => (p.Device, p.Sequence, p.At, p.ReceivedAt)).ShouldBe(
            [("device-1", 1, At(1), _start.ToUniversalTime()), ("device-1", 2, At(2), _start.ToUniversalTime())]);
        Encoding.UTF8.GetString(points[1].Payload.Span).ShouldBe("p2");
    }

    [Fact]
    public async Task Append_Repeats_ArePassedOver()
    {
        await using var store = Open();
        await store.Append(Batch(Device1, "A01", 1, 2, 3), Token);

        var receipt = await store.Append(Batch(Device1, "A01", 2, 3, 4, 4), Token);

        receipt.Added.ShouldBe([4]);
        receipt.ThroughSequence.ShouldBe(4);
        (await Read(store, "A01")).Select(p => p.Sequence).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task Append_OutOfOrderWithGaps_ThroughStopsAtTheGapUntilItIsFilled()
    {
        await using var store = Open();

        (await store.Append(Batch(Device1, "A01", 5, 4), Token)).ThroughSequence.ShouldBe(0);
        (await store.Append(Batch(Device1, "A01", 1, 2), Token)).ThroughSequence.ShouldBe(2);
        (await store.Append(Batch(Device1, "A01", 5, 6), Token)).Added.ShouldBe([6]);
        (await store.ReadThrough(Device1, Token)).ShouldBe(2);
        (await store.Append(Batch(Device1, "A01", 3), Token)).ThroughSequence.ShouldBe(6);
        (await store.ReadThrough(Device1, Token)).ShouldBe(6);
    }

    [Fact]
    public async Task Append_AfterReopening_KnowsRepeatsAndThrough()
    {
        await using (var before = Open()) await before.Append(Batch(Device1, "A01", 1, 2, 4), Token);

        await using var store = Open();
        (await store.ReadThrough(Device1, Token)).ShouldBe(2);
        var receipt = await store.Append(Batch(Device1, "A01", 1, 2, 3, 4), Token);

        receipt.Added.ShouldBe([3]);
        receipt.ThroughSequence.ShouldBe(4);
    }

    [Fact]
    public async Task Append_SameSequenceOfOtherDeviceOrLane_IsNoRepeat()
    {
        await using var store = Open();
        await store.Append(Batch(Device1, "A01", 1), Token);

        (await store.Append(Batch(Device2, "A01", 1), Token)).Added.ShouldBe([1]);
        (await store.Append(Batch(new TrackSource("device-1", "vital"), "A01", 1), Token)).Added.ShouldBe([1]);

        (await Read(store, "A01")).Count.ShouldBe(2);
        (await Read(store, "A01", "vital")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Append_ManyAtOnceWithRepeats_EachPointOnce()
    {
        const int Senders = 12;
        const int Batches = 20;
        await using var store = Open(o => (o.Commit.QueueCapacity, o.MaxCachedNames) = (4, 16));

        var receipts = await Task.WhenAll(Enumerable.Range(0, Senders * Batches).Select(i => Task.Run(
            async () =>
            {
                var (unit, first) = (i % Senders / 2, (i / Senders) + 1);
                return await store.Append(Batch(new TrackSource($"device-{unit}", "fix"), $"A{unit}", first, first + 1), Token);
            },
            Token)));

        receipts.Sum(r => r.Added.Count).ShouldBe(Senders / 2 * (Batches + 1));
        for (var device = 0; device < Senders / 2; device++)
        {
            (await store.ReadThrough(new TrackSource($"device-{device}", "fix"), Token)).ShouldBe(Batches + 1);
            (await Read(store, $"A{device}")).Select(p => p.Sequence).ShouldBe(Enumerable.Range(1, Batches + 1).Select(s => (long)s));
        }
    }

    [Fact]
    public async Task Append_OutOfBounds_IsRefused()
    {
        await using var store = Open(o => (o.MaxBatchPoints, o.MaxPayloadBytes) = (2, 64));

        await Should.ThrowAsync<ArgumentException>(async () => await store.Append(Batch(Device1, "A01"), Token));
        await Should.ThrowAsync<ArgumentException>(async () => await store.Append(Batch(Device1, "A01", 1, 2, 3), Token));
        await Should.ThrowAsync<ArgumentException>(async () => await store.Append(Batch(Device1, "A01", 0), Token));
        await Should.ThrowAsync<ArgumentException>(async () => await store.Append(Batch(Device1, "not a word", 1), Token));
        await Should.ThrowAsync<ArgumentException>(async () => await store.Append(Batch(default, "A01", 1), Token));
        await Should.ThrowAsync<ArgumentException>(
            async () => await store.Append(new TrackBatch(Device1, "A01", [new TrackPoint(1, _start, new byte[65])]), Token));
        (await store.ReadLatest("A01", "fix", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Read_Range_IncludesFromExcludesToAndHonoursTheLimit()
    {
        await using var store = Open(o => o.Read.PageRows = 2);
        await store.Append(Batch(Device1, "A01", 1, 2, 3, 4, 5, 6, 7), Token);

        (await store.Read("A01", "fix", At(2), At(6), 100, Token).ToList()).Select(p => p.Sequence).ShouldBe([2, 3, 4, 5]);
        (await store.Read("A01", "fix", At(2), At(6), 3, Token).ToList()).Select(p => p.Sequence).ShouldBe([2, 3, 4]);
        (await store.Read("A02", "fix", At(2), At(6), 3, Token).ToList()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_SameMomentFromSeveralDevices_GivesAllOfThem()
    {
        await using var store = Open(o => o.Read.PageRows = 1);
        foreach (var device in (TrackSource[])[Device1, Device2])
            await store.Append(new TrackBatch(device, "A01", [Point(1, _start), Point(2, _start)]), Token);

        (await Read(store, "A01")).Select(p => (p.Device, p.Sequence))
            .ShouldBe([("device-1", 1), ("device-1", 2), ("device-2", 1), ("device-2", 2)]);
    }

    [Fact]
    public async Task ReadLatest_LateOldPoint_StaysAtTheNewestByEventTime()
    {
        await using var store = Open();
        await store.Append(Batch(Device1, "A01", 9), Token);
        await store.Append(Batch(Device1, "A01", 3), Token);

        (await store.ReadLatest("A01", "fix", Token)).ShouldNotBeNull().Sequence.ShouldBe(9);
    }

    [Fact]
    public async Task Append_OlderThanRetention_IsAcknowledgedAndNotKept()
    {
        await using var store = Open(o => o.Retention = TimeSpan.FromHours(1));

        var receipt = await store.Append(new TrackBatch(Device1, "A01", [Point(1, _start.AddHours(-2)), Point(2, _start)]), Token);

        receipt.Added.ShouldBe([2]);
        (await Read(store, "A01")).Select(p => p.Sequence).ShouldBe([2]);
    }

    [Fact]
    public async Task Append_TimePasses_OldPointsGoAFewAtATimeAlsoThoseOfSilentUnits()
    {
        await using var store = Open(o => o.Retention = TimeSpan.FromHours(1));
        await store.Append(Batch(Device1, "A01", [.. Enumerable.Range(1, 10).Select(i => (long)i)]), Token);
        await store.Append(Batch(Device2, "A02", 1, 2, 3), Token);
        _clock.Advance(TimeSpan.FromHours(2));

        await store.Append(new TrackBatch(Device1, "A01", [Point(11, _clock.GetUtcNow())]), Token);
        (await Read(store, "A01")).Select(p => p.Sequence).ShouldBe([3, 4, 5, 6, 7, 8, 9, 10, 11]);
        for (var sequence = 12; sequence < 20; sequence++)
            await store.Append(new TrackBatch(Device1, "A01", [Point(sequence, _clock.GetUtcNow())]), Token);

        (await Read(store, "A01")).Select(p => p.Sequence).ShouldBe([11, 12, 13, 14, 15, 16, 17, 18, 19]);
        (await Read(store, "A02")).ShouldBeEmpty();
        (await store.Append(Batch(Device1, "A01", 5), Token)).Added.ShouldBeEmpty();
        (await store.ReadThrough(Device1, Token)).ShouldBe(19);
    }

    [Fact]
    public async Task Append_AfterDisposal_IsUnavailable()
    {
        var store = Open();
        await store.DisposeAsync();

        await Should.ThrowAsync<JournalUnavailableException>(async () => await store.Append(Batch(Device1, "A01", 1), Token));
        store.Health.IsWritable.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Append_RandomBatches_AgreesWithASet(int seed)
    {
        var random = new Random(seed);
        var known = new HashSet<long>();
        var store = Open();
        for (var step = 0; step < 120; step++)
        {
            if (random.Next(20) == 0)
            {
                await store.DisposeAsync();
                store = Open();
            }

            var sequences = Enumerable.Range(0, random.Next(1, 8)).Select(_ => (long)random.Next(1, 80)).ToArray();
            var receipt = await store.Append(Batch(Device1, "A01", sequences), Token);
            receipt.Added.ShouldBe(sequences.Where(known.Add), $"seed {seed}, step {step}");
            receipt.ThroughSequence.ShouldBe(Enumerable.Range(1, 100).First(s => !known.Contains(s)) - 1, $"seed {seed}, step {step}");
        }

        (await Read(store, "A01")).Select(p => p.Sequence).ShouldBe(known.Order(), $"seed {seed}");
        await store.DisposeAsync();
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 5)];

    private SqliteTrackStore Open(Action<TrackOptions>? configure = null)
    {
        var options = new TrackOptions { DataDirectory = _directory.Path, Commit = { CheckpointBytes = 256 << 10 } };
        configure?.Invoke(options);
        return SqliteTrackStore.Open(options, _clock, NullLogger<SqliteTrackStore>.Instance);
    }

    private static Task<List<TrackEntry>> Read(SqliteTrackStore store, string subject, string lane = "fix") =>
        store.Read(subject, lane, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, int.MaxValue, Token).ToList();

    private DateTimeOffset At(long second) => _start.AddSeconds(second).ToUniversalTime();

    private static TrackPoint Point(long sequence, DateTimeOffset at) => new(sequence, at, Encoding.UTF8.GetBytes($"p{sequence}"));

    private TrackBatch Batch(TrackSource source, string subject, params long[] sequences) =>
        new(source, subject, [.. sequences.Select(s => Point(s, At(s)))]);
}
