using System.Collections.Immutable;

namespace Emergency.Geography.Tests.Coverage;

public class SquareOutlinerTests
{
    private static readonly CellLattice Lattice = CellLattice.Of(
    [
        .. from x in Enumerable.Range(0, 30)
           from y in Enumerable.Range(0, 30)
           select new PopulationCell(new GeoPoint(x * 0.01, y * 0.01), 1, AreaKind.Rural),
    ]);

    [Theory]
    [InlineData("#", 1, 0)]
    [InlineData("##\n##", 1, 0)]
    [InlineData("#.\n.#", 2, 0)]
    [InlineData("###\n#.#\n###", 1, 1)]
    [InlineData("###\n#.#\n##.", 1, 1)]
    [InlineData("####\n#.##\n##.#\n####", 1, 2)]
    [InlineData("#####\n#...#\n#.#.#\n#...#\n#####", 2, 1)]
    public void ToArea_DrawnSquares_BecomeValidPolygons(string drawing, int polygons, int holes)
    {
        var squares = drawing.Split('\n').SelectMany((line, y) => line.Select((c, x) => (c, x, y))).Where(s => s.c == '#').Select(s => (s.x, s.y)).ToHashSet();
        var area = new SquareOutliner(squares, Lattice).ToArea();
        area.IsValid.ShouldBeTrue();
        area.NumGeometries.ShouldBe(polygons);
        area.Geometries.Cast<NetTopologySuite.Geometries.Polygon>().Sum(p => p.NumInteriorRings).ShouldBe(holes);
        area.Area.ShouldBe(squares.Count * 0.0001, 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void ToArea_RandomSquares_CoverExactlyThose(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 25; round++)
        {
            var density = random.NextDouble();
            var squares = (from x in Enumerable.Range(0, 14) from y in Enumerable.Range(0, 14) where random.NextDouble() < density select (x, y)).ToHashSet();
            var area = new SquareOutliner(squares, Lattice).ToArea();
            area.IsValid.ShouldBeTrue($"seed {seed}, round {round}");
            area.Area.ShouldBe(squares.Count * 0.0001, 1e-9, $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void Of_RoundedCoordinates_FindsTheStep()
    {
        var cells = Enumerable.Range(0, 200).Select(i => new PopulationCell(new GeoPoint(Math.Round(113 + (i % 20 * 0.0052), 5), Math.Round(29 + (i / 20 * 0.0045), 5)), 1, AreaKind.Rural));
        var lattice = CellLattice.Of([.. cells]);
        lattice.SquareOf(new GeoPoint(113 + (19 * 0.0052), 29 + (9 * 0.0045))).ShouldBe((19, 9));
    }

    [Fact]
    public void Of_ScatteredCells_FallsBackToHalfAKilometre()
    {
        var random = new Random(5);
        var cells = Enumerable.Range(0, 300).Select(_ => new PopulationCell(new GeoPoint(113 + random.NextDouble(), 29 + random.NextDouble()), 1, AreaKind.Rural)).ToImmutableArray();
        CellLattice.Of(cells).SquareKilometresAt(new GeoPoint(113.5, 29.5)).ShouldBe(0.25, 0.01);
    }
}
