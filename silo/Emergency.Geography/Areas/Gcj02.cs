using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>
/// Conversion between WGS-84 and GCJ-02, the shifted system of Chinese maps and telephones. The shift is a sum of sines of the
/// position, given here in the form that is publicly known since 2010 (Krasovsky 1940 ellipsoid); it applies inside a box around
/// China and is zero outside. The inverse has no closed form and is found by iteration, to less than a centimetre.
/// </summary>
public static class Gcj02
{
    private const double SemiMajorAxis = 6_378_245.0;
    private const double EccentricitySquared = 0.006_693_421_622_965_943;
    private const double Tolerance = 1e-8;
    private const int MaxIterations = 30;

    /// <summary>Converts a WGS-84 position to GCJ-02.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is not on the earth.</exception>
    public static GeoPoint FromWgs84(GeoPoint wgs84)
    {
        if (!wgs84.IsValid)
        {
            throw new ArgumentOutOfRangeException(nameof(wgs84), wgs84, "not a position on the earth");
        }

        return IsShifted(wgs84) ? Shift(wgs84) : wgs84;
    }

    /// <summary>Converts a GCJ-02 position to WGS-84.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is not on the earth.</exception>
    public static GeoPoint ToWgs84(GeoPoint gcj02)
    {
        if (!gcj02.IsValid)
        {
            throw new ArgumentOutOfRangeException(nameof(gcj02), gcj02, "not a position on the earth");
        }

        if (!IsShifted(gcj02))
        {
            return gcj02;
        }

        var guess = gcj02;
        for (var i = 0; i < MaxIterations; i++)
        {
            var shifted = Shift(guess);
            var (lon, lat) = (shifted.Longitude - gcj02.Longitude, shifted.Latitude - gcj02.Latitude);
            guess = new GeoPoint(guess.Longitude - lon, guess.Latitude - lat);
            if (Math.Abs(lon) < Tolerance && Math.Abs(lat) < Tolerance)
            {
                break;
            }
        }

        return guess;
    }

    private static bool IsShifted(GeoPoint p) => p.Longitude is >= 72.004 and <= 137.8347 && p.Latitude is >= 0.8293 and <= 55.8271;

    private static GeoPoint Shift(GeoPoint p)
    {
        var (x, y) = (p.Longitude - 105, p.Latitude - 35);
        var latitude = double.DegreesToRadians(p.Latitude);
        var sine = Math.Sin(latitude);
        var root = 1 - (EccentricitySquared * sine * sine);
        var metresNorth = NorthOffset(x, y);
        var metresEast = EastOffset(x, y);
        var north = metresNorth / (SemiMajorAxis * (1 - EccentricitySquared) / (root * Math.Sqrt(root)));
        var east = metresEast / (SemiMajorAxis / Math.Sqrt(root) * Math.Cos(latitude));
        return new GeoPoint(p.Longitude + double.RadiansToDegrees(east), p.Latitude + double.RadiansToDegrees(north));
    }

    private static double NorthOffset(double x, double y) =>
        -100 + (2 * x) + (3 * y) + (0.2 * y * y) + (0.1 * x * y) + (0.2 * Math.Sqrt(Math.Abs(x)))
        + Wave(x, (20, 6), (20, 2)) + Wave(y, (20, 1), (40, 1.0 / 3)) + Wave(y, (160, 1.0 / 12), (320, 1.0 / 30));

    private static double EastOffset(double x, double y) =>
        300 + x + (2 * y) + (0.1 * x * x) + (0.1 * x * y) + (0.1 * Math.Sqrt(Math.Abs(x)))
        + Wave(x, (20, 6), (20, 2)) + Wave(x, (20, 1), (40, 1.0 / 3)) + Wave(x, (150, 1.0 / 12), (300, 1.0 / 30));

    private static double Wave(double at, (double Height, double Rate) first, (double Height, double Rate) second) =>
        ((first.Height * Math.Sin(first.Rate * at * Math.PI)) + (second.Height * Math.Sin(second.Rate * at * Math.PI))) * 2 / 3;
}
