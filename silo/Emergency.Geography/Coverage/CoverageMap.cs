namespace Emergency.Geography;

/// <summary>Draws coverage as areas: squares of the population's own grid, those of one band and neighbouring each other joined.</summary>
internal static class CoverageMap
{
    private static readonly string[] Bands = ["twice", "once", "late"];

    public static void Write(CoverageSnapshot snapshot, Stream stream)
    {
        var cells = snapshot.Cells;
        var lattice = CellLattice.Of(cells.County.Population);
        var bandOf = new Dictionary<(int Column, int Row), int>();
        var people = new double[Bands.Length];
        for (var cell = 0; cell < cells.Count; cell++)
        {
            var band = BandOf(snapshot.Arrivals, cells, cell);
            var square = lattice.SquareOf(cells[cell].Centre);
            // Where several cells share a square the worst one shows.
            bandOf[square] = Math.Max(band, bandOf.GetValueOrDefault(square));
            people[band] += cells[cell].People;
        }

        using var writer = new GeoJsonWriter(stream, decimals: 5);
        for (var band = 0; band < Bands.Length; band++)
        {
            var squares = bandOf.Where(s => s.Value == band).Select(s => s.Key).ToHashSet();
            if (squares.Count > 0)
            {
                writer.BeginFeature();
                writer.Property("band", Bands[band]);
                writer.Property("people", Math.Round(people[band]));
                writer.EndFeature(new SquareOutliner(squares, lattice).ToArea());
            }
        }
    }

    private static int BandOf(CellArrivals arrivals, CoverageCells cells, int cell) =>
        arrivals.Second[cell] <= cells.StandardMs[cell] ? 0 : arrivals.Best[cell] <= cells.StandardMs[cell] ? 1 : 2;
}
