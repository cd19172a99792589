namespace Emergency.Journal.Storage;

/// <summary>Keeps the write-ahead log from growing without bound: copies it into the database now and then, between commits.</summary>
internal sealed class LogKeeper(Database database, CommitOptions options)
{
    /// <summary>Bytes of a page; the SQLite default, which our files keep.</summary>
    private const int PageBytes = 4096;

    private readonly int _checkpointPages = options.CheckpointBytes / PageBytes;
    private long _pagesBefore;

    public void Tidy(bool idle)
    {
        var written = database.PagesWritten();
        if (written - _pagesBefore < _checkpointPages) return;
        _pagesBefore = written;
        _ = database.Checkpoint();
        _ = idle;
    }
}
