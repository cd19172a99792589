using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace Emergency.Geography.Tests.Coverage;

public class IsochroneMapTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableArray<int> Bands = [300, 600, 900, 1200, 1800];

    private static County County => Counties.BuiltIn;

    private static string Drawn { get; } = new IsochroneMap(County).FromUnits(Units(), Bands, Now);

    [Fact]
    public void FromUnits_EveryArea_IsValidAndRunsByTheRightHandRule()
    {
        foreach (var (name, area) in Areas(Drawn))
        {
            area.IsValid.ShouldBeTrue(name);
            foreach (var polygon in area.Geometries.Cast<Polygon>())
            {
                Orientation.IsCCW(polygon.ExteriorRing.CoordinateSequence).ShouldBeTrue(name);
                polygon.InteriorRings.ShouldAllBe(hole => !Orientation.IsCCW(hole.CoordinateSequence));
            }
        }
    }

    [Fact]
    public void FromUnits_Bands_DoNotOverlapAndLieInTheCounty()
    {
        var areas = Areas(Drawn);
        areas.Keys.ShouldBe(["300", "600", "900", "1200", "1800", "gap"]);
        var square = 0.25 * 0.25 / (111.195 * 111.195);
        foreach (var (a, b) in Bands.Zip(Bands.Skip(1)))
        {
            areas[$"{a}"].Intersection(areas[$"{b}"]).Area.ShouldBeLessThan(square);
        }

        areas.Values.ShouldAllBe(area => area.Difference(County.Areas.Boundary.Buffer(0.002)).IsEmpty);
    }

    [Fact]
    public void FromUnits_PlacesOnRoads_LieInTheBandOfTheirArrival()
    {
        var areas = Areas(Drawn).ToDictionary(a => a.Key, a => new IndexedPointInAreaLocator(a.Value));
        var trees = Units().Select(u => (
            Delay: County.Profile.Delays.BeforeDriving(u.Duty)!.Value,
            Tree: County.TravelTimes.From(County.Snapper.Snap(u.Position).Place!.Value, TravelProfile.Siren))).ToArray();
        var (right, asked) = (0, 0);
        foreach (var node in County.Roads.Junctions.Where(n => n.Value % 7 == 0))
        {
            var arrival = trees.Min(t => t.Tree.At(node) is { } drive ? (drive + t.Delay).TotalSeconds : double.PositiveInfinity);
            var at = County.Roads.PositionOf(node);
            // Near the edge of a band a square of the lattice decides.
            if (!County.Areas.Contains(at) || Bands.Any(b => Math.Abs(b - arrival) < 60))
            {
                continue;
            }

            var band = Bands.Where(b => b >= arrival).Select(b => $"{b}").FirstOrDefault();
            asked++;
            right += band is null
                ? Bands.All(b => !Covers(areas[$"{b}"], at)) ? 1 : 0
                : Covers(areas[band], at) ? 1 : 0;
        }

        asked.ShouldBeGreaterThan(200);
        ((double)right / asked).ShouldBeGreaterThan(0.97);
    }

    [Fact]
    public void FromUnits_NobodyAvailable_IsOneGapOverTheWholeCounty()
    {
        var areas = Areas(new IsochroneMap(County).FromUnits([], Bands, Now));
        areas.Keys.ShouldBe(["gap"]);
        (areas["gap"].Area / County.Areas.Boundary.Area).ShouldBe(1, 0.01);
    }

    [Fact]
    public void FromPlace_WithADelay_ReachesLessFar()
    {
        var map = new IsochroneMap(County);
        var place = County.Snapper.Snap(County.Stations[0].Position).Place!.Value;
        var soon = Areas(map.FromPlace(place, TimeSpan.Zero, [600], Now))["600"].Area;
        Areas(map.FromPlace(place, TimeSpan.FromMinutes(5), [600], Now))["600"].Area.ShouldBeLessThan(soon);
    }

    [Fact]
    public void FromUnits_RandomUnits_AreValidWhateverTheyAre()
    {
        var map = new IsochroneMap(County);
        for (var seed = 1; seed <= 6; seed++)
        {
            var random = new Random(seed);
            var box = County.Areas.Boundary.EnvelopeInternal;
            CoverageUnit[] units =
            [
                .. Enumerable.Range(0, 5).Select(i => new CoverageUnit(
                    new($"A{i}"), new GeoPoint(box.MinX + (random.NextDouble() * box.Width), box.MinY + (random.NextDouble() * box.Height)),
                    UnitDuty.AvailableMobile)),
            ];
            Areas(map.FromUnits(units, Bands, Now)).ShouldAllBe(a => a.Value.IsValid, $"seed {seed}");
        }
    }

    private static bool Covers(IndexedPointInAreaLocator area, GeoPoint at) =>
        area.Locate(new Coordinate(at.Longitude, at.Latitude)) != Location.Exterior;

    private static CoverageUnit[] Units() =>
        [.. County.Stations.Take(4).Select((s, i) => new CoverageUnit(new($"A{i}"), s.Position, UnitDuty.AvailableAtStation))];

    private static Dictionary<string, MultiPolygon> Areas(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement.GetProperty("features").EnumerateArray().ToDictionary(
            f => f.GetProperty("properties").TryGetProperty("toSeconds", out var to) ? $"{to.GetInt32()}" : "gap",
            f => GeoJson.ReadArea(Encoding.UTF8.GetBytes(f.GetRawText())));
    }
}
