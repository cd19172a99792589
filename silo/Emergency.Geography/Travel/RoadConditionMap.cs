using Emergency.Domain;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace Emergency.Geography;

/// <summary>Finds the roads that a condition means.</summary>
internal sealed class RoadConditionMap(RoadNetwork network)
{
    private readonly Lazy<RoadSnapper> _snapper = new(() => new RoadSnapper(network, new SnapOptions()));

    /// <summary>How many times as long each road takes, infinite where closed; null where nothing holds.</summary>
    /// <exception cref="ArgumentException">A condition is out of range, or two have the same id.</exception>
    public double[]? FactorsOf(IReadOnlyCollection<RoadCondition> conditions, out int changed)
    {
        Check(conditions);
        changed = 0;
        if (conditions.Count == 0)
        {
            return null;
        }

        var factors = new double[network.RoadCount];
        Array.Fill(factors, 1);
        foreach (var condition in conditions)
        {
            foreach (var road in RoadsAt(condition.Where))
            {
                factors[road] *= condition.Factor ?? double.PositiveInfinity;
            }
        }

        changed = factors.Count(f => f != 1);
        return factors;
    }

    /// <summary>The roads at a place: the nearest one to a point, or all that a line or an area touches.</summary>
    public IEnumerable<int> RoadsAt(Geometry where)
    {
        if (where is Point point)
        {
            return _snapper.Value.Snap(new GeoPoint(point.X, point.Y)).Place is { } place ? [place.Road] : [];
        }

        return where is GeometryCollection parts and not (MultiPolygon or MultiLineString)
            ? parts.Geometries.SelectMany(RoadsAt).Distinct()
            : RoadsTouching(where);
    }

    private IEnumerable<int> RoadsTouching(Geometry where)
    {
        var (box, shape) = (where.EnvelopeInternal, PreparedGeometryFactory.Prepare(where));
        for (var road = 0; road < network.RoadCount; road++)
        {
            if (BoxOf(road).Intersects(box) && shape.Intersects(LineOf(road)))
            {
                yield return road;
            }
        }
    }

    private Envelope BoxOf(int road)
    {
        var data = network.Data;
        var box = new Envelope();
        for (var corner = 0; corner <= RoadPieces.PiecesOf(data, road); corner++)
        {
            var (x, y) = RoadPieces.Corner(data, road, corner);
            box.ExpandToInclude(x / RoadNetwork.UnitsPerDegree, y / RoadNetwork.UnitsPerDegree);
        }

        return box;
    }

    private LineString LineOf(int road) => new([.. network.ShapeOf(road).Select(p => new Coordinate(p.Longitude, p.Latitude))]);

    private static void Check(IReadOnlyCollection<RoadCondition> conditions)
    {
        if (conditions.SelectMany(c => c.Problems()).FirstOrDefault() is { } problem)
        {
            throw new ArgumentException(problem, nameof(conditions));
        }

        if (conditions.GroupBy(c => c.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"road condition {twice.Key} is listed twice", nameof(conditions));
        }
    }
}
