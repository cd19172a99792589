using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>
/// Metres east and north of a point, on the plane that touches the earth there (equirectangular projection). Coordinates come in
/// the network's units of 10⁻⁷ degree.
/// </summary>
internal readonly struct LocalPlane
{
    /// <summary>Metres of one degree of latitude on a sphere of the mean radius, 6,371,008.8 m (IUGG).</summary>
    private const double MetresPerDegree = Math.PI / 180 * 6_371_008.8;

    private LocalPlane(GeoPoint origin)
    {
        OriginX = origin.Longitude * RoadNetwork.UnitsPerDegree;
        OriginY = origin.Latitude * RoadNetwork.UnitsPerDegree;
        ScaleY = MetresPerDegree / RoadNetwork.UnitsPerDegree;
        ScaleX = ScaleY * Math.Max(0.01, Math.Cos(double.DegreesToRadians(origin.Latitude)));
    }

    /// <summary>The origin in units.</summary>
    public double OriginX { get; }

    /// <inheritdoc cref="OriginX"/>
    public double OriginY { get; }

    /// <summary>Metres per unit to the east.</summary>
    public double ScaleX { get; }

    /// <summary>Metres per unit to the north.</summary>
    public double ScaleY { get; }

    public static LocalPlane At(GeoPoint origin) => new(origin);

    public double East(double x) => (x - OriginX) * ScaleX;

    public double North(double y) => (y - OriginY) * ScaleY;

    public GeoPoint ToPoint(double east, double north) =>
        new((OriginX + (east / ScaleX)) / RoadNetwork.UnitsPerDegree, (OriginY + (north / ScaleY)) / RoadNetwork.UnitsPerDegree);

    /// <summary>The distance from the origin to a box given in units; zero inside.</summary>
    public double DistanceToBox(int minX, int minY, int maxX, int maxY)
    {
        var east = Math.Max(0, Math.Max(minX - OriginX, OriginX - maxX)) * ScaleX;
        var north = Math.Max(0, Math.Max(minY - OriginY, OriginY - maxY)) * ScaleY;
        return Math.Sqrt((east * east) + (north * north));
    }
}
