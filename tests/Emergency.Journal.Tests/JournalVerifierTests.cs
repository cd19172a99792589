using Emergency.Journal.Storage;
using static Emergency.Journal.Tests.Facts;

namespace Emergency.Journal.Tests;

/// <summary>
/// The journal that is tampered with, by position: 1 to 3 and 6 are case/1 (versions 1 to 4), 4 and 5 are case/2 (1, 2), 7 to 9 are case/3
/// (1 to 3).
/// </summary>
public sealed class JournalVerifierTests : IAsyncLifetime
{
    private readonly TemporaryStore _store = new();

    public async ValueTask InitializeAsync()
    {
        await using var journal = _store.Open();
        await journal.Put(Case1, 0, Many(3));
        await journal.Put(Case2, 0, Many(2));
        await journal.Put(Case1, 3, Fact("Closed"));
        await journal.Put(new StreamName("case/3"), 0, Many(3));
    }

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Verify_Untouched_IsIntactAndTellsTheHead()
    {
        var found = Verify();

        found.FirstBroken.ShouldBeNull();
        (found.Streams, found.Entries, found.Head.Position).ShouldBe((3L, 9L, 9L));
        await using var journal = _store.Open();
        (await journal.ReadHead(Token)).Hash.ToArray().ShouldBe(found.Head.Hash.ToArray());
    }

    [Fact]
    public async Task Verify_WhileWriting_IsIntact()
    {
        await using var journal = _store.Open();
        for (var version = 4; version < 40; version++)
        {
            await journal.Put(Case1, version, Fact("Noted"));
            Verify().FirstBroken.ShouldBeNull();
        }
    }

    [Fact]
    public void Verify_NoJournal_IsNotFound() =>
        Should.Throw<FileNotFoundException>(() => JournalVerifier.Verify(Path.Combine(_store.Path, "elsewhere")));

    [Theory]
    [InlineData("payload", "UPDATE entries SET payload = CAST('{}' AS BLOB) WHERE position = 2", "case/1", 2, 2, "content")]
    [InlineData("time", "UPDATE entries SET recorded_at = recorded_at + 1 WHERE position = 5", "case/2", 2, 5, "content")]
    [InlineData("kind", "UPDATE entries SET kind = 'Other' WHERE position = 1", "case/1", 1, 1, "content")]
    [InlineData("hash", "UPDATE entries SET hash = zeroblob(32) WHERE position = 6", "case/1", 4, 6, "content")]
    [InlineData("link", "UPDATE entries SET previous_hash = zeroblob(32) WHERE position = 3", "case/1", 3, 3, "link")]
    [InlineData("version", "UPDATE entries SET version = 7 WHERE position = 3", "case/1", 7, 3, "follows")]
    [InlineData("middle deleted", "DELETE FROM entries WHERE position = 2", "case/1", 2, 2, "missing")]
    [InlineData("end of a stream deleted", "DELETE FROM entries WHERE position = 6", "case/1", 4, 6, "missing")]
    [InlineData("end of the journal deleted", "DELETE FROM entries WHERE position = 9", "case/3", 3, 9, "missing")]
    [InlineData("renamed", "UPDATE streams SET name = 'case/9' WHERE name = 'case/2'", "case/9", 1, 4, "content")]
    [InlineData("stream's row", "UPDATE streams SET version = 1 WHERE name = 'case/2'", "case/2", 2, 5, "list of streams")]
    public void Verify_OneChange_NamesTheEntry(string change, string sql, string stream, long version, long position, string why)
    {
        _store.Tamper(sql);

        var broken = Verify().FirstBroken.ShouldNotBeNull(change);

        (broken.Stream, broken.Version, broken.Position).ShouldBe((stream, version, position), change);
        broken.Why.ShouldContain(why);
        broken.ToString().ShouldStartWith($"stream {stream}, version {version}, position {position}: ");
    }

    [Fact]
    public void Verify_EndDeletedAndListAdjusted_IsStillMissed()
    {
        _store.Tamper(
            "DELETE FROM entries WHERE position = 9",
            "UPDATE streams SET version = 2, position = 8, hash = (SELECT hash FROM entries WHERE position = 8) WHERE name = 'case/3'");

        var broken = Verify().FirstBroken.ShouldNotBeNull();

        (broken.Stream, broken.Position).ShouldBe((null, 9L));
        broken.Why.ShouldContain("missing");
    }

    [Theory]
    [InlineData("case/1", 1)]
    [InlineData("case/2", 4)]
    [InlineData("case/3", 7)]
    public void Verify_StreamRemovedWhole_IsMissed(string stream, long firstPosition)
    {
        _store.Tamper(
            $"DELETE FROM entries WHERE stream = (SELECT id FROM streams WHERE name = '{stream}')",
            $"DELETE FROM streams WHERE name = '{stream}'");

        var broken = Verify().FirstBroken.ShouldNotBeNull();

        (broken.Stream, broken.Position).ShouldBe((null, firstPosition));
        broken.Why.ShouldContain("removed whole");
    }

    [Fact]
    public void Verify_PayloadsSwapped_NamesTheFirst()
    {
        _store.Tamper(
            "CREATE TEMP TABLE kept AS SELECT payload FROM entries WHERE position = 2",
            "UPDATE entries SET payload = (SELECT payload FROM entries WHERE position = 3) WHERE position = 2",
            "UPDATE entries SET payload = (SELECT payload FROM kept) WHERE position = 3");

        Verify().FirstBroken.ShouldNotBeNull().Position.ShouldBe(2);
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    public void Verify_EntriesSwapped_NamesTheFirst(long one, long other)
    {
        _store.Tamper(
            $"UPDATE entries SET position = -1 WHERE position = {one}",
            $"UPDATE entries SET position = {one} WHERE position = {other}",
            $"UPDATE entries SET position = {other} WHERE position = -1");

        Verify().FirstBroken.ShouldNotBeNull().Position.ShouldBe(one);
    }

    [Fact]
    public void Verify_EntriesOfTwoStreamsSwappedWithTheirLinks_DoesNotMatchTheChain()
    {
        // Positions 5 (end of case/2) and 6 (end of case/1) change places, and everything that names them follows.
        _store.Tamper(
            "UPDATE entries SET position = -1 WHERE position = 5", "UPDATE entries SET position = 5 WHERE position = 6",
            "UPDATE entries SET position = 6 WHERE position = -1",
            "UPDATE streams SET position = 6 WHERE name = 'case/2'", "UPDATE streams SET position = 5 WHERE name = 'case/1'");

        Verify().FirstBroken.ShouldNotBeNull().Why.ShouldContain("changed places");
    }

    [Fact]
    public void Verify_ForgeryAppended_IsCoveredByNoCommit()
    {
        Forge(position: 10, stream: 2, version: 3, previousPosition: 5);
        _store.Tamper("""
            UPDATE streams SET version = 3, position = 10, hash = (SELECT hash FROM entries WHERE position = 10) WHERE name = 'case/2'
            """);

        var broken = Verify().FirstBroken.ShouldNotBeNull();

        (broken.Stream, broken.Version, broken.Position).ShouldBe(("case/2", 3L, 10L));
        broken.Why.ShouldContain("no commit covers it");
    }

    [Fact]
    public void Verify_ForgeryInPlaceOfAnEntry_BreaksTheNextLink()
    {
        _store.Tamper("DELETE FROM entries WHERE position = 2");
        Forge(position: 2, stream: 1, version: 2, previousPosition: 1);

        var broken = Verify().FirstBroken.ShouldNotBeNull();

        (broken.Stream, broken.Version, broken.Position).ShouldBe(("case/1", 3L, 3L));
        broken.Why.ShouldContain("link");
    }

    [Fact]
    public void Verify_EverythingRewritten_IsCaughtByAHeadNotedBefore()
    {
        var noted = Verify().Head;
        _store.Tamper("DELETE FROM entries", "DELETE FROM streams", "DELETE FROM commits");

        Verify().IsIntact.ShouldBeTrue();
        JournalVerifier.Verify(_store.Path, noted, Token).FirstBroken.ShouldNotBeNull().Why.ShouldContain("the noted head");
    }

    [Fact]
    public async Task Verify_NotedHeadAndMoreAfter_IsIntact()
    {
        var noted = Verify().Head;
        await using (var journal = _store.Open()) await journal.Put(Case1, 4, Fact("Noted"));

        JournalVerifier.Verify(_store.Path, noted, Token).IsIntact.ShouldBeTrue();
        JournalVerifier.Verify(_store.Path, noted with { Hash = new byte[32] }, Token).FirstBroken.ShouldNotBeNull().Position.ShouldBe(9);
        JournalVerifier.Verify(_store.Path, noted with { Position = 8 }, Token).FirstBroken.ShouldNotBeNull()
            .Why.ShouldContain("no commit ends");
    }

    [Fact]
    public void Open_EndOfTheJournalMissing_IsRefused()
    {
        _store.Tamper("DELETE FROM entries WHERE position = 9");

        Should.Throw<JournalCorruptException>(() => _store.Open()).Message.ShouldContain("verify-journal");
    }

    [Fact]
    public async Task Read_EntryMissing_IsCorruptAndOtherStreamsStayReadable()
    {
        _store.Tamper("DELETE FROM entries WHERE position = 2");
        await using var journal = _store.Open();

        await Should.ThrowAsync<JournalCorruptException>(() => journal.Read(Case1, 1, Token).ToList());
        (await journal.Read(Case2, 1, Token).ToList()).Count.ShouldBe(2);
    }

    private JournalVerification Verify() => JournalVerifier.Verify(_store.Path, cancellationToken: Token);

    /// <summary>Puts in an entry whose own hash and link are right.</summary>
    private void Forge(long position, long stream, long version, long previousPosition)
    {
        using var database = Database.OpenWriter(_store.JournalFile);
        using var find = database.Prepare("SELECT hash FROM entries WHERE position = ?");
        find.Bind(1, previousPosition).Step().ShouldBeTrue();
        var previous = find.Blob(0);
        find.Reset();
        var hash = new byte[EntryHash.Size];
        EntryHash.Compute(System.Text.Encoding.UTF8.GetBytes($"case/{stream}"), version, 5, "Forged"u8, "{}"u8, previous, hash);
        using var add = database.Prepare("INSERT INTO entries VALUES (?, ?, ?, ?, 5, 'Forged', CAST('{}' AS BLOB), ?, ?)");
        add.Bind(1, position).Bind(2, stream).Bind(3, version).Bind(4, previousPosition).BindBlob(5, previous).BindBlob(6, hash).Run();
    }
}
