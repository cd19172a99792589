using Emergency.Domain;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace Emergency.Geography;

/// <summary>The ground of the built-in county, in the plan's metres: outline, urban area, seats, hills.</summary>
internal sealed class CountyGround
{
    private const double SeatFromBorder = 1_500;
    private const double UrbanReach = 1_900;

    private readonly IndexedPointInAreaLocator _inside;
    private readonly Dictionary<TownFact, Spot> _seats;
    private readonly (Spot Middle, double Metres)[] _hills;

    public CountyGround()
    {
        Frame = new PlanFrame(CountyFacts.Middle);
        County = GeoJson.Factory.CreatePolygon([.. CountyFacts.Outline.Select(p => ToCoordinate(Frame.ToSpot(p)))]);
        _inside = new IndexedPointInAreaLocator(County);
        var seatGround = County.Buffer(-SeatFromBorder);
        _seats = CountyFacts.Towns.ToDictionary(t => t, t => Inside(seatGround, Frame.ToSpot(t.Seat)));
        _hills = [.. CountyFacts.Hills.Select(h => (Frame.ToSpot(h.Middle), h.Metres))];
        var urbanSeats = CountyFacts.Towns.Where(t => t.IsUrban).Select(t => ToCoordinate(_seats[t])).ToArray();
        Urban = GeoJson.Factory.CreateLineString(urbanSeats).Buffer(UrbanReach, 6).Intersection(County);
    }

    public PlanFrame Frame { get; }

    public Geometry County { get; }

    public Geometry Urban { get; }

    public IReadOnlyDictionary<TownFact, Spot> Seats => _seats;

    public Spot SpotOf(TownFact town) => _seats[town];

    public GeoPoint SeatOf(TownFact town) => Frame.ToPoint(_seats[town]);

    public bool IsInside(Spot spot) => _inside.Locate(ToCoordinate(spot)) != Location.Exterior;

    /// <summary>How hilly it is, 0 to 1.</summary>
    public double Hilliness(Spot spot) =>
        Math.Min(1, _hills.Sum(h => Math.Exp(-spot.SquareTo(h.Middle) / (2 * h.Metres * h.Metres))));

    /// <summary>The chance that a crossing of the street grid exists: certain in the middle of a town, less at its fringe.</summary>
    public double BuiltUp(Spot spot)
    {
        const double Core = 1_300;
        var distance = _seats.Values.Min(s => s.DistanceTo(spot));
        return distance < Core ? 0.97 : Math.Max(0.35, 0.97 - ((distance - Core) / 2_000));
    }

    /// <summary>How far junctions are apart in the open country, in metres.</summary>
    public double Gap(Spot spot)
    {
        const double Fringe = 7_000;
        var distance = _seats.Values.Min(s => s.DistanceTo(spot));
        return 420 + (330 * Math.Min(1, distance / Fringe)) + (700 * Hilliness(spot));
    }

    public static Coordinate ToCoordinate(Spot spot) => new(spot.X, spot.Y);

    public static Point ToGeometry(Spot spot) => GeoJson.Factory.CreatePoint(ToCoordinate(spot));

    /// <summary>A flattened circle.</summary>
    public static Geometry Circle(Spot centre, double radius, double flatness)
    {
        const int Corners = 24;
        var ring = Enumerable.Range(0, Corners + 1).Select(i =>
        {
            var (sin, cos) = Math.SinCos(i % Corners * 2 * Math.PI / Corners);
            return new Coordinate(centre.X + (radius * cos), centre.Y + (radius * flatness * sin));
        });
        return GeoJson.Factory.CreatePolygon([.. ring]);
    }

    /// <summary>An area of the plan in WGS-84.</summary>
    public MultiPolygon ToArea(Geometry planned)
    {
        var copy = planned.Copy();
        copy.Apply(new ToDegrees(Frame));
        copy.GeometryChanged();
        return copy as MultiPolygon ?? GeoJson.Factory.CreateMultiPolygon([(Polygon)copy]);
    }

    private static Spot Inside(Geometry ground, Spot spot)
    {
        var nearest = NetTopologySuite.Operation.Distance.DistanceOp.NearestPoints(ground, ToGeometry(spot))[0];
        return new Spot(nearest.X, nearest.Y);
    }

    private sealed class ToDegrees(PlanFrame frame) : ICoordinateFilter
    {
        public void Filter(Coordinate coord)
        {
            var point = frame.ToPoint(new Spot(coord.X, coord.Y));
            (coord.X, coord.Y) = (Math.Round(point.Longitude, 6), Math.Round(point.Latitude, 6));
        }
    }
}
