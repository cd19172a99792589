using Emergency.Domain;
using NetTopologySuite.Geometries;

namespace Emergency.Geography;

/// <summary>Writes what of a county others want to see on their own maps, in their coordinate system.</summary>
public static class CountyExport
{
    /// <summary>Centimetres; the shift of GCJ-02 is known no better.</summary>
    private const int Decimals = 7;

    /// <summary>Writes boundary, urban area, stations, hospitals and places as one GeoJSON feature collection, which names its coordinate system.</summary>
    public static void Write(County county, CoordinateSystem crs, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(county);
        ArgumentNullException.ThrowIfNull(stream);
        var name = crs == CoordinateSystem.Gcj02 ? "GCJ-02" : "WGS-84";
        using var writer = new GeoJsonWriter(stream, Decimals, new Dictionary<string, string> { ["coordinateSystem"] = name });
        WriteArea(writer, "boundary", county.Areas.Boundary, crs);
        WriteArea(writer, "urban", county.Areas.Urban, crs);
        foreach (var station in county.Stations)
        {
            WritePoint(writer, "station", station.Id.Value, station.Name, station.Position, crs);
        }

        foreach (var hospital in county.Hospitals)
        {
            WritePoint(writer, "hospital", hospital.Id.Value, hospital.Name, hospital.Position, crs);
        }

        foreach (var place in county.Places)
        {
            WritePoint(writer, "place", null, place.Name, place.Position, crs);
        }
    }

    private static void WriteArea(GeoJsonWriter writer, string kind, MultiPolygon? area, CoordinateSystem crs)
    {
        if (area is null)
        {
            return;
        }

        writer.BeginFeature();
        writer.Property("kind", kind);
        writer.EndFeature(Conversion.FromWgs84(crs, area));
    }

    private static void WritePoint(GeoJsonWriter writer, string kind, string? id, string name, GeoPoint position, CoordinateSystem crs)
    {
        writer.BeginFeature();
        writer.Property("kind", kind);
        if (id is not null)
        {
            writer.Property("id", id);
        }

        writer.Property("name", name);
        var shown = Conversion.FromWgs84(crs, position);
        writer.EndFeature(GeoJson.Factory.CreatePoint(new Coordinate(shown.Longitude, shown.Latitude)));
    }
}
