using Emergency.Domain;
using NetTopologySuite.Geometries;

namespace Emergency.Geography;

/// <summary>How much of the roads' shape is drawn.</summary>
public sealed record MapDetail
{
    /// <summary>How far a drawn line may lie from the road, in metres, 0 to 100; by default 4 m, which nobody sees.</summary>
    public Metres Tolerance { get; init; } = new(4);

    /// <summary>The least important class to draw; by default all.</summary>
    public RoadClass Least { get; init; } = RoadClass.Ferry;
}

/// <summary>
/// The layers of a county's map, drawn from its package, with nothing from the internet: each a GeoJSON feature collection in WGS-84.
/// Coordinates have five decimals, about a metre. Every layer is written as UTF-8 and compresses well.
/// </summary>
public static class CountyMap
{
    /// <summary>
    /// Writes the roads: one feature for each class and name, of as few and long lines as can be. Properties: <c>class</c> (the word of
    /// <see cref="RoadClass"/>), <c>rank</c> (0 for expressways, rising as roads get smaller, so that a client can hide small roads on
    /// small maps) and <c>name</c> where there is one. The largest roads come last, to be drawn on top.
    /// </summary>
    public static void WriteRoads(County county, Stream stream, MapDetail? detail = null)
    {
        ArgumentNullException.ThrowIfNull(county);
        detail ??= new MapDetail();
        var groups = RoadLines.GroupsOf(county.Roads)
            .Where(g => g.Class <= detail.Least)
            .OrderByDescending(g => g.Class)
            .ThenBy(g => g.Name, StringComparer.Ordinal);
        using var writer = new GeoJsonWriter(stream, decimals: 5);
        foreach (var group in groups)
        {
            writer.BeginFeature();
            writer.Property("class", WordOf(group.Class));
            writer.Property("rank", (int)group.Class);
            if (group.Name.Length > 0)
            {
                writer.Property("name", group.Name);
            }

            writer.EndFeature(RoadLines.Join(county.Roads, group.Roads).Select(l => LineSimplifier.Simplify(l, detail.Tolerance)));
        }
    }

    /// <summary>Writes the boundary: one feature with the county's name.</summary>
    public static void WriteBoundary(County county, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(county);
        WriteArea(county.Areas.Boundary, county.Profile.Name, stream);
    }

    /// <summary>Writes the urban area; an empty collection where there is none.</summary>
    public static void WriteUrban(County county, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(county);
        WriteArea(county.Areas.Urban, new LocalText("城区", "Urban area"), stream);
    }

    /// <summary>
    /// Writes the named places, the most important first. Properties: <c>name</c>, <c>nameEn</c> where there is one, <c>kind</c> (the
    /// word of <see cref="PlaceKind"/>), <c>rank</c> (0 for the seat) and <c>approximate</c>.
    /// </summary>
    public static void WritePlaces(County county, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(county);
        using var writer = new GeoJsonWriter(stream, decimals: 5);
        foreach (var place in county.Places.OrderBy(p => p.Kind))
        {
            writer.BeginFeature();
            WriteNames(writer, place.Name, place.NameEn);
            writer.Property("kind", place.Kind.ToString().ToLowerInvariant());
            writer.Property("rank", (int)place.Kind);
            writer.Property("approximate", place.IsApproximate);
            writer.EndFeature(ToPoint(place.Position));
        }
    }

    /// <summary>Writes stations and hospitals as points. Properties: <c>id</c>, <c>name</c>, <c>nameEn</c> where there is one, and <c>kind</c>: <c>station</c> or <c>hospital</c>.</summary>
    public static void WriteResources(County county, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(county);
        using var writer = new GeoJsonWriter(stream, decimals: 5);
        foreach (var station in county.Stations)
        {
            WriteResource(writer, "station", station.Id.Value, station.Name, station.NameEn, station.Position);
        }

        foreach (var hospital in county.Hospitals)
        {
            WriteResource(writer, "hospital", hospital.Id.Value, hospital.Name, hospital.NameEn, hospital.Position);
        }
    }

    /// <summary>The word for a class in map data.</summary>
    public static string WordOf(RoadClass kind) => kind.ToString().ToLowerInvariant();

    private static void WriteResource(GeoJsonWriter writer, string kind, string id, string name, string? nameEn, GeoPoint position)
    {
        writer.BeginFeature();
        writer.Property("id", id);
        WriteNames(writer, name, nameEn);
        writer.Property("kind", kind);
        writer.EndFeature(ToPoint(position));
    }

    private static void WriteNames(GeoJsonWriter writer, string name, string? nameEn)
    {
        writer.Property("name", name);
        if (nameEn is not null)
        {
            writer.Property("nameEn", nameEn);
        }
    }

    private static void WriteArea(MultiPolygon? area, LocalText name, Stream stream)
    {
        using var writer = new GeoJsonWriter(stream, decimals: 5);
        if (area is not null)
        {
            writer.BeginFeature();
            WriteNames(writer, name.Zh, name.En);
            writer.EndFeature(area);
        }
    }

    private static Point ToPoint(GeoPoint point) => GeoJson.Factory.CreatePoint(new Coordinate(point.Longitude, point.Latitude));
}
