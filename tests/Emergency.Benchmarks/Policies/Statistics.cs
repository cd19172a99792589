namespace Emergency.Benchmarks.Policies;

/// <summary>A figure with its 95 % interval.</summary>
internal readonly record struct Estimate(double Value, double Low, double High)
{
    public string Text(string format) => FormattableString.Invariant(
        $"{Value.ToString(format, null)} [{Low.ToString(format, null)} to {High.ToString(format, null)}]");
}

/// <summary>
/// Percentile bootstrap over days (B. Efron, R. J. Tibshirani, "An Introduction to the Bootstrap", 1993): days are drawn with replacement, the
/// same days for every policy, so that differences are paired.
/// </summary>
internal sealed class DayBootstrap
{
    private const int Rounds = 2000;
    private readonly int[][] _draws;

    public DayBootstrap(int days, int seed)
    {
        var chance = new Chance(seed);
        _draws = [.. Enumerable.Range(0, Rounds).Select(_ => Enumerable.Range(0, days).Select(_ => chance.Below(days)).ToArray())];
        All = [.. Enumerable.Range(0, days)];
    }

    private int[] All { get; }

    /// <summary>The interval of a figure that is reckoned from a selection of days.</summary>
    public Estimate Of(Func<int[], double> figure)
    {
        double[] values = [.. _draws.AsParallel().AsOrdered().Select(figure).Where(double.IsFinite).Order()];
        return values.Length == 0 ? new(figure(All), double.NaN, double.NaN) : new(figure(All), values[(int)(values.Length * 0.025)], values[(int)(values.Length * 0.975)]);
    }
}
