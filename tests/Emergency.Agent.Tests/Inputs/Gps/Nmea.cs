using System.Globalization;

namespace Emergency.Agent.Tests.Inputs;

/// <summary>Writes sentences as a receiver does.</summary>
internal static class Nmea
{
    public static string With(string body)
    {
        var sum = body.Aggregate(0, (all, letter) => all ^ letter);
        return $"${body}*{sum:X2}";
    }

    public static string Gga(DateTimeOffset at, double lon, double lat, int quality = 1, string talker = "GP") => With(string.Create(
        CultureInfo.InvariantCulture, $"{talker}GGA,{at:HHmmss.ff},{Angle(lat, 2)},{(lat < 0 ? 'S' : 'N')},{Angle(lon, 3)},{(lon < 0 ? 'W' : 'E')},{quality},08,0.9,50.0,M,-10.0,M,,"));

    public static string Rmc(DateTimeOffset at, double lon, double lat, char status = 'A', string talker = "GP") => With(string.Create(
        CultureInfo.InvariantCulture, $"{talker}RMC,{at:HHmmss.ff},{status},{Angle(lat, 2)},{(lat < 0 ? 'S' : 'N')},{Angle(lon, 3)},{(lon < 0 ? 'W' : 'E')},027.0,045.0,{at:ddMMyy},,,A"));

    private static string Angle(double value, int digits)
    {
        var (whole, minutes) = (Math.Floor(Math.Abs(value)), Math.Abs(value) % 1 * 60);
        return ((int)whole).ToString("D" + digits, CultureInfo.InvariantCulture) + minutes.ToString("00.0000", CultureInfo.InvariantCulture);
    }
}
