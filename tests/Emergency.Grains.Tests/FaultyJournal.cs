using Emergency.Journal;

namespace Emergency.Grains.Tests;

/// <summary>A journal whose power fails at one append: just before it is written, or just after, when only the answer is lost.</summary>
internal sealed class FaultyJournal(IJournal inner, int failAt, bool afterWriting) : IJournal
{
    private int _appends;

    public bool HasFailed { get; private set; }

    public StoreHealth Health => HasFailed ? new StoreHealth(false, "power failed") : inner.Health;

    public async ValueTask<AppendResult> Append(
        StreamName stream, long expectedVersion, IReadOnlyList<JournalEvent> events, CancellationToken cancellationToken = default)
    {
        if (HasFailed || ++_appends < failAt)
            return HasFailed ? throw Failure() : await inner.Append(stream, expectedVersion, events, cancellationToken);
        HasFailed = true;
        if (afterWriting) await inner.Append(stream, expectedVersion, events, cancellationToken);
        throw Failure();
    }

    public IAsyncEnumerable<JournalEntry> Read(StreamName stream, long fromVersion = 1, CancellationToken cancellationToken = default) =>
        inner.Read(stream, fromVersion, cancellationToken);

    public IAsyncEnumerable<JournalEntry> ReadAll(long afterPosition = 0, CancellationToken cancellationToken = default) =>
        inner.ReadAll(afterPosition, cancellationToken);

    public IAsyncEnumerable<StreamName> ReadStreams(string prefix, CancellationToken cancellationToken = default) =>
        inner.ReadStreams(prefix, cancellationToken);

    public ValueTask<JournalHead> ReadHead(CancellationToken cancellationToken = default) => inner.ReadHead(cancellationToken);

    private static JournalUnavailableException Failure() => new("power failed", outcomeUnknown: true);
}
