using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Agent.Tests;

public sealed class MemoryOutboxTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task NextFixes_SeveralWait_AreTheNewestAndThenTheOldestInOrder()
    {
        var outbox = await WithFixes(6);

        (await Sequences(outbox, 4)).ShouldBe([6, 1, 2, 3]);
        (await Sequences(outbox, 100)).ShouldBe([6, 1, 2, 3, 4, 5]);
        (await Sequences(outbox, 1)).ShouldBe([6]);
    }

    [Fact]
    public async Task NextFixes_NewestWasTaken_AreTheBacklogInOrderUntilThereIsNews()
    {
        var outbox = await WithFixes(6);
        await outbox.Settle(new FixAck([6], []));

        (await Sequences(outbox, 3)).ShouldBe([1, 2, 3]);
        await outbox.Add(Reading(7));
        (await Sequences(outbox, 3)).ShouldBe([7, 1, 2]);
    }

    [Fact]
    public async Task NextFixes_Empty_IsEmpty() => (await Sequences(new MemoryOutbox("d"), 10)).ShouldBeEmpty();

    [Fact]
    public async Task Settle_AcceptedRejectedAndUnknown_ForgetsWhatWasNamed()
    {
        var outbox = await WithFixes(5);

        (await outbox.Settle(new FixAck([1, 2, 99], [new RejectedItem(4, "too-old", "")]))).ShouldBe(3);

        (await Sequences(outbox, 10)).ShouldBe([5, 3]);
        outbox.Status.ShouldBe(new OutboxStatus(2, 0, 2, 0, 1, 0, 0, Start.AddSeconds(3)));
        (await outbox.Settle(new FixAck([1, 2, 4], []))).ShouldBe(0);
        outbox.Status.AcknowledgedFixes.ShouldBe(2);
    }

    [Fact]
    public async Task Add_BeyondTheBound_ThinsTheOlderHalfAndKeepsTheFirstAndTheNewerHalf()
    {
        var outbox = await WithFixes(16, new MemoryOutboxOptions { MaxFixes = 16 });

        (await outbox.Add(Reading(17))).ShouldBe(17);

        (await Sequences(outbox, 100)).Order().ShouldBe([1, 3, 5, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17]);
        outbox.Status.ThinnedFixes.ShouldBe(4);
    }

    [Fact]
    public async Task Add_AHundredTimesTheBound_KeepsTheWholeCourse()
    {
        var outbox = await WithFixes(1600, new MemoryOutboxOptions { MaxFixes = 16 });

        var kept = await Sequences(outbox, 100);
        kept.Length.ShouldBeLessThanOrEqualTo(16);
        kept.Min().ShouldBe(1);
        kept.Max().ShouldBe(1600);
        outbox.Status.ThinnedFixes.ShouldBe(1600 - kept.Length);
    }

    [Fact]
    public async Task Add_MilestonesBeyondTheBound_RefusesAndKeepsWhatWaits()
    {
        var outbox = new MemoryOutbox("d", new MemoryOutboxOptions { MaxMilestones = 10 });
        for (var i = 0; i < 10; i++)
            await outbox.Add(Report(i));

        await Should.ThrowAsync<OutboxFullException>(async () => await outbox.Add(Report(10)));

        (await outbox.NextMilestones(50)).Select(item => item.Sequence).ShouldBe(Enumerable.Range(1, 10).Select(i => (long)i));
    }

    [Fact]
    public async Task ContinueAfter_HigherSequence_KeepsTheBacklogAndNumbersAfterIt()
    {
        var outbox = await WithFixes(3);

        await outbox.ContinueAfter(50);
        await outbox.ContinueAfter(10);
        await outbox.Add(Reading(4));

        (await Sequences(outbox, 10)).ShouldBe([51, 1, 2, 3]);
    }

    [Fact]
    public void Constructor_DeviceIdIsNoWord_Throws() => Should.Throw<ArgumentException>(() => new MemoryOutbox("a b"));

    [Theory]
    [InlineData(7, 100)]
    [InlineData(100, 9)]
    public void Constructor_BoundOutOfRange_Throws(int fixes, int milestones) =>
        Should.Throw<ArgumentException>(
            () => new MemoryOutbox("d", new MemoryOutboxOptions { MaxFixes = fixes, MaxMilestones = milestones }));

    private static FixReading Reading(int second) => new(Start.AddSeconds(second), new GeoPoint(113, 29));

    private static MilestoneReport Report(int second) =>
        new(new CaseId("c"), new AssignmentId("a"), Milestone.EnRoute, Start.AddSeconds(second));

    private static async Task<MemoryOutbox> WithFixes(int count, MemoryOutboxOptions? options = null)
    {
        var outbox = new MemoryOutbox("d", options);
        for (var i = 1; i <= count; i++)
            await outbox.Add(Reading(i));
        return outbox;
    }

    private static async Task<ImmutableArray<long>> Sequences(MemoryOutbox outbox, int max) =>
        [.. (await outbox.NextFixes(max)).Select(fix => fix.Sequence)];
}
