using Emergency.Contracts;
using Emergency.Domain;
using Emergency.TestKit;

namespace Emergency.Agent.Tests;

/// <summary>What every outbox promises.</summary>
public abstract class OutboxTests
{
    private static readonly DateTimeOffset Start = OutboxFiles.Start;

    [Fact]
    public async Task Next_SeveralFixesWait_AreTheNewestAndThenTheOldestInOrder()
    {
        var outbox = await WithFixes(6);

        (await outbox.Fixes.Sequences(4)).ShouldBe([6, 1, 2, 3]);
        (await outbox.Fixes.Sequences(100)).ShouldBe([6, 1, 2, 3, 4, 5]);
        (await outbox.Fixes.Sequences(1)).ShouldBe([6]);
    }

    [Fact]
    public async Task Next_NewestWasTaken_AreTheBacklogInOrderUntilThereIsNews()
    {
        var outbox = await WithFixes(6);
        await outbox.Fixes.Settle([6], []);

        (await outbox.Fixes.Sequences(3)).ShouldBe([1, 2, 3]);
        await outbox.Add(Reading(7));
        (await outbox.Fixes.Sequences(3)).ShouldBe([7, 1, 2]);
    }

    [Fact]
    public async Task Next_Empty_IsEmpty() => (await (await Make()).Fixes.Sequences(10)).ShouldBeEmpty();

    [Fact]
    public async Task Next_EcgAfterAnOutage_IsTheLastTwoSecondsInOrderAndThenTheBacklog()
    {
        var outbox = await Make();
        for (var block = 1; block <= 30; block++)
            await outbox.AddEcg(block * 0.2);

        (await outbox.Ecg.Sequences(12)).ShouldBe([21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 1, 2]);
        (await outbox.Ecg.Sequences(40, freshOnly: true)).ShouldBe([21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);
        await outbox.Ecg.Settle([21, 22, 23, 24, 25, 26, 27, 28, 29, 30], []);
        (await outbox.Ecg.Sequences(3, freshOnly: true)).ShouldBeEmpty();
        (await outbox.Ecg.Sequences(3)).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Next_DeferredBlocks_NeverCountAsFresh()
    {
        var outbox = await Make();
        for (var block = 0; block < 4; block++)
        {
            await outbox.AddEcg(block, deferred: true);
            await outbox.AddEcg(block);
        }

        (await outbox.Ecg.Sequences(40, freshOnly: true)).ShouldBe([2, 4, 6, 8]);
        await outbox.Ecg.Settle([2, 4, 6, 8], []);
        (await outbox.Ecg.Sequences(40)).ShouldBe([1, 3, 5, 7]);
    }

    [Fact]
    public async Task Settle_AcceptedRejectedAndUnknown_ForgetsWhatWasNamed()
    {
        var outbox = await WithFixes(5);

        (await outbox.Fixes.Settle([1, 2, 99], [4])).ShouldBe(3);

        (await outbox.Fixes.Sequences(10)).ShouldBe([5, 3]);
        outbox.Status.Fixes.ShouldBe(new ShelfStatus(2, 2, 1, 0, Start.AddSeconds(3)));
        (await outbox.Fixes.Settle([1, 2, 4], [])).ShouldBe(0);
        outbox.Status.AcknowledgedFixes.ShouldBe(2);
        (await outbox.Fixes.Waiting()).ShouldBe([3, 5]);
    }

    [Fact]
    public async Task Add_FixesBeyondTheBound_ThinsTheOlderHalfAndKeepsTheFirstAndTheNewerHalf()
    {
        var outbox = await WithFixes(16, limits => limits with { MaxFixes = 16 });

        (await outbox.Add(Reading(17))).ShouldBe(17);

        (await outbox.Fixes.Sequences(100)).Order().ShouldBe([1, 3, 5, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17]);
        outbox.Status.ThinnedFixes.ShouldBe(4);
    }

    [Fact]
    public async Task Add_VitalsBeyondTheBound_KeepsOneInTenSecondsWhateverTheBound()
    {
        var outbox = await Make(limits => limits with { MaxVitals = 60 });
        for (var second = 0; second < 1200; second++)
            await outbox.AddVitals(second);

        var kept = (await outbox.Vitals.Next(new NextItems(2000))).Select(sample => (sample.At - Start).TotalSeconds).Order().ToList();
        kept.Zip(kept.Skip(1), (one, next) => next - one).ShouldAllBe(gap => gap <= 10);
        kept[0].ShouldBe(0);
        kept[^1].ShouldBe(1199);
        kept.Count.ShouldBeLessThan(200);
        outbox.Status.Vitals.Thinned.ShouldBe(1200 - kept.Count);
    }

    [Fact]
    public async Task Add_EcgBeyondTheBound_GivesUpTheOldestAndReportsFromWhenToWhen()
    {
        var outbox = await Make(limits => limits with { MaxEcgBlocks = 100 });
        for (var block = 1; block <= 101; block++)
            await outbox.AddEcg(block);

        outbox.Status.Ecg.ShouldSatisfyAllConditions(
            ecg => ecg.Waiting.ShouldBe(96),
            ecg => ecg.Thinned.ShouldBe(5),
            ecg => ecg.ThinnedFrom.ShouldBe(Start.AddSeconds(1)),
            ecg => ecg.ThinnedTo.ShouldBe(Start.AddSeconds(5)));
        var marker = (await outbox.Reports.Next(new NextItems(10))).ShouldHaveSingleItem();
        marker.CaseId.ShouldBe(new CaseId("c1"));
        marker.AssignmentId.ShouldBe(new AssignmentId("a1"));
        marker.Act.ShouldBe(new WaveformThinned(Start.AddSeconds(1), Start.AddSeconds(5), 5));
    }

    [Fact]
    public async Task Add_FactsBeyondTheBound_RefusesAndKeepsWhatWaits()
    {
        var outbox = await Make(limits => limits with { MaxMilestones = 10 });
        for (var i = 0; i < 10; i++)
            await outbox.Add(Report(i));

        await Should.ThrowAsync<OutboxFullException>(async () => await outbox.Add(Report(10)));

        (await outbox.Milestones.Sequences(50)).ShouldBe(Enumerable.Range(1, 10).Select(i => (long)i));
        outbox.Status.WaitingMilestones.ShouldBe(10);
    }

    [Fact]
    public async Task ContinueAfter_HigherSequence_KeepsTheBacklogAndNumbersAfterIt()
    {
        var outbox = await WithFixes(3);

        await outbox.Fixes.ContinueAfter(50);
        await outbox.Fixes.ContinueAfter(10);
        await outbox.Add(Reading(4));

        (await outbox.Fixes.Sequences(10)).ShouldBe([51, 1, 2, 3]);
    }

    [Fact]
    public async Task Add_EveryKind_IsReadAsItWas()
    {
        var outbox = await Make();
        var vitals = new VitalsSample(1, Start, new CaseId("c1"), null, 72, 71, 97.5, 14, 120, 80, 93, 36.6, 38, 5.4);
        await outbox.Vitals.Add(sequence => vitals with { Sequence = sequence });
        await outbox.AddReport(new OrderProgress("o1", Domain.Care.OrderState.NotDone, "no vein"));
        await outbox.AddEcg(1);
        await outbox.Add(Report(5));

        (await outbox.Vitals.Next(new NextItems(9))).ShouldBe([vitals]);
        (await outbox.Reports.Next(new NextItems(9))).Single().Act.ShouldBe(new OrderProgress("o1", Domain.Care.OrderState.NotDone, "no vein"));
        (await outbox.Ecg.Next(new NextItems(9))).Single().Data.ShouldBe([1, 2, 3]);
        (await outbox.Milestones.Next(new NextItems(9))).Single().OccurredAt.ShouldBe(Start.AddSeconds(5));
    }

    [Fact]
    public async Task Read_AttachmentInPieces_IsItsBytesUntilItIsSettled()
    {
        var outbox = await Make();
        var bytes = Enumerable.Range(0, 1000).Select(i => (byte)i).ToArray();
        var offer = new AttachmentOffer("x1", "still", "image/jpeg", 1000, "00", Start, new CaseId("c1"));
        var sequence = await outbox.Attachments.Add(number => new OutgoingAttachment(number, offer), bytes);

        byte[] read = [.. await outbox.Attachments.Read(sequence, 0, 600), .. await outbox.Attachments.Read(sequence, 600, 600)];
        read.ShouldBe(bytes);
        (await outbox.Attachments.Next(new NextItems(1))).Single().Offer.ShouldBe(offer);
        await outbox.Attachments.Settle([sequence], []);
        (await outbox.Attachments.Next(new NextItems(1))).ShouldBeEmpty();
    }

    private protected abstract ValueTask<IOutbox> Make(OutboxLimits? limits);

    private async Task<IOutbox> Make(Func<OutboxLimits, OutboxLimits>? limits = null) => await Make(limits?.Invoke(Defaults));

    private protected abstract OutboxLimits Defaults { get; }

    private static FixReading Reading(int second) => new(Start.AddSeconds(second), new GeoPoint(113, 29));

    private static MilestoneReport Report(int second) =>
        new(new CaseId("c"), new AssignmentId("a"), Milestone.EnRoute, Start.AddSeconds(second));

    private async Task<IOutbox> WithFixes(int count, Func<OutboxLimits, OutboxLimits>? limits = null)
    {
        var outbox = await Make(limits);
        for (var i = 1; i <= count; i++)
            await outbox.Add(Reading(i));
        return outbox;
    }
}

public sealed class MemoryOutboxTests : OutboxTests
{
    [Fact]
    public async Task Add_AHundredTimesTheBound_KeepsTheWholeCourse()
    {
        var outbox = new MemoryOutbox("d", new MemoryOutboxOptions { MaxFixes = 16 });
        for (var i = 1; i <= 1600; i++)
            await outbox.Add(new FixReading(OutboxFiles.Start.AddSeconds(i), new GeoPoint(113, 29)));

        var kept = await outbox.Fixes.Sequences(100);
        kept.Length.ShouldBeLessThanOrEqualTo(16);
        (kept.Min(), kept.Max()).ShouldBe((1, 1600));
        outbox.Status.ThinnedFixes.ShouldBe(1600 - kept.Length);
    }

    [Fact]
    public void Constructor_DeviceIdIsNoWord_Throws() => Should.Throw<ArgumentException>(() => new MemoryOutbox("a b"));

    [Theory]
    [InlineData(7, 100)]
    [InlineData(100, 9)]
    public void Constructor_BoundOutOfRange_Throws(int fixes, int milestones) =>
        Should.Throw<ArgumentException>(
            () => new MemoryOutbox("d", new MemoryOutboxOptions { MaxFixes = fixes, MaxMilestones = milestones }));

    private protected override OutboxLimits Defaults => new MemoryOutboxOptions();

    private protected override ValueTask<IOutbox> Make(OutboxLimits? limits) => new(new MemoryOutbox("d", (MemoryOutboxOptions?)limits));
}

public sealed class SqliteOutboxTests : OutboxTests, IAsyncDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly List<SqliteOutbox> _open = [];

    [Fact]
    public async Task Open_Again_HoldsEverythingAndTheSameDevice()
    {
        var first = await OutboxFiles.Open(_folder, device: "first");
        for (var second = 1; second <= 5; second++)
            await first.Add(new FixReading(OutboxFiles.Start.AddSeconds(second), new GeoPoint(113, 29)));
        await first.Fixes.Settle([2, 5], []);
        await first.AddReport(new AlarmSeen("al1"));
        await first.DisposeAsync();

        await using var again = await OutboxFiles.Open(_folder, device: "second");

        again.DeviceId.ShouldBe("first");
        again.Status.Fixes.ShouldBe(new ShelfStatus(3, 0, 0, 0, OutboxFiles.Start.AddSeconds(1)));
        again.Status.Reports.Waiting.ShouldBe(1);
        (await again.Fixes.Sequences(10)).ShouldBe([1, 3, 4]);
        (await again.Add(new FixReading(OutboxFiles.Start, new GeoPoint(113, 29)))).ShouldBe(6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_FileIsDamaged_SetsItAsideAndSaysSo(bool noDatabaseAtAll)
    {
        var first = await OutboxFiles.Open(_folder, device: "first");
        for (var second = 1; second <= 2000; second++)
            _ = first.AddVitals(second).AsTask();
        await first.AddVitals(0);
        await first.DisposeAsync();
        var file = _folder.File("outbox.db");
        var bytes = noDatabaseAtAll ? new byte[5000] : await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        for (var at = 4096; at < bytes.Length && !noDatabaseAtAll; at++)
            bytes[at] ^= 0x5A;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        using var log = new LogRecorder();

        await using var second2 = await OutboxFiles.Open(_folder, device: "second", log: log);

        second2.DeviceId.ShouldBe("second");
        second2.Status.Trouble.ShouldNotBeNull().ShouldContain("damaged");
        log.Errors.ShouldHaveSingleItem();
        var aside = Directory.GetFiles(_folder.Path, "outbox.db.damaged-20260301-080000").ShouldHaveSingleItem();
        (await File.ReadAllBytesAsync(aside, TestContext.Current.CancellationToken)).ShouldBe(bytes);
        (await second2.AddVitals(1)).ShouldBe(1);
    }

    [Fact]
    public async Task Add_ManyCallers_ShareCommitsAndGetEachSequenceOnce()
    {
        await using var outbox = await OutboxFiles.Open(_folder);

        var sequences = await Task.WhenAll(Enumerable.Range(0, 2000).Select(second => outbox.AddVitals(second).AsTask()));

        sequences.Order().ShouldBe(Enumerable.Range(1, 2000).Select(i => (long)i));
        outbox.Status.Vitals.Waiting.ShouldBe(2000);
    }

    /// <summary>What a newer version wrote before it was taken back must not hold up what this one can read.</summary>
    [Fact]
    public async Task Next_SomethingCannotBeRead_IsKeptAsideAndSaid()
    {
        var first = await OutboxFiles.Open(_folder);
        await first.AddReport(new AlarmSeen("al1"));
        await first.AddReport(new AlarmSeen("al2"));
        await first.DisposeAsync();
        await using (var file = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_folder.File("outbox.db")};Pooling=False"))
        {
            await file.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = file.CreateCommand();
            command.CommandText = "UPDATE item SET json = '{\"act\":{\"act\":\"of-the-future\"}}' WHERE sequence = 1";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using var again = await OutboxFiles.Open(_folder);

        (await again.Reports.Next(new NextItems(10))).ShouldHaveSingleItem().Act.ShouldBe(new AlarmSeen("al2"));
        again.Status.Reports.Waiting.ShouldBe(1);
        again.Status.Trouble.ShouldNotBeNull().ShouldContain("1 CrewReport cannot be read");
    }

    [Fact]
    public void Options_OutOfRange_SayWhat()
    {
        Should.Throw<ArgumentException>(() => new SqliteOutboxOptions { File = " " }.Checked()).Message.ShouldContain("File");
        Should.Throw<ArgumentException>(() => new SqliteOutboxOptions { MaxVitals = 1 }.Checked()).Message.ShouldContain("MaxVitals");
    }

    private protected override OutboxLimits Defaults => new SqliteOutboxOptions();

    private protected override async ValueTask<IOutbox> Make(OutboxLimits? limits)
    {
        var outbox = await OutboxFiles.Open(_folder, $"{_open.Count}.db", (SqliteOutboxOptions?)limits);
        _open.Add(outbox);
        return outbox;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var outbox in _open)
            await outbox.DisposeAsync();
        _folder.Dispose();
    }
}
