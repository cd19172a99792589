using System.Buffers;
using System.Text;

namespace Emergency.Journal.Storage;

/// <summary>One append, already checked against the bounds.</summary>
internal sealed record AppendRequest(StreamName Stream, long ExpectedVersion, IReadOnlyList<JournalEvent> Events);

/// <summary>Writes groups of appends, each group in one transaction. Used by the committer's thread alone.</summary>
internal sealed class JournalWriter : IGroupSink<AppendRequest, AppendResult>, IDisposable
{
    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly LogKeeper _log;
    private readonly StreamHeads _heads;
    private readonly List<StreamHead> _dirty = [];
    private readonly ArrayBufferWriter<byte> _hashes = new();
    private readonly byte[] _chain;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _addEntry;
    private readonly Statement _addStream;
    private readonly Statement _moveStream;
    private readonly Statement _addCommit;
    private long _position;
    private long _lastStreamId;

    public JournalWriter(Database database, JournalOptions options, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
        _log = new LogKeeper(database, options.Commit, JournalOptions.StoreName);
        _log.WriteOut();
        _heads = new StreamHeads(database, options.MaxCachedHeads);
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _addEntry = database.Prepare("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        _addStream = database.Prepare("INSERT INTO streams VALUES (?, ?, 0, 0, zeroblob(32))");
        _moveStream = database.Prepare("UPDATE streams SET version = ?, position = ?, hash = ? WHERE id = ?");
        _addCommit = database.Prepare("INSERT INTO commits VALUES (?, ?)");
        (_position, _chain) = ReadHead(database);
        _lastStreamId = database.QueryNumber("SELECT max(id) FROM streams");
    }

    public void Commit(IReadOnlyList<PendingWrite<AppendRequest, AppendResult>> group)
    {
        var recordedAt = _clock.GetUtcNow().ToUniversalTime();
        var before = _position;
        foreach (var write in group) Append(write, recordedAt);
        if (_position != before) Finish();
        _heads.Trim();
    }

    public void Tidy(bool quiet) => _log.Tidy(quiet);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_begin, _commit, _addEntry, _addStream, _moveStream, _addCommit]) statement.Dispose();
        _heads.Dispose();
        _database.Dispose();
    }

    private static (long Position, byte[] Chain) ReadHead(Database database)
    {
        using var statement = database.Prepare(JournalSchema.Head);
        return statement.Step() ? (statement.Number(0), statement.Blob(1)) : (0, new byte[EntryHash.Size]);
    }

    /// <summary>Adds one append to the transaction, or refuses it. The check needs no database, so one refusal leaves the others
    /// alone.</summary>
    private void Append(PendingWrite<AppendRequest, AppendResult> write, DateTimeOffset recordedAt)
    {
        var (stream, expected, events) = write.Request;
        var head = _heads.Get(stream);
        if (head.Version != expected)
        {
            write.Reject(new WrongExpectedVersionException(stream, expected, head.Version));
            return;
        }

        if (_dirty.Count == 0) _begin.Run();
        if (!head.IsDirty) MarkDirty(head, stream);
        var name = stream.ToUtf8();
        foreach (var fact in events) AddEntry(head, name, fact, recordedAt.UtcTicks);
        write.Accept(new AppendResult(head.Version, _position, recordedAt));
    }

    private void MarkDirty(StreamHead head, StreamName stream)
    {
        head.IsDirty = true;
        _dirty.Add(head);
        if (head.Id != 0) return;
        head.Id = ++_lastStreamId;
        _addStream.Bind(1, head.Id).BindText(2, stream.ToUtf8()).Run();
    }

    private void AddEntry(StreamHead head, ReadOnlySpan<byte> stream, JournalEvent fact, long recordedTicks)
    {
        var kind = Encoding.UTF8.GetBytes(fact.Kind);
        head.Version++;
        _position++;
        _addEntry.Bind(1, _position).Bind(2, head.Id).Bind(3, head.Version).Bind(4, head.Position)
            .Bind(5, recordedTicks).BindText(6, kind).BindBlob(7, fact.Payload.Span).BindBlob(8, head.Hash);
        EntryHash.Compute(stream, head.Version, recordedTicks, kind, fact.Payload.Span, head.Hash, head.Hash);
        _hashes.Write(head.Hash);
        _addEntry.BindBlob(9, head.Hash).Run();
        head.Position = _position;
    }

    private void Finish()
    {
        foreach (var head in _dirty)
        {
            _moveStream.Bind(1, head.Version).Bind(2, head.Position).BindBlob(3, head.Hash).Bind(4, head.Id).Run();
            head.IsDirty = false;
        }

        _dirty.Clear();
        CommitChain.Link(_chain, _position, _hashes.WrittenSpan, _chain);
        _hashes.ResetWrittenCount();
        _addCommit.Bind(1, _position).BindBlob(2, _chain).Run();
        _commit.Run();
    }
}
