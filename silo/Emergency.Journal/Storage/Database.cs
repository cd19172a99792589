using SQLitePCL;

namespace Emergency.Journal.Storage;

/// <summary>What SQLite answered when it could not do as told.</summary>
internal sealed class SqliteStoreException : IOException
{
    /// <summary>The bits of an extended result code that hold the primary one.</summary>
    private const int PrimaryCode = 0xff;

    public SqliteStoreException(string doing, string path, int code, string message)
        : base($"{doing} in {path} failed: {message} (SQLite {code})") => Code = code;

    /// <summary>SQLite's extended result code.</summary>
    public int Code { get; }

    /// <summary>The same in the store's own terms: damaged, or unavailable.</summary>
    public JournalException ToJournalException() => (Code & PrimaryCode) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB
        ? new JournalCorruptException(Message, this)
        : new JournalUnavailableException(Message, innerException: this);
}

/// <summary>One SQLite connection, used by one thread at a time. The raw interface is used because the hot path is a handful of
/// calls.</summary>
internal sealed class Database : IDisposable
{
    /// <summary>How long a statement waits for another process's lock (an inspection, a backup) before it fails.</summary>
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(5);

    private readonly sqlite3 _handle;

    static Database() => Batteries_V2.Init();

    private Database(sqlite3 handle, string path)
    {
        _handle = handle;
        Path = path;
    }

    /// <summary>The database file.</summary>
    public string Path { get; }

    /// <summary>Opens <paramref name="path"/>, making it when missing, to write.</summary>
    public static Database OpenWriter(string path) => Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);

    /// <summary>Opens an existing <paramref name="path"/> to read.</summary>
    public static Database OpenReader(string path) => Open(path, raw.SQLITE_OPEN_READONLY);

    /// <summary>Prepares <paramref name="sql"/> for repeated use.</summary>
    public Statement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out sqlite3_stmt statement), "preparing a statement");
        return new Statement(this, statement);
    }

    /// <summary>Runs one statement that answers nothing.</summary>
    public void Execute(string sql)
    {
        using var statement = Prepare(sql);
        statement.Run();
    }

    /// <summary>Runs one statement and gives the first column of its first row, 0 when there is none.</summary>
    public long QueryNumber(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Number(0) : 0;
    }

    /// <summary>Copies what the log holds into the database as far as readers allow, waiting for nobody.</summary>
    /// <returns>Frames in the log, and how many of them are copied.</returns>
    public (int Frames, int Copied) Checkpoint()
    {
        var code = raw.sqlite3_wal_checkpoint_v2(_handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var frames, out var copied);
        if (code != raw.SQLITE_BUSY) Check(code, "a checkpoint");
        return (frames, copied);
    }

    /// <summary>Pages that this connection has written to the log since it was opened.</summary>
    public long PagesWritten()
    {
        Check(raw.sqlite3_db_status(_handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 0), "reading a counter");
        return pages;
    }

    /// <summary>Rows that the last statement changed.</summary>
    public int Changes() => raw.sqlite3_changes(_handle);

    public void Check(int code, string doing)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        throw new SqliteStoreException(doing, Path, raw.sqlite3_extended_errcode(_handle), raw.sqlite3_errmsg(_handle).utf8_to_string());
    }

    public void Dispose()
    {
        _ = raw.sqlite3_close_v2(_handle);
        _handle.Dispose();
    }

    private static Database Open(string path, int flags)
    {
        var code = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        var database = new Database(handle, path);
        try
        {
            database.Check(code, "opening");
            database.Check(raw.sqlite3_busy_timeout(handle, (int)LockTimeout.TotalMilliseconds), "setting the lock timeout");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
