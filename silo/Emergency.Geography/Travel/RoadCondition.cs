using NetTopologySuite.Geometries;

namespace Emergency.Geography;

/// <summary>Something that makes roads slower or impassable for a while: a closed bridge, a flood, ice.</summary>
public sealed record RoadCondition
{
    /// <summary>The largest <see cref="Factor"/>; a road slower than that is closed.</summary>
    public const double LargestFactor = 20;

    /// <summary>What it is called, unique among those that hold at once.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// Where it holds, WGS-84, longitude first: a point means the nearest road there, in both directions; a line or an area means every road
    /// that it touches.
    /// </summary>
    public required Geometry Where { get; init; }

    /// <summary>How many times as long the roads take, 0.1 to <see cref="LargestFactor"/>; null where they are closed.</summary>
    public double? Factor { get; init; }

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(Id))
        {
            yield return "a road condition needs an id";
        }

        if (Where is null || Where.IsEmpty || Where.Coordinates.Any(c => !(c.X is >= -180 and <= 180 && c.Y is >= -90 and <= 90)))
        {
            yield return $"road condition {Id}: where it holds is not a shape in degrees";
        }

        if (Factor is { } factor && !(factor is >= 0.1 and <= LargestFactor))
        {
            yield return FormattableString.Invariant($"road condition {Id}: factor {factor}: expected 0.1 to {LargestFactor}, or none for a closed road");
        }
    }
}
