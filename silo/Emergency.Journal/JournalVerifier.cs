using Emergency.Journal.Storage;

namespace Emergency.Journal;

/// <summary>An entry that is not as it was written, or is missing.</summary>
/// <param name="Stream">Its stream; null when nothing tells.</param>
/// <param name="Version">Its version; null when nothing tells.</param>
/// <param name="Position">Its position; null when the entry is not in question but what is said about it elsewhere.</param>
/// <param name="Why">What is wrong, for an operator.</param>
public sealed record JournalFinding(string? Stream, long? Version, long? Position, string Why)
{
    public override string ToString() => $"stream {Stream ?? "unknown"}, version {Show(Version)}, position {Show(Position)}: {Why}";

    private static string Show(long? number) => number is { } known ? $"{known}" : "unknown";
}

/// <summary>What a walk through the whole journal found.</summary>
/// <param name="Streams">Streams listed.</param>
/// <param name="Entries">Entries that were found good; all of them when the journal is intact.</param>
/// <param name="Head">Where the good part ends, and the chain over it.</param>
/// <param name="FirstBroken">The first thing wrong in order of position; null when the journal is intact.</param>
public sealed record JournalVerification(long Streams, long Entries, JournalHead Head, JournalFinding? FirstBroken)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsIntact => FirstBroken is null;
}

/// <summary>
/// Walks every entry and recomputes both hash chains: each stream's, and the one over everything. Changed, removed, inserted, moved and
/// swapped entries show, and so do missing ends. A forger who recomputes every hash after the change up to the head can be caught only with
/// a head noted elsewhere.
/// </summary>
public static class JournalVerifier
{
    /// <summary>Verifies the journal in <paramref name="dataDirectory"/> as of now; a silo may go on writing meanwhile.</summary>
    /// <param name="dataDirectory">The folder that holds it.</param>
    /// <param name="noted">A head noted earlier, which must still hold; null when there is none.</param>
    /// <param name="cancellationToken">Stops the walk.</param>
    /// <exception cref="FileNotFoundException">There is no journal.</exception>
    /// <exception cref="JournalCorruptException">The file is no journal, or so damaged that it cannot be walked.</exception>
    public static JournalVerification Verify(string dataDirectory, JournalHead? noted = null, CancellationToken cancellationToken = default)
    {
        var path = Path.Combine(Path.GetFullPath(dataDirectory), JournalOptions.FileName);
        if (!File.Exists(path)) throw new FileNotFoundException($"there is no journal at {path}", path);
        try
        {
            using var database = Database.OpenReader(path);
            JournalSchema.Check(database);
            // One transaction, so that entries, streams and head are those of one moment.
            database.Execute("BEGIN");
            return new JournalWalk(database, noted).Run(cancellationToken);
        }
        catch (SqliteStoreException failure)
        {
            throw new JournalCorruptException(failure.Message, failure);
        }
    }
}
