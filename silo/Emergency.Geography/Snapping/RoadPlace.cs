using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>
/// A point that was snapped to the roads of one network: the point itself, the nearest point on a road, and the leg between them.
/// A place at a road's end is at the node and may use every road there; a place along a road may use the directions that the road allows.
/// </summary>
public readonly record struct RoadPlace
{
    /// <summary>The point that was asked for.</summary>
    public GeoPoint Asked { get; init; }

    /// <summary>The nearest point on a road.</summary>
    public GeoPoint OnRoad { get; init; }

    /// <summary>The straight distance between the two.</summary>
    public Metres OffRoad { get; init; }

    /// <summary>How long that leg takes at the configured speed; whole milliseconds.</summary>
    public TimeSpan OffRoadTime => TimeSpan.FromMilliseconds(OffRoadMs);

    /// <summary>The node that the place is at, or null where it is along a road.</summary>
    public NodeIndex? Node => NodeOrNone < 0 ? null : new NodeIndex(NodeOrNone);

    internal int OffRoadMs { get; init; }

    /// <summary>The node, or −1.</summary>
    internal int NodeOrNone { get; init; }

    /// <summary>The road; also set at a node, where it is one of that node's roads.</summary>
    internal int Road { get; init; }

    /// <summary>The share of the road's length that lies before the place, 0 to 1.</summary>
    internal double Fraction { get; init; }
}

/// <summary>Why a point could not be snapped.</summary>
public enum SnapProblem
{
    /// <summary>It was snapped.</summary>
    None = 0,

    /// <summary>Its coordinates are not a position on the earth.</summary>
    NotOnEarth = 1,

    /// <summary>The nearest road is farther than <see cref="SnapOptions.FarthestRoad"/>: a point in the sea, or in another county.</summary>
    TooFar = 2,

    /// <summary>The network has no roads.</summary>
    NoRoads = 3,
}

/// <summary>The answer of a snapper.</summary>
/// <param name="Place">The place, or null with a <paramref name="Problem"/>.</param>
/// <param name="Problem">Why there is no place.</param>
/// <param name="DistanceToRoad">How far the nearest road is, known also when that is too far; NaN when there is none.</param>
public readonly record struct SnapResult(RoadPlace? Place, SnapProblem Problem, Metres DistanceToRoad)
{
    /// <summary>Says in words what is wrong, for a person; empty when nothing is.</summary>
    public string Explanation => Problem switch
    {
        SnapProblem.None => "",
        SnapProblem.NotOnEarth => "the coordinates are not a position on the earth",
        SnapProblem.TooFar => FormattableString.Invariant($"the nearest road is {DistanceToRoad.Value / 1000:0.0} km away"),
        _ => "the network has no roads",
    };
}
