using System.Diagnostics;

namespace Emergency.Benchmarks;

/// <summary>Latencies of one contender, gathered over several slices of time.</summary>
internal sealed class Samples(string name)
{
    private readonly List<double> _microseconds = [];
    private readonly List<double> _rates = [];

    /// <summary>The contender.</summary>
    public string Name { get; } = name;

    /// <summary>Operations in all.</summary>
    public int Count => _microseconds.Count;

    /// <summary>Operations per second: the median of the slices, so that a noisy neighbour spoils one slice and not the figure.</summary>
    public double Rate => Quantile(_rates, 0.5);

    /// <summary>Adds one slice's latencies (in stopwatch ticks) and its rate.</summary>
    public void Add(IEnumerable<long> ticks, TimeSpan elapsed)
    {
        var before = _microseconds.Count;
        _microseconds.AddRange(ticks.Select(t => t * 1_000_000.0 / Stopwatch.Frequency));
        _rates.Add((_microseconds.Count - before) / elapsed.TotalSeconds);
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
