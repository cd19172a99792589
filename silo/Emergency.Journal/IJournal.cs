namespace Emergency.Journal;

/// <summary>
/// The durable record. Facts are appended to streams before anyone is told of them; every entry is chained by hash to the one before in its
/// stream. Safe for any number of concurrent callers. Nothing acknowledged is lost: an append completes only when it is on stable storage,
/// and reads show only what is.
/// </summary>
public interface IJournal
{
    /// <summary>Whether appends are taken; for readiness checks.</summary>
    StoreHealth Health { get; }

    /// <summary>Appends <paramref name="events"/> to <paramref name="stream"/>, all or none, and completes when they are durable.</summary>
    /// <param name="stream">Which stream; it begins with its first append.</param>
    /// <param name="expectedVersion">The version the caller has seen; 0 for a stream with no entry yet.</param>
    /// <param name="events">1 to <see cref="JournalOptions.MaxBatchEvents"/> facts, in order.</param>
    /// <param name="cancellationToken">Withdraws an append that the writer has not yet taken up: <see cref="OperationCanceledException"/>
    /// means that nothing was written. Once taken up, the append runs to its end.</param>
    /// <exception cref="WrongExpectedVersionException">The stream stands elsewhere; nothing was written.</exception>
    /// <exception cref="JournalUnavailableException">The store cannot write; see there for what is known of this append.</exception>
    /// <exception cref="ArgumentException">A name, kind, payload or batch is out of bounds; nothing was written.</exception>
    ValueTask<AppendResult> Append(
        StreamName stream, long expectedVersion, IReadOnlyList<JournalEvent> events, CancellationToken cancellationToken = default);

    /// <summary>The entries of one stream in order of version, from <paramref name="fromVersion"/> (included, 1 or more) to its end as of
    /// now. A stream without entries yields nothing.</summary>
    IAsyncEnumerable<JournalEntry> Read(StreamName stream, long fromVersion = 1, CancellationToken cancellationToken = default);

    /// <summary>All entries in order of position, after <paramref name="afterPosition"/> (excluded, 0 or more), to the end as of now.
    /// No position is skipped, so a reader resumes from the last position that it has dealt with.</summary>
    IAsyncEnumerable<JournalEntry> ReadAll(long afterPosition = 0, CancellationToken cancellationToken = default);

    /// <summary>The names of all streams that begin with <paramref name="prefix"/> (empty for all), in byte order.</summary>
    IAsyncEnumerable<StreamName> ReadStreams(string prefix, CancellationToken cancellationToken = default);

    /// <summary>Where the journal stands now.</summary>
    ValueTask<JournalHead> ReadHead(CancellationToken cancellationToken = default);
}
