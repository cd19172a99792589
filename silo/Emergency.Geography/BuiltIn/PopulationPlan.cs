using System.Collections.Immutable;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>
/// Spreads the built-in county's people over cells of about 500 m: around the seats of towns, around villages, and a few everywhere.
/// Whole people; the sum is exact (largest remainders, A. Hamilton, 1792).
/// </summary>
internal static class PopulationPlan
{
    private const double LonStep = 0.0052;
    private const double LatStep = 0.0045;
    private const double InVillages = 0.42;
    private const double Scattered = 0.12;

    public static ImmutableArray<PopulationCell> Create(CountyGround ground, IReadOnlyList<Spot> villages, CountyAreas areas)
    {
        var cells = CellsOf(ground);
        var weights = new double[cells.Count];
        foreach (var (town, seat) in ground.Seats)
        {
            var share = town.IsUrban ? 1 : 1 - InVillages - Scattered;
            Spread(cells, weights, seat, town.IsUrban ? 1_100 : 650, town.People * share);
        }

        var countryPeople = CountyFacts.Towns.Where(t => !t.IsUrban).Sum(t => t.People);
        foreach (var village in villages)
        {
            Spread(cells, weights, village, 700, countryPeople * InVillages / villages.Count);
        }

        var flat = cells.Select(c => 1 - (0.85 * ground.Hilliness(c))).ToArray();
        var people = Whole([.. weights.Zip(flat, (w, f) => w + (countryPeople * Scattered * f / flat.Sum()))]);
        return
        [
            .. cells.Select((spot, i) => (Point: Rounded(ground.Frame.ToPoint(spot)), People: people[i]))
                .Where(c => c.People > 0)
                .Select(c => new PopulationCell(c.Point, c.People, areas.KindOf(c.Point))),
        ];
    }

    private static List<Spot> CellsOf(CountyGround ground)
    {
        var cells = new List<Spot>();
        for (var row = 0; row < 160; row++)
        {
            for (var column = 0; column < 100; column++)
            {
                var spot = ground.Frame.ToSpot(new GeoPoint(113.28 + (column * LonStep), 29.18 + (row * LatStep)));
                if (ground.IsInside(spot))
                {
                    cells.Add(spot);
                }
            }
        }

        return cells;
    }

    /// <summary>Spreads people around a middle by a Gaussian of the given deviation, over the cells there are.</summary>
    private static void Spread(List<Spot> cells, double[] weights, Spot middle, double deviation, double people)
    {
        var bell = cells.Select(c => Math.Exp(-c.SquareTo(middle) / (2 * deviation * deviation))).ToArray();
        var sum = bell.Sum();
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] += people * bell[i] / sum;
        }
    }

    private static int[] Whole(double[] weights)
    {
        var sum = weights.Sum();
        var exact = weights.Select(w => w * CountyFacts.People / sum).ToArray();
        var whole = exact.Select(e => (int)e).ToArray();
        var missing = CountyFacts.People - whole.Sum();
        foreach (var i in Enumerable.Range(0, exact.Length).OrderByDescending(i => exact[i] - whole[i]).ThenBy(i => i).Take(missing))
        {
            whole[i]++;
        }

        return whole;
    }

    private static GeoPoint Rounded(GeoPoint point) => new(Math.Round(point.Longitude, 5), Math.Round(point.Latitude, 5));
}
