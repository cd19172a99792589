using static Emergency.Journal.Tests.Facts;

namespace Emergency.Journal.Tests;

/// <summary>Many writers at once: exactly one wins each version, and nothing is lost, doubled or out of order.</summary>
public sealed class RacingWritersTests : IDisposable
{
    private const int Racers = 16;

    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Append_ManyRacingForOneVersion_ExactlyOneWins()
    {
        await using var journal = _store.Open();
        for (var version = 0; version < 50; version++)
        {
            var expected = version;
            var outcomes = await Task.WhenAll(
                Enumerable.Range(0, Racers).Select(racer => Task.Run(() => Try(journal, expected, racer), Token)));

            var winner = outcomes.ShouldHaveSingleWinner();
            var entry = (await journal.Read(Case1, expected + 1, Token).ToList()).ShouldHaveSingleItem();
            entry.Text().ShouldBe($"{{\"racer\":{winner}}}");
        }

        JournalVerifier.Verify(_store.Path, cancellationToken: Token).FirstBroken.ShouldBeNull();
    }

    [Fact]
    public async Task Append_ManyWritersThatRetry_EveryFactOnceInTheOrderOfItsWriter()
    {
        const int PerWriter = 40;
        await using var journal = _store.Open(o => (o.Commit.QueueCapacity, o.Commit.MaxGroupWrites) = (5, 3));

        await Task.WhenAll(Enumerable.Range(0, Racers).Select(writer => Task.Run(() => AppendRetrying(journal, writer, PerWriter), Token)));

        var entries = await journal.Read(Case1, 1, Token).ToList();
        entries.Count.ShouldBe(Racers * PerWriter);
        entries.Select(e => e.Version).ShouldBe(Enumerable.Range(1, Racers * PerWriter).Select(v => (long)v));
        foreach (var own in entries.GroupBy(e => e.Kind))
            own.Select(e => e.Text()).ShouldBe(Enumerable.Range(0, PerWriter).Select(i => $"{i}"));
        JournalVerifier.Verify(_store.Path, cancellationToken: Token).FirstBroken.ShouldBeNull();
    }

    [Fact]
    public async Task Append_ManyStreamsAtOnce_PositionsAreDenseAndTheChainHolds()
    {
        const int PerWriter = 60;
        await using var journal = _store.Open(o => o.MaxCachedHeads = 16);
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() => Follow(journal, Racers * PerWriter), Token)).ToList();

        await Task.WhenAll(Enumerable.Range(0, Racers).Select(writer => Task.Run(
            async () =>
            {
                for (var i = 0; i < PerWriter; i++)
                    await journal.Put(new StreamName($"unit/{(writer * 7) + (i % 3)}-{writer}"), i / 3, Fact("Moved"));
            },
            Token)));

        foreach (var followed in await Task.WhenAll(readers))
            followed.ShouldBe(Enumerable.Range(1, Racers * PerWriter).Select(p => (long)p));
        JournalVerifier.Verify(_store.Path, cancellationToken: Token).FirstBroken.ShouldBeNull();
    }

    [Fact]
    public async Task Append_SmallLogBound_KeepsTheLogFileBounded()
    {
        const int LogBytes = 256 << 10;
        await using var journal = _store.Open(o => o.Commit.CheckpointBytes = LogBytes);
        var fact = Fact("Noted", new string('x', 2000));

        for (var version = 0; version < 1000; version++) await journal.Put(Case1, version, fact);

        new FileInfo(_store.JournalFile + "-wal").Length.ShouldBeLessThan(4 * LogBytes);
        new FileInfo(_store.JournalFile).Length.ShouldBeGreaterThan(1_500_000);
    }

    private static async Task<int?> Try(SqliteJournal journal, long expected, int racer)
    {
        try
        {
            await journal.Put(Case1, expected, Fact("Won", $"{{\"racer\":{racer}}}"));
            return racer;
        }
        catch (WrongExpectedVersionException refusal)
        {
            refusal.ActualVersion.ShouldBe(expected + 1);
            return null;
        }
    }

    private static async Task AppendRetrying(SqliteJournal journal, int writer, int count)
    {
        var version = 0L;
        for (var i = 0; i < count;)
        {
            try
            {
                version = (await journal.Put(Case1, version, Fact($"Writer{writer}", $"{i}"))).Version;
                i++;
            }
            catch (WrongExpectedVersionException refusal)
            {
                version = refusal.ActualVersion;
            }
        }
    }

    /// <summary>Reads on from where it stands until it has seen <paramref name="count"/> entries.</summary>
    private static async Task<List<long>> Follow(SqliteJournal journal, int count)
    {
        var seen = new List<long>();
        while (seen.Count < count)
            await foreach (var entry in journal.ReadAll(seen.Count == 0 ? 0 : seen[^1], Token)) seen.Add(entry.Position);
        return seen;
    }
}

internal static class OutcomeAssertions
{
    public static int ShouldHaveSingleWinner(this IEnumerable<int?> outcomes) => outcomes.OfType<int>().ShouldHaveSingleItem();
}
