using Emergency.Domain;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Polygonize;
using NetTopologySuite.Operation.Union;
using NetTopologySuite.Simplify;

namespace Emergency.Geography;

/// <summary>
/// Land on which people live and work closely together: what is drawn as such, or else the urban area that was given. Immutable once
/// made; one thread at a time.
/// </summary>
internal sealed class OsmBuiltUp
{
    private const double MetresPerDegree = 111_195;

    /// <summary>Built-up land this near to other built-up land is one with it, when an urban area is derived.</summary>
    private const double ClosingMetres = 100;

    /// <summary>Built-up land of less than this is a village, not a town.</summary>
    private const double LeastTownSquareKilometres = 1;

    private readonly List<Polygon> _polygons;
    private readonly STRtree<IndexedPointInAreaLocator> _index = new();

    public OsmBuiltUp(IEnumerable<Polygon> drawn, MultiPolygon? urban)
    {
        _polygons = [.. drawn];
        foreach (var polygon in _polygons.Count > 0 ? _polygons : urban?.Geometries.OfType<Polygon>() ?? [])
        {
            _index.Insert(polygon.EnvelopeInternal, new IndexedPointInAreaLocator(polygon));
        }
    }

    /// <summary>Whether tags mean built-up land.</summary>
    public static bool IsBuiltUp(OsmTags tags) =>
        tags.Is("landuse", "residential", "commercial", "industrial", "retail")
        || tags.Is("place", "city", "town", "village", "suburb", "neighbourhood", "quarter", "hamlet");

    /// <summary>The polygon of a ring, or null where it is none.</summary>
    public static Polygon? PolygonOf(IReadOnlyList<GeoPoint> ring)
    {
        var corners = ring.Select(p => new Coordinate(p.Longitude, p.Latitude)).ToArray();
        if (corners.Length < 4 || !corners[0].Equals2D(corners[^1]))
        {
            return null;
        }

        var polygon = GeoJson.Factory.CreatePolygon(corners);
        return polygon.IsValid ? polygon : GeometryFixer.Fix(polygon) as Polygon;
    }

    /// <summary>The polygons that lines enclose together.</summary>
    public static IEnumerable<Polygon> PolygonsOf(IEnumerable<IReadOnlyList<GeoPoint>> lines)
    {
        var polygonizer = new Polygonizer();
        foreach (var line in lines.Where(l => l.Count > 1))
        {
            polygonizer.Add(GeoJson.Factory.CreateLineString([.. line.Select(p => new Coordinate(p.Longitude, p.Latitude))]));
        }

        return polygonizer.GetPolygons().OfType<Polygon>();
    }

    /// <summary>Whether a point lies on built-up land.</summary>
    public bool Contains(GeoPoint point)
    {
        var at = new Coordinate(point.Longitude, point.Latitude);
        foreach (var locator in _index.Query(new Envelope(at)))
        {
            if (locator.Locate(at) != Location.Exterior)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Towns: drawn built-up land that hangs together over at least a square kilometre; null where there is none.</summary>
    public MultiPolygon? Towns()
    {
        if (_polygons.Count == 0)
        {
            return null;
        }

        const double Closing = ClosingMetres / MetresPerDegree;
        var joined = UnaryUnionOp.Union(_polygons.Select(p => p.Buffer(Closing, 2))).Buffer(-Closing, 2);
        var towns = Enumerable.Range(0, joined.NumGeometries).Select(joined.GetGeometryN).OfType<Polygon>()
            .Where(p => SquareKilometres(p) >= LeastTownSquareKilometres)
            .Select(p => TopologyPreservingSimplifier.Simplify(p, Closing / 10)).OfType<Polygon>().ToArray();
        return towns.Length == 0 ? null : GeoJson.Factory.CreateMultiPolygon(towns);
    }

    private static double SquareKilometres(Polygon polygon) =>
        polygon.Area * Math.Pow(MetresPerDegree / 1000, 2) * Math.Cos(double.DegreesToRadians(polygon.EnvelopeInternal.Centre.Y));
}
