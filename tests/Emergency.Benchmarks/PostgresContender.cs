using System.Diagnostics;
using Npgsql;

namespace Emergency.Benchmarks;

/// <summary>PostgreSQL with prepared single-row inserts, one connection for each writer, durable by its own settings.</summary>
internal sealed class PostgresContender : IContender
{
    private const string Table = "emergency_bench_entries";

    private readonly NpgsqlDataSource _source;
    private readonly List<(NpgsqlConnection Connection, NpgsqlCommand Insert)> _writers = [];
    private long _version;

    private PostgresContender(NpgsqlDataSource source, int writers)
    {
        _source = source;
        Name = NameFor(writers);
    }

    public string Name { get; }

    /// <summary>The server's version and what it promises on commit.</summary>
    public string Settings { get; private set; } = string.Empty;

    public static string NameFor(int writers) => $"PostgreSQL, {writers} connections";

    public static async Task<PostgresContender> Connect(string connectionString, int writers, CancellationToken cancellationToken)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = writers + 1 };
        var contender = new PostgresContender(NpgsqlDataSource.Create(builder), writers);
        await contender.Prepare(writers, cancellationToken);
        return contender;
    }

    public async Task<List<long>> RunUntil(long until, CancellationToken cancellationToken)
    {
        var all = await Task.WhenAll(_writers.Select(w => Task.Run(() => Write(w.Insert, until, cancellationToken), cancellationToken)));
        return [.. all.SelectMany(t => t)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (connection, insert) in _writers)
        {
            await insert.DisposeAsync();
            await connection.DisposeAsync();
        }

        await using (var drop = _source.CreateCommand($"DROP TABLE IF EXISTS {Table}")) await drop.ExecuteNonQueryAsync();
        await _source.DisposeAsync();
    }

    private async Task Prepare(int writers, CancellationToken cancellationToken)
    {
        await using (var create = _source.CreateCommand($"""
            DROP TABLE IF EXISTS {Table};
            CREATE TABLE {Table} (position bigserial PRIMARY KEY, stream text NOT NULL, version bigint NOT NULL, kind text NOT NULL,
                payload bytea NOT NULL, UNIQUE (stream, version))
            """)) await create.ExecuteNonQueryAsync(cancellationToken);
        await using (var show = _source.CreateCommand(
            "SELECT version() || ', fsync=' || current_setting('fsync') "
            + "|| ', synchronous_commit=' || current_setting('synchronous_commit')"))
            Settings = (string)(await show.ExecuteScalarAsync(cancellationToken))!;
        for (var writer = 0; writer < writers; writer++)
        {
            var connection = await _source.OpenConnectionAsync(cancellationToken);
            var insert = new NpgsqlCommand($"INSERT INTO {Table} (stream, version, kind, payload) VALUES ($1, $2, $3, $4)", connection);
            insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"case/bench-{writer}" });
            insert.Parameters.Add(new NpgsqlParameter<long>());
            insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = SampleFact.Kind });
            insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = SampleFact.Payload });
            await insert.PrepareAsync(cancellationToken);
            _writers.Add((connection, insert));
        }
    }

    private async Task<List<long>> Write(NpgsqlCommand insert, long until, CancellationToken cancellationToken)
    {
        var ticks = new List<long>();
        var version = (NpgsqlParameter<long>)insert.Parameters[1];
        var start = Stopwatch.GetTimestamp();
        while (start < until)
        {
            version.TypedValue = Interlocked.Increment(ref _version);
            await insert.ExecuteNonQueryAsync(cancellationToken);
            var end = Stopwatch.GetTimestamp();
            ticks.Add(end - start);
            start = end;
        }

        return ticks;
    }
}
