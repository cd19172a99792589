using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>Finds the place on the roads that belongs to a point. Safe for use by many threads at once.</summary>
public interface ISnapper
{
    /// <summary>Snaps to the nearest point of any road, ferries aside.</summary>
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
    /// The fewest nodes that a part of the network must have to be snapped to, 1 to 1,000,000; a part is a set of nodes between which one
    /// can drive both ways, and the largest always counts. By default 1, all parts. A larger number passes over the disconnected
    /// driveways of a drawn map, so that a call beside one is reached from the road in front of it.
    /// </summary>
    public int SmallestPart { get; init; } = 1;

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

        if (SmallestPart is < 1 or > 1_000_000)
        {
            yield return $"smallestPartNodes is {SmallestPart}: expected 1 to 1000000";
        }
    }
}
