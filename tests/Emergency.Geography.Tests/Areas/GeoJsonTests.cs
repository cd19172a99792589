using System.Text;

namespace Emergency.Geography.Tests.Areas;

public class GeoJsonTests
{
    private const string Ring = "[[0,0],[1,0],[1,1],[0,1],[0,0]]";

    [Theory]
    [InlineData($$$"""{"type":"Polygon","coordinates":[{{{Ring}}}]}""", 1)]
    [InlineData($$$"""{"type":"MultiPolygon","coordinates":[[{{{Ring}}}],[[[5,5],[6,5],[6,6],[5,5]]]]}""", 2)]
    [InlineData($$$"""{"type":"Feature","properties":null,"geometry":{"type":"Polygon","coordinates":[{{{Ring}}}]}}""", 1)]
    [InlineData($$$"""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[{{{Ring}}}]}},{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]}}]}""", 1)]
    [InlineData($$$"""{"type":"GeometryCollection","geometries":[{"type":"Polygon","coordinates":[{{{Ring}}}]}]}""", 1)]
    [InlineData($$$"""{"type":"Polygon","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"coordinates":[{{{Ring}}}]}""", 1)]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0,12],[1,0,12],[1,1,12]]]}""", 1)]
    public void ReadArea_AnyFormOfPolygons_ReadsThem(string json, int polygons) =>
        GeoJson.ReadArea(Encoding.UTF8.GetBytes(json)).NumGeometries.ShouldBe(polygons);

    [Theory]
    [InlineData("{", "line 1: not JSON")]
    [InlineData("[1,2]", "$: expected a GeoJSON object with a type")]
    [InlineData("""{"type":"Point","coordinates":[1,2]}""", "holds no polygon")]
    [InlineData("""{"type":"FeatureCollection"}""", "$: has no features")]
    [InlineData("""{"type":"Polygon"}""", "$: has no coordinates")]
    [InlineData("""{"type":"Polygon","coordinates":7}""", "expected a list")]
    [InlineData("""{"type":"Polygon","coordinates":[]}""", "a polygon without a ring")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,1]]]}""", "ring 0: a ring needs three corners")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,"x"],[1,1],[0,0]]]}""", "ring 0 corner 1: expected two numbers")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[4000000,3],[1,1],[0,0]]]}""", "corner 1: 4000000, 3 is not longitude and latitude")]
    [InlineData("""{"type":"Polygon","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2193"}},"coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}""", "coordinate system urn:ogc:def:crs:EPSG::2193")]
    public void ReadArea_Malformed_SaysWhereAndWhy(string json, string expected) =>
        Should.Throw<GeoJsonException>(() => GeoJson.ReadArea(Encoding.UTF8.GetBytes(json))).Message.ShouldContain(expected);

    [Fact]
    public void WriteArea_PolygonWithHole_ReadsBackEqualAndTurnsAsAsked()
    {
        var area = GeoJson.ReadArea(Encoding.UTF8.GetBytes("""{"type":"Polygon","coordinates":[[[0,0],[0,9],[9,9],[9,0],[0,0]],[[3,3],[6,3],[6,6],[3,6],[3,3]]]}"""));
        using var stream = new MemoryStream();
        GeoJson.WriteArea(stream, area, new Dictionary<string, string> { ["kind"] = "test" });
        var back = GeoJson.ReadArea(stream.ToArray());
        back.EqualsTopologically(area).ShouldBeTrue();
        var polygon = (NetTopologySuite.Geometries.Polygon)back.GetGeometryN(0);
        NetTopologySuite.Algorithm.Orientation.IsCCW(polygon.ExteriorRing.Coordinates).ShouldBeTrue();
        NetTopologySuite.Algorithm.Orientation.IsCCW(polygon.InteriorRings[0].Coordinates).ShouldBeFalse();
    }

    [Fact]
    public void Validate_LinesCrossByARounding_Repairs()
    {
        var findings = new CountyFindings();
        var area = GeoJson.ReadArea(Encoding.UTF8.GetBytes("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0.50001,1],[0.5,1.00001],[0.50001,1.00001],[0.5,1],[0,1],[0,0]]]}"""));
        AreaRepair.Validate(area, "boundary.geojson", findings)!.IsValid.ShouldBeTrue();
        findings.All.ShouldHaveSingleItem().Severity.ShouldBe(FindingSeverity.Warning);
    }

    [Fact]
    public void Validate_BowTie_IsAnErrorThatSaysWhere()
    {
        var findings = new CountyFindings();
        var area = GeoJson.ReadArea(Encoding.UTF8.GetBytes("""{"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}"""));
        AreaRepair.Validate(area, "boundary.geojson", findings).ShouldBeNull();
        findings.All.ShouldHaveSingleItem().ToString().ShouldBe("error: boundary.geojson: at 1,1: the area is not valid: self-intersection");
    }
}
