namespace Emergency.Journal.Storage;

/// <summary>Reads pages of the journal on one read-only connection.</summary>
internal sealed class JournalReader : IDisposable
{
    private const string Columns = "s.name, e.version, e.position, e.recorded_at, e.kind, e.payload, e.hash, e.previous_hash";

    private readonly Database _database;
    private readonly Statement _end;
    private readonly Statement _step;
    private readonly Statement _one;
    private readonly Statement _all;
    private readonly Statement _names;
    private readonly Statement _head;

    public JournalReader(string path)
    {
        _database = Database.OpenReader(path);
        JournalSchema.Check(_database);
        _end = _database.Prepare("SELECT version, position FROM streams WHERE name = ?");
        _step = _database.Prepare("SELECT version, previous_position FROM entries WHERE position = ?");
        _one = _database.Prepare($"SELECT {Columns} FROM entries e LEFT JOIN streams s ON s.id = e.stream WHERE e.position = ?");
        _all = _database.Prepare($"""
            SELECT {Columns} FROM entries e LEFT JOIN streams s ON s.id = e.stream
            WHERE e.position > ? ORDER BY e.position LIMIT ?
            """);
        _names = _database.Prepare("SELECT name FROM streams WHERE name >= ? AND name > ? AND name < ? ORDER BY name LIMIT ?");
        _head = _database.Prepare(JournalSchema.Head);
    }

    /// <summary>Where the entries of <paramref name="stream"/> from <paramref name="fromVersion"/> on stand, in order: found by following
    /// the links back from the stream's end. Eight bytes an entry.</summary>
    public long[] Locate(StreamName stream, long fromVersion)
    {
        if (!_end.BindText(1, stream.ToUtf8()).Step()) return [];
        var (version, position) = (_end.Number(0), _end.Number(1));
        _end.Reset();
        if (version < fromVersion) return [];
        var positions = new long[version - fromVersion + 1];
        for (var i = positions.Length - 1; i >= 0; i--, version--)
        {
            positions[i] = position;
            position = StepBack(stream, version, position);
        }

        return positions;
    }

    /// <summary>The entries at <paramref name="positions"/>, in that order.</summary>
    public List<JournalEntry> ReadAt(ReadOnlyMemory<long> positions)
    {
        var entries = new List<JournalEntry>(positions.Length);
        foreach (var position in positions.Span) Collect(_one.Bind(1, position), entries);
        return entries;
    }

    public List<JournalEntry> ReadAll(long afterPosition, int rows)
    {
        var entries = new List<JournalEntry>();
        Collect(_all.Bind(1, afterPosition).Bind(2, rows), entries);
        return entries;
    }

    /// <summary>Names that begin with <paramref name="prefix"/> and come after <paramref name="after"/>.</summary>
    public List<StreamName> ReadNames(string prefix, string after, int rows)
    {
        var names = new List<StreamName>();
        _names.BindText(1, System.Text.Encoding.UTF8.GetBytes(prefix)).BindText(2, System.Text.Encoding.UTF8.GetBytes(after))
            .BindText(3, [.. System.Text.Encoding.UTF8.GetBytes(prefix), byte.MaxValue]).Bind(4, rows);
        try
        {
            while (_names.Step()) names.Add(NameOf(_names));
        }
        finally
        {
            _names.Reset();
        }

        return names;
    }

    public JournalHead ReadHead()
    {
        try
        {
            return _head.Step() ? new JournalHead(_head.Number(0), _head.Blob(1)) : new JournalHead(0, EntryHash.Genesis);
        }
        finally
        {
            _head.Reset();
        }
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_end, _step, _one, _all, _names, _head]) statement.Dispose();
        _database.Dispose();
    }

    private long StepBack(StreamName stream, long version, long position)
    {
        try
        {
            return _step.Bind(1, position).Step() && _step.Number(0) == version
                ? _step.Number(1)
                : throw new JournalCorruptException(
                    $"stream '{stream}' version {version} is not at position {position}; run verify-journal");
        }
        finally
        {
            _step.Reset();
        }
    }

    private static StreamName NameOf(Statement row)
    {
        var name = row.Text(0);
        return StreamName.IsValid(name) ? new StreamName(name) : throw new JournalCorruptException($"not a stream name: '{name}'");
    }

    private static void Collect(Statement rows, List<JournalEntry> entries)
    {
        try
        {
            while (rows.Step())
                entries.Add(new JournalEntry(
                    NameOf(rows), rows.Number(1), rows.Number(2), TimeOf(rows.Number(3)), rows.Text(4), rows.Blob(5),
                    rows.Blob(6), rows.Blob(7)));
        }
        finally
        {
            rows.Reset();
        }
    }

    private static DateTimeOffset TimeOf(long ticks) =>
        ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : throw new JournalCorruptException($"not a time: {ticks} ticks");
}
