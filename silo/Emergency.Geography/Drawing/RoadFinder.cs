using System.Collections.Immutable;
using Emergency.Domain;
using Emergency.Domain.Roads;
using NetTopologySuite.Geometries;

namespace Emergency.Geography;

/// <summary>Roads at a place.</summary>
/// <param name="Count">How many.</param>
/// <param name="Lines">Their shapes, the first of them.</param>
/// <param name="Names">What they are called, each once, in no order that means anything.</param>
public sealed record FoundRoads(int Count, ImmutableArray<ImmutableArray<GeoPoint>> Lines, ImmutableArray<string> Names);

/// <summary>Finds the roads that a closure would close, the same ones that <see cref="ITravelTimes.Apply"/> changes.</summary>
public sealed class RoadFinder(RoadNetwork roads)
{
    private readonly RoadConditionMap _map = new(roads);

    /// <summary>What the desk drew, as a geometry.</summary>
    /// <param name="kind">What the points mean.</param>
    /// <param name="points">One for a point, two or more for a line, three or more for an area.</param>
    public static Geometry ShapeOf(RoadShapeKind kind, ImmutableArray<GeoPoint> points)
    {
        Coordinate[] corners = [.. points.Select(p => new Coordinate(p.Longitude, p.Latitude))];
        return kind switch
        {
            RoadShapeKind.Point => GeoJson.Factory.CreatePoint(corners[0]),
            RoadShapeKind.Line => GeoJson.Factory.CreateLineString(corners),
            _ => GeoJson.Factory.CreatePolygon([.. corners, corners[0]]),
        };
    }

    /// <summary>The nearest road to a point, or all roads that a line or an area touches.</summary>
    /// <param name="where">Where.</param>
    /// <param name="mostLines">How many shapes to tell.</param>
    public FoundRoads RoadsAt(Geometry where, int mostLines)
    {
        var found = _map.RoadsAt(where).ToArray();
        return new FoundRoads(
            found.Length,
            [.. found.Take(mostLines).Select(road => roads.ShapeOf(road).ToImmutableArray())],
            [.. found.Select(roads.NameOf).Where(name => name.Length > 0).Distinct()]);
    }
}
