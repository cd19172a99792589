using static Emergency.Journal.Tests.Facts;

namespace Emergency.Journal.Tests;

/// <summary>What every journal does, wherever it keeps its entries.</summary>
public abstract class JournalContract
{
    /// <summary>An empty journal that reads three rows at a time, where it reads in pages.</summary>
    protected abstract IJournal Journal();

    [Fact]
    public async Task Append_NewStream_StartsAtVersionOne()
    {
        var journal = Journal();

        var result = await journal.Put(Case1, 0, Fact("Opened", """{"priority":"I"}"""));

        result.Version.ShouldBe(1);
        result.Position.ShouldBe(1);
        var entry = (await journal.Read(Case1, 1, Token).ToList()).ShouldHaveSingleItem();
        entry.Kind.ShouldBe("Opened");
        entry.Text().ShouldBe("""{"priority":"I"}""");
        entry.RecordedAt.ShouldBe(result.RecordedAt);
        entry.PreviousHash.ToArray().ShouldBe(EntryHash.Genesis.ToArray());
        entry.Hash.ToArray().ShouldBe(EntryHash.Compute(entry));
    }

    [Fact]
    public async Task Append_Batch_TakesConsecutiveVersionsAndPositions()
    {
        var journal = Journal();
        await journal.Put(Case2, 0, Fact("Opened"));

        var result = await journal.Put(Case1, 0, Many(3));

        result.Version.ShouldBe(3);
        result.Position.ShouldBe(4);
        var entries = await journal.Read(Case1, 1, Token).ToList();
        entries.Select(e => (e.Version, e.Position)).ShouldBe([(1, 2), (2, 3), (3, 4)]);
        entries[2].PreviousHash.ToArray().ShouldBe(entries[1].Hash.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Append_WrongExpectedVersion_NamesStreamExpectedAndActual(long expected)
    {
        var journal = Journal();
        await journal.Put(Case1, 0, Fact("Opened"));

        var refusal = await Should.ThrowAsync<WrongExpectedVersionException>(async () => await journal.Put(Case1, expected, Fact("Again")));

        (refusal.Stream, refusal.ExpectedVersion, refusal.ActualVersion).ShouldBe((Case1, expected, 1L));
        refusal.Message.ShouldBe($"stream 'case/1' is at version 1, expected {expected}");
        (await journal.Read(Case1, 1, Token).ToList()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task ReadAll_ManyPages_GivesEveryPositionOnceAndResumes()
    {
        var journal = Journal();
        for (var version = 0; version < 5; version++)
        {
            await journal.Put(Case1, version, Fact("A"));
            await journal.Put(Case2, version, Fact("B"));
        }

        var all = await journal.ReadAll(0, Token).ToList();
        all.Select(e => e.Position).ShouldBe(Enumerable.Range(1, 10).Select(i => (long)i));
        all.Select(e => e.Stream).Distinct().ShouldBe([Case1, Case2]);
        (await journal.ReadAll(7, Token).ToList()).Select(e => e.Position).ShouldBe([8, 9, 10]);
        (await journal.ReadAll(10, Token).ToList()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_FromVersion_StartsThere()
    {
        var journal = Journal();
        await journal.Put(Case1, 0, Many(5));

        (await journal.Read(Case1, 3, Token).ToList()).Select(e => e.Version).ShouldBe([3, 4, 5]);
        (await journal.Read(Case1, 6, Token).ToList()).ShouldBeEmpty();
        (await journal.Read(Case2, 1, Token).ToList()).ShouldBeEmpty();
    }

    [Fact]
    public async Task ReadStreams_Prefix_GivesNamesInOrder()
    {
        var journal = Journal();
        foreach (var name in (string[])["case/2", "ambulance/A01", "case/10", "case", "casework/1", "case/1"])
            await journal.Put(new StreamName(name), 0, Fact("Opened"));

        (await journal.ReadStreams("case/", Token).ToList()).Select(n => n.Value).ShouldBe(["case/1", "case/10", "case/2"]);
        (await journal.ReadStreams("", Token).ToList()).Count.ShouldBe(6);
        (await journal.ReadStreams("hospital/", Token).ToList()).ShouldBeEmpty();
    }

    [Fact]
    public async Task ReadHead_AfterAppends_IsTheChainOverEveryCommit()
    {
        var journal = Journal();
        await journal.Put(Case1, 0, Many(2));
        await journal.Put(Case2, 0, Many(1));

        var hashes = (await journal.ReadAll(0, Token).ToList()).ConvertAll(e => e.Hash.ToArray());
        var chain = EntryHash.Genesis.ToArray();
        CommitChain.Link(chain, 2, [.. hashes[0], .. hashes[1]], chain);
        CommitChain.Link(chain, 3, hashes[2], chain);

        var head = await journal.ReadHead(Token);
        head.Position.ShouldBe(3);
        head.Hash.ToArray().ShouldBe(chain);
    }
}

public sealed class MemoryJournalContract : JournalContract
{
    protected override IJournal Journal() => new MemoryJournal(TimeProvider.System);
}

public sealed class SqliteJournalContract : JournalContract, IDisposable
{
    private readonly TemporaryStore _store = new();
    private SqliteJournal? _journal;

    public void Dispose()
    {
        _journal?.Dispose();
        _store.Dispose();
    }

    protected override IJournal Journal() => _journal = _store.Open(o => o.Read.PageRows = 3);
}
