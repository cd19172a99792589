using Emergency.Domain;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Distance;

namespace Emergency.Geography;

/// <summary>How a position lies to a county.</summary>
public enum CountyPosition
{
    /// <summary>Inside the boundary, or outside by no more than its tolerance.</summary>
    Inside = 0,

    /// <summary>Outside.</summary>
    Outside = 1,

    /// <summary>Outside, but inside if longitude and latitude were exchanged.</summary>
    LooksSwapped = 2,

    /// <summary>The coordinates are not a position on the earth, and would not be if they were exchanged.</summary>
    NotOnEarth = 3,
}

/// <summary>
/// Boundary and urban area of a county, indexed for fast answers. Immutable; safe for use by many threads at once.
/// A point exactly on a line counts as inside.
/// </summary>
public sealed class CountyAreas
{
    /// <summary>How far outside a drawn boundary a position still counts as inside, by default: boundaries are drawn with an error.</summary>
    public static readonly Metres DefaultTolerance = new(500);

    private const double MetresPerDegree = 111_195;

    private readonly IndexedPointInAreaLocator _inBoundary;
    private readonly IndexedPointInAreaLocator? _inUrban;
    private readonly IndexedFacetDistance _toBoundary;
    private readonly double _toleranceDegrees;

    /// <summary>Indexes the areas.</summary>
    /// <param name="boundary">The county.</param>
    /// <param name="urban">Where the urban standard holds, or null where nowhere.</param>
    /// <param name="tolerance">How far outside the boundary still counts as inside, 0 to 50 km.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is out of bounds.</exception>
    public CountyAreas(MultiPolygon boundary, MultiPolygon? urban, Metres tolerance)
    {
        ArgumentNullException.ThrowIfNull(boundary);
        if (!(tolerance.Value is >= 0 and <= 50_000))
        {
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "expected 0 to 50 km");
        }

        Boundary = boundary;
        Urban = urban is { IsEmpty: false } ? urban : null;
        _inBoundary = new IndexedPointInAreaLocator(boundary);
        _inUrban = Urban is null ? null : new IndexedPointInAreaLocator(Urban);
        _toBoundary = new IndexedFacetDistance(boundary);
        _toleranceDegrees = tolerance.Value / MetresPerDegree;
        // The locators build their index when first asked, which must not happen on two threads at once.
        _inBoundary.Locate(boundary.Coordinates[0]);
        _inUrban?.Locate(Urban!.Coordinates[0]);
    }

    /// <summary>The county's boundary.</summary>
    public MultiPolygon Boundary { get; }

    /// <summary>Where the urban standard holds, or null where nowhere.</summary>
    public MultiPolygon? Urban { get; }

    /// <summary>Which standard holds at a point.</summary>
    public AreaKind KindOf(GeoPoint point) =>
        _inUrban is not null && _inUrban.Locate(ToCoordinate(point)) != Location.Exterior ? AreaKind.Urban : AreaKind.Rural;

    /// <summary>Whether a point is inside the county, or outside by no more than the tolerance.</summary>
    public bool Contains(GeoPoint point) => Locate(point) == CountyPosition.Inside;

    /// <summary>How a point lies to the county, recognising exchanged coordinates.</summary>
    public CountyPosition Locate(GeoPoint point)
    {
        if (IsInside(point))
        {
            return CountyPosition.Inside;
        }

        if (IsInside(new GeoPoint(point.Latitude, point.Longitude)))
        {
            return CountyPosition.LooksSwapped;
        }

        return point.IsValid ? CountyPosition.Outside : CountyPosition.NotOnEarth;
    }

    /// <summary>The distance from a point to the county, 0 inside; to 1 % near by, roughly far away.</summary>
    public Metres DistanceTo(GeoPoint point)
    {
        if (_inBoundary.Locate(ToCoordinate(point)) != Location.Exterior)
        {
            return new Metres(0);
        }

        lock (_toBoundary)
        {
            var nearest = _toBoundary.NearestPoints(GeoJson.Factory.CreatePoint(ToCoordinate(point)))[0];
            return point.DistanceTo(new GeoPoint(nearest.X, nearest.Y));
        }
    }

    private bool IsInside(GeoPoint point) =>
        point.IsValid
        && (_inBoundary.Locate(ToCoordinate(point)) != Location.Exterior
            || (_toleranceDegrees > 0 && IsNear(point)));

    private bool IsNear(GeoPoint point)
    {
        var envelope = Boundary.EnvelopeInternal.Copy();
        var stretch = 1 / Math.Max(0.1, Math.Cos(double.DegreesToRadians(point.Latitude)));
        envelope.ExpandBy(_toleranceDegrees * stretch);
        return envelope.Contains(ToCoordinate(point)) && DistanceTo(point).Value <= _toleranceDegrees * MetresPerDegree;
    }

    private static Coordinate ToCoordinate(GeoPoint point) => new(point.Longitude, point.Latitude);
}
