using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Emergency.Agent;

/// <summary>A shelf on disk.</summary>
/// <param name="database">The file.</param>
/// <param name="rules">Its rules.</param>
/// <param name="thinned">Is told what was given up, within the same commit.</param>
internal class SqliteShelf<T>(
    OutboxDatabase database, ShelfRules<T> rules, Action<SqliteConnection, IReadOnlyList<(T Item, ItemNote Note)>>? thinned = null) : IShelf<T>
{
    private const string Waits = "FROM item WHERE kind = $kind";
    private const string Columns = "json, assignment, deferred, sequence";

    /// <summary>Added to the kind of what cannot be read.</summary>
    private const int AsideKinds = 1000;

    // Only the database's thread writes it.
    private ShelfStatus _status = ShelfStatus.Empty;
    private int _thinAt;

    public ShelfStatus Status => Volatile.Read(ref _status);

    protected OutboxDatabase Database => database;

    /// <summary>Counts what waits from before.</summary>
    public async Task Load() => await database.Do(connection =>
    {
        OutboxDatabase.Execute(connection, "INSERT OR IGNORE INTO shelf VALUES ($kind, 0, 0)", ("$kind", rules.Kind));
        Refresh(connection, _status, Count(connection));
        database.Undone += undone => Refresh(undone, _status, Count(undone));
        return true;
    });

    public virtual ValueTask<long> Add(Func<long, T> make, ItemNote note = default) =>
        database.Do(connection => Insert(connection, make, note));

    public ValueTask<ImmutableArray<T>> Next(NextItems ask) => database.Do<ImmutableArray<T>>(connection =>
    {
        var fresh = rules.Fresh == 0 ? [] : Read(
            connection,
            $"""
            SELECT {Columns} FROM (SELECT * {Waits} AND deferred = 0
              AND sequence > (SELECT highest_settled FROM shelf WHERE kind = $kind) ORDER BY sequence DESC LIMIT $max) ORDER BY sequence
            """,
            ("$max", Math.Min(rules.Fresh, ask.Max)));
        if (ask.FreshOnly)
            return [.. fresh.Select(one => one.Item)];
        var newest = fresh.Select(one => rules.SequenceOf(one.Item)).ToHashSet();
        var backlog = Read(connection, $"SELECT {Columns} {Waits} ORDER BY sequence LIMIT $max", ("$max", ask.Max))
            .Where(one => !newest.Contains(rules.SequenceOf(one.Item)));
        return [.. fresh.Concat(backlog).Take(ask.Max).Select(one => one.Item)];
    });

    public ValueTask<int> Settle(IReadOnlyCollection<long> accepted, IReadOnlyCollection<long> rejected) => database.Do(connection =>
    {
        foreach (var sequence in accepted)
        {
            OutboxDatabase.Execute(
                connection, "UPDATE shelf SET highest_settled = $sequence WHERE kind = $kind AND highest_settled < $sequence AND $sequence <= last",
                ("$kind", rules.Kind), ("$sequence", sequence));
        }

        var (taken, refused) = (Remove(connection, accepted), Remove(connection, rejected));
        var status = _status;
        Refresh(
            connection, status with { Acknowledged = status.Acknowledged + taken, Rejected = status.Rejected + refused },
            status.Waiting - taken - refused);
        return taken + refused;
    });

    public async ValueTask ContinueAfter(long sequence) => await database.Do(connection => OutboxDatabase.Execute(
        connection, "UPDATE shelf SET last = max(last, $sequence) WHERE kind = $kind", ("$kind", rules.Kind), ("$sequence", sequence)));

    public ValueTask<ImmutableArray<long>> Waiting() => database.Do(connection =>
    {
        using var command = OutboxDatabase.Command(connection, $"SELECT sequence {Waits} ORDER BY sequence", ("$kind", rules.Kind));
        using var rows = command.ExecuteReader();
        var sequences = ImmutableArray.CreateBuilder<long>();
        while (rows.Read())
            sequences.Add(rows.GetInt64(0));
        return sequences.ToImmutable();
    });

    /// <summary>Keeps a thing, on the database's thread.</summary>
    public long Insert(SqliteConnection connection, Func<long, T> make, ItemNote note)
    {
        if (_status.Waiting >= Math.Max(rules.Max, _thinAt))
            Thin(connection);
        using var next = OutboxDatabase.Command(
            connection, "UPDATE shelf SET last = last + 1 WHERE kind = $kind RETURNING last", ("$kind", rules.Kind));
        var sequence = (long)next.ExecuteScalar()!;
        var item = make(sequence);
        OutboxDatabase.Execute(
            connection, "INSERT INTO item VALUES ($kind, $sequence, $at, $deferred, $assignment, $json)",
            ("$kind", rules.Kind), ("$sequence", sequence), ("$at", rules.AtOf(item).UtcTicks), ("$deferred", note.Deferred ? 1 : 0),
            ("$assignment", note.Assignment), ("$json", JsonSerializer.SerializeToUtf8Bytes(item, JsonSerializerOptions.Web)));
        var status = _status;
        Volatile.Write(ref _status, status with { Waiting = status.Waiting + 1, OldestAt = status.OldestAt ?? rules.AtOf(item) });
        return sequence;
    }

    protected virtual int Remove(SqliteConnection connection, IReadOnlyCollection<long> sequences)
    {
        var removed = 0;
        foreach (var sequence in sequences)
            removed += OutboxDatabase.Execute(connection, $"DELETE {Waits} AND sequence = $sequence", ("$kind", rules.Kind), ("$sequence", sequence));
        return removed;
    }

    private void Thin(SqliteConnection connection)
    {
        if (rules.Rule == Thinning.Never)
            throw new OutboxFullException($"{_status.Waiting} wait already");
        var oldest = Read(connection, $"SELECT {Columns} {Waits} ORDER BY sequence LIMIT $max", ("$max", rules.LookAt(_status.Waiting)));
        var leave = ShelfRules.Choose(rules.Rule, [.. oldest.Select(one => new ShelfItem(rules.SequenceOf(one.Item), rules.AtOf(one.Item)))]);
        _thinAt = rules.ThinAgainAt(_status.Waiting - leave.Count);
        if (leave.Count == 0)
            return;
        var leaving = leave.Select(item => item.Sequence).ToHashSet();
        thinned?.Invoke(connection, [.. oldest.Where(one => leaving.Contains(rules.SequenceOf(one.Item)))]);
        Refresh(connection, _status.WithThinned(leave), _status.Waiting - Remove(connection, leaving));
    }

    private void Refresh(SqliteConnection connection, ShelfStatus status, int waiting)
    {
        using var oldest = OutboxDatabase.Command(connection, $"SELECT at {Waits} ORDER BY sequence LIMIT 1", ("$kind", rules.Kind));
        DateTimeOffset? at = oldest.ExecuteScalar() is long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        Volatile.Write(ref _status, status with { Waiting = waiting, OldestAt = at });
    }

    private int Count(SqliteConnection connection)
    {
        using var count = OutboxDatabase.Command(connection, $"SELECT count(*) {Waits}", ("$kind", rules.Kind));
        return (int)(long)count.ExecuteScalar()!;
    }

    private List<(T Item, ItemNote Note)> Read(SqliteConnection connection, string sql, (string Name, object? Value) max)
    {
        using var command = OutboxDatabase.Command(connection, sql, ("$kind", rules.Kind), max);
        using var rows = command.ExecuteReader();
        List<(T, ItemNote)> items = [];
        List<long> unreadable = [];
        while (rows.Read())
        {
            if (Parse(rows.GetFieldValue<byte[]>(0)) is { } item)
                items.Add((item, new ItemNote(rows.IsDBNull(1) ? null : rows.GetString(1), rows.GetInt32(2) == 1)));
            else
                unreadable.Add(rows.GetInt64(3));
        }

        rows.Close();
        if (unreadable.Count > 0)
            SetAside(connection, unreadable);
        return items;
    }

    /// <summary>What another version wrote may not be understood; null then.</summary>
    private static T? Parse(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web);
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException)
        {
            return default;
        }
    }

    /// <summary>What cannot be read must not hold up everything behind it: it stays in the file under another kind, and the status says so.</summary>
    private void SetAside(SqliteConnection connection, List<long> sequences)
    {
        foreach (var sequence in sequences)
        {
            OutboxDatabase.Execute(
                connection, "UPDATE item SET kind = $aside WHERE kind = $kind AND sequence = $sequence",
                ("$aside", AsideKinds + rules.Kind), ("$kind", rules.Kind), ("$sequence", sequence));
        }

        database.Say($"{sequences.Count} {typeof(T).Name} cannot be read and are kept aside");
        Refresh(connection, _status, _status.Waiting - sequences.Count);
    }
}
