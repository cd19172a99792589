using System.Diagnostics;

namespace Emergency.Benchmarks;

/// <summary>Latencies of one contender, gathered over several slices of time.</summary>
internal sealed class Samples(string name)
{
    private readonly List<double> _microseconds = [];
    private readonly List<double> _rates = [];
    private readonly List<double> _medians = [];

    /// <summary>The contender.</summary>
    public string Name { get; } = name;

    /// <summary>Operations that were timed.</summary>
    public int Count => _microseconds.Count;

    /// <summary>Operations per second: the median of the slices, so that a noisy neighbour spoils one slice and not the figure.</summary>
    public double Rate => Quantile(_rates, 0.5);

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
        var slice = ticks.Select(t => t * 1_000_000.0 / Stopwatch.Frequency).ToList();
        _microseconds.AddRange(slice);
        _medians.Add(Quantile(slice, 0.5));
        _rates.Add(operations / elapsed.TotalSeconds);
    }

    /// <summary>The latency that a share <paramref name="q"/> (0 to 1) of the operations did not exceed, microseconds.</summary>
    public double Microseconds(double q) => Quantile(_microseconds, q);

    /// <summary>How many times <paramref name="other"/>'s rate this is: the median of the ratios of slices that ran one after the
    /// other.</summary>
    public double RateOver(Samples other) => Quantile([.. _rates.Zip(other._rates, (a, b) => a / b)], 0.5);

    /// <summary>How many times <paramref name="other"/>'s P50 latency this is: the median of the ratios of slices that ran one after the
    /// other.</summary>
    public double MedianOver(Samples other) => Quantile([.. _medians.Zip(other._medians, (a, b) => a / b)], 0.5);

    private static double Quantile(List<double> values, double q)
    {
        if (values.Count == 0) return double.NaN;
        var sorted = values.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(q * sorted.Length))];
    }
}
