using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Emergency.Benchmarks;

/// <summary>The plain way: Microsoft.Data.Sqlite, a prepared insert, one synchronous commit for every append (WAL,
/// <c>synchronous=FULL</c>).</summary>
internal sealed class SingleCommitContender : IContender
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private long _version;

    public SingleCommitContender(string directory)
    {
        _connection = new SqliteConnection($"Data Source={Path.Combine(directory, "single.db")};Pooling=False");
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL");
        Execute("""
            CREATE TABLE entries (position INTEGER PRIMARY KEY, stream TEXT, version INTEGER, kind TEXT, payload BLOB, UNIQUE (stream, version))
            """);
        _insert = _connection.CreateCommand();
        _insert.CommandText = "INSERT INTO entries (stream, version, kind, payload) VALUES ('case/1', $version, $kind, $payload)";
        _insert.Parameters.Add("$version", SqliteType.Integer);
        _insert.Parameters.AddWithValue("$kind", SampleFact.Kind);
        _insert.Parameters.AddWithValue("$payload", SampleFact.Payload);
        _insert.Prepare();
    }

    /// <summary>Its name.</summary>
    public const string Title = "SQLite, one commit each";

    public string Name => Title;

    public Task<List<long>> RunUntil(long until, CancellationToken cancellationToken)
    {
        var ticks = new List<long>();
        var start = Stopwatch.GetTimestamp();
        while (start < until && !cancellationToken.IsCancellationRequested)
        {
            _insert.Parameters[0].Value = ++_version;
            _insert.ExecuteNonQuery();
            var end = Stopwatch.GetTimestamp();
            ticks.Add(end - start);
            start = end;
        }

        return Task.FromResult(ticks);
    }

    public async ValueTask DisposeAsync()
    {
        await _insert.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
