using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Emergency.Journal.Storage;
using Microsoft.Extensions.Logging;

namespace Emergency.Journal;

/// <summary>The attachment store in one SQLite file. One process writes; others may read. Disposing commits what waits and closes the
/// file.</summary>
public sealed partial class SqliteAttachmentStore : IAttachmentStore, IAsyncDisposable, IDisposable
{
    private readonly AttachmentOptions _options;
    private readonly IDisposable _lock;
    private readonly AttachmentWriter _writer;
    private readonly GroupCommitter<AttachmentRequest, AttachmentReceipt> _committer;
    private readonly ReaderPool<AttachmentReader> _readers;
    private readonly ILogger _logger;
    private int _disposed;

    private SqliteAttachmentStore(AttachmentOptions options, string path, IDisposable @lock, AttachmentWriter writer, ILogger logger)
    {
        _options = options;
        _lock = @lock;
        _writer = writer;
        _logger = logger;
        _readers = new ReaderPool<AttachmentReader>(options.Read.Connections, () => new AttachmentReader(path));
        _committer = new GroupCommitter<AttachmentRequest, AttachmentReceipt>(
            AttachmentOptions.StoreName, writer, options.Commit, failure => LogWriteFailed(failure, path));
    }

    public StoreHealth Health => _committer.Health;

    /// <summary>Opens the store in <see cref="AttachmentOptions.DataDirectory"/>, making it when there is none.</summary>
    /// <exception cref="ValidationException">An option is out of range.</exception>
    /// <exception cref="JournalUnavailableException">The file cannot be written, or another process has it open for writing.</exception>
    /// <exception cref="JournalCorruptException">The file is no attachment store, or damaged.</exception>
    public static SqliteAttachmentStore Open(AttachmentOptions options, TimeProvider clock, ILogger<SqliteAttachmentStore> logger)
    {
        OptionsCheck.Validate(options, options.Commit, options.Read);
        var path = Path.Combine(Path.GetFullPath(options.DataDirectory), AttachmentOptions.FileName);
        var store = StoreFiles.OpenLocked(path, (@lock, database) =>
        {
            AttachmentSchema.Prepare(database);
            return new SqliteAttachmentStore(options, path, @lock, new AttachmentWriter(database, options, clock), logger);
        });
        store.LogOpened(path);
        return store;
    }

    public ValueTask<AttachmentReceipt> Offer(NewAttachment offer, CancellationToken cancellationToken = default)
    {
        AttachmentBounds.Check(offer, _options);
        return _committer.Write(new AttachmentRequest(offer, null), offer.Description.Length, cancellationToken);
    }

    public ValueTask<AttachmentReceipt> Add(NewPiece piece, CancellationToken cancellationToken = default)
    {
        AttachmentBounds.Check(piece, _options);
        return _committer.Write(new AttachmentRequest(null, piece), piece.Data.Length, cancellationToken);
    }

    public ValueTask<NewAttachment?> FindOffer(string owner, string name, CancellationToken cancellationToken = default)
    {
        TrackBounds.CheckWord(owner);
        TrackBounds.CheckWord(name);
        return _readers.Use((owner, name), static (r, s) => r.FindOffer(s.owner, s.name), cancellationToken);
    }

    public async ValueTask<KeptAttachment?> Read(string subject, string name, CancellationToken cancellationToken = default)
    {
        TrackBounds.CheckWord(subject);
        TrackBounds.CheckWord(name);
        var kept = await _readers.Use((subject, name), static (r, s) => r.Read(s.subject, s.name), cancellationToken).ConfigureAwait(false);
        if (kept is not null && Convert.ToHexStringLower(SHA256.HashData(kept.Data.Span)) != kept.Offer.Sha256)
            throw new JournalCorruptException($"attachment '{name}' of '{subject}' is damaged: its checksum does not fit");
        return kept;
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Attachment store open: {Path}")]
    private partial void LogOpened(string path);

    [LoggerMessage(Level = LogLevel.Critical,
        Message = "Attachment store {Path}: a write failed; no more writes are taken until it is opened anew")]
    private partial void LogWriteFailed(Exception failure, string path);
}
