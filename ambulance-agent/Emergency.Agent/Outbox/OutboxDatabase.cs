using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Emergency.Agent;

/// <summary>
/// The one connection to the outbox's file, and its one thread. Whatever is asked for while a commit is under way is committed together with
/// the next; a call ends when its commit is on disk.
/// </summary>
internal sealed class OutboxDatabase : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Channel<Work> _queue;
    private readonly int _maxCommit;
    private readonly Task _running;

    private OutboxDatabase(SqliteConnection connection, SqliteOutboxOptions options)
    {
        _connection = connection;
        _maxCommit = options.MaxCommit;
        _queue = Channel.CreateBounded<Work>(new BoundedChannelOptions(options.MaxQueued) { SingleReader = true });
        _running = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    /// <summary>Opens or makes the file.</summary>
    /// <exception cref="SqliteException">The file is damaged or no database.</exception>
    public static OutboxDatabase Open(SqliteOutboxOptions options)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = options.File, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            if (Text(connection, "PRAGMA quick_check(1)") is not "ok" and var damage)
                throw new SqliteException(damage, SQLitePCL.raw.SQLITE_CORRUPT);
            Execute(connection, Schema);
            return new OutboxDatabase(connection, options);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private const string Schema =
        """
        CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS shelf (kind INTEGER PRIMARY KEY, last INTEGER NOT NULL, highest_settled INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS item (
          kind INTEGER NOT NULL, sequence INTEGER NOT NULL, at INTEGER NOT NULL, deferred INTEGER NOT NULL, assignment TEXT,
          json BLOB NOT NULL, PRIMARY KEY (kind, sequence)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS content (sequence INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
        """;

    /// <summary>Called on the database's thread after a commit was undone, so that whoever counts along can count anew.</summary>
    public event Action<SqliteConnection>? Undone;

    /// <summary>Does something with the file, alone, and makes it durable.</summary>
    /// <exception cref="OutboxBrokenException">The file took nothing; whatever was done is undone.</exception>
    public async ValueTask<T> Do<T>(Func<SqliteConnection, T> action)
    {
        var work = new Work<T>(action);
        try
        {
            await _queue.Writer.WriteAsync(work);
        }
        catch (ChannelClosedException closed)
        {
            throw new OutboxBrokenException("the outbox is closed", closed);
        }

        return await work.Done;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running;
        await _connection.DisposeAsync();
    }

    /// <summary>The value of a name; null when there is none.</summary>
    public static string? About(SqliteConnection connection, string name) =>
        Text(connection, "SELECT value FROM about WHERE name = $name", ("$name", name));

    public static int Execute(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    public static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    private static string? Text(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteScalar() as string;
    }

    private async Task Run()
    {
        var batch = new List<Work>(_maxCommit);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < _maxCommit && _queue.Reader.TryRead(out var work))
                batch.Add(work);
            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<Work> batch)
    {
        try
        {
            Execute(_connection, "BEGIN IMMEDIATE");
            foreach (var work in batch)
                work.Run(_connection);
            Execute(_connection, "COMMIT");
        }
        // Nothing of the batch is durable then: every caller is told, and what was done is undone.
        catch (SqliteException failure)
        {
            Undo();
            foreach (var work in batch)
                work.Fail(new OutboxBrokenException($"the outbox could not write: {failure.Message}", failure));
            return;
        }

        foreach (var work in batch)
            work.Finish();
    }

    private void Undo()
    {
        try
        {
            // A failure of the file may have ended the transaction already.
            if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle!) == 0)
                Execute(_connection, "ROLLBACK");
            Undone?.Invoke(_connection);
        }
        catch (SqliteException failure)
        {
            // The file cannot even be read: counts stay as they are until it can, or until the next start.
            Trouble = failure.Message;
        }
    }

    /// <summary>Why counts may be wrong; null when they are right.</summary>
    public string? Trouble { get; private set; }

    private abstract class Work
    {
        public abstract void Run(SqliteConnection connection);

        public abstract void Finish();

        public abstract void Fail(Exception failure);
    }

    private sealed class Work<T>(Func<SqliteConnection, T> action) : Work
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _refused;

        public Task<T> Done => _done.Task;

        public override void Run(SqliteConnection connection)
        {
            try
            {
                _result = action(connection);
            }
            // A refusal is this caller's alone; it has written nothing. A failure of the file is everybody's.
            catch (OutboxFullException full)
            {
                _refused = full;
            }
        }

        public override void Finish()
        {
            if (_refused is not null)
                _done.SetException(_refused);
            else
                _done.SetResult(_result!);
        }

        public override void Fail(Exception failure) => _done.TrySetException(failure);
    }
}

/// <summary>The outbox's file takes nothing: the disk is full or failing. Nothing of what was asked is durable.</summary>
public sealed class OutboxBrokenException : OutboxFullException
{
    public OutboxBrokenException()
    {
    }

    public OutboxBrokenException(string message)
        : base(message)
    {
    }

    public OutboxBrokenException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
