namespace Emergency.Journal.Storage;

/// <summary>Makes and recognises store files.</summary>
internal static class StoreSchema
{
    /// <summary>Sets the connection up for durable writing and makes the tables in a new file.</summary>
    /// <exception cref="JournalCorruptException">The file is something else or of another layout.</exception>
    public static void Prepare(Database writer, int applicationId, int layout, string tables)
    {
        writer.Execute("PRAGMA journal_mode = WAL");
        writer.Execute("PRAGMA synchronous = FULL");
        // The writer itself decides when to copy the log into the database.
        writer.Execute("PRAGMA wal_autocheckpoint = 0");
        if (writer.QueryNumber("SELECT count(*) FROM sqlite_schema") == 0 && writer.QueryNumber("PRAGMA application_id") == 0)
            Create(writer, applicationId, layout, tables);
        else
            Check(writer, applicationId, layout);
    }

    /// <summary>Checks the marks of an existing file.</summary>
    /// <exception cref="JournalCorruptException">The file is something else or of another layout.</exception>
    public static void Check(Database database, int applicationId, int layout)
    {
        if (database.QueryNumber("PRAGMA application_id") != applicationId)
            throw new JournalCorruptException($"{database.Path} is not a store of this kind");
        if (database.QueryNumber("PRAGMA user_version") is var found && found != layout)
            throw new JournalCorruptException($"{database.Path} has layout {found}, this program knows {layout}");
    }

    private static void Create(Database writer, int applicationId, int layout, string tables)
    {
        writer.Execute("BEGIN IMMEDIATE");
        foreach (var statement in tables.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            writer.Execute(statement);
        writer.Execute($"PRAGMA application_id = {applicationId}");
        writer.Execute($"PRAGMA user_version = {layout}");
        writer.Execute("COMMIT");
    }
}
