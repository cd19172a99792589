namespace Emergency.Geography.Tests.Travel;

/// <summary>Dijkstra's search against the plainest one, on random networks; a failing case names its seed.</summary>
public sealed class DijkstraOnRandomNetworksTests : RandomNetworkTests
{
    protected override ITravelTimes On(RoadNetwork network) => new DijkstraTravelTimes(network);
}

/// <summary>The hierarchy against the plainest search.</summary>
public sealed class HierarchyOnRandomNetworksTests : RandomNetworkTests
{
    protected override ITravelTimes On(RoadNetwork network) => new HierarchyTravelTimes(network);
}

/// <summary>What every engine must answer.</summary>
public abstract class RandomNetworkTests
{
    protected abstract ITravelTimes On(RoadNetwork network);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void FillFrom_AnyNode_AgreesWithReference(int seed)
    {
        var (network, reference) = RandomNetwork.Create(seed);
        var times = On(network);
        foreach (var root in network.Nodes.Take(12))
        {
            var tree = times.From(At(network, root), TravelProfile.Siren);
            var expected = reference.TimesFrom($"{network.SourceIdOf(root)}");
            foreach (var node in network.Nodes)
            {
                var ms = tree.At(node)?.TotalMilliseconds;
                ms.ShouldBe(expected.TryGetValue($"{network.SourceIdOf(node)}", out var e) ? e : null, $"seed {seed}, {root} to {node}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void FillTo_AnyPlaces_AgreesWithFillFromAndBetween(int seed)
    {
        var (network, _) = RandomNetwork.Create(seed);
        var times = On(network);
        var places = Places(network, seed).ToArray();
        foreach (var to in places.Take(8))
        {
            var tree = times.To(to, TravelProfile.Siren);
            foreach (var from in places)
            {
                var between = times.Between(from, to, TravelProfile.Siren)?.Duration;
                tree.At(from).ShouldBe(between, $"seed {seed}");
                times.From(from, TravelProfile.Siren).At(to).ShouldBe(between, $"seed {seed}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void RouteBetween_AnyPlaces_IsDrivenStepByStepInTheTimeTold(int seed)
    {
        var (network, _) = RandomNetwork.Create(seed);
        var times = On(network);
        var places = Places(network, seed).ToArray();
        for (var i = 1; i < places.Length; i++)
        {
            var route = times.RouteBetween(places[i - 1], places[i], TravelProfile.Siren);
            var told = times.Between(places[i - 1], places[i], TravelProfile.Siren);
            route?.Duration.ShouldBe(told!.Value.Duration);
            (route is null).ShouldBe(told is null);
            if (route is not null)
            {
                CheckSteps(network, route, places[i - 1], places[i], $"seed {seed}, pair {i}");
            }
        }
    }

    private static void CheckSteps(RoadNetwork network, Route route, RoadPlace from, RoadPlace to, string what)
    {
        route.Points[0].Position.ShouldBe(from.Asked, what);
        route.Points[^1].Position.DistanceTo(to.Asked).Value.ShouldBeLessThan(0.1, what);
        route.Points[0].Elapsed.ShouldBe(TimeSpan.Zero, what);
        route.Points[^1].Elapsed.ShouldBe(route.Duration, what);
        route.Points[^1].Travelled.Value.ShouldBe(route.Length.Value, 0.5, what);
        route.At(route.Duration + TimeSpan.FromHours(1)).SpeedKmh.ShouldBe(0);
        for (var i = 1; i < route.Points.Count; i++)
        {
            route.Points[i].Elapsed.ShouldBeGreaterThanOrEqualTo(route.Points[i - 1].Elapsed, what);
            route.Points[i].Travelled.ShouldBeGreaterThanOrEqualTo(route.Points[i - 1].Travelled, what);
        }

        // Each stretch from node to node is one arc, in its direction and its time.
        var nodes = route.Points.Where(p => p.Node is not null).ToArray();
        for (var i = 1; i < nodes.Length; i++)
        {
            var (tail, head) = (nodes[i - 1].Node!.Value.Value, nodes[i].Node!.Value.Value);
            var ms = (nodes[i].Elapsed - nodes[i - 1].Elapsed).TotalMilliseconds;
            Enumerable.Range(network.Data.FirstOut[tail], network.Data.FirstOut[tail + 1] - network.Data.FirstOut[tail])
                .Any(arc => network.Data.Head[arc] == head && Math.Abs(network.Data.SirenMs[arc] - ms) < 1.5)
                .ShouldBeTrue($"{what}: {tail} to {head} in {ms} ms; {string.Join(" | ", route.Points.Select(p => $"{p.Node} {p.Elapsed.TotalMilliseconds}"))}");
        }
    }

    private static IEnumerable<RoadPlace> Places(RoadNetwork network, int seed)
    {
        var random = new Random(seed);
        var snapper = new RoadSnapper(network, new SnapOptions());
        for (var i = 0; i < 25; i++)
        {
            yield return snapper.Snap(World.At(random.NextDouble() * 8_000, random.NextDouble() * 8_000)).Place!.Value;
        }
    }

    private static RoadPlace At(RoadNetwork network, NodeIndex node) => new() { NodeOrNone = node.Value, Asked = network.PositionOf(node), OnRoad = network.PositionOf(node) };
}
