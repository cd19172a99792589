using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Emergency.Journal.Storage;

/// <summary>What the stores measure of themselves, by store.</summary>
internal sealed class StoreMeters(string store)
{
    private static readonly Meter Meter = new("Emergency.Journal");

    private static readonly Counter<long> Writes =
        Meter.CreateCounter<long>("emergency.store.writes", description: "Appends and batches answered, refused ones included.");

    private static readonly Histogram<double> Commits = Meter.CreateHistogram(
        "emergency.store.commit.duration", "s", "Time to make one group of writes durable.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1] });

    private static readonly Histogram<double> Checkpoints = Meter.CreateHistogram(
        "emergency.store.checkpoint.duration", "s", "Time to copy the write-ahead log into the database; writes wait meanwhile.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1] });

    private readonly KeyValuePair<string, object?> _tag = new("store", store);

    /// <summary>Notes a commit.</summary>
    /// <param name="start">The stopwatch's timestamp when it began.</param>
    /// <param name="writes">How many writes it answered.</param>
    public void Committed(long start, int writes)
    {
        Commits.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, _tag);
        Writes.Add(writes, _tag);
    }

    /// <summary>Notes a checkpoint that began at the stopwatch's <paramref name="start"/>.</summary>
    public void Checkpointed(long start) => Checkpoints.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, _tag);
}
