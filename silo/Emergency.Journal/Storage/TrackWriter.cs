namespace Emergency.Journal.Storage;

/// <summary>Writes groups of batches, each group in one transaction. Used by the committer's thread alone.</summary>
internal sealed class TrackWriter : IGroupSink<TrackBatch, TrackReceipt>, IDisposable
{
    private readonly Database _database;
    private readonly TimeSpan? _retention;
    private readonly TimeProvider _clock;
    private readonly LogKeeper _log;
    private readonly TrackNames _names;
    private readonly TrackForgetting _forgetting;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _add;
    private readonly Statement _has;
    private readonly Statement _moveThrough;

    public TrackWriter(Database database, TrackOptions options, TimeProvider clock)
    {
        _database = database;
        _retention = options.Retention;
        _clock = clock;
        _log = new LogKeeper(database, options.Commit, TrackOptions.StoreName);
        _log.WriteOut();
        _names = new TrackNames(database, options.MaxCachedNames);
        _forgetting = new TrackForgetting(database);
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _add = database.Prepare("INSERT INTO points VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (source, sequence) DO NOTHING");
        _has = database.Prepare("SELECT 1 FROM points WHERE source = ? AND sequence = ?");
        _moveThrough = database.Prepare("UPDATE sources SET through = ? WHERE id = ?");
    }

    public void Commit(IReadOnlyList<PendingWrite<TrackBatch, TrackReceipt>> group)
    {
        var now = _clock.GetUtcNow();
        var oldest = _retention is { } kept ? (now - kept).UtcTicks : long.MinValue;
        _begin.Run();
        foreach (var write in group) write.Accept(Add(write.Request, now.UtcTicks, oldest));
        _commit.Run();
        _names.Trim();
    }

    public void Tidy(bool quiet) => _log.Tidy(quiet);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_begin, _commit, _add, _has, _moveThrough]) statement.Dispose();
        _forgetting.Dispose();
        _names.Dispose();
        _database.Dispose();
    }

    private TrackReceipt Add(TrackBatch batch, long receivedTicks, long oldestTicks)
    {
        var series = _names.Series(batch.Subject, batch.Source.Lane);
        var source = _names.Source(batch.Source);
        var added = new List<long>(batch.Points.Count);
        foreach (var point in batch.Points)
            if (point.At.UtcTicks >= oldestTicks && AddPoint(series, source, point, receivedTicks)) added.Add(point.Sequence);
        if (added.Count > 0) MoveThrough(source);
        if (oldestTicks > long.MinValue) _forgetting.Forget(series, oldestTicks, batch.Points.Count);
        return new TrackReceipt(source.Through, added);
    }

    private bool AddPoint(long series, SourceRow source, TrackPoint point, long receivedTicks)
    {
        if (point.Sequence <= source.Through) return false;
        _add.Bind(1, series).Bind(2, point.At.UtcTicks).Bind(3, source.Id).Bind(4, point.Sequence).Bind(5, receivedTicks)
            .BindBlob(6, point.Payload.Span).Run();
        return _database.Changes() > 0;
    }

    private void MoveThrough(SourceRow source)
    {
        var through = source.Through;
        while (Has(source.Id, through + 1)) through++;
        if (through == source.Through) return;
        source.Through = through;
        _moveThrough.Bind(1, through).Bind(2, source.Id).Run();
    }

    private bool Has(long source, long sequence)
    {
        var has = _has.Bind(1, source).Bind(2, sequence).Step();
        _has.Reset();
        return has;
    }
}
