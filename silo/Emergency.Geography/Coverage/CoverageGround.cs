using System.Collections.Immutable;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>What of the cells never changes, in flat columns, so that a report each second touches little memory and allocates nothing.</summary>
internal sealed class CoverageGround
{
    public CoverageGround(CoverageCells cells)
    {
        var population = cells.County.Population;
        var lattice = CellLattice.Of(population);
        Townships = TownshipsOf(cells.County.Places);
        var nearest = new PlaceNames(Townships, new Metres(0));
        People = new double[population.Length];
        SquareKm = new double[population.Length];
        Group = new int[population.Length];
        for (var cell = 0; cell < population.Length; cell++)
        {
            var (centre, people, area) = (population[cell].Centre, population[cell].People, population[cell].Area);
            People[cell] = people;
            SquareKm[cell] = lattice.SquareKilometresAt(centre);
            Group[cell] = GroupOf(nearest.NearestTo(centre), area);
        }

        DivideSharedSquares(population, lattice);
    }

    /// <summary>The seats of towns; each stands for the cells that are nearest to it. Empty where the county names none.</summary>
    public ImmutableArray<CountyPlace> Townships { get; }

    /// <summary>The people of each cell.</summary>
    public double[] People { get; }

    /// <summary>The inhabited land of each cell, in square kilometres: its square of the population's grid.</summary>
    public double[] SquareKm { get; }

    /// <summary>The township and area of each cell as one number, see <see cref="GroupOf"/>.</summary>
    public int[] Group { get; }

    /// <summary>How many groups there are.</summary>
    public int GroupCount => (Townships.Length + 1) * 2;

    /// <summary>The group of a township (−1 for none) and an area.</summary>
    public static int GroupOf(int township, AreaKind area) => ((township + 1) * 2) + (int)area;

    private static ImmutableArray<CountyPlace> TownshipsOf(ImmutableArray<CountyPlace> places) =>
        [.. places.Where(p => p.Kind is PlaceKind.Seat or PlaceKind.Town)];

    /// <summary>Where several cells lie in one square, each has its part of it.</summary>
    private void DivideSharedSquares(ImmutableArray<PopulationCell> population, CellLattice lattice)
    {
        var inSquare = population.CountBy(c => lattice.SquareOf(c.Centre)).ToDictionary();
        for (var cell = 0; cell < population.Length; cell++)
        {
            SquareKm[cell] /= inSquare[lattice.SquareOf(population[cell].Centre)];
        }
    }
}
