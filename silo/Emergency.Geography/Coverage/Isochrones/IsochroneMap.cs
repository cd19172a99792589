using System.Collections.Immutable;
using System.Text;
using Emergency.Domain;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Precision;
using NetTopologySuite.Simplify;

namespace Emergency.Geography;

/// <summary>
/// Draws how far units get in how long, and where none gets in time, as valid and simplified polygons. Times are taken along the roads on
/// a lattice of <see cref="ResolutionMetres"/>; nothing smaller than a few of its squares is drawn. Safe for use by many threads at once.
/// </summary>
public sealed class IsochroneMap
{
    /// <summary>Parts and holes of fewer squares than this are left out: they say more of the lattice than of the land.</summary>
    private const double LeastSquares = 3;

    /// <summary>How far an outline may move when it is simplified, in squares.</summary>
    private const double Slack = 0.35;

    private const int Decimals = 5;

    private readonly County _county;
    private readonly ArrivalGrid _grid;
    private readonly int[] _standardMs;
    private readonly Geometry _land;

    /// <summary>Prepares the lattice of a county.</summary>
    public IsochroneMap(County county)
    {
        ArgumentNullException.ThrowIfNull(county);
        _county = county;
        _grid = new ArrivalGrid(county);
        _land = Simplified(county.Areas.Boundary);
        _standardMs = new int[_grid.Columns * _grid.Rows];
        for (var point = 0; point < _standardMs.Length; point++)
        {
            var at = _grid.At(point % _grid.Columns, point / _grid.Columns);
            _standardMs[point] = (int)county.StandardAt(new GeoPoint(at.X, at.Y)).TotalMilliseconds;
        }
    }

    /// <summary>How far apart the points of the lattice are, in metres.</summary>
    public double ResolutionMetres => _grid.Metres;

    /// <summary>Bands of arrival by the nearest available unit, delays included, and the gap: land that none reaches within its standard.</summary>
    /// <param name="units">All units of the county; those that are not available do not count.</param>
    /// <param name="bandSeconds">The outer edges of the bands, rising.</param>
    /// <param name="asOf">The moment that the units are of.</param>
    public string FromUnits(IReadOnlyCollection<CoverageUnit> units, ImmutableArray<int> bandSeconds, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(units);
        return Write(Nearest(units), bandSeconds, asOf, withGap: true);
    }

    /// <summary>Bands of driving with siren from one place.</summary>
    /// <param name="from">The place, on this county's roads.</param>
    /// <param name="delay">What passes before anybody drives.</param>
    /// <param name="bandSeconds">The outer edges of the bands, rising.</param>
    /// <param name="asOf">The moment that is asked for.</param>
    public string FromPlace(RoadPlace from, TimeSpan delay, ImmutableArray<int> bandSeconds, DateTimeOffset asOf) => Write(
        _grid.Arrivals(_county.TravelTimes.From(from, TravelProfile.Siren), (int)delay.TotalMilliseconds), bandSeconds, asOf, withGap: false);

    /// <summary>
    /// The least time over all units at every point. One tree carries the least of all; it is shifted so that its own root and delay, which
    /// are added when it is asked, come out right.
    /// </summary>
    private int[] Nearest(IReadOnlyCollection<CoverageUnit> units)
    {
        int[]? least = null;
        var tree = new TravelTree(_county.Roads);
        var shift = 0;
        foreach (var unit in units)
        {
            if (_county.Profile.Delays.BeforeDriving(unit.Duty) is not { } delay || _county.Snapper.Snap(unit.Position).Place is not { } place)
            {
                continue;
            }

            _county.TravelTimes.FillFrom(place, TravelProfile.Siren, tree);
            least ??= [.. Enumerable.Repeat(TravelTree.Unreachable, tree.Milliseconds.Length)];
            shift = (int)delay.TotalMilliseconds + place.OffRoadMs;
            for (var node = 0; node < least.Length; node++)
            {
                least[node] = tree.Milliseconds[node] < TravelTree.Unreachable ? Math.Min(least[node], tree.Milliseconds[node] + shift) : least[node];
            }
        }

        if (least is null)
        {
            return [.. Enumerable.Repeat(TravelTree.Unreachable, _grid.Columns * _grid.Rows)];
        }

        for (var node = 0; node < least.Length; node++)
        {
            tree.Milliseconds[node] = least[node] < TravelTree.Unreachable ? least[node] - shift : TravelTree.Unreachable;
        }

        return _grid.Arrivals(tree, shift - tree.Root.OffRoadMs);
    }

    private string Write(int[] arrivals, ImmutableArray<int> bandSeconds, DateTimeOffset asOf, bool withGap)
    {
        using var stream = new MemoryStream();
        using (var writer = new GeoJsonWriter(stream, Decimals))
        {
            Geometry within = GeoJson.Factory.CreateMultiPolygon();
            var from = 0;
            foreach (var to in bandSeconds)
            {
                var reached = OnLand(new ContourTracer(_grid, [.. arrivals.Select(ms => Field(ms, to * 1000))]).Trace(LeastSquares));
                Feature(writer, "band", Polygons(Overlay(reached, within, OverlayNG.DIFFERENCE)), asOf, from, to);
                (within, from) = (reached, to);
            }

            if (withGap)
            {
                var late = new ContourTracer(_grid, [.. arrivals.Select((ms, i) => -Field(ms, _standardMs[i] + 1))]).Trace(LeastSquares);
                Feature(writer, "gap", Polygons(OnLand(late)), asOf, null, null);
            }
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private void Feature(GeoJsonWriter writer, string kind, MultiPolygon area, DateTimeOffset asOf, int? from, int? to)
    {
        if (area.IsEmpty)
        {
            return;
        }

        writer.BeginFeature();
        writer.Property("kind", kind);
        if (from is not null && to is not null)
        {
            writer.Property("fromSeconds", from.Value);
            writer.Property("toSeconds", to.Value);
        }

        writer.Property("areaKm2", Math.Round(_grid.SquareKm(area.Area), 1));
        writer.Property("resolutionMetres", Math.Round(_grid.Metres));
        writer.Property("asOf", asOf.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        writer.EndFeature(area);
    }

    private static double Field(int ms, int limitMs) => ms >= TravelTree.Unreachable ? double.PositiveInfinity : ms - limitMs;

    private Geometry OnLand(MultiPolygon area) => Overlay(Simplified(area), _land, OverlayNG.INTERSECTION);

    private Geometry Simplified(Geometry area)
    {
        var simple = TopologyPreservingSimplifier.Simplify(area, Slack * _grid.Degrees);
        return simple.IsValid ? simple : area;
    }

    private static Geometry Overlay(Geometry a, Geometry b, NetTopologySuite.Operation.Overlay.SpatialFunction operation) => OverlayNGRobust.Overlay(a, b, operation);

    /// <summary>The polygons of a shape, rounded as they are written, without slivers, valid.</summary>
    private MultiPolygon Polygons(Geometry shape)
    {
        var rounded = GeometryPrecisionReducer.Reduce(shape, Rounding);
        var kept = new List<Polygon>();
        for (var i = 0; i < rounded.NumGeometries; i++)
        {
            if (rounded.GetGeometryN(i) is Polygon polygon && !IsSliver(polygon))
            {
                LinearRing[] holes = [.. polygon.Holes.Where(h => Math.Abs(NetTopologySuite.Algorithm.Area.OfRing(h.CoordinateSequence)) >= _grid.Squares(1))];
                kept.Add(GeoJson.Factory.CreatePolygon(polygon.Shell, holes));
            }
        }

        return GeoJson.Factory.CreateMultiPolygon([.. kept]);
    }

    private static PrecisionModel Rounding { get; } = new(Math.Pow(10, Decimals));

    /// <summary>Small, or nowhere wider than a fraction of a square.</summary>
    private bool IsSliver(Polygon polygon) =>
        polygon.Area < _grid.Squares(1) || 2 * polygon.Area / polygon.Length < 0.15 * _grid.Degrees;
}
