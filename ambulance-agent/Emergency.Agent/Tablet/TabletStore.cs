using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Emergency.Agent.Tablet;

/// <summary>
/// What must outlive a restart of the agent: the last orders and care, and what the crew set. One small SQLite file beside the outbox.
/// Every write is on disk when the call returns.
/// </summary>
/// <remarks>For one caller at a time.</remarks>
internal sealed class TabletStore : IDisposable
{
    private readonly SqliteConnection _connection;

    /// <param name="file">The file; null keeps everything in memory.</param>
    public TabletStore(string? file)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file ?? ":memory:", Pooling = false }.ToString());
        _connection.Open();
        Execute(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            CREATE TABLE IF NOT EXISTS document (name TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS report (place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, json TEXT NOT NULL);
            """);
    }

    /// <summary>A document; null when there is none, or when it was written by another version and cannot be read.</summary>
    public T? Read<T>(string name)
        where T : class
    {
        using var command = Command("SELECT json FROM document WHERE name = $name", ("$name", name));
        return command.ExecuteScalar() is string json ? Parse<T>(json) : null;
    }

    /// <summary>The documents whose names begin like this.</summary>
    public List<T> ReadAll<T>(string prefix)
        where T : class
    {
        using var command = Command(
            "SELECT json FROM document WHERE substr(name, 1, length($prefix)) = $prefix ORDER BY name", ("$prefix", prefix));
        return Rows<T>(command);
    }

    public void Write<T>(string name, T document) => Execute(
        "INSERT INTO document VALUES ($name, $json) ON CONFLICT (name) DO UPDATE SET json = excluded.json",
        ("$name", name), ("$json", JsonSerializer.Serialize(document, TabletJson.Output)));

    public void Delete(string name) => Execute("DELETE FROM document WHERE name = $name", ("$name", name));

    /// <summary>All reports, in the order in which they were set.</summary>
    public List<TabletReport> ReadReports()
    {
        using var command = Command("SELECT json FROM report ORDER BY place");
        return Rows<TabletReport>(command);
    }

    public void Write(TabletReport report) => Execute(
        "INSERT INTO report (id, json) VALUES ($id, $json) ON CONFLICT (id) DO UPDATE SET json = excluded.json",
        ("$id", report.ReportId), ("$json", JsonSerializer.Serialize(report, TabletJson.Output)));

    public void DeleteReport(string reportId) => Execute("DELETE FROM report WHERE id = $id", ("$id", reportId));

    public void Dispose() => _connection.Dispose();

    private static T? Parse<T>(string json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, TabletJson.Output);
        }
        catch (JsonException)
        {
            // Written by another version: the server will tell it anew.
            return null;
        }
    }

    private static List<T> Rows<T>(SqliteCommand command)
        where T : class
    {
        var found = new List<T>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (Parse<T>(reader.GetString(0)) is { } row)
                found.Add(row);
        }

        return found;
    }

    private void Execute(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
