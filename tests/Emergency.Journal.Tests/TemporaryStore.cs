using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace Emergency.Journal.Tests;

/// <summary>A data directory of its own for one test, removed at the end.</summary>
public sealed class TemporaryStore : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("emergency-journal-").FullName;

    public string JournalFile => System.IO.Path.Combine(Path, JournalOptions.FileName);

    public SqliteJournal Open(Action<JournalOptions>? configure = null, TimeProvider? clock = null)
    {
        // A small log, so that opening need not write out the usual one.
        var options = new JournalOptions { DataDirectory = Path, Commit = { CheckpointBytes = 256 << 10 } };
        configure?.Invoke(options);
        return SqliteJournal.Open(options, clock ?? TimeProvider.System, NullLogger<SqliteJournal>.Instance);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>Short words for tests.</summary>
internal static class Facts
{
    public static readonly StreamName Case1 = new("case/1");
    public static readonly StreamName Case2 = new("case/2");

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static JournalEvent Fact(string kind, string json = "{}") => new(kind, Encoding.UTF8.GetBytes(json));

    public static JournalEvent[] Many(int count) => [.. Enumerable.Range(1, count).Select(i => Fact("Noted", $"{{\"n\":{i}}}"))];

    public static ValueTask<AppendResult> Put(this IJournal journal, StreamName stream, long expected, params JournalEvent[] events) =>
        journal.Append(stream, expected, events, Token);

    public static async Task<List<T>> ToList<T>(this IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items.WithCancellation(Token)) list.Add(item);
        return list;
    }

    public static string Text(this JournalEntry entry) => Encoding.UTF8.GetString(entry.Payload.Span);
}
