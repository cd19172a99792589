using Emergency.Journal.Storage;

namespace Emergency.Journal.Tests;

/// <summary>Changes a closed store's file behind its back.</summary>
internal static class Sabotage
{
    /// <summary>Runs statements on the file, one transaction for all.</summary>
    public static void Tamper(this TemporaryStore store, params string[] statements)
    {
        using var database = Database.OpenWriter(store.JournalFile);
        database.Execute("BEGIN");
        foreach (var statement in statements) database.Execute(statement);
        database.Execute("COMMIT");
    }

    /// <summary>One number from the file.</summary>
    public static long Number(this TemporaryStore store, string sql)
    {
        using var database = Database.OpenReader(store.JournalFile);
        return database.QueryNumber(sql);
    }
}
