namespace Emergency.Geography.Tests.Travel;

public sealed class TravelTargetsTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void FillFrom_AnyOriginAndVersion_AgreesWithTrees(int seed)
    {
        var (network, _) = RandomNetwork.Create(seed, nodes: 90);
        var (engine, dijkstra) = (new HierarchyTravelTimes(network), new DijkstraTravelTimes(network));
        RoadPlace?[] places = [.. Places(network, seed, 30).Select((p, i) => i % 7 == 3 ? (RoadPlace?)null : p)];
        var targets = engine.Prepare(places, TravelProfile.Siren);
        RoadPlace[] origins = [.. Places(network, seed + 1000, 12), .. places.OfType<RoadPlace>().Take(8)];
        for (var version = 0; version < 3; version++)
        {
            if (version > 0)
            {
                RoadCondition[] conditions = [new() { Id = "slow", Where = new NetTopologySuite.Geometries.Point(113.5, 29.5).Buffer(0.05 * version), Factor = version == 1 ? null : 3 }];
                engine.Apply(conditions);
                dijkstra.Apply(conditions);
            }

            var rows = origins.Select(_ => new int[places.Length]).ToArray();
            targets.FillFromEach(origins, rows);
            for (var o = 0; o < origins.Length; o++)
            {
                var tree = dijkstra.From(origins[o], TravelProfile.Siren);
                int[] expected = [.. places.Select(p => p is { } place ? tree.MillisecondsAt(place) : TravelTree.Unreachable)];
                rows[o].ShouldBe(expected, $"seed {seed}, version {version}, origin {o}");
                var row = new int[places.Length];
                targets.FillFrom(origins[o], row);
                row.ShouldBe(expected, $"seed {seed}, version {version}, origin {o}");
            }

            targets.Version.ShouldBe(version);
        }
    }

    [Fact]
    public void FillFrom_RowOfAnotherLength_IsRefused()
    {
        var (network, _) = RandomNetwork.Create(1);
        var targets = new HierarchyTravelTimes(network).Prepare([null, null], TravelProfile.Siren);
        Should.Throw<ArgumentException>(() => targets.FillFrom(Places(network, 1, 1)[0], new int[3])).Message.ShouldContain("a row of 3 for 2 places");
    }

    private static RoadPlace[] Places(RoadNetwork network, int seed, int count)
    {
        var random = new Random(seed);
        var snapper = new RoadSnapper(network, new SnapOptions());
        return [.. Enumerable.Range(0, count).Select(_ => snapper.Snap(World.At(random.NextDouble() * 8_000, random.NextDouble() * 8_000)).Place!.Value)];
    }
}
