namespace Emergency.Geography.Tests.Snapping;

public class RoadSnapperTests
{
    [Fact]
    public void Snap_BesideRoad_ProjectsOntoIt()
    {
        var place = World.Parse("A@0,0, B@1000,0, A-B 100s").Place(400, 120);
        place.Node.ShouldBeNull();
        place.Fraction.ShouldBe(0.4, 0.001);
        place.OffRoad.Value.ShouldBe(120, 0.5);
        place.OnRoad.DistanceTo(World.At(400, 0)).Value.ShouldBeLessThan(0.5);
        // 120 m at 15 km/h.
        place.OffRoadTime.TotalSeconds.ShouldBe(28.8, 0.2);
    }

    [Fact]
    public void Snap_BeyondRoadsEnd_IsAtTheNode()
    {
        var world = World.Parse("A@0,0, B@1000,0, A-B 100s");
        world.Place(1100, 50).Node.ShouldBe(world["B"]);
    }

    [Fact]
    public void Snap_ExactlyAtNodeOnAnotherRoad_PrefersTheNode()
    {
        // C lies under the bridge A-B.
        var world = World.Parse("A@0,0, B@1000,0, C@500,0, D@500,800, A-B 100s, C-D 50s");
        world.Place(500, 0).Node.ShouldBe(world["C"]);
    }

    [Fact]
    public void Snap_OnAFerryFarFromLand_SaysHowFarLandIs()
    {
        var world = World.Parse("A@0,0, B@10000,0, C@0,500, D@10000,500, A-B 1000s ferry, A-C 10s, B-D 10s");
        world.Snapper.Snap(World.At(5_000, 0)).Problem.ShouldBe(SnapProblem.TooFar);
        world.Place(1_000, 0).Node.ShouldBe(world["A"]);
    }

    [Fact]
    public void Snap_BridgeOverARoad_TakesTheNearerAndItsDirections()
    {
        // The bridge A>B is a one-way over C-D, and joins it nowhere.
        var world = World.Parse("A@0,0, B@1000,0, C@500,-500, D@500,500, A>B 100s, C-D 50s");
        world.Place(504, 2).Fraction.ShouldBe(0.504, 0.001);
        world.Place(498, 40).Fraction.ShouldBe(0.54, 0.001);
        world.Times.Between(world.Place(300, 1), world.Place(700, 1), TravelProfile.Siren)!.Value.Duration.TotalSeconds.ShouldBe(40, 0.5);
        world.Times.Between(world.Place(700, 1), world.Place(300, 1), TravelProfile.Siren).ShouldBeNull();
        world.Times.Between(world.Place(300, 1), world.Place(498, 40), TravelProfile.Siren).ShouldBeNull();
    }

    [Fact]
    public void Snap_ManyTimes_AllocatesNothing()
    {
        var world = World.Parse("A@0,0, B@1000,0, C@500,800, A-B 100s, B-C 100s, C-A 100s");
        var point = World.At(300, 200);
        world.Snapper.Snap(point);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            world.Snapper.Snap(point);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Snap_FartherThanAllowed_SaysHowFar()
    {
        var result = World.Parse("A@0,0, B@1000,0, A-B 100s").Snapper.Snap(World.At(0, 3_000));
        result.Problem.ShouldBe(SnapProblem.TooFar);
        result.Place.ShouldBeNull();
        result.DistanceToRoad.Value.ShouldBe(3_000, 10);
        result.Explanation.ShouldBe("the nearest road is 3.0 km away");
    }

    [Fact]
    public void Snap_NotOnEarth_IsTold() =>
        World.Parse("A-B 10s").Snapper.Snap(new GeoPoint(29.5, 113.5)).Problem.ShouldBe(SnapProblem.NotOnEarth);

    [Fact]
    public void Snap_NotANumber_IsTold() =>
        World.Parse("A-B 10s").Snapper.Snap(new GeoPoint(double.NaN, 29.5)).Problem.ShouldBe(SnapProblem.NotOnEarth);

    [Fact]
    public void Snap_NoRoads_IsTold() =>
        new RoadSnapper(new RoadNetworkBuilder().Build(), new SnapOptions()).Snap(World.Middle).Problem.ShouldBe(SnapProblem.NoRoads);

    [Fact]
    public void Snap_SmallPartsPassedOver_FindsTheMainRoad()
    {
        var network = World.Parse("A@0,0, B@1000,0, C@0,500, X@100,700, Y@200,700, A-B 10s, A-C 10s, X-Y 10s").Network;
        new RoadSnapper(network, new SnapOptions()).Snap(World.At(150, 690)).DistanceToRoad.Value.ShouldBe(10, 1);
        new RoadSnapper(network, new SnapOptions { SmallestPart = 3 }).Snap(World.At(150, 690)).DistanceToRoad.Value.ShouldBe(242, 2);
    }

    [Theory]
    [InlineData(0, 5_000, 1)]
    [InlineData(15, 0, 1)]
    [InlineData(15, 5_000, 0)]
    [InlineData(double.NaN, 5_000, 1)]
    public void Constructor_OptionOutOfRange_Refuses(double kmh, double farthest, int smallest) =>
        Should.Throw<ArgumentException>(() => new RoadSnapper(
            World.Parse("A-B 10s").Network,
            new SnapOptions { OffRoadKmh = kmh, FarthestRoad = new Metres(farthest), SmallestPart = smallest }));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Snap_RandomPoints_FindsWhatLookingAtEveryPieceFinds(int seed)
    {
        var (network, _) = RandomNetwork.Create(seed, nodes: 300);
        var snapper = new RoadSnapper(network, new SnapOptions { FarthestRoad = new Metres(100_000) });
        var random = new Random(seed);
        for (var i = 0; i < 300; i++)
        {
            var point = World.At((random.NextDouble() * 12_000) - 2_000, (random.NextDouble() * 12_000) - 2_000);
            snapper.Snap(point).DistanceToRoad.Value.ShouldBe(NearestByLookingAtAll(network, point), 0.06, $"seed {seed}, point {i}");
            snapper.SnapToNode(point).DistanceToRoad.Value.ShouldBe(
                network.Nodes.Where(n => HasRoad(network, n)).Min(n => Distance(point, network.PositionOf(n), network.PositionOf(n))), 0.01);
        }
    }

    private static bool HasRoad(RoadNetwork network, NodeIndex node) =>
        network.Data.RoadFrom.Contains(node.Value) || network.Data.RoadTo.Contains(node.Value);

    private static double NearestByLookingAtAll(RoadNetwork network, GeoPoint point) =>
        Enumerable.Range(0, network.RoadCount).Min(road =>
        {
            var shape = network.ShapeOf(road).ToArray();
            return Enumerable.Range(1, shape.Length - 1).Min(i => Distance(point, shape[i - 1], shape[i]));
        });

    private static double Distance(GeoPoint point, GeoPoint from, GeoPoint to)
    {
        var frame = new PlanFrame(point);
        var (a, b) = (frame.ToSpot(from), frame.ToSpot(to));
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var square = (dx * dx) + (dy * dy);
        var share = square == 0 ? 0 : Math.Clamp(-((a.X * dx) + (a.Y * dy)) / square, 0, 1);
        return new Spot(0, 0).DistanceTo(a.Towards(b, share));
    }
}
