using System.Globalization;
using System.Text.Json;
using Emergency.Domain;
using NetTopologySuite.Geometries;

namespace Emergency.Geography;

/// <summary>
/// Writes a GeoJSON feature collection with no more decimals than asked for: five are about a metre. Call
/// <see cref="BeginFeature"/>, properties, then <see cref="EndFeature(Geometry)"/> or <see cref="EndFeature(IEnumerable{IReadOnlyList{GeoPoint}})"/>.
/// Disposing ends the collection and leaves the stream open.
/// </summary>
internal sealed class GeoJsonWriter : IDisposable
{
    private readonly Utf8JsonWriter _json;
    private readonly string _format;

    public GeoJsonWriter(Stream stream, int decimals, IReadOnlyDictionary<string, string>? members = null)
    {
        _format = "0." + new string('#', decimals);
        _json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _json.WriteStartObject();
        _json.WriteString("type", "FeatureCollection");
        foreach (var (name, value) in members ?? new Dictionary<string, string>())
        {
            _json.WriteString(name, value);
        }

        _json.WriteStartArray("features");
    }

    public void BeginFeature()
    {
        _json.WriteStartObject();
        _json.WriteString("type", "Feature");
        _json.WriteStartObject("properties");
    }

    public void Property(string name, string value) => _json.WriteString(name, value);

    public void Property(string name, double value) => _json.WriteNumber(name, value);

    public void Property(string name, bool value) => _json.WriteBoolean(name, value);

    /// <summary>Ends the feature with a point, or with one or many polygons.</summary>
    public void EndFeature(Geometry geometry)
    {
        BeginGeometry(geometry.GeometryType);
        switch (geometry)
        {
            case Polygon polygon:
                Write(polygon);
                break;
            case MultiPolygon many:
                _json.WriteStartArray();
                foreach (var polygon in many.Geometries.Cast<Polygon>())
                {
                    Write(polygon);
                }

                _json.WriteEndArray();
                break;
            case Point point:
                Write(point.Coordinate);
                break;
            default:
                throw new ArgumentException($"cannot write a {geometry.GeometryType}", nameof(geometry));
        }

        EndFeature();
    }

    /// <summary>Ends the feature with lines.</summary>
    public void EndFeature(IEnumerable<IReadOnlyList<GeoPoint>> lines)
    {
        BeginGeometry("MultiLineString");
        _json.WriteStartArray();
        foreach (var line in lines)
        {
            _json.WriteStartArray();
            foreach (var point in line)
            {
                Write(new Coordinate(point.Longitude, point.Latitude));
            }

            _json.WriteEndArray();
        }

        _json.WriteEndArray();
        EndFeature();
    }

    public void Dispose()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Dispose();
    }

    private void BeginGeometry(string type)
    {
        _json.WriteEndObject();
        _json.WriteStartObject("geometry");
        _json.WriteString("type", type);
        _json.WritePropertyName("coordinates");
    }

    private void EndFeature()
    {
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void Write(Polygon polygon)
    {
        _json.WriteStartArray();
        // RFC 7946: outer rings run anticlockwise, holes clockwise.
        Write(polygon.ExteriorRing, anticlockwise: true);
        foreach (var hole in polygon.InteriorRings)
        {
            Write(hole, anticlockwise: false);
        }

        _json.WriteEndArray();
    }

    private void Write(LineString ring, bool anticlockwise)
    {
        _json.WriteStartArray();
        var corners = ring.Coordinates;
        var reverse = NetTopologySuite.Algorithm.Orientation.IsCCW(corners) != anticlockwise;
        foreach (var corner in reverse ? corners.AsEnumerable().Reverse() : corners)
        {
            Write(corner);
        }

        _json.WriteEndArray();
    }

    private void Write(Coordinate corner)
    {
        _json.WriteStartArray();
        _json.WriteRawValue(corner.X.ToString(_format, CultureInfo.InvariantCulture), skipInputValidation: true);
        _json.WriteRawValue(corner.Y.ToString(_format, CultureInfo.InvariantCulture), skipInputValidation: true);
        _json.WriteEndArray();
    }
}
