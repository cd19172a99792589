using System.Collections.Immutable;

namespace Emergency.Domain.Vitals;

/// <summary>The values of one span of time.</summary>
/// <param name="Start">Inclusive; a multiple of the width since 1970-01-01T00:00:00Z.</param>
/// <param name="Mean">The arithmetic mean.</param>
/// <param name="Last">The value that was measured last.</param>
/// <param name="Count">How many values there are; at least 1.</param>
public readonly record struct TrendBucket(DateTimeOffset Start, double Min, double Max, double Mean, double Last, int Count);

/// <summary>A span in which nothing is known. Nothing is drawn across it.</summary>
/// <param name="From">The last value before it, or where the trend begins.</param>
/// <param name="To">The first value after it, or where the trend ends.</param>
/// <param name="IsMarkedAbsent">Whether the monitor said in it that it could not measure; else it said nothing.</param>
public readonly record struct TrendGap(DateTimeOffset From, DateTimeOffset To, bool IsMarkedAbsent);

/// <summary>
/// One vital sign over time, reduced for a display: each span has its least, greatest, mean and last value, so that a short
/// crash stays visible at any width, and gaps stay gaps. A gap is a stretch without values longer than <see cref="GapFactor"/> times the expected interval,
/// and any stretch in which the monitor said that it could not measure. Deterministic: readings in any order give the same trend.
/// </summary>
/// <param name="Width">The width of a bucket.</param>
public sealed record VitalTrend(
    VitalKind Kind, DateTimeOffset From, DateTimeOffset To, TimeSpan Width, ImmutableArray<TrendBucket> Buckets, ImmutableArray<TrendGap> Gaps)
{
    /// <summary>Nothing for longer than so many expected intervals is a gap.</summary>
    public const int GapFactor = 3;

    /// <summary>The most buckets of one trend.</summary>
    public const int MostBuckets = 10_000;

    /// <summary>Reduces readings.</summary>
    /// <param name="readings">Of this kind or of any; others are passed over. Of two at the same moment the later in the list counts.</param>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive, after <paramref name="from"/>; usually now.</param>
    /// <param name="width">More than 0; at most <see cref="MostBuckets"/> must fit.</param>
    /// <param name="expectedInterval">How often a value is expected; null for the catalogue's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The span or the width is out of bounds.</exception>
    public static VitalTrend Of(
        VitalKind kind, IEnumerable<VitalReading> readings, DateTimeOffset from, DateTimeOffset to, TimeSpan width, TimeSpan? expectedInterval = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(width, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(to, from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((to - from) / width, MostBuckets, nameof(width));
        var byTime = new SortedDictionary<DateTimeOffset, double?>();
        foreach (var reading in readings)
            if (reading.Kind == kind && reading.At >= from && reading.At < to) byTime[reading.At] = reading.Value;
        var longest = (expectedInterval ?? VitalCatalogue.Of(kind).ExpectedInterval) * GapFactor;
        return new(kind, from, to, width, BucketsOf(byTime, width), GapsOf(byTime, from, to, longest));
    }

    private static ImmutableArray<TrendBucket> BucketsOf(SortedDictionary<DateTimeOffset, double?> byTime, TimeSpan width)
    {
        var buckets = ImmutableArray.CreateBuilder<TrendBucket>();
        double sum = 0;
        foreach (var (at, value) in byTime)
        {
            if (value is not { } v) continue;
            var start = Floor(at, width);
            if (buckets.Count > 0 && buckets[^1].Start == start)
            {
                var b = buckets[^1];
                sum += v;
                buckets[^1] = new(start, Math.Min(b.Min, v), Math.Max(b.Max, v), sum / (b.Count + 1), v, b.Count + 1);
            }
            else
            {
                sum = v;
                buckets.Add(new(start, v, v, v, v, 1));
            }
        }
        return buckets.ToImmutable();
    }

    private static ImmutableArray<TrendGap> GapsOf(
        SortedDictionary<DateTimeOffset, double?> byTime, DateTimeOffset from, DateTimeOffset to, TimeSpan longest)
    {
        var gaps = ImmutableArray.CreateBuilder<TrendGap>();
        var last = from;
        var isAbsent = false;
        foreach (var (at, value) in byTime)
        {
            isAbsent |= value is null;
            if (value is null) continue;
            if (isAbsent || at - last > longest) gaps.Add(new(last, at, isAbsent));
            (last, isAbsent) = (at, false);
        }
        if (isAbsent || to - last > longest) gaps.Add(new(last, to, isAbsent));
        return gaps.ToImmutable();
    }

    private static DateTimeOffset Floor(DateTimeOffset at, TimeSpan width)
    {
        var since = at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        var rest = ((since % width.Ticks) + width.Ticks) % width.Ticks;
        return new(at.UtcTicks - rest, TimeSpan.Zero);
    }
}
