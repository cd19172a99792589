using System.ComponentModel.DataAnnotations;
using static Emergency.Journal.Tests.Facts;

namespace Emergency.Journal.Tests;

public sealed class SqliteJournalTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Append_AfterReopening_ContinuesVersionsPositionsAndChain()
    {
        await using (var first = _store.Open()) await first.Put(Case1, 0, Many(2));

        await using var journal = _store.Open();
        await Should.ThrowAsync<WrongExpectedVersionException>(async () => await journal.Put(Case1, 0, Fact("Opened")));
        var result = await journal.Put(Case1, 2, Fact("Closed"));

        (result.Version, result.Position).ShouldBe((3L, 3L));
        var entries = await journal.Read(Case1, 1, Token).ToList();
        entries[2].PreviousHash.ToArray().ShouldBe(entries[1].Hash.ToArray());
    }

    [Fact]
    public async Task Append_AfterDisposal_IsUnavailable()
    {
        var journal = _store.Open();
        await journal.DisposeAsync();

        var refusal = await Should.ThrowAsync<JournalUnavailableException>(async () => await journal.Put(Case1, 0, Fact("Opened")));

        refusal.OutcomeUnknown.ShouldBeFalse();
        journal.Health.IsWritable.ShouldBeFalse();
    }

    [Fact]
    public async Task Open_SecondWriter_IsRefused()
    {
        await using var first = _store.Open();

        Should.Throw<JournalUnavailableException>(() => _store.Open()).Message.ShouldContain("another process");
    }

    [Fact]
    public void Open_OptionOutOfRange_IsRefused()
    {
        Should.Throw<ValidationException>(() => _store.Open(o => o.Commit.QueueCapacity = 0));
        Should.Throw<ValidationException>(() => _store.Open(o => o.Read.PageRows = 0));
        Should.Throw<ValidationException>(() => _store.Open(o => o.DataDirectory = ""));
    }

    [Fact]
    public void Open_FileThatIsNoDatabase_IsCorrupt()
    {
        File.WriteAllText(_store.JournalFile, new string('x', 5000));

        Should.Throw<JournalCorruptException>(() => _store.Open());
    }

    [Fact]
    public async Task Append_OutOfBounds_IsRefusedBeforeTheQueue()
    {
        await using var journal = _store.Open(o => (o.MaxPayloadBytes, o.MaxBatchEvents) = (1024, 2));

        await Should.ThrowAsync<ArgumentException>(async () => await journal.Put(default, 0, Fact("Opened")));
        await Should.ThrowAsync<ArgumentException>(async () => await journal.Put(Case1, 0));
        await Should.ThrowAsync<ArgumentException>(async () => await journal.Put(Case1, 0, Many(3)));
        await Should.ThrowAsync<ArgumentException>(async () => await journal.Put(Case1, 0, Fact("Big", new string('x', 1025))));
        await Should.ThrowAsync<ArgumentException>(async () => await journal.Put(Case1, 0, Fact("Empty", "")));
        await Should.ThrowAsync<ArgumentException>(async () => await journal.Put(Case1, 0, Fact("not a kind")));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await journal.Put(Case1, -1, Fact("Opened")));
        (await journal.ReadHead(Token)).Position.ShouldBe(0);
    }
}
