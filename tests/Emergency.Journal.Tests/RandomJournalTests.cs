using System.Globalization;
using static Emergency.Journal.Tests.Facts;

namespace Emergency.Journal.Tests;

/// <summary>Random commands on the SQLite journal beside the one in memory: same answers, same entries, same hashes, across
/// reopenings.</summary>
public sealed class RandomJournalTests
{
    private const int Steps = 250;
    private static readonly StreamName[] Streams = [new("case/1"), new("case/2"), new("unit/A01"), new("hospital/H1")];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Journal_RandomCommands_AgreesWithTheModel(int seed)
    {
        var random = new Random(seed);
        var clock = new SteppedClock();
        using var store = new TemporaryStore();
        var model = new MemoryJournal(clock);
        var journal = Open(store, clock, random);
        try
        {
            for (var step = 0; step < Steps; step++)
            {
                clock.Advance(TimeSpan.FromMilliseconds(random.Next(-50, 500)));
                if (random.Next(25) == 0)
                {
                    await journal.DisposeAsync();
                    journal = Open(store, clock, random);
                }

                await Step(journal, model, random, $"seed {seed}, step {step}");
            }

            var head = await model.ReadHead(Token);
            var found = JournalVerifier.Verify(store.Path, head, Token);
            found.FirstBroken.ShouldBeNull($"seed {seed}");
            found.Head.Hash.ToArray().ShouldBe(head.Hash.ToArray(), $"seed {seed}");
        }
        finally
        {
            await journal.DisposeAsync();
        }
    }

    private static SqliteJournal Open(TemporaryStore store, TimeProvider clock, Random random) =>
        store.Open(o => (o.Read.PageRows, o.MaxCachedHeads, o.Commit.CheckpointBytes) = (random.Next(1, 6), 16, 256 << 10), clock);

    private static async Task Step(SqliteJournal journal, MemoryJournal model, Random random, string at)
    {
        var stream = Streams[random.Next(Streams.Length)];
        switch (random.Next(6))
        {
            case 0:
                var from = random.Next(1, 20);
                Show(await journal.Read(stream, from, Token).ToList()).ShouldBe(Show(await model.Read(stream, from, Token).ToList()), at);
                break;
            case 1:
                var after = random.Next(0, 100);
                Show(await journal.ReadAll(after, Token).ToList()).ShouldBe(Show(await model.ReadAll(after, Token).ToList()), at);
                break;
            case 2:
                var prefix = random.Next(2) == 0 ? "case/" : "";
                (await journal.ReadStreams(prefix, Token).ToList()).ShouldBe(await model.ReadStreams(prefix, Token).ToList(), at);
                break;
            default:
                var current = (await model.Read(stream, 1, Token).ToList()).Count;
                var expected = random.Next(4) == 0 ? Math.Max(0, current + random.Next(-2, 3)) : current;
                var events = Enumerable.Range(0, random.Next(1, 5))
                    .Select(_ => Fact($"K{random.Next(5)}", new string('x', random.Next(1, 3000)))).ToArray();
                (await Answer(journal, stream, expected, events)).ShouldBe(await Answer(model, stream, expected, events), at);
                break;
        }
    }

    private static async Task<string> Answer(IJournal journal, StreamName stream, long expected, JournalEvent[] events)
    {
        try
        {
            return (await journal.Append(stream, expected, events, Token)).ToString();
        }
        catch (WrongExpectedVersionException refusal)
        {
            return refusal.Message;
        }
    }

    private static List<string> Show(IEnumerable<JournalEntry> entries) =>
    [
        .. entries.Select(e => string.Create(CultureInfo.InvariantCulture,
            $"{e.Stream} {e.Version} {e.Position} {e.RecordedAt:O} {e.Kind} {e.Payload.Length} ")
            + $"{Convert.ToHexString(e.PreviousHash.Span)} {Convert.ToHexString(e.Hash.Span)}"),
    ];
}
