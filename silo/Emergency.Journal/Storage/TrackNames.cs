using System.Text;

namespace Emergency.Journal.Storage;

/// <summary>One device in one lane.</summary>
internal sealed class SourceRow(long id, long through)
{
    /// <summary>Its row.</summary>
    public long Id { get; } = id;

    /// <summary>Everything from 1 to here has arrived.</summary>
    public long Through { get; set; } = through;
}

/// <summary>The writer's memory of the rows that name series and sources; looks up, and adds, what it does not hold.</summary>
internal sealed class TrackNames(Database database, int capacity) : IDisposable
{
    private readonly Dictionary<(string Subject, string Lane), long> _series = [];
    private readonly Dictionary<TrackSource, SourceRow> _sources = [];
    private readonly Statement _findSeries = database.Prepare("SELECT id FROM series WHERE subject = ? AND lane = ?");
    private readonly Statement _addSeries = database.Prepare("INSERT INTO series (subject, lane) VALUES (?, ?) RETURNING id");
    private readonly Statement _findSource = database.Prepare("SELECT id, through FROM sources WHERE device = ? AND lane = ?");
    private readonly Statement _addSource = database.Prepare(
        "INSERT INTO sources (device, lane, through) VALUES (?, ?, 0) RETURNING id, through");

    /// <summary>The row of a series, made when missing. Within a transaction.</summary>
    public long Series(string subject, string lane)
    {
        if (_series.TryGetValue((subject, lane), out var id)) return id;
        id = FindOrAdd(_findSeries, _addSeries, subject, lane, row => row.Number(0));
        _series.Add((subject, lane), id);
        return id;
    }

    /// <summary>The row of a source, made when missing. Within a transaction.</summary>
    public SourceRow Source(TrackSource source)
    {
        if (_sources.TryGetValue(source, out var row)) return row;
        row = FindOrAdd(_findSource, _addSource, source.Device, source.Lane, found => new SourceRow(found.Number(0), found.Number(1)));
        _sources.Add(source, row);
        return row;
    }

    /// <summary>Keeps the memory within its bound. Only between groups.</summary>
    public void Trim()
    {
        if (_series.Count > capacity) _series.Clear();
        if (_sources.Count > capacity) _sources.Clear();
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_findSeries, _addSeries, _findSource, _addSource]) statement.Dispose();
    }

    private static T FindOrAdd<T>(Statement find, Statement add, string first, string second, Func<Statement, T> read)
    {
        foreach (var statement in (Statement[])[find, add])
        {
            if (!statement.BindText(1, Encoding.UTF8.GetBytes(first)).BindText(2, Encoding.UTF8.GetBytes(second)).Step()) continue;
            var result = read(statement);
            // Runs an insertion to its end.
            statement.Run();
            return result;
        }

        throw new InvalidOperationException("an insertion returned no row");
    }
}
