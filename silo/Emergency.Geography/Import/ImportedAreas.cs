using Emergency.Domain;
using NetTopologySuite.Geometries;

namespace Emergency.Geography;

/// <summary>The areas that were given for an import, in WGS-84.</summary>
/// <param name="Boundary">The county, or null.</param>
/// <param name="Urban">Where the urban standard holds, or null.</param>
internal sealed record ImportedAreas(MultiPolygon? Boundary, MultiPolygon? Urban)
{
    public static ImportedAreas Read(ImportRequest request, CountyFindings findings) =>
        new(Read(request, request.Boundary, CountyFiles.Boundary, findings), Read(request, request.Urban, CountyFiles.Urban, findings));

    private static MultiPolygon? Read(ImportRequest request, string? given, string file, CountyFindings findings)
    {
        var path = request.PathOf(given, file);
        var area = path is null ? null : CountyReader.ReadArea(path, isRequired: given is not null, findings);
        if (area is null || request.Crs == CoordinateSystem.Wgs84)
        {
            return area;
        }

        findings.Note(Path.GetFileName(path!), "", Conversion.Told);
        return Conversion.ToWgs84(area);
    }
}

/// <summary>Converts between the coordinate system of others and the one in which everything is kept.</summary>
internal static class Conversion
{
    public const string Told = "was converted from GCJ-02 to WGS-84";

    /// <summary>A position as it is kept.</summary>
    public static GeoPoint ToWgs84(CoordinateSystem crs, GeoPoint point)
    {
        if (crs == CoordinateSystem.Wgs84)
        {
            return point;
        }

        var converted = Gcj02.ToWgs84(point);
        // More digits than a centimetre has are noise of the iteration.
        return new GeoPoint(Math.Round(converted.Longitude, 7), Math.Round(converted.Latitude, 7));
    }

    /// <summary>An area in GCJ-02 as it is kept.</summary>
    public static MultiPolygon ToWgs84(MultiPolygon area) => Changed(area, p => ToWgs84(CoordinateSystem.Gcj02, p));

    /// <summary>A kept position as others want it.</summary>
    public static GeoPoint FromWgs84(CoordinateSystem crs, GeoPoint point) => crs == CoordinateSystem.Wgs84 ? point : Gcj02.FromWgs84(point);

    /// <summary>A kept area as others want it.</summary>
    public static MultiPolygon FromWgs84(CoordinateSystem crs, MultiPolygon area) => Changed(area, p => FromWgs84(crs, p));

    private static MultiPolygon Changed(MultiPolygon area, Func<GeoPoint, GeoPoint> change)
    {
        var copy = (MultiPolygon)area.Copy();
        copy.Apply(new Each(change));
        copy.GeometryChanged();
        return copy;
    }

    private sealed class Each(Func<GeoPoint, GeoPoint> change) : ICoordinateFilter
    {
        public void Filter(Coordinate coord)
        {
            var changed = change(new GeoPoint(coord.X, coord.Y));
            (coord.X, coord.Y) = (changed.Longitude, changed.Latitude);
        }
    }
}
