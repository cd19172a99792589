using NetTopologySuite.Geometries;

namespace Emergency.Geography;

/// <summary>A junction-to-be.</summary>
internal sealed record Site
{
    public required Spot Spot { get; set; }

    /// <summary>The street grid that it belongs to, or −1 in the open country.</summary>
    public int Grid { get; init; } = -1;

    /// <summary>Row and column in that grid.</summary>
    public (int Row, int Column) Cell { get; init; }
}

/// <summary>A link between two sites.</summary>
internal sealed class Link(int from, int to)
{
    public int From { get; } = from;

    public int To { get; } = to;

    public RoadClass Class { get; set; } = RoadClass.Village;

    public string Name { get; set; } = "";

    /// <summary>1 only from <see cref="From"/> to <see cref="To"/>, −1 only back, 0 both.</summary>
    public int OneWay { get; set; }

    public int Other(int site) => site == From ? To : From;
}

/// <summary>
/// Places junctions: street grids in the towns, and between them points that keep a distance from each other, small near towns,
/// large in the hills (dart throwing, R. L. Cook, 1986).
/// </summary>
internal sealed class SitePlan
{
    private const int Darts = 90_000;
    private const double NearestToGrid = 170;
    private const double LargestGap = 2_000;

    /// <summary>The county seat's streets run along the line of its three street offices, in radians from east.</summary>
    private const double AlongSeats = 0.70;

    private readonly SeededRandom _random;
    private readonly Geometry _county;
    private readonly CountyGround _ground;

    public SitePlan(SeededRandom random, CountyGround ground)
    {
        _random = random;
        _ground = ground;
        _county = ground.County;
        AddGrid(0, ground.Urban, ground.SpotOf(CountyFacts.Wulipai), AlongSeats, 165, 250);
        var grid = 1;
        foreach (var town in CountyFacts.Towns.Where(t => !t.IsUrban))
        {
            var radius = 330 + (Math.Sqrt(town.People) * 1.9);
            var centre = ground.SpotOf(town);
            AddGrid(grid++, CountyGround.Circle(centre, radius, random.Between(0.55, 0.9)), centre, random.Between(0, Math.PI / 2), 105, 150);
        }

        Scatter();
    }

    public List<Site> Sites { get; } = [];

    public List<Link> Streets { get; } = [];

    private void AddGrid(int grid, Geometry area, Spot centre, double turn, double leastBlock, double largestBlock)
    {
        var reach = Math.Max(area.EnvelopeInternal.Width, area.EnvelopeInternal.Height) * 0.75;
        var rows = Lines(reach, leastBlock, largestBlock);
        var columns = Lines(reach, leastBlock, largestBlock);
        var placed = new Dictionary<(int, int), int>();
        var (sin, cos) = Math.SinCos(turn);
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < columns.Count; column++)
            {
                var (x, y) = (columns[column] + _random.Between(-9, 9), rows[row] + _random.Between(-9, 9));
                var spot = new Spot(centre.X + (x * cos) - (y * sin), centre.Y + (x * sin) + (y * cos));
                if (area.Contains(CountyGround.ToGeometry(spot)) && _random.NextDouble() < _ground.BuiltUp(spot))
                {
                    placed[(row, column)] = Sites.Count;
                    Sites.Add(new Site { Spot = spot, Grid = grid, Cell = (row, column) });
                }
            }
        }

        foreach (var ((row, column), site) in placed)
        {
            AddStreet(site, placed, (row, column + 1));
            AddStreet(site, placed, (row + 1, column));
        }
    }

    private List<double> Lines(double reach, double least, double largest)
    {
        var lines = new List<double>();
        for (var at = -reach; at <= reach; at += _random.Between(least, largest))
        {
            lines.Add(at);
        }

        return lines;
    }

    private void AddStreet(int from, Dictionary<(int, int), int> placed, (int, int) cell)
    {
        const double Missing = 0.1;
        if (placed.TryGetValue(cell, out var to) && _random.NextDouble() >= Missing)
        {
            Streets.Add(new Link(from, to) { Class = RoadClass.Street });
        }
    }

    private void Scatter()
    {
        var grid = new SpotGrid(NearestToGrid);
        var open = new SpotGrid(LargestGap / 2);
        foreach (var site in Sites)
        {
            grid.Add(site.Spot);
        }

        var box = _county.EnvelopeInternal;
        for (var dart = 0; dart < Darts; dart++)
        {
            var spot = new Spot(_random.Between(box.MinX, box.MaxX), _random.Between(box.MinY, box.MaxY));
            if (!open.Within(spot, _ground.Gap(spot)).Any() && !grid.Within(spot, NearestToGrid).Any() && _ground.IsInside(spot))
            {
                open.Add(spot);
                Sites.Add(new Site { Spot = spot });
            }
        }
    }
}
