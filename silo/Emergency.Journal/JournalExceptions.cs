namespace Emergency.Journal;

/// <summary>What the journal refuses or cannot do.</summary>
public abstract class JournalException : Exception
{
    private protected JournalException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

/// <summary>The stream is not where the caller believed: somebody else has appended. Nothing was written; read again and decide
/// again.</summary>
public sealed class WrongExpectedVersionException : JournalException
{
    public WrongExpectedVersionException(StreamName stream, long expectedVersion, long actualVersion)
        : base($"stream '{stream}' is at version {actualVersion}, expected {expectedVersion}")
    {
        Stream = stream;
        ExpectedVersion = expectedVersion;
        ActualVersion = actualVersion;
    }

    /// <summary>The stream appended to.</summary>
    public StreamName Stream { get; }

    /// <summary>The version the caller had seen.</summary>
    public long ExpectedVersion { get; }

    /// <summary>The version the stream has.</summary>
    public long ActualVersion { get; }
}

/// <summary>
/// The store takes no writes: it is closed, or a write failed (disk full, device error). It refuses everything until it is opened anew,
/// because after a failed write nobody can say what the disk holds. When <see cref="OutcomeUnknown"/> is set the refused write may or may
/// not be found after reopening; it was not acknowledged, and the stream's version tells.
/// </summary>
public sealed class JournalUnavailableException : JournalException
{
    public JournalUnavailableException(string message, bool outcomeUnknown = false, Exception? innerException = null)
        : base(message, innerException) => OutcomeUnknown = outcomeUnknown;

    /// <summary>Whether this write was under way when the store failed; false when nothing was written for certain.</summary>
    public bool OutcomeUnknown { get; }
}

/// <summary>The stored data contradicts itself, or is not a journal of this version. <c>verify-journal</c> says where.</summary>
public sealed class JournalCorruptException : JournalException
{
    public JournalCorruptException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
