namespace Emergency.Journal.Storage;

/// <summary>The end of one stream.</summary>
internal sealed class StreamHead(long id, long version, long position, byte[] hash)
{
    /// <summary>The stream's row; 0 before its first append.</summary>
    public long Id { get; set; } = id;

    /// <summary>Its last version; 0 when empty.</summary>
    public long Version { get; set; } = version;

    /// <summary>The position of its last entry; 0 when empty.</summary>
    public long Position { get; set; } = position;

    /// <summary>The hash of its last entry, changed in place.</summary>
    public byte[] Hash { get; } = hash;

    /// <summary>Whether the row differs from this.</summary>
    public bool IsDirty { get; set; }
}

/// <summary>The writer's memory of stream heads; looks up what it does not hold.</summary>
internal sealed class StreamHeads(Database database, int capacity) : IDisposable
{
    private readonly Dictionary<StreamName, StreamHead> _heads = [];
    private readonly Statement _find = database.Prepare("SELECT id, version, position, hash FROM streams WHERE name = ?");

    /// <summary>The head of <paramref name="stream"/>; version 0 when it has none.</summary>
    public StreamHead Get(StreamName stream)
    {
        if (_heads.TryGetValue(stream, out var head)) return head;
        head = Find(stream);
        _heads.Add(stream, head);
        return head;
    }

    /// <summary>Keeps the memory within its bound. Only between groups: within one, heads carry what is not yet written.</summary>
    public void Trim()
    {
        if (_heads.Count > capacity) _heads.Clear();
    }

    public void Dispose() => _find.Dispose();

    private StreamHead Find(StreamName stream)
    {
        if (!_find.BindText(1, stream.ToUtf8()).Step()) return new StreamHead(0, 0, 0, new byte[EntryHash.Size]);
        var head = new StreamHead(_find.Number(0), _find.Number(1), _find.Number(2), _find.Blob(3));
        _find.Reset();
        return head;
    }
}
