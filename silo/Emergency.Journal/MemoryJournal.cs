using System.Runtime.CompilerServices;

namespace Emergency.Journal;

/// <summary>
/// The journal in memory, for tests and tools: the same bounds, versions, positions, hashes and refusals as <see cref="SqliteJournal"/>,
/// every append a commit of its own, and nothing durable.
/// What it holds is lost with the process; no installation runs on it.
/// </summary>
public sealed class MemoryJournal(TimeProvider clock) : IJournal
{
    private readonly JournalOptions _bounds = new();
    private readonly Lock _gate = new();
    private readonly List<JournalEntry> _entries = [];
    private readonly Dictionary<StreamName, List<JournalEntry>> _streams = [];
    private byte[] _chain = new byte[EntryHash.Size];

    public StoreHealth Health => StoreHealth.Good;

    public ValueTask<AppendResult> Append(
        StreamName stream, long expectedVersion, IReadOnlyList<JournalEvent> events, CancellationToken cancellationToken = default)
    {
        AppendBounds.Check(stream, expectedVersion, events, _bounds);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var entries = _streams.GetValueOrDefault(stream) ?? [];
            if (entries.Count != expectedVersion)
                return ValueTask.FromException<AppendResult>(new WrongExpectedVersionException(stream, expectedVersion, entries.Count));
            _streams[stream] = entries;
            var recordedAt = clock.GetUtcNow().ToUniversalTime();
            foreach (var fact in events) Add(entries, stream, fact, recordedAt);
            Link(events.Count);
            return ValueTask.FromResult(new AppendResult(entries.Count, _entries.Count, recordedAt));
        }
    }

    public IAsyncEnumerable<JournalEntry> Read(StreamName stream, long fromVersion = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fromVersion, 1);
        lock (_gate) return Give(_streams.GetValueOrDefault(stream)?.Skip((int)(fromVersion - 1)).ToList() ?? [], cancellationToken);
    }

    public IAsyncEnumerable<JournalEntry> ReadAll(long afterPosition = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterPosition);
        lock (_gate) return Give(_entries.Skip((int)afterPosition).ToList(), cancellationToken);
    }

    public IAsyncEnumerable<StreamName> ReadStreams(string prefix, CancellationToken cancellationToken = default)
    {
        if (!StreamName.IsValidPrefix(prefix)) throw new ArgumentException($"no stream name begins with '{prefix}'", nameof(prefix));
        lock (_gate)
        {
            var names = _streams.Keys.Where(n => n.Value.StartsWith(prefix, StringComparison.Ordinal)).Order().ToList();
            return Give(names, cancellationToken);
        }
    }

    public ValueTask<JournalHead> ReadHead(CancellationToken cancellationToken = default)
    {
        lock (_gate) return ValueTask.FromResult(new JournalHead(_entries.Count, _chain));
    }

    private void Add(List<JournalEntry> stream, StreamName name, JournalEvent fact, DateTimeOffset recordedAt)
    {
        var previous = stream.Count == 0 ? EntryHash.Genesis : stream[^1].Hash;
        var entry = new JournalEntry(
            name, stream.Count + 1, _entries.Count + 1, recordedAt, fact.Kind, fact.Payload.ToArray(), default, previous);
        entry = entry with { Hash = EntryHash.Compute(entry) };
        stream.Add(entry);
        _entries.Add(entry);
    }

    private void Link(int added)
    {
        var chain = new byte[EntryHash.Size];
        CommitChain.Link(_chain, _entries.Count, [.. _entries.TakeLast(added).SelectMany(e => e.Hash.ToArray())], chain);
        _chain = chain;
    }

    private static async IAsyncEnumerable<T> Give<T>(List<T> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }

        await Task.CompletedTask;
    }
}
