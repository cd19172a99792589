using Microsoft.Extensions.DependencyInjection;
using static Emergency.Journal.Tests.Facts;

namespace Emergency.Journal.Tests;

public sealed class JournalServicesTests : IDisposable
{
    private readonly TemporaryStore _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task AddSqlite_ContainerDisposed_ClosesTheStores()
    {
        var data = Path.Combine(_directory.Path, "made", "when missing");
        var services = new ServiceCollection().AddLogging()
            .AddSqliteJournal(o => o.DataDirectory = data).AddSqliteTracks(o => o.DataDirectory = data)
            .AddSqliteAttachments(o => o.DataDirectory = data);
        SqliteJournal journal;
        await using (var container = services.BuildServiceProvider())
        {
            journal = container.GetRequiredService<SqliteJournal>();
            container.GetRequiredService<IJournal>().ShouldBeSameAs(journal);
            container.GetRequiredService<ITrackStore>().Health.IsWritable.ShouldBeTrue();
            container.GetRequiredService<IAttachmentStore>().Health.IsWritable.ShouldBeTrue();
            await journal.Put(Case1, 0, Fact("Opened"));
        }

        journal.Health.IsWritable.ShouldBeFalse();
        JournalVerifier.Verify(data, cancellationToken: Token).Entries.ShouldBe(1);
    }

    [Fact]
    public void AddSqlite_ContainerDisposedWithoutAwaiting_ClosesTheStores()
    {
        using (var container = new ServiceCollection().AddLogging().AddSqliteJournal(o => o.DataDirectory = _directory.Path)
            .BuildServiceProvider())
            container.GetRequiredService<IJournal>().Health.IsWritable.ShouldBeTrue();

        using var again = _directory.Open();
        again.Health.IsWritable.ShouldBeTrue();
    }
}
