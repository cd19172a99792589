using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using Emergency.Journal.Storage;
using Microsoft.Extensions.Logging;

namespace Emergency.Journal;

/// <summary>The track store in one SQLite file. One process writes; others may read. Disposing commits what waits and closes the
/// file.</summary>
public sealed partial class SqliteTrackStore : ITrackStore, IAsyncDisposable, IDisposable
{
    private readonly TrackOptions _options;
    private readonly IDisposable _lock;
    private readonly TrackWriter _writer;
    private readonly GroupCommitter<TrackBatch, TrackReceipt> _committer;
    private readonly ReaderPool<TrackReader> _readers;
    private readonly ILogger _logger;
    private int _disposed;

    private SqliteTrackStore(TrackOptions options, string path, IDisposable @lock, TrackWriter writer, ILogger logger)
    {
        _options = options;
        _lock = @lock;
        _writer = writer;
        _logger = logger;
        _readers = new ReaderPool<TrackReader>(options.Read.Connections, () => new TrackReader(path));
        _committer = new GroupCommitter<TrackBatch, TrackReceipt>(
            TrackOptions.StoreName, writer, options.Commit, failure => LogWriteFailed(failure, path));
    }

    public StoreHealth Health => _committer.Health;

    /// <summary>Opens the store in <see cref="TrackOptions.DataDirectory"/>, making it when there is none.</summary>
    /// <exception cref="ValidationException">An option is out of range.</exception>
    /// <exception cref="JournalUnavailableException">The file cannot be written, or another process has it open for writing.</exception>
    /// <exception cref="JournalCorruptException">The file is no track store, or damaged.</exception>
    public static SqliteTrackStore Open(TrackOptions options, TimeProvider clock, ILogger<SqliteTrackStore> logger)
    {
        OptionsCheck.Validate(options, options.Commit, options.Read);
        var path = Path.Combine(Path.GetFullPath(options.DataDirectory), TrackOptions.FileName);
        var store = StoreFiles.OpenLocked(path, (@lock, database) =>
        {
            TrackSchema.Prepare(database);
            return new SqliteTrackStore(options, path, @lock, new TrackWriter(database, options, clock), logger);
        });
        store.LogOpened(path);
        return store;
    }

    public ValueTask<TrackReceipt> Append(TrackBatch batch, CancellationToken cancellationToken = default) =>
        _committer.Write(batch, TrackBounds.Check(batch, _options), cancellationToken);

    public ValueTask<long> ReadThrough(TrackSource source, CancellationToken cancellationToken = default)
    {
        TrackBounds.CheckWord(source.Device);
        TrackBounds.CheckWord(source.Lane);
        return _readers.Use(source, static (r, s) => r.ReadThrough(s), cancellationToken);
    }

    public async IAsyncEnumerable<TrackEntry> Read(
        string subject, string lane, DateTimeOffset from, DateTimeOffset to, int limit,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        TrackBounds.CheckWord(subject);
        TrackBounds.CheckWord(lane);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var after = new TrackKey(from.UtcTicks, 0, 0);
        while (limit > 0)
        {
            var rows = Math.Min(limit, _options.Read.PageRows);
            var page = await _readers.Use((subject, lane, after, to.UtcTicks, rows),
                static (r, s) => r.ReadTrack(s.subject, s.lane, s.after, s.UtcTicks, s.rows), cancellationToken).ConfigureAwait(false);
            foreach (var (_, entry) in page) yield return entry;
            if (page.Count < rows) yield break;
            limit -= rows;
            after = page[^1].Key;
        }
    }

    public ValueTask<TrackEntry?> ReadLatest(string subject, string lane, CancellationToken cancellationToken = default)
    {
        TrackBounds.CheckWord(subject);
        TrackBounds.CheckWord(lane);
        return _readers.Use((subject, lane), static (r, s) => r.ReadLatest(s.subject, s.lane), cancellationToken);
    }

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

    [LoggerMessage(Level = LogLevel.Information, Message = "Track store open: {Path}")]
    private partial void LogOpened(string path);

    [LoggerMessage(Level = LogLevel.Critical,
        Message = "Track store {Path}: a write failed; no more writes are taken until it is opened anew")]
    private partial void LogWriteFailed(Exception failure, string path);
}
