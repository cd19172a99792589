namespace Emergency.Journal;

/// <summary>Checks an append before it is queued, so that a bad one troubles nobody else.</summary>
internal static class AppendBounds
{
    /// <summary>Checks names, sizes and counts.</summary>
    /// <returns>The payload bytes in all.</returns>
    public static int Check(StreamName stream, long expectedVersion, IReadOnlyList<JournalEvent> events, JournalOptions options)
    {
        if (stream == default) throw new ArgumentException("no stream is named", nameof(stream));
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count == 0 || events.Count > options.MaxBatchEvents)
            throw new ArgumentException($"an append takes 1 to {options.MaxBatchEvents} events, got {events.Count}", nameof(events));
        var bytes = 0L;
        foreach (var fact in events)
        {
            if (!JournalEvent.IsValidKind(fact.Kind))
                throw new ArgumentException(
                    $"not a kind: expected 1 to {JournalEvent.MaxKindLength} letters, digits, '-', '_' or '.', got '{fact.Kind}'",
                    nameof(events));
            if (fact.Payload.IsEmpty || fact.Payload.Length > options.MaxPayloadBytes)
                throw new ArgumentException(
                    $"a payload has 1 to {options.MaxPayloadBytes} bytes, '{fact.Kind}' has {fact.Payload.Length}", nameof(events));
            bytes += fact.Payload.Length;
        }

        return (int)Math.Min(bytes, int.MaxValue);
    }
}
