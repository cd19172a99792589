namespace Emergency.Journal;

/// <summary>
/// High-volume telemetry: position fixes now, vitals and ECG later. Written in batches, acknowledged only once durable, so that a device
/// may forget only what is safe; a repeated sequence of a source is taken once. Safe for any number of concurrent callers.
/// </summary>
public interface ITrackStore
{
    /// <summary>Whether batches are taken; for readiness checks.</summary>
    StoreHealth Health { get; }

    /// <summary>Makes a batch durable, all or none; points whose sequence is known already are passed over.</summary>
    /// <param name="batch">1 to <see cref="TrackOptions.MaxBatchPoints"/> points in any order.</param>
    /// <param name="cancellationToken">Withdraws a batch that the writer has not yet taken up: <see cref="OperationCanceledException"/>
    /// means that nothing was written. Once taken up, it runs to its end.</param>
    /// <exception cref="JournalUnavailableException">The store cannot write.</exception>
    /// <exception cref="ArgumentException">A word, payload or batch is out of bounds; nothing was written.</exception>
    ValueTask<TrackReceipt> Append(TrackBatch batch, CancellationToken cancellationToken = default);

    /// <summary>The highest sequence up to which everything a source sent from 1 on is durable; 0 when the first is not. What was sent and
    /// not kept because it was too old counts as missing.</summary>
    ValueTask<long> ReadThrough(TrackSource source, CancellationToken cancellationToken = default);

    /// <summary>Points of a subject in a lane by event time, oldest first, from <paramref name="from"/> (included) to <paramref name="to"/>
    /// (excluded), at most
    /// <paramref name="limit"/> (1 or more).</summary>
    IAsyncEnumerable<TrackEntry> Read(
        string subject, string lane, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken = default);

    /// <summary>The newest point of a subject in a lane by event time, whenever it arrived; null when there is none.</summary>
    ValueTask<TrackEntry?> ReadLatest(string subject, string lane, CancellationToken cancellationToken = default);
}

/// <summary>A device's numbered outlet. Both words are as those of a <see cref="StreamName"/>.</summary>
/// <param name="Device">The device.</param>
/// <param name="Lane">What kind of telemetry, such as <c>fix</c>; sequences are counted per lane.</param>
public readonly record struct TrackSource(string Device, string Lane);

/// <summary>Telemetry of one source about one subject.</summary>
/// <param name="Source">Who measured it.</param>
/// <param name="Subject">What it is about: a vehicle, a patient. A word as of a <see cref="StreamName"/>.</param>
/// <param name="Points">1 or more, in any order.</param>
public sealed record TrackBatch(TrackSource Source, string Subject, IReadOnlyList<TrackPoint> Points);

/// <summary>One measurement.</summary>
/// <param name="Sequence">Its number at the source, from 1.</param>
/// <param name="At">When it was taken, by the source's clock.</param>
/// <param name="Payload">The measurement itself, 1 to <see cref="TrackOptions.MaxPayloadBytes"/> bytes; the store does not look inside. The
/// memory must not change until the append has completed.</param>
public sealed record TrackPoint(long Sequence, DateTimeOffset At, ReadOnlyMemory<byte> Payload);

/// <summary>What became of a batch. Every sequence in it is dealt with for good; the source may forget it.</summary>
/// <param name="ThroughSequence">As <see cref="ITrackStore.ReadThrough"/>, after this batch.</param>
/// <param name="Added">The sequences that are new, in the batch's order. The others were repeats, or older than
/// <see cref="TrackOptions.Retention"/>, and must not be applied again.</param>
public sealed record TrackReceipt(long ThroughSequence, IReadOnlyList<long> Added);

/// <summary>One measurement as it is kept.</summary>
/// <param name="Device">The device that took it.</param>
/// <param name="Sequence">Its number at the source.</param>
/// <param name="At">When it was taken, by the source's clock, UTC.</param>
/// <param name="ReceivedAt">When it was made durable here, UTC.</param>
/// <param name="Payload">The measurement itself.</param>
public sealed record TrackEntry(string Device, long Sequence, DateTimeOffset At, DateTimeOffset ReceivedAt, ReadOnlyMemory<byte> Payload);
