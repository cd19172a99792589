namespace Emergency.Journal.Storage;

/// <summary>The track store's tables.</summary>
internal static class TrackSchema
{
    /// <summary>Marks the file as a track store of ours ("EMT1").</summary>
    private const int ApplicationId = 0x454D5431;

    /// <summary>The layout below. A file with another number is refused.</summary>
    private const int Layout = 1;

    /// <summary>
    /// A series is one subject in one lane, a source one device in one lane. Points lie by series and time of measurement; by source and
    /// sequence they are unique. A source's row says up to where everything has arrived.
    /// </summary>
    private const string Tables = """
        CREATE TABLE series (id INTEGER PRIMARY KEY, subject TEXT NOT NULL, lane TEXT NOT NULL, UNIQUE (subject, lane)) STRICT;
        CREATE TABLE sources (id INTEGER PRIMARY KEY, device TEXT NOT NULL, lane TEXT NOT NULL, through INTEGER NOT NULL, UNIQUE (device, lane)) STRICT;
        CREATE TABLE points (series INTEGER NOT NULL, at INTEGER NOT NULL, source INTEGER NOT NULL, sequence INTEGER NOT NULL,
            received_at INTEGER NOT NULL, payload BLOB NOT NULL, PRIMARY KEY (series, at, source, sequence)) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX points_by_source ON points (source, sequence);
        """;

    /// <summary>Makes the tables in a new file, or checks that an old one is a track store.</summary>
    /// <exception cref="JournalCorruptException">The file is something else or of another layout.</exception>
    public static void Prepare(Database writer) => StoreSchema.Prepare(writer, ApplicationId, Layout, Tables);

    /// <summary>Checks that a file is a track store of this layout.</summary>
    public static void Check(Database reader) => StoreSchema.Check(reader, ApplicationId, Layout);
}
