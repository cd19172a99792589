using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>Sums up arrivals at cells into a snapshot.</summary>
internal sealed class CoverageReport(County county, CoverageCells cells, int worstPlaces)
{
    public CoverageSnapshot Summarise(CellArrivals arrivals, AmbulanceId[] units, DateTimeOffset asOf)
    {
        var sums = new Sums[2];
        var loss = new double[units.Length];
        for (var cell = 0; cell < cells.Count; cell++)
        {
            var people = cells[cell].People;
            ref var sum = ref sums[(int)cells[cell].Area];
            sum.Population += people;
            if (arrivals.Best[cell] > cells.StandardMs[cell])
            {
                continue;
            }

            sum.Covered += people;
            if (arrivals.Second[cell] <= cells.StandardMs[cell])
            {
                sum.Twice += people;
            }
            else
            {
                loss[arrivals.BestUnit[cell]] += people;
            }
        }

        var worst = Worst(arrivals);
        var document = new CoverageDocument(
            asOf,
            units.Length,
            ToCoverage(sums[(int)AreaKind.Urban], county.Profile.Standards.Urban),
            ToCoverage(sums[(int)AreaKind.Rural], county.Profile.Standards.Rural),
            [.. worst.Select(w => new PlaceArrival(w.Name, w.Arrival is { } a ? (int)Math.Round(a.TotalSeconds) : null))]);
        return new CoverageSnapshot(document, worst, arrivals, cells, units.Zip(loss).ToDictionary(p => p.First, p => p.Second));
    }

    /// <summary>The cell of each named place that is reached last, of those places the worst. Cells without a place stand for themselves.</summary>
    private LatePlace[] Worst(CellArrivals arrivals)
    {
        var last = new Dictionary<int, int>();
        for (var cell = 0; cell < cells.Count; cell++)
        {
            var key = cells.PlaceOf[cell] >= 0 ? cells.PlaceOf[cell] : -1 - cell;
            if (cells[cell].People > 0 && (!last.TryGetValue(key, out var other) || arrivals.Best[cell] > arrivals.Best[other]))
            {
                last[key] = cell;
            }
        }

        return [.. last.Values
            .OrderByDescending(cell => arrivals.Best[cell])
            .ThenBy(cell => cell)
            .Take(worstPlaces)
            .Select(cell => ToPlace(cell, arrivals.Best[cell]))];
    }

    private LatePlace ToPlace(int cell, int milliseconds)
    {
        var name = cells.Names.Describe(cells[cell].Centre, cells.PlaceOf[cell]);
        return new LatePlace(name.Zh, name.En, cells[cell], CoverageSnapshot.ToTime(milliseconds));
    }

    private static AreaCoverage ToCoverage(Sums sums, TimeSpan standard) => new(
        (int)standard.TotalSeconds,
        Math.Round(sums.Population, 1),
        Math.Round(sums.Covered, 1),
        sums.Population > 0 ? Math.Round(sums.Covered / sums.Population, 6) : 0,
        Math.Round(sums.Twice, 1));

    private struct Sums
    {
        public double Population;
        public double Covered;
        public double Twice;
    }
}
