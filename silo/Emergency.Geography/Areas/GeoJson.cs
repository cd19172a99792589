using System.Text.Json;
using NetTopologySuite.Geometries;

namespace Emergency.Geography;

/// <summary>A GeoJSON text that cannot be used, and why.</summary>
public sealed class GeoJsonException : Exception
{
    public GeoJsonException()
    {
    }

    public GeoJsonException(string message)
        : base(message)
    {
    }

    public GeoJsonException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>
/// Reads and writes areas as GeoJSON (RFC 7946): Polygon and MultiPolygon, bare, in a Feature, a FeatureCollection or a
/// GeometryCollection. Coordinates are WGS-84, longitude first; a <c>crs</c> member that says otherwise is refused.
/// </summary>
public static class GeoJson
{
    private const double MaxLongitude = 180;
    private const double MaxLatitude = 90;

    private static readonly string[] KnownCrs = ["CRS84", "EPSG::4326", "EPSG:4326", "WGS84", "4326"];

    /// <summary>The factory that all areas are made by.</summary>
    internal static GeometryFactory Factory { get; } = new(new PrecisionModel(), 4326);

    /// <summary>Reads all polygons of a text as one area.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="GeoJsonException">It is no GeoJSON, holds no polygon, is in another coordinate system, or a ring is broken.</exception>
    public static MultiPolygon ReadArea(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var polygons = new List<Polygon>();
            Collect(document.RootElement, polygons, "$");
            return polygons.Count == 0
                ? throw new GeoJsonException("holds no polygon")
                : Factory.CreateMultiPolygon([.. polygons]);
        }
        catch (JsonException e)
        {
            throw new GeoJsonException(
                FormattableString.Invariant($"line {e.LineNumber + 1}: not JSON: {e.Message.Split(" LineNumber")[0]}"), e);
        }
    }

    /// <summary>Writes an area as a feature collection with one feature.</summary>
    public static void WriteArea(Stream stream, Geometry area, IReadOnlyDictionary<string, string> properties)
    {
        ArgumentNullException.ThrowIfNull(area);
        using var writer = new GeoJsonWriter(stream, decimals: 7);
        writer.BeginFeature();
        foreach (var (name, value) in properties)
        {
            writer.Property(name, value);
        }

        writer.EndFeature(area);
    }

    private static void Collect(JsonElement element, List<Polygon> polygons, string path)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("type", out var type))
        {
            throw new GeoJsonException($"{path}: expected a GeoJSON object with a type");
        }

        CheckCrs(element);
        switch (type.GetString())
        {
            case "FeatureCollection":
                CollectAll(element, "features", polygons, path);
                break;
            case "GeometryCollection":
                CollectAll(element, "geometries", polygons, path);
                break;
            case "Feature":
                if (element.TryGetProperty("geometry", out var geometry) && geometry.ValueKind != JsonValueKind.Null)
                {
                    Collect(geometry, polygons, path + ".geometry");
                }

                break;
            case "Polygon":
                polygons.Add(ReadPolygon(Coordinates(element, path), path));
                break;
            case "MultiPolygon":
                var i = 0;
                polygons.AddRange(Items(Coordinates(element, path), path).Select(p => ReadPolygon(p, $"{path}[{i++}]")));
                break;
        }
    }

    private static void CollectAll(JsonElement element, string member, List<Polygon> polygons, string path)
    {
        if (!element.TryGetProperty(member, out var items))
        {
            throw new GeoJsonException($"{path}: has no {member}");
        }

        var i = 0;
        foreach (var item in Items(items, path))
        {
            Collect(item, polygons, $"{path}.{member}[{i++}]");
        }
    }

    private static void CheckCrs(JsonElement element)
    {
        if (element.TryGetProperty("crs", out var crs)
            && crs.ValueKind == JsonValueKind.Object
            && crs.TryGetProperty("properties", out var properties)
            && properties.TryGetProperty("name", out var name)
            && name.GetString() is { } system
            && !KnownCrs.Any(known => system.EndsWith(known, StringComparison.OrdinalIgnoreCase)))
        {
            throw new GeoJsonException($"is in the coordinate system {system}: expected WGS-84, longitude first");
        }
    }

    private static JsonElement Coordinates(JsonElement element, string path) =>
        element.TryGetProperty("coordinates", out var coordinates) ? coordinates : throw new GeoJsonException($"{path}: has no coordinates");

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : throw new GeoJsonException($"{path}: expected a list");

    private static Polygon ReadPolygon(JsonElement rings, string path)
    {
        var read = Items(rings, path).Select((ring, i) => ReadRing(ring, $"{path} ring {i}")).ToArray();
        return read.Length == 0 ? throw new GeoJsonException($"{path}: a polygon without a ring") : Factory.CreatePolygon(read[0], read[1..]);
    }

    private static LinearRing ReadRing(JsonElement ring, string path)
    {
        var corners = Items(ring, path).Select((corner, i) => ReadCorner(corner, $"{path} corner {i}")).ToList();
        if (corners.Count >= 3 && !corners[0].Equals2D(corners[^1]))
        {
            corners.Add(corners[0].Copy());
        }

        return corners.Count >= 4 ? Factory.CreateLinearRing([.. corners]) : throw new GeoJsonException($"{path}: a ring needs three corners");
    }

    private static Coordinate ReadCorner(JsonElement corner, string path)
    {
        if (corner.ValueKind != JsonValueKind.Array || corner.GetArrayLength() < 2
            || !corner[0].TryGetNumber(out var lon) || !corner[1].TryGetNumber(out var lat))
        {
            throw new GeoJsonException($"{path}: expected two numbers");
        }

        return Math.Abs(lon) <= MaxLongitude && Math.Abs(lat) <= MaxLatitude
            ? new Coordinate(lon, lat)
            : throw new GeoJsonException(FormattableString.Invariant($"{path}: {lon}, {lat} is not longitude and latitude in degrees"));
    }

    private static bool TryGetNumber(this JsonElement element, out double number)
    {
        number = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out number);
    }
}
