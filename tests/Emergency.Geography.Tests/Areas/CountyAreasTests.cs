using System.Text;
using NetTopologySuite.Geometries;

namespace Emergency.Geography.Tests.Areas;

public class CountyAreasTests
{
    private static readonly MultiPolygon Boundary = Square(113.3, 29.3, 113.7, 29.7);
    private static readonly CountyAreas Areas = new(Boundary, Square(113.4, 29.4, 113.5, 29.5), new Metres(500));

    [Theory]
    [InlineData(113.45, 29.45, AreaKind.Urban)]
    [InlineData(113.40, 29.45, AreaKind.Urban)]
    [InlineData(113.60, 29.60, AreaKind.Rural)]
    [InlineData(100.00, 29.60, AreaKind.Rural)]
    public void KindOf_Point_FollowsTheUrbanArea(double lon, double lat, AreaKind expected) =>
        Areas.KindOf(new GeoPoint(lon, lat)).ShouldBe(expected);

    [Fact]
    public void KindOf_NoUrbanArea_IsRural() =>
        new CountyAreas(Boundary, null, new Metres(0)).KindOf(new GeoPoint(113.45, 29.45)).ShouldBe(AreaKind.Rural);

    [Theory]
    [InlineData(113.50, 29.50, CountyPosition.Inside)]
    [InlineData(113.704, 29.50, CountyPosition.Inside)]
    [InlineData(113.71, 29.50, CountyPosition.Outside)]
    [InlineData(29.50, 113.50, CountyPosition.LooksSwapped)]
    [InlineData(400, 500, CountyPosition.NotOnEarth)]
    [InlineData(double.NaN, 29.5, CountyPosition.NotOnEarth)]
    public void Locate_Point_SaysHowItLies(double lon, double lat, CountyPosition expected) =>
        Areas.Locate(new GeoPoint(lon, lat)).ShouldBe(expected);

    [Fact]
    public void DistanceTo_OutsideAndInside_IsMeasuredInMetres()
    {
        // A hundredth of a degree of longitude at 29.5° north.
        Areas.DistanceTo(new GeoPoint(113.71, 29.5)).Value.ShouldBe(968, 5);
        Areas.DistanceTo(new GeoPoint(113.5, 29.5)).Value.ShouldBe(0);
    }

    [Fact]
    public void Constructor_NegativeTolerance_Refuses() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new CountyAreas(Boundary, null, new Metres(-1)));

    [Fact]
    public void KindOf_ManyThreads_Agree()
    {
        var areas = new CountyAreas(Boundary, Square(113.4, 29.4, 113.5, 29.5), new Metres(500));
        var urban = 0;
        Parallel.For(0, 20_000, i =>
        {
            if (areas.KindOf(new GeoPoint(113.3 + (0.4 * i / 20_000), 29.45)) == AreaKind.Urban)
            {
                Interlocked.Increment(ref urban);
            }
        });
        urban.ShouldBeInRange(5_000, 5_002);
    }

    [Fact]
    public void Contains_RealBoundary_KnowsTheTownsOfTheCounty()
    {
        var file = SharedData.Require("boundary/linxiang_430682_wgs84.geojson");
        var areas = new CountyAreas(GeoJson.ReadArea(File.ReadAllBytes(file)), null, new Metres(0));
        areas.Contains(CountyFacts.ChangAn.Seat).ShouldBeTrue();
        areas.Contains(CountyFacts.Taolin.Seat).ShouldBeTrue();
        areas.Contains(new GeoPoint(113.13, 29.36)).ShouldBeFalse("Yueyang's city");
    }

    internal static MultiPolygon Square(double minLon, double minLat, double maxLon, double maxLat) => GeoJson.ReadArea(Encoding.UTF8.GetBytes(
        FormattableString.Invariant($$"""{"type":"Polygon","coordinates":[[[{{minLon}},{{minLat}}],[{{maxLon}},{{minLat}}],[{{maxLon}},{{maxLat}}],[{{minLon}},{{maxLat}}],[{{minLon}},{{minLat}}]]]}""")));
}
