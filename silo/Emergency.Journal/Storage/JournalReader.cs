namespace Emergency.Journal.Storage;

/// <summary>Reads pages of the journal on one read-only connection.</summary>
internal sealed class JournalReader : IDisposable
{
    private const string Columns = "s.name, e.version, e.position, e.recorded_at, e.kind, e.payload, e.hash, e.previous_hash";

    private readonly Database _database;
    private readonly Statement _stream;
    private readonly Statement _all;
    private readonly Statement _names;
    private readonly Statement _head;

    public JournalReader(string path)
    {
        _database = Database.OpenReader(path);
        JournalSchema.Check(_database);
        _stream = _database.Prepare($"""
            SELECT {Columns} FROM streams s JOIN entries e ON e.stream = s.id
            WHERE s.name = ? AND e.version >= ? ORDER BY e.version LIMIT ?
            """);
        _all = _database.Prepare($"""
            SELECT {Columns} FROM entries e LEFT JOIN streams s ON s.id = e.stream
            WHERE e.position > ? ORDER BY e.position LIMIT ?
            """);
        _names = _database.Prepare("SELECT name FROM streams WHERE name >= ? AND name > ? AND name < ? ORDER BY name LIMIT ?");
        _head = _database.Prepare("SELECT position, hash FROM head");
    }

    public List<JournalEntry> ReadStream(StreamName stream, long fromVersion, int rows) =>
        Collect(_stream.BindText(1, stream.ToUtf8()).Bind(2, fromVersion).Bind(3, rows));

    public List<JournalEntry> ReadAll(long afterPosition, int rows) => Collect(_all.Bind(1, afterPosition).Bind(2, rows));

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
            return _head.Step()
                ? new JournalHead(_head.Number(0), _head.Blob(1))
                : throw new JournalCorruptException($"{_database.Path}: the head is missing");
        }
        finally
        {
            _head.Reset();
        }
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_stream, _all, _names, _head]) statement.Dispose();
        _database.Dispose();
    }

    private static StreamName NameOf(Statement row)
    {
        var name = row.Text(0);
        return StreamName.IsValid(name) ? new StreamName(name) : throw new JournalCorruptException($"not a stream name: '{name}'");
    }

    private static List<JournalEntry> Collect(Statement rows)
    {
        var entries = new List<JournalEntry>();
        try
        {
            while (rows.Step())
                entries.Add(new JournalEntry(NameOf(rows), rows.Number(1), rows.Number(2), TimeOf(rows.Number(3)), rows.Text(4), rows.Blob(5),
                    rows.Blob(6), rows.Blob(7)));
        }
        finally
        {
            rows.Reset();
        }

        return entries;
    }

    private static DateTimeOffset TimeOf(long ticks) =>
        ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : throw new JournalCorruptException($"not a time: {ticks} ticks");
}
