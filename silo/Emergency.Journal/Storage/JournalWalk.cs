using System.Buffers;
using System.Text;

namespace Emergency.Journal.Storage;

/// <summary>One walk through a journal, from the first position to the head, stopping at the first thing wrong.</summary>
internal sealed class JournalWalk(Database database, JournalHead? noted)
{
    private const string EntriesInOrder = """
        SELECT position, stream, version, previous_position, recorded_at, kind, payload, previous_hash, hash
        FROM entries ORDER BY position
        """;

    private readonly Dictionary<long, Progress> _streams = [];
    private readonly byte[] _chain = new byte[EntryHash.Size];
    private readonly byte[] _computed = new byte[EntryHash.Size];
    private readonly ArrayBufferWriter<byte> _hashes = new();
    private long _position;
    private long _committed;
    private bool _notedMet;

    public JournalVerification Run(CancellationToken cancellationToken)
    {
        LoadStreams();
        var broken = WalkEntries(cancellationToken) ?? CheckEnd() ?? CheckStreams() ?? CheckNoted();
        return new JournalVerification(_streams.Count, _position, new JournalHead(_committed, _chain), broken);
    }

    private void LoadStreams()
    {
        using var rows = database.Prepare("SELECT id, name, version, position, hash FROM streams");
        while (rows.Step()) _streams.Add(rows.Number(0), new Progress(rows.Text(1), rows.Number(2), rows.Number(3), rows.Blob(4)));
    }

    private JournalFinding? WalkEntries(CancellationToken cancellationToken)
    {
        using var row = database.Prepare(EntriesInOrder);
        using var commit = database.Prepare("SELECT position, chain FROM commits ORDER BY position");
        var commitEnd = commit.Step() ? commit.Number(0) : 0;
        while (row.Step())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (row.Number(0) != _position + 1) return Missing(_position + 1);
            if (CheckEntry(row) is { } finding) return finding;
            _position++;
            _hashes.Write(_computed);
            if (commitEnd != _position) continue;
            if (CheckCommit(commit) is { } wrong) return wrong;
            commitEnd = commit.Step() ? commit.Number(0) : 0;
        }

        return commitEnd > _position ? Missing(_position + 1) : null;
    }

    /// <summary>Checks the chain at the end of a commit.</summary>
    private JournalFinding? CheckCommit(Statement commit)
    {
        var link = new byte[EntryHash.Size];
        CommitChain.Link(_chain, _position, _hashes.WrittenSpan, link);
        _hashes.ResetWrittenCount();
        if (!commit.Bytes(1).SequenceEqual(link))
            return new JournalFinding(null, null, _position,
                "the chain over everything up to here does not match: entries changed places, or a stream was rewritten");
        link.CopyTo(_chain, 0);
        _committed = _position;
        if (noted?.Position != _position) return null;
        _notedMet = true;
        return noted.Hash.Span.SequenceEqual(_chain) ? null : NotedDiffers();
    }

    /// <summary>Checks one entry against the one before in its stream, and its hash against its content.</summary>
    private JournalFinding? CheckEntry(Statement row)
    {
        var (position, version) = (row.Number(0), row.Number(2));
        if (!_streams.TryGetValue(row.Number(1), out var stream))
            return new JournalFinding(null, version, position, "its stream is not listed: the stream was removed, or the entry was put in");
        var why = Contradiction(row, stream);
        if (why is not null) return new JournalFinding(stream.Name, version, position, why);
        stream.Advance(version, position, _computed);
        return null;
    }

    private string? Contradiction(Statement row, Progress stream)
    {
        var (version, previousPosition) = (row.Number(2), row.Number(3));
        if (version != stream.Version + 1)
            return $"version {version} follows version {stream.Version}: an entry was removed, moved or put in";
        if (previousPosition != stream.Position)
            return $"it points back to position {previousPosition}, the entry before is at {stream.Position}";
        if (!row.Bytes(7).SequenceEqual(stream.Hash)) return "its link does not match the hash of the entry before";
        EntryHash.Compute(
            Encoding.UTF8.GetBytes(stream.Name), version, row.Number(4), row.Bytes(5), row.Bytes(6), row.Bytes(7), _computed);
        return row.Bytes(8).SequenceEqual(_computed) ? null : "its content does not match its hash: it was changed";
    }

    private JournalFinding? CheckEnd() =>
        _position == _committed
            ? null
            : Owner(_committed + 1, $"no commit covers it, the last one ends at position {_committed}: it was put in");

    private JournalFinding? CheckStreams()
    {
        var wrong = _streams.Values.OrderBy(s => s.Name, StringComparer.Ordinal).FirstOrDefault(s => !s.IsAtItsEnd);
        return wrong is null
            ? null
            : new JournalFinding(wrong.Name, wrong.Version, wrong.Position,
                $"the list of streams says that it ends at version {wrong.EndVersion}, position {wrong.EndPosition}, with another entry");
    }

    private JournalFinding? CheckNoted() =>
        noted is null || noted.Position == 0 || _notedMet
            ? null
            : new JournalFinding(
                null, null, noted.Position, $"no commit ends at the noted head; the journal ends at position {_committed}");

    private JournalFinding NotedDiffers() =>
        new(null, null, _position, "the chain up to here is not the one noted: something before was rewritten, hashes and all");

    /// <summary>Says whose entry should be at <paramref name="position"/>, from what points to it.</summary>
    private JournalFinding Missing(long position) => Owner(position, "it is missing");

    private JournalFinding Owner(long position, string why)
    {
        using var owner = database.Prepare("""
            SELECT s.name, e.version - 1 FROM entries e JOIN streams s ON s.id = e.stream WHERE e.previous_position = ?1
            UNION ALL SELECT name, version FROM streams WHERE position = ?1
            UNION ALL SELECT s.name, e.version FROM entries e JOIN streams s ON s.id = e.stream WHERE e.position = ?1
            """);
        return owner.Bind(1, position).Step()
            ? new JournalFinding(owner.Text(0), owner.Number(1), position, why)
            : new JournalFinding(null, null, position, $"{why}, and nothing points to it: its stream may have been removed whole");
    }

    /// <summary>How far a stream has been walked, and where it should end.</summary>
    private sealed class Progress(string name, long endVersion, long endPosition, byte[] endHash)
    {
        private readonly byte[] _hash = new byte[EntryHash.Size];

        public string Name => name;

        public long EndVersion => endVersion;

        public long EndPosition => endPosition;

        public long Version { get; private set; }

        public long Position { get; private set; }

        public ReadOnlySpan<byte> Hash => _hash;

        public bool IsAtItsEnd => Version > 0 && Version == endVersion && Position == endPosition && endHash.AsSpan().SequenceEqual(_hash);

        public void Advance(long version, long position, ReadOnlySpan<byte> hash)
        {
            (Version, Position) = (version, position);
            hash.CopyTo(_hash);
        }
    }
}
