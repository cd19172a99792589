using System.Collections.Immutable;
using Emergency.Domain;
using NetTopologySuite.Geometries;

namespace Emergency.Geography;

/// <summary>Works out parts of a county that were not given, from parts that were.</summary>
internal static class CountyDerivation
{
    private const double HullMarginDegrees = 0.01;
    private const double CellMetres = 500;
    private const double MetresPerPerson = 50;
    private const double MetresPerDegree = 111_195;

    /// <summary>People per km² from which a place counts as urban, after the State Council's criteria of 1999 for towns.</summary>
    private const double UrbanDensity = 1_500;

    public static MultiPolygon Boundary(RoadNetwork roads)
    {
        var points = roads.Junctions.Select(roads.PositionOf).Select(p => new Coordinate(p.Longitude, p.Latitude)).ToArray();
        var hull = GeoJson.Factory.CreateMultiPointFromCoords(points).ConvexHull().Buffer(HullMarginDegrees, 4);
        return GeoJson.Factory.CreateMultiPolygon([(Polygon)hull]);
    }

    /// <summary>People along the roads, by cells of 500 m.</summary>
    public static ImmutableArray<PopulationCell> Population(RoadNetwork roads, Func<GeoPoint, AreaKind> kindOf)
    {
        var middle = roads.PositionOf(new NodeIndex(roads.JunctionCount / 2));
        var latStep = CellMetres / MetresPerDegree;
        var lonStep = latStep / Math.Max(0.1, Math.Cos(double.DegreesToRadians(middle.Latitude)));
        var metres = new Dictionary<(int Row, int Column), double>();
        for (var road = 0; road < roads.RoadCount; road++)
        {
            var from = roads.PositionOf(new NodeIndex(roads.Data.RoadFrom[road]));
            var to = roads.PositionOf(new NodeIndex(roads.Data.RoadTo[road]));
            var half = roads.Data.LengthCm[roads.ArcOf(road)] / 200.0;
            foreach (var end in new[] { from, to })
            {
                var cell = ((int)Math.Floor(end.Latitude / latStep), (int)Math.Floor(end.Longitude / lonStep));
                metres[cell] = metres.GetValueOrDefault(cell) + half;
            }
        }

        return
        [
            .. metres.OrderBy(c => c.Key)
                .Select(c => (Centre: new GeoPoint(Math.Round((c.Key.Column + 0.5) * lonStep, 5), Math.Round((c.Key.Row + 0.5) * latStep, 5)), c.Value))
                .Select(c => new PopulationCell(c.Centre, Math.Round(c.Value / MetresPerPerson, 1), kindOf(c.Centre))),
        ];
    }

    /// <summary>The urban area from the cells that are marked urban, or, where none is, from the dense ones, which are then marked.</summary>
    public static MultiPolygon? Urban(ImmutableArray<PopulationCell> cells, out bool isFlagged, out ImmutableArray<PopulationCell> marked)
    {
        var lattice = CellLattice.Of(cells);
        isFlagged = cells.Any(c => c.Area == AreaKind.Urban);
        marked = isFlagged ? cells : Dense(cells, lattice);
        var squares = marked.Where(c => c.Area == AreaKind.Urban).Select(c => lattice.SquareOf(c.Centre)).ToHashSet();
        return squares.Count == 0 ? null : new SquareOutliner(squares, lattice).ToArea();
    }

    public static ImmutableArray<CountyStation> StationsAt(ImmutableArray<CountyHospital> hospitals) =>
        [.. hospitals.Select((h, i) => new CountyStation(new($"ST{i + 1:00}"), h.Name, h.NameEn, h.Position, 2))];

    public static ImmutableArray<CountyStation> StationAmong(ImmutableArray<PopulationCell> cells)
    {
        var people = cells.Sum(c => c.People);
        return people <= 0
            ? []
            :
            [
                new CountyStation(
                    new("ST01"), "急救站", "Station",
                    new GeoPoint(
                        Math.Round(cells.Sum(c => c.Centre.Longitude * c.People) / people, 6),
                        Math.Round(cells.Sum(c => c.Centre.Latitude * c.People) / people, 6)),
                    4),
            ];
    }

    public static ImmutableArray<CountyPlace> Places(ImmutableArray<CountyStation> stations, ImmutableArray<CountyHospital> hospitals) =>
    [
        .. stations.Select(s => new CountyPlace(s.Name, s.NameEn, PlaceKind.Locality, s.Position, IsApproximate: true)),
        .. hospitals.Where(h => stations.All(s => s.Position != h.Position))
            .Select(h => new CountyPlace(h.Name, h.NameEn, PlaceKind.Locality, h.Position, IsApproximate: true)),
    ];

    /// <summary>China has one time zone; elsewhere the nautical zone of the longitude, which knows no summer time.</summary>
    public static string TimeZone(MultiPolygon boundary)
    {
        var middle = boundary.EnvelopeInternal.Centre;
        if (middle.X is > 73 and < 135 && middle.Y is > 18 and < 54)
        {
            return "Asia/Shanghai";
        }

        var hours = (int)Math.Round(middle.X / 15);
        // The names of these zones count westward.
        return hours == 0 ? "Etc/UTC" : $"Etc/GMT{(hours > 0 ? "-" : "+")}{Math.Abs(hours)}";
    }

    private static ImmutableArray<PopulationCell> Dense(ImmutableArray<PopulationCell> cells, CellLattice lattice)
    {
        var people = cells.GroupBy(c => lattice.SquareOf(c.Centre)).ToDictionary(g => g.Key, g => g.Sum(c => c.People));
        return [.. cells.Select(c => c with { Area = people[lattice.SquareOf(c.Centre)] >= UrbanDensity * lattice.SquareKilometresAt(c.Centre) ? AreaKind.Urban : AreaKind.Rural })];
    }
}
