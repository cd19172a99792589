namespace Emergency.Simulators;

/// <summary>Distributions that a plain random source does not offer.</summary>
internal static class Draws
{
    /// <summary>Whether something of this probability, 0 to 1, happens.</summary>
    public static bool Chance(this Random random, double probability) => random.NextDouble() < probability;

    /// <summary>Standard normal, by the polar method of G. Marsaglia and T. A. Bray (1964).</summary>
    public static double Normal(this Random random)
    {
        while (true)
        {
            var (u, v) = (2 * random.NextDouble() - 1, 2 * random.NextDouble() - 1);
            var s = u * u + v * v;
            if (s is > 0 and < 1)
                return u * Math.Sqrt(-2 * Math.Log(s) / s);
        }
    }

    /// <summary>Exponential with mean 1.</summary>
    public static double Exponential(this Random random) => -Math.Log(1 - random.NextDouble());

    /// <summary>Gamma of a shape above zero with mean equal to the shape, by the method of G. Marsaglia and W. W. Tsang (2000).</summary>
    public static double Gamma(this Random random, double shape)
    {
        if (shape < 1)
            return random.Gamma(shape + 1) * Math.Pow(1 - random.NextDouble(), 1 / shape);
        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = random.Normal();
            var v = Math.Pow(1 + c * x, 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < x * x / 2 + d - d * v + d * Math.Log(v))
                return d * v;
        }
    }

    /// <summary>A span whose logarithm is normal, cut off where it would be absurd.</summary>
    public static TimeSpan Draw(this Random random, SpanDistribution distribution)
    {
        var factor = Math.Exp(distribution.Spread * random.Normal());
        return distribution.Median * Math.Clamp(factor, 1 / SpanDistribution.WidestFactor, SpanDistribution.WidestFactor);
    }

    /// <summary>One of several, by weight.</summary>
    public static T Pick<T>(this Random random, IReadOnlyList<T> items, Func<T, double> weight)
    {
        var left = random.NextDouble() * items.Sum(weight);
        foreach (var item in items)
        {
            left -= weight(item);
            if (left < 0)
                return item;
        }

        return items[^1];
    }
}

/// <summary>How long something takes: a log-normal distribution.</summary>
/// <param name="Median">Half take longer.</param>
/// <param name="Spread">Standard deviation of the logarithm; 0.5 puts about 95 % within a factor of 2.7.</param>
public sealed record SpanDistribution(TimeSpan Median, double Spread)
{
    /// <summary>No draw is farther from the median than by this factor.</summary>
    public const double WidestFactor = 5;

    /// <summary>A distribution with its median in seconds.</summary>
    public static SpanDistribution Seconds(double median, double spread) => new(TimeSpan.FromSeconds(median), spread);

    /// <summary>A distribution with its median in minutes.</summary>
    public static SpanDistribution Minutes(double median, double spread) => new(TimeSpan.FromMinutes(median), spread);

    /// <summary>Says what is out of range, or nothing.</summary>
    internal IEnumerable<string> Problems(string name)
    {
        if (Median < TimeSpan.Zero || Median > TimeSpan.FromHours(24))
            yield return $"{name}: the median is {Median}: expected 0 to 24 hours";
        if (!(Spread is >= 0 and <= 2))
            yield return $"{name}: the spread is {Spread}: expected 0 to 2";
    }
}
