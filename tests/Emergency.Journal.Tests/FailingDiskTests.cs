using Emergency.Journal.Storage;
using static Emergency.Journal.Tests.Facts;

namespace Emergency.Journal.Tests;

/// <summary>What becomes of a store whose writes fail.</summary>
public sealed class FailingDiskTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Append_DiskFull_FailsAndRefusesUntilReopened()
    {
        long acknowledged = 0;
        using (var database = Database.OpenWriter(_store.JournalFile))
        {
            JournalSchema.Prepare(database);
            database.Execute("PRAGMA max_page_count = 40");
            var failures = new List<Exception>();
            var writer = new JournalWriter(database, new JournalOptions { DataDirectory = _store.Path }, TimeProvider.System);
            var committer = new GroupCommitter<AppendRequest, AppendResult>("test", writer, new CommitOptions(), failures.Add);
            var fact = Fact("Noted", new string('x', 1000));

            var full = await Should.ThrowAsync<JournalUnavailableException>(async () =>
            {
                while (true) acknowledged = (await committer.Write(new AppendRequest(Case1, acknowledged, [fact]), 1000, Token)).Version;
            });
            full.OutcomeUnknown.ShouldBeTrue();
            full.Message.ShouldContain("full");
            var refused = await Should.ThrowAsync<JournalUnavailableException>(
                async () => await committer.Write(new AppendRequest(Case2, 0, [fact]), 1000, Token));
            refused.OutcomeUnknown.ShouldBeFalse();
            committer.Health.IsWritable.ShouldBeFalse();
            await committer.DisposeAsync();
            failures.ShouldHaveSingleItem();
            writer.Dispose();
        }

        acknowledged.ShouldBeGreaterThan(10);
        await using var journal = _store.Open();
        (await journal.Read(Case1, 1, Token).ToList()).Count.ShouldBe((int)acknowledged);
        JournalVerifier.Verify(_store.Path, cancellationToken: Token).FirstBroken.ShouldBeNull();
        (await journal.Put(Case1, acknowledged, Fact("Noted"))).Version.ShouldBe(acknowledged + 1);
    }

    [Fact]
    public async Task Append_AnotherHandHasWritten_StopsInsteadOfForking()
    {
        await using var journal = _store.Open();
        await journal.Put(Case1, 0, Fact("Opened"));
        _store.Tamper("INSERT INTO entries VALUES (2, 1, 2, 1, 0, 'Foreign', CAST('{}' AS BLOB), zeroblob(32), zeroblob(32))");

        await Should.ThrowAsync<JournalUnavailableException>(async () => await journal.Put(Case1, 1, Fact("Noted")));

        journal.Health.IsWritable.ShouldBeFalse();
        journal.Health.Fault.ShouldNotBeNull().ShouldContain("UNIQUE");
        (await journal.Read(Case1, 1, Token).ToList()).ShouldHaveSingleItem();
    }
}
