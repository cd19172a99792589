namespace Emergency.Geography;

/// <summary>Who is reached in time among the people of one area or township, summed over its cells.</summary>
/// <param name="Population">The people.</param>
/// <param name="Covered">Of them, within the standard of the nearest available unit.</param>
/// <param name="CoveredTwice">Of them, within the standard of a second one too.</param>
/// <param name="SquareKm">Inhabited land, in square kilometres.</param>
/// <param name="SquareKmCovered">Of it, within the standard.</param>
/// <param name="ByUnits">The people whom exactly so many units reach within the standard; the last entry means that many or more.</param>
public sealed record CoverageTally(
    double Population, double Covered, double CoveredTwice, double SquareKm, double SquareKmCovered, IReadOnlyList<double> ByUnits)
{
    /// <summary>Units beyond this many are not told apart: with them nearly nobody would go unreached.</summary>
    public const int MostUnits = 16;

    /// <summary>
    /// The people who can be expected to be reached in time when each unit is busy for a share of its time, independently of the others:
    /// the sum of people · (1 − q^k) over the cells, k being the units that reach a cell in time (MEXCLP: M. S. Daskin, "A maximum
    /// expected covering location model", Transportation Science 17, 1983).
    /// </summary>
    /// <param name="busyFraction">q, 0 to 1.</param>
    public double Expected(double busyFraction)
    {
        var (expected, allBusy) = (0.0, 1.0);
        foreach (var people in ByUnits)
        {
            expected += people * (1 - allBusy);
            allBusy *= busyFraction;
        }

        return expected;
    }

    internal static CoverageTally Sum(IEnumerable<CoverageTally> parts)
    {
        var byUnits = new double[MostUnits + 1];
        var (population, covered, twice, land, landCovered) = (0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var part in parts)
        {
            population += part.Population;
            covered += part.Covered;
            twice += part.CoveredTwice;
            land += part.SquareKm;
            landCovered += part.SquareKmCovered;
            for (var k = 0; k < byUnits.Length; k++)
            {
                byUnits[k] += part.ByUnits[k];
            }
        }

        return new CoverageTally(population, covered, twice, land, landCovered, byUnits);
    }
}

/// <summary>Coverage of the cells that are nearest to the seat of one town.</summary>
/// <param name="Place">The seat.</param>
/// <param name="Urban">The people there under the urban standard.</param>
/// <param name="Rural">The people there under the rural standard.</param>
/// <param name="All">Both.</param>
/// <param name="LastArrival">From the answered call to the first unit in the inhabited cell that is reached last; null where none can come.</param>
public sealed record TownshipTally(CountyPlace Place, CoverageTally Urban, CoverageTally Rural, CoverageTally All, TimeSpan? LastArrival);
