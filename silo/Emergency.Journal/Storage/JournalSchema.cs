namespace Emergency.Journal.Storage;

/// <summary>The journal's tables.</summary>
internal static class JournalSchema
{
    /// <summary>Marks the file as a journal of ours ("EMJ1").</summary>
    private const int ApplicationId = 0x454D4A31;

    /// <summary>The layout below. A file with another number is refused.</summary>
    private const int Layout = 1;

    /// <summary>
    /// Entries are only ever added, at the end. Each points back to the entry before in its stream: an index by stream would cost a page of its own
    /// for every stream in a commit. A stream's row repeats its last entry, and the one row of <c>head</c> the last position and the
    /// chain over everything, so that a missing tail shows as well as a missing middle.
    /// </summary>
    private const string Tables = """
        CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, position INTEGER NOT NULL,
            hash BLOB NOT NULL) STRICT;
        CREATE TABLE entries (position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, version INTEGER NOT NULL, previous_position INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL, kind TEXT NOT NULL, payload BLOB NOT NULL, previous_hash BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
        CREATE TABLE head (id INTEGER PRIMARY KEY CHECK (id = 1), position INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
        INSERT INTO head VALUES (1, 0, zeroblob(32));
        """;

    /// <summary>Makes the tables in a new file, or checks that an old one is a journal.</summary>
    /// <exception cref="JournalCorruptException">The file is something else, of another layout, or its end contradicts its head.</exception>
    public static void Prepare(Database writer)
    {
        StoreSchema.Prepare(writer, ApplicationId, Layout, Tables);
        CheckEnd(writer);
    }

    /// <summary>Checks that a file is a journal of this layout.</summary>
    public static void Check(Database reader) => StoreSchema.Check(reader, ApplicationId, Layout);

    /// <summary>A cheap look at opening: appending after a missing tail would bury the evidence.</summary>
    private static void CheckEnd(Database writer)
    {
        var last = writer.QueryNumber("SELECT max(position) FROM entries");
        var head = writer.QueryNumber("SELECT position FROM head");
        if (last != head)
            throw new JournalCorruptException($"{writer.Path}: the last entry is at position {last}, the head says {head}; run verify-journal");
    }
}
