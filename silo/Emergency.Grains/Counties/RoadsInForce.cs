using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Roads;
using Emergency.Geography;

namespace Emergency.Grains.Counties;

/// <summary>Road conditions between the desk's words and the routing engine's. Used by one grain at a time.</summary>
internal sealed class RoadsInForce(Geography.County county)
{
    /// <summary>A click farther than this from any road means none.</summary>
    private static readonly Metres ClickReach = new(500);

    /// <summary>How many roads of one condition are drawn; the rest are counted.</summary>
    private const int DrawnRoads = 300;

    private readonly RoadFinder _finder = new(county.Roads);
    private readonly Dictionary<RoadHold, RoadConditionView> _views = [];

    /// <summary>Puts a click on the nearest road, and finds what that is called. Refuses what touches no road at all.</summary>
    public (Refusal? Refusal, IReadOnlyList<GeoPoint> Points, string? Place) Locate(RoadShapeKind shape, ImmutableArray<GeoPoint> points)
    {
        if (points.IsEmpty || points.Any(p => !p.IsValid)) return (null, points, null); // The domain says what is wrong with it.
        if (shape == RoadShapeKind.Point)
        {
            var snap = county.Snapper.Snap(points[0]);
            if (snap.Place is not { } place) return (new Refusal("no-road", snap.Explanation), points, null);
            if (place.OffRoad > ClickReach)
                return (new Refusal("no-road", FormattableString.Invariant($"the nearest road is {place.OffRoad.Value:0} m away")), points, null);
            points = [place.OnRoad];
        }
        else if (points.Length < (shape == RoadShapeKind.Line ? 2 : 3))
        {
            return (null, points, null);
        }

        var geometry = RoadFinder.ShapeOf(shape, points);
        if (!geometry.IsValid) return (new Refusal(RejectionCodes.Validation, "the outline crosses itself"), points, null);
        var roads = _finder.RoadsAt(geometry, 1);
        return roads.Count == 0
            ? (new Refusal("no-road", "no road is there"), points, null)
            : (null, points, roads.Names.Length > 0 ? string.Join('、', roads.Names.Take(3)) : null);
    }

    /// <summary>Makes these hold, and no others, with the traffic of an hour.</summary>
    public ImmutableArray<RoadConditionView> Apply(ImmutableList<RoadHold> holds, int hour)
    {
        county.TravelTimes.Apply(
            [.. holds.Select(h => new RoadCondition { Id = h.Id, Where = RoadFinder.ShapeOf(h.Shape, [.. h.Points]), Factor = h.Factor })], hour);
        foreach (var gone in _views.Keys.Except(holds).ToArray()) _views.Remove(gone);
        return [.. holds.Select(ViewOf)];
    }

    private RoadConditionView ViewOf(RoadHold hold)
    {
        if (_views.TryGetValue(hold, out var known)) return known;
        var roads = _finder.RoadsAt(RoadFinder.ShapeOf(hold.Shape, [.. hold.Points]), DrawnRoads);
        return _views[hold] = new RoadConditionView(
            hold.Id, hold.Shape, [.. hold.Points.Select(LonLat.Of)], hold.Factor, hold.Reason, hold.Since, hold.Until, hold.Actor, hold.Place,
            roads.Count, [.. roads.Lines.Select(line => line.Select(LonLat.Of).ToImmutableArray())]);
    }
}
