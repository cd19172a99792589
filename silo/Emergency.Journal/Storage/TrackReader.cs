using System.Text;

namespace Emergency.Journal.Storage;

/// <summary>A point's place in its series.</summary>
internal readonly record struct TrackKey(long AtTicks, long Source, long Sequence);

/// <summary>Reads points on one read-only connection.</summary>
internal sealed class TrackReader : IDisposable
{
    private const string Columns = """
        SELECT p.at, p.source, p.sequence, p.received_at, p.payload, o.device
        FROM series s JOIN points p ON p.series = s.id JOIN sources o ON o.id = p.source WHERE s.subject = ?1 AND s.lane = ?2
        """;

    private readonly Database _database;
    private readonly Statement _through;
    private readonly Statement _track;
    private readonly Statement _latest;

    public TrackReader(string path)
    {
        _database = Database.OpenReader(path);
        TrackSchema.Check(_database);
        _through = _database.Prepare("SELECT through FROM sources WHERE device = ? AND lane = ?");
        _track = _database.Prepare(
            $"{Columns} AND (p.at, p.source, p.sequence) > (?3, ?4, ?5) AND p.at < ?6 ORDER BY p.at, p.source, p.sequence LIMIT ?7");
        _latest = _database.Prepare($"{Columns} ORDER BY p.at DESC, p.source DESC, p.sequence DESC LIMIT 1");
    }

    public long ReadThrough(TrackSource source)
    {
        var through = Named(_through, source.Device, source.Lane).Step() ? _through.Number(0) : 0;
        _through.Reset();
        return through;
    }

    public List<(TrackKey Key, TrackEntry Entry)> ReadTrack(string subject, string lane, TrackKey after, long toTicks, int rows)
    {
        Named(_track, subject, lane).Bind(3, after.AtTicks).Bind(4, after.Source).Bind(5, after.Sequence).Bind(6, toTicks).Bind(7, rows);
        return Collect(_track);
    }

    public TrackEntry? ReadLatest(string subject, string lane) => Collect(Named(_latest, subject, lane)) is [var (_, entry)] ? entry : null;

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_through, _track, _latest]) statement.Dispose();
        _database.Dispose();
    }

    private static Statement Named(Statement statement, string first, string second) =>
        statement.BindText(1, Encoding.UTF8.GetBytes(first)).BindText(2, Encoding.UTF8.GetBytes(second));

    private static List<(TrackKey Key, TrackEntry Entry)> Collect(Statement row)
    {
        var found = new List<(TrackKey Key, TrackEntry Entry)>();
        try
        {
            while (row.Step())
            {
                var key = new TrackKey(row.Number(0), row.Number(1), row.Number(2));
                found.Add((key, new TrackEntry(row.Text(5), key.Sequence, new DateTimeOffset(key.AtTicks, TimeSpan.Zero),
                    new DateTimeOffset(row.Number(3), TimeSpan.Zero), row.Blob(4))));
            }
        }
        finally
        {
            row.Reset();
        }

        return found;
    }
}
