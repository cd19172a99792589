namespace Emergency.Journal.Storage;

/// <summary>The journal's tables.</summary>
internal static class JournalSchema
{
    /// <summary>Marks the file as a journal of ours ("EMJ1").</summary>
    private const int ApplicationId = 0x454D4A31;

    /// <summary>The layout below. A file with another number is refused.</summary>
    private const int Layout = 1;

    /// <summary>
    /// Entries are only ever added, at the end. Each points back to the entry before in its stream: an index by stream would cost a page of
    /// its own for every stream in a commit. A stream's row repeats its last entry, and every commit leaves its last position and the chain
    /// over everything up to there, so that a missing tail shows as well as a missing middle.
    /// </summary>
    private const string Tables = """
        CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, position INTEGER NOT NULL,
            hash BLOB NOT NULL) STRICT;
        CREATE TABLE entries (position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, version INTEGER NOT NULL, previous_position INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL, kind TEXT NOT NULL, payload BLOB NOT NULL, previous_hash BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
        CREATE TABLE commits (position INTEGER PRIMARY KEY, chain BLOB NOT NULL) STRICT;
        """;

    /// <summary>Makes the tables in a new file, or checks that an old one is a journal.</summary>
    /// <exception cref="JournalCorruptException">The file is something else, of another layout, or its end contradicts its last
    /// commit.</exception>
    public static void Prepare(Database writer)
    {
        StoreSchema.Prepare(writer, ApplicationId, Layout, Tables);
        CheckEnd(writer);
    }

    /// <summary>The last commit's end and chain; 0 and zeros when there is none.</summary>
    public const string Head = "SELECT position, chain FROM commits ORDER BY position DESC LIMIT 1";

    /// <summary>Checks that a file is a journal of this layout.</summary>
    public static void Check(Database reader) => StoreSchema.Check(reader, ApplicationId, Layout);

    /// <summary>A cheap look at opening: appending after a missing tail would bury the evidence.</summary>
    private static void CheckEnd(Database writer)
    {
        var last = writer.QueryNumber("SELECT max(position) FROM entries");
        var committed = writer.QueryNumber("SELECT max(position) FROM commits");
        if (last != committed)
            throw new JournalCorruptException(
                $"{writer.Path}: the last entry is at position {last}, the last commit ends at {committed}; run verify-journal");
    }
}
