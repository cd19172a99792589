namespace Emergency.Journal;

/// <summary>
/// High-volume telemetry: position fixes now, vitals and ECG later. Written in batches, acknowledged only once durable, so that a device may forget
/// only what is safe; a repeated sequence of a source is taken once.
/// </summary>
public interface ITrackStore
{
    /// <summary>Whether batches are taken; for readiness checks.</summary>
    StoreHealth Health { get; }

    /// <summary>Makes a batch durable, all or none; points whose sequence is known already are passed over.</summary>
    /// <exception cref="JournalUnavailableException">The store cannot write.</exception>
    /// <exception cref="ArgumentException">A word, payload or batch is out of bounds; nothing was written.</exception>
    ValueTask Append(TrackBatch batch, CancellationToken cancellationToken = default);

    /// <summary>The highest sequence up to which a source has no gap; 0 when it has sent nothing.</summary>
    ValueTask<long> ReadThrough(TrackSource source, CancellationToken cancellationToken = default);

    /// <summary>Points of a subject in a lane by event time, oldest first, from <paramref name="from"/> (included) to <paramref name="to"/> (excluded), at most
    /// <paramref name="limit"/>.</summary>
    IAsyncEnumerable<TrackPoint> Read(
        string subject, string lane, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken = default);

    /// <summary>The newest point of a subject in a lane by event time; null when there is none.</summary>
    ValueTask<TrackPoint?> ReadLatest(string subject, string lane, CancellationToken cancellationToken = default);
}

/// <summary>A device's numbered outlet.</summary>
/// <param name="Device">The device.</param>
/// <param name="Lane">What kind of telemetry, such as <c>fix</c>; sequences are counted per lane.</param>
public readonly record struct TrackSource(string Device, string Lane);

/// <summary>Telemetry of one source about one subject.</summary>
/// <param name="Source">Who measured it.</param>
/// <param name="Subject">What it is about: a vehicle, a patient.</param>
/// <param name="Points">1 or more, in any order.</param>
public sealed record TrackBatch(TrackSource Source, string Subject, IReadOnlyList<TrackPoint> Points);

/// <summary>One measurement.</summary>
/// <param name="Sequence">Its number at the source, from 1.</param>
/// <param name="At">When it was taken.</param>
/// <param name="Payload">The measurement itself; the store does not look inside.</param>
public sealed record TrackPoint(long Sequence, DateTimeOffset At, ReadOnlyMemory<byte> Payload);
