using System.Text.Json.Serialization;

namespace Emergency.Domain;

/// <summary>A point on the earth in WGS-84, longitude first.</summary>
/// <param name="Longitude">Degrees east, −180 to 180.</param>
/// <param name="Latitude">Degrees north, −90 to 90.</param>
public readonly record struct GeoPoint(
    [property: JsonPropertyName("lon")] double Longitude,
    [property: JsonPropertyName("lat")] double Latitude)
{
    /// <summary>The earth's mean radius (IUGG), which the great-circle distance uses.</summary>
    private const double EarthRadiusMetres = 6_371_008.8;

    /// <summary>Whether both coordinates are finite and in range.</summary>
    [JsonIgnore]
    public bool IsValid => Math.Abs(Longitude) <= 180 && Math.Abs(Latitude) <= 90;

    /// <summary>Great-circle distance by the haversine formula (R. W. Sinnott, 1984).</summary>
    public Metres DistanceTo(GeoPoint other)
    {
        var dLat = double.DegreesToRadians(other.Latitude - Latitude);
        var dLon = double.DegreesToRadians(other.Longitude - Longitude);
        var h = Square(Math.Sin(dLat / 2))
            + Math.Cos(double.DegreesToRadians(Latitude)) * Math.Cos(double.DegreesToRadians(other.Latitude)) * Square(Math.Sin(dLon / 2));
        return new Metres(2 * EarthRadiusMetres * Math.Asin(Math.Sqrt(Math.Min(1, h))));
    }

    public override string ToString() => FormattableString.Invariant($"{Longitude:0.00000},{Latitude:0.00000}");

    private static double Square(double x) => x * x;
}

/// <summary>A length in metres.</summary>
public readonly record struct Metres(double Value) : IComparable<Metres>
{
    public int CompareTo(Metres other) => Value.CompareTo(other.Value);

    public static bool operator <(Metres left, Metres right) => left.Value < right.Value;

    public static bool operator >(Metres left, Metres right) => left.Value > right.Value;

    public static bool operator <=(Metres left, Metres right) => left.Value <= right.Value;

    public static bool operator >=(Metres left, Metres right) => left.Value >= right.Value;

    public override string ToString() => FormattableString.Invariant($"{Value:0.#} m");
}
