using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Valid;

namespace Emergency.Geography;

/// <summary>Sees that an area is valid. Lines that cross by the width of a rounding are repaired, and said so; a real self-crossing is an error.</summary>
internal static class AreaRepair
{
    /// <summary>A repair may change the area by no more than this share.</summary>
    private const double MostChange = 0.001;

    /// <summary>The area, repaired if need be, or null where it cannot be used and the findings say where and why.</summary>
    public static MultiPolygon? Validate(MultiPolygon area, string file, CountyFindings findings)
    {
        var validity = new IsValidOp(area);
        if (validity.IsValid)
        {
            return area;
        }

        var at = validity.ValidationError.Coordinate;
        var where = FormattableString.Invariant($"at {at.X:0.######},{at.Y:0.######}");
        var reason = validity.ValidationError.Message.ToLowerInvariant();
        // The area by signed sum counts a crossed-over part negatively, the repaired one counts it in full: they differ where it matters.
        var repaired = GeometryFixer.Fix(area);
        if (repaired.Area <= 0 || Math.Abs(repaired.Area - area.Area) > MostChange * repaired.Area)
        {
            findings.Error(file, where, $"the area is not valid: {reason}");
            return null;
        }

        findings.Warning(file, where, $"the area is not quite valid, {reason}, and was repaired");
        return repaired as MultiPolygon ?? GeoJson.Factory.CreateMultiPolygon([.. Polygons(repaired)]);
    }

    private static IEnumerable<Polygon> Polygons(Geometry geometry) =>
        Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN).OfType<Polygon>();
}
