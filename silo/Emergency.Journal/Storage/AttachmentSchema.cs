namespace Emergency.Journal.Storage;

/// <summary>The attachment store's tables.</summary>
internal static class AttachmentSchema
{
    /// <summary>Marks the file as an attachment store of ours ("EMA1").</summary>
    private const int ApplicationId = 0x454D4131;

    /// <summary>The layout below. A file with another number is refused.</summary>
    private const int Layout = 1;

    /// <summary>
    /// An attachment belongs to its owner by its name, and within its subject the name is unique too. Its pieces follow on each other from
    /// 0 to <c>held</c>. <c>completed_at</c> is 0 while pieces are awaited; <c>touched_at</c> says when one last came.
    /// </summary>
    private const string Tables = """
        CREATE TABLE attachments (id INTEGER PRIMARY KEY, owner TEXT NOT NULL, name TEXT NOT NULL, subject TEXT NOT NULL,
            description TEXT NOT NULL, media_type TEXT NOT NULL, length INTEGER NOT NULL, sha256 TEXT NOT NULL, held INTEGER NOT NULL,
            touched_at INTEGER NOT NULL, completed_at INTEGER NOT NULL, UNIQUE (owner, name), UNIQUE (subject, name)) STRICT;
        CREATE INDEX attachments_by_age ON attachments (completed_at, touched_at);
        CREATE TABLE pieces (attachment INTEGER NOT NULL, start INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (attachment, start)) STRICT;
        """;

    /// <summary>The columns of an offer, in the order in which <see cref="OfferOf"/> reads them.</summary>
    public const string OfferColumns = "owner, name, subject, description, media_type, length, sha256";

    /// <summary>Makes the tables in a new file, or checks that an old one is an attachment store.</summary>
    /// <exception cref="JournalCorruptException">The file is something else or of another layout.</exception>
    public static void Prepare(Database writer) => StoreSchema.Prepare(writer, ApplicationId, Layout, Tables);

    /// <summary>Checks that a file is an attachment store of this layout.</summary>
    public static void Check(Database reader) => StoreSchema.Check(reader, ApplicationId, Layout);

    /// <summary>The offer of a row that begins with <see cref="OfferColumns"/>.</summary>
    public static NewAttachment OfferOf(Statement row) =>
        new(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Number(5), row.Text(6));
}
