using Emergency.Journal;

namespace Emergency.Grains.Persistence;

/// <summary>One aggregate as its journal stream tells it: loaded once, then kept in step with what is appended.</summary>
/// <param name="journal">Where the stream is.</param>
/// <param name="name">Which stream.</param>
/// <param name="empty">The aggregate before its first event.</param>
/// <param name="apply">The aggregate after an event.</param>
internal sealed class AggregateStream<TState, TEvent>(IJournal journal, StreamName name, TState empty, Func<TState, TEvent, TState> apply)
    where TEvent : class
{
    /// <summary>The aggregate as of the last durable event.</summary>
    public TState State { get; private set; } = empty;

    /// <summary>How many events the stream has.</summary>
    public long Version { get; private set; }

    public async Task Load(CancellationToken cancellationToken)
    {
        await foreach (var entry in journal.Read(name, Version + 1, cancellationToken))
        {
            State = apply(State, EventCodec<TEvent>.Read(entry));
            Version = entry.Version;
        }
    }

    /// <summary>Makes events durable, then applies them; without events it does nothing.</summary>
    /// <exception cref="JournalException">Nothing was applied; whoever holds this must forget it and load anew.</exception>
    public async ValueTask Commit(IReadOnlyList<TEvent> events)
    {
        if (events.Count == 0) return;
        var written = await journal.Append(name, Version, [.. events.Select(EventCodec<TEvent>.Write)]);
        State = events.Aggregate(State, apply);
        Version = written.Version;
    }

    /// <summary>The events themselves, oldest first, each with its version.</summary>
    public async Task<List<(long Version, TEvent Event)>> History()
    {
        var history = new List<(long, TEvent)>();
        await foreach (var entry in journal.Read(name))
            history.Add((entry.Version, EventCodec<TEvent>.Read(entry)));
        return history;
    }
}
