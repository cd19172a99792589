using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using Emergency.Journal.Storage;
using Microsoft.Extensions.Logging;

namespace Emergency.Journal;

/// <summary>The journal in one SQLite file. One process writes; others may read. Disposing commits what waits and closes the
/// file.</summary>
public sealed partial class SqliteJournal : IJournal, IAsyncDisposable, IDisposable
{
    private readonly JournalOptions _options;
    private readonly IDisposable _lock;
    private readonly JournalWriter _writer;
    private readonly GroupCommitter<AppendRequest, AppendResult> _committer;
    private readonly ReaderPool<JournalReader> _readers;
    private readonly ILogger _logger;
    private int _disposed;

    private SqliteJournal(JournalOptions options, string path, IDisposable @lock, JournalWriter writer, ILogger logger)
    {
        _options = options;
        _lock = @lock;
        _writer = writer;
        _logger = logger;
        _readers = new ReaderPool<JournalReader>(options.Read.Connections, () => new JournalReader(path));
        _committer = new GroupCommitter<AppendRequest, AppendResult>(
            JournalOptions.StoreName, writer, options.Commit, failure => LogWriteFailed(failure, path));
    }

    public StoreHealth Health => _committer.Health;

    /// <summary>Opens the journal in <see cref="JournalOptions.DataDirectory"/>, making it when there is none.</summary>
    /// <exception cref="ValidationException">An option is out of range.</exception>
    /// <exception cref="JournalUnavailableException">The file cannot be written, or another process has it open for writing.</exception>
    /// <exception cref="JournalCorruptException">The file is no journal, or damaged.</exception>
    public static SqliteJournal Open(JournalOptions options, TimeProvider clock, ILogger<SqliteJournal> logger)
    {
        OptionsCheck.Validate(options, options.Commit, options.Read);
        var path = Path.Combine(Path.GetFullPath(options.DataDirectory), JournalOptions.FileName);
        var journal = StoreFiles.OpenLocked(path, (@lock, database) =>
        {
            JournalSchema.Prepare(database);
            return new SqliteJournal(options, path, @lock, new JournalWriter(database, options, clock), logger);
        });
        journal.LogOpened(path);
        return journal;
    }

    public ValueTask<AppendResult> Append(
        StreamName stream, long expectedVersion, IReadOnlyList<JournalEvent> events, CancellationToken cancellationToken = default)
    {
        var bytes = AppendBounds.Check(stream, expectedVersion, events, _options);
        return _committer.Write(new AppendRequest(stream, expectedVersion, events), bytes, cancellationToken);
    }

    public async IAsyncEnumerable<JournalEntry> Read(
        StreamName stream, long fromVersion = 1, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fromVersion, 1);
        var positions = await _readers.Use((stream, fromVersion), static (r, s) => r.Locate(s.stream, s.fromVersion), cancellationToken)
            .ConfigureAwait(false);
        for (var read = 0; read < positions.Length; read += _options.Read.PageRows)
        {
            var part = positions.AsMemory(read, Math.Min(_options.Read.PageRows, positions.Length - read));
            var page = await _readers.Use(part, static (r, p) => r.ReadAt(p), cancellationToken).ConfigureAwait(false);
            foreach (var entry in page) yield return entry;
        }
    }

    public async IAsyncEnumerable<JournalEntry> ReadAll(
        long afterPosition = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterPosition);
        var rows = _options.Read.PageRows;
        var after = afterPosition;
        while (true)
        {
            var page = await _readers.Use((after, rows), static (r, s) => r.ReadAll(s.after, s.rows), cancellationToken)
                .ConfigureAwait(false);
            foreach (var entry in page) yield return entry;
            if (page.Count < rows) yield break;
            after = page[^1].Position;
        }
    }

    public async IAsyncEnumerable<StreamName> ReadStreams(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (!StreamName.IsValidPrefix(prefix)) throw new ArgumentException($"no stream name begins with '{prefix}'", nameof(prefix));
        var rows = _options.Read.PageRows;
        var after = string.Empty;
        while (true)
        {
            var page = await _readers.Use((prefix, after, rows), static (r, s) => r.ReadNames(s.prefix, s.after, s.rows), cancellationToken)
                .ConfigureAwait(false);
            foreach (var name in page) yield return name;
            if (page.Count < rows) yield break;
            after = page[^1].Value;
        }
    }

    public ValueTask<JournalHead> ReadHead(CancellationToken cancellationToken = default) =>
        _readers.Use(0, static (r, _) => r.ReadHead(), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _committer.DisposeAsync().ConfigureAwait(false);
        _readers.Dispose();
        _writer.Dispose();
        _lock.Dispose();
    }

    /// <summary>As <see cref="DisposeAsync"/>, for containers that dispose synchronously.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    [LoggerMessage(Level = LogLevel.Information, Message = "Journal open: {Path}")]
    private partial void LogOpened(string path);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Journal {Path}: a write failed; no more writes are taken until it is opened anew")]
    private partial void LogWriteFailed(Exception failure, string path);
}
