using System.Diagnostics;

namespace Emergency.Benchmarks;

/// <summary>Latencies of one contender, gathered over several slices of time.</summary>
internal sealed class Samples(string name)
{
    private readonly List<double> _microseconds = [];
    private readonly List<double> _rates = [];

    /// <summary>The contender.</summary>
    public string Name { get; } = name;

    /// <summary>Operations that were timed.</summary>
    public int Count => _microseconds.Count;

    /// <summary>Operations per second: the median of the slices, so that a noisy neighbour spoils one slice and not the figure.</summary>
    public double Rate => Quantile(_rates, 0.5);

    /// <summary>Operations per second in a slice that three in four did not exceed: what is reached when no neighbour disturbs.</summary>
    public double UpperRate => Quantile(_rates, 0.75);

    /// <summary>Operations per second in the slowest slice.</summary>
    public double Slowest => _rates.Min();

    /// <summary>Operations per second in the fastest slice.</summary>
    public double Fastest => _rates.Max();

    /// <summary>Adds one slice's latencies (in stopwatch ticks) and its rate.</summary>
    public void Add(IEnumerable<long> ticks, TimeSpan elapsed)
    {
        var latencies = ticks.ToList();
        Add(latencies, latencies.Count, elapsed);
    }

    /// <summary>Adds one slice of which only some latencies (in stopwatch ticks) were taken.</summary>
    public void Add(IEnumerable<long> ticks, long operations, TimeSpan elapsed)
    {
        _microseconds.AddRange(ticks.Select(t => t * 1_000_000.0 / Stopwatch.Frequency));
        _rates.Add(operations / elapsed.TotalSeconds);
    }

    /// <summary>The latency that a share <paramref name="q"/> (0 to 1) of the operations did not exceed, microseconds.</summary>
    public double Microseconds(double q) => Quantile(_microseconds, q);

    private static double Quantile(List<double> values, double q)
    {
        if (values.Count == 0) return double.NaN;
        var sorted = values.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(q * sorted.Length))];
    }
}
