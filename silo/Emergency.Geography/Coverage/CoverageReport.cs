using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>Sums up arrivals at cells into a snapshot: one pass over flat columns, cheap enough for once a second.</summary>
internal sealed class CoverageReport(County county, CoverageCells cells, int worstPlaces)
{
    private const int Counts = CoverageTally.MostUnits + 1;

    private readonly CoverageGround _ground = cells.Ground;

    public CoverageSnapshot Summarise(CellArrivals arrivals, AmbulanceId[] units, DateTimeOffset asOf)
    {
        var sums = new Sums[_ground.GroupCount];
        var byUnits = new double[_ground.GroupCount * Counts];
        var loss = new double[units.Length];
        var (best, second, bestUnit, covering) = (arrivals.Best, arrivals.Second, arrivals.BestUnit, arrivals.CoveringUnits);
        for (var cell = 0; cell < cells.Count; cell++)
        {
            var (people, group, standard) = (_ground.People[cell], _ground.Group[cell], cells.StandardMs[cell]);
            ref var sum = ref sums[group];
            sum.Population += people;
            sum.SquareKm += _ground.SquareKm[cell];
            if (people > 0)
            {
                sum.LastMs = Math.Max(sum.LastMs, best[cell]);
            }

            var count = best[cell] > standard ? 0 : second[cell] > standard ? 1 : 2;
            byUnits[(group * Counts) + Math.Min(covering[cell], Counts - 1)] += people;
            if (count == 0)
            {
                continue;
            }

            sum.Covered += people;
            sum.SquareKmCovered += _ground.SquareKm[cell];
            if (count == 2)
            {
                sum.Twice += people;
            }
            else
            {
                loss[bestUnit[cell]] += people;
            }
        }

        var tallies = sums.Select((sum, group) => sum.ToTally(byUnits.AsSpan(group * Counts, Counts))).ToArray();
        return new CoverageSnapshot(cells, arrivals, units, loss)
        {
            AsOf = asOf,
            Standards = county.Profile.Standards,
            Urban = CoverageTally.Sum(tallies.Where((_, group) => group % 2 == (int)AreaKind.Urban)),
            Rural = CoverageTally.Sum(tallies.Where((_, group) => group % 2 == (int)AreaKind.Rural)),
            Townships = [.. _ground.Townships.Select((place, i) => ToTownship(place, i, tallies, sums))],
            Worst = Worst(best),
        };
    }

    private static TownshipTally ToTownship(CountyPlace place, int township, CoverageTally[] tallies, Sums[] sums)
    {
        var (urban, rural) = (CoverageGround.GroupOf(township, AreaKind.Urban), CoverageGround.GroupOf(township, AreaKind.Rural));
        return new TownshipTally(
            place, tallies[urban], tallies[rural], CoverageTally.Sum([tallies[urban], tallies[rural]]),
            CoverageSnapshot.ToTime(Math.Max(sums[urban].LastMs, sums[rural].LastMs)));
    }

    /// <summary>The cell of each named place that is reached last, of those places the worst. Cells without a place stand for themselves.</summary>
    private LatePlace[] Worst(int[] best)
    {
        var last = new int[county.Places.Length];
        Array.Fill(last, -1);
        var worst = new List<int>(worstPlaces + 1);
        for (var cell = 0; cell < cells.Count; cell++)
        {
            if (_ground.People[cell] <= 0)
            {
                continue;
            }

            var place = cells.PlaceOf[cell];
            if (place < 0)
            {
                Offer(worst, cell, best);
            }
            else if (last[place] < 0 || best[cell] > best[last[place]])
            {
                last[place] = cell;
            }
        }

        foreach (var cell in last)
        {
            if (cell >= 0)
            {
                Offer(worst, cell, best);
            }
        }

        return [.. worst.Select(cell => ToPlace(cell, best[cell]))];
    }

    /// <summary>Keeps the list the latest first, of equal ones the first cell first, and no longer than asked for.</summary>
    private void Offer(List<int> worst, int cell, int[] best)
    {
        if (worstPlaces == 0 || (worst.Count == worstPlaces && !IsWorse(cell, worst[^1], best)))
        {
            return;
        }

        var at = worst.Count;
        while (at > 0 && IsWorse(cell, worst[at - 1], best))
        {
            at--;
        }

        worst.Insert(at, cell);
        if (worst.Count > worstPlaces)
        {
            worst.RemoveAt(worstPlaces);
        }
    }

    private static bool IsWorse(int cell, int than, int[] best) => best[cell] > best[than] || (best[cell] == best[than] && cell < than);

    private LatePlace ToPlace(int cell, int milliseconds)
    {
        var name = cells.Names.Describe(cells[cell].Centre, cells.PlaceOf[cell]);
        var township = (_ground.Group[cell] / 2) - 1;
        return new LatePlace(
            name.Zh, name.En, cells[cell], CoverageSnapshot.ToTime(milliseconds), township < 0 ? null : _ground.Townships[township]);
    }

    private struct Sums
    {
        public double Population;
        public double Covered;
        public double Twice;
        public double SquareKm;
        public double SquareKmCovered;
        public int LastMs;

        public readonly CoverageTally ToTally(ReadOnlySpan<double> byUnits) =>
            new(Population, Covered, Twice, SquareKm, SquareKmCovered, byUnits.ToArray());
    }
}
