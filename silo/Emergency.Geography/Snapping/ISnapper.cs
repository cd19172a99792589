using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>Finds the place on the roads that belongs to a point. Safe for use by many threads at once.</summary>
public interface ISnapper
{
    /// <summary>Snaps to the nearest point of any road.</summary>
    SnapResult Snap(GeoPoint point);

    /// <summary>Snaps to the nearest node, wherever the roads run: for comparison with node-based figures.</summary>
    SnapResult SnapToNode(GeoPoint point);
}

/// <summary>How points are snapped.</summary>
public sealed record SnapOptions
{
    /// <summary>The speed on the leg between a point and the road, in km/h, 1 to 120; by default 15, a vehicle on an unmapped lane.</summary>
    public double OffRoadKmh { get; init; } = 15;

    /// <summary>How far the nearest road may be, more than 0 and at most 100 km; by default 5 km.</summary>
    public Metres FarthestRoad { get; init; } = new(5_000);

    /// <summary>
    /// Whether only the main network counts: the largest part in which one can drive from everywhere to everywhere. By default true,
    /// since a call beside a disconnected driveway is reached from the main road. False snaps to any road, and such a place may be unreachable.
    /// </summary>
    public bool MainNetworkOnly { get; init; } = true;

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (!(OffRoadKmh is >= 1 and <= 120))
        {
            yield return FormattableString.Invariant($"offRoadKmh is {OffRoadKmh}: expected 1 to 120");
        }

        if (!(FarthestRoad.Value is > 0 and <= 100_000))
        {
            yield return FormattableString.Invariant($"farthestMetres is {FarthestRoad.Value}: expected more than 0 and at most 100000");
        }
    }
}
