using System.Diagnostics;

namespace Emergency.Journal.Storage;

/// <summary>
/// Keeps the write-ahead log quick and bounded. It is written out once at opening, so that commits overwrite blocks that the file already
/// has and a sync need not commit the file's growth; and it is copied into the database between commits, in a quiet moment when there is
/// one.
/// </summary>
internal sealed class LogKeeper(Database database, CommitOptions options, string store)
{
    /// <summary>Bytes of a page; the SQLite default, which our files keep.</summary>
    private const int PageBytes = 4096;

    /// <summary>In a quiet moment a quarter of the bound is reason enough to copy.</summary>
    private const int QuietShare = 4;

    /// <summary>Room in the file beyond the bound, for the commit that passes it and for frame headers: one part in eight.</summary>
    private const int SlackShare = 8;

    private const int ZeroBytes = 1 << 20;

    private readonly int _boundPages = options.CheckpointBytes / PageBytes;
    private readonly StoreMeters _meters = new(store);
    private long _pagesBefore;

    /// <summary>Writes the log file out to its usual size. What SQLite finds after its last frame it ignores: zeros carry no valid
    /// checksum.</summary>
    public void WriteOut()
    {
        using var log = File.OpenHandle(database.Path + "-wal", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        var size = options.CheckpointBytes + options.CheckpointBytes / SlackShare;
        var zeros = new byte[ZeroBytes];
        for (var at = RandomAccess.GetLength(log); at < size; at += zeros.Length)
            RandomAccess.Write(log, zeros.AsSpan(0, (int)Math.Min(zeros.Length, size - at)), at);
        RandomAccess.FlushToDisk(log);
    }

    /// <summary>Copies the log into the database when it has grown enough.</summary>
    /// <param name="quiet">Whether nobody is waiting just now.</param>
    public void Tidy(bool quiet)
    {
        var written = database.PagesWritten();
        if (written - _pagesBefore < (quiet ? _boundPages / QuietShare : _boundPages)) return;
        // A reader may hold back a part; it is copied the next time.
        var start = Stopwatch.GetTimestamp();
        _ = database.Checkpoint();
        _meters.Checkpointed(start);
        _pagesBefore = written;
    }
}
