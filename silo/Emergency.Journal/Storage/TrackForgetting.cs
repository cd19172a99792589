namespace Emergency.Journal.Storage;

/// <summary>Removes points that are older than they are to be kept, a bounded number at a time, within the transaction that adds new
/// ones.</summary>
internal sealed class TrackForgetting(Database database) : IDisposable
{
    /// <summary>Old points that may go for each new one; more than one, so that a backlog shrinks.</summary>
    private const int PerPoint = 2;

    private readonly Statement _forget = database.Prepare("""
        DELETE FROM points WHERE (source, sequence) IN (SELECT source, sequence FROM points WHERE series = ? AND at < ? ORDER BY at LIMIT ?)
        """);

    private readonly Statement _next = database.Prepare("SELECT id FROM series WHERE id > ? ORDER BY id LIMIT 1");
    private long _turn;

    /// <summary>Removes what is older than <paramref name="oldestTicks"/> from the series just added to, and from one other in turn, so
    /// that subjects that fell silent are cleared too.</summary>
    public void Forget(long series, long oldestTicks, int added)
    {
        Remove(series, oldestTicks, PerPoint * added);
        _turn = Next();
        if (_turn != 0 && _turn != series) Remove(_turn, oldestTicks, PerPoint * added);
    }

    public void Dispose()
    {
        _forget.Dispose();
        _next.Dispose();
    }

    private void Remove(long series, long oldestTicks, int limit) => _forget.Bind(1, series).Bind(2, oldestTicks).Bind(3, limit).Run();

    /// <summary>The series whose turn is next; 0 after the last, and then the first.</summary>
    private long Next()
    {
        var next = _next.Bind(1, _turn).Step() ? _next.Number(0) : 0;
        _next.Reset();
        return next;
    }
}
