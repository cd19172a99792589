using System.Collections.Immutable;

namespace Emergency.Geography;

/// <summary>Roads whose traffic comes and goes together.</summary>
public enum TrafficGroup
{
    /// <summary>高速公路.</summary>
    Expressways = 0,

    /// <summary>国道, 省道 and 县道.</summary>
    MainRoads = 1,

    /// <summary>乡道, 村道, streets and lanes.</summary>
    LocalRoads = 2,

    /// <summary>Ferries, which keep their own time.</summary>
    Ferries = 3,
}

/// <summary>
/// How many times as long roads take at an hour of the day than the times in the network say. Immutable. A county that says nothing has
/// none: every factor is 1, because traffic differs from county to county and nothing usual would be true.
/// </summary>
public sealed class TrafficFactors
{
    /// <summary>Hours of a day.</summary>
    public const int Hours = 24;

    /// <summary>The least factor: a road is driven no faster than five times as fast.</summary>
    public const double Least = 0.2;

    /// <summary>The largest factor; a road slower than that is closed, not busy.</summary>
    public const double Largest = 10;

    private const int Profiles = 2;

    private readonly double[] _factors;

    private TrafficFactors(double[] factors) => _factors = factors;

    /// <summary>Every factor is 1.</summary>
    public static TrafficFactors None { get; } = new(All(1));

    /// <summary>Whether no factor differs from 1.</summary>
    public bool IsNone => _factors.All(f => f == 1);

    /// <summary>The group of a class.</summary>
    public static TrafficGroup GroupOf(RoadClass kind) => kind switch
    {
        RoadClass.Expressway => TrafficGroup.Expressways,
        RoadClass.National or RoadClass.Provincial or RoadClass.County => TrafficGroup.MainRoads,
        RoadClass.Ferry => TrafficGroup.Ferries,
        _ => TrafficGroup.LocalRoads,
    };

    /// <summary>The factor for a class of roads at a local hour.</summary>
    /// <param name="kind">The class.</param>
    /// <param name="hour">The hour, 0 to 23: 7 means from seven to eight.</param>
    /// <param name="profile">How the vehicle drives.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such hour.</exception>
    public double For(RoadClass kind, int hour, TravelProfile profile) => Of(GroupOf(kind), profile)[Checked(hour)];

    /// <summary>The factors of a group, hour by hour.</summary>
    public ReadOnlySpan<double> Of(TrafficGroup group, TravelProfile profile) => _factors.AsSpan(((((int)group * Profiles) + (int)profile)) * Hours, Hours);

    /// <summary>The same factors, with those of a group replaced.</summary>
    /// <exception cref="ArgumentException">There are not 24, one is out of bounds, or the group is ferries.</exception>
    public TrafficFactors With(TrafficGroup group, TravelProfile profile, ImmutableArray<double> byHour)
    {
        if (byHour.IsDefault || byHour.Length != Hours || !byHour.All(f => f is >= Least and <= Largest) || group == TrafficGroup.Ferries)
        {
            throw new ArgumentException($"expected {Hours} factors of {Least} to {Largest}, and none for ferries", nameof(byHour));
        }

        var factors = (double[])_factors.Clone();
        byHour.CopyTo(factors, (((int)group * Profiles) + (int)profile) * Hours);
        return new TrafficFactors(factors);
    }

    private static int Checked(int hour) => hour is >= 0 and < Hours
        ? hour
        : throw new ArgumentOutOfRangeException(nameof(hour), hour, "expected 0 to 23");

    private static double[] All(double factor)
    {
        var factors = new double[Enum.GetValues<TrafficGroup>().Length * Profiles * Hours];
        Array.Fill(factors, factor);
        return factors;
    }
}
