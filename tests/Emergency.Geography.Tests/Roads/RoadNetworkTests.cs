namespace Emergency.Geography.Tests.Roads;

public class RoadNetworkTests
{
    private static readonly DriveTimes Minute = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));

    [Fact]
    public void AddNode_NotOnEarth_Refuses() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new RoadNetworkBuilder().AddNode(new GeoPoint(29, 113), 1));

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(90_000)]
    public void AddRoad_TimeOutOfBounds_Refuses(double seconds)
    {
        var time = new DriveTimes(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(1));
        Should.Throw<ArgumentException>(() => TwoNodes(out var a, out var b).AddRoad(Road(a, b) with { Forward = time }));
    }

    [Fact]
    public void AddRoad_NoDirectionUnknownNodeOrLength_Refuses()
    {
        var builder = TwoNodes(out var a, out var b);
        Should.Throw<ArgumentException>(() => builder.AddRoad(Road(a, b) with { Forward = null }));
        Should.Throw<ArgumentException>(() => builder.AddRoad(Road(a, new NodeIndex(2))));
        Should.Throw<ArgumentException>(() => builder.AddRoad(Road(a, b) with { Length = new Metres(double.NaN) }));
        builder.RoadCount.ShouldBe(0);
    }

    [Fact]
    public void Build_AnyNetwork_KeepsWhatWasAdded()
    {
        var builder = TwoNodes(out var a, out var b);
        builder.AddRoad(Road(a, b) with { Forward = null, Backward = Minute, Name = "路", SourceId = 77, Class = RoadClass.Village });
        var network = builder.Build();
        network.ArcCount.ShouldBe(1);
        network.NameOf(0).ShouldBe("路");
        network.ClassOf(0).ShouldBe(RoadClass.Village);
        network.Data.RoadSource[0].ShouldBe(77);
        network.SourceIdOf(new NodeIndex(network.Data.Head[0])).ShouldBe(10);
        network.TotalLength.Value.ShouldBe(100);
        RoadNetworkCheck.FirstProblem(network.Data).ShouldBeNull();
    }

    [Fact]
    public void Build_ShortTime_IsAtLeastAMillisecond()
    {
        var builder = TwoNodes(out var a, out var b);
        builder.AddRoad(Road(a, b) with { Forward = new DriveTimes(TimeSpan.FromTicks(1), TimeSpan.FromTicks(1)) });
        builder.Build().Data.SirenMs[0].ShouldBe(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void PartCount_RandomNetwork_AgreesWithReachingBothWays(int seed)
    {
        var (network, reference) = RandomNetwork.Create(seed, nodes: 40, roadsPerNode: 1.1);
        var reach = network.Nodes.ToDictionary(n => $"{network.SourceIdOf(n)}", n => reference.TimesFrom($"{network.SourceIdOf(n)}").Keys.ToHashSet());
        var parts = reach.Keys.Select(a => string.Join(',', reach.Keys.Where(b => reach[a].Contains(b) && reach[b].Contains(a)))).Distinct().ToArray();
        network.PartCount.ShouldBe(parts.Length, $"seed {seed}");
        network.MainNodeCount.ShouldBe(parts.Max(p => p.Split(',').Length));
    }

    [Fact]
    public void PartCount_LongRoad_DoesNotExhaustTheStack()
    {
        var builder = new RoadNetworkBuilder();
        var nodes = Enumerable.Range(0, 200_000).Select(i => builder.AddNode(new GeoPoint(113 + (i * 1e-6), 29), i)).ToArray();
        for (var i = 1; i < nodes.Length; i++)
        {
            builder.AddRoad(Road(nodes[i - 1], nodes[i]));
        }

        builder.Build().PartCount.ShouldBe(200_000);
    }

    [Fact]
    public void IndexOf_HilbertCurve_VisitsEveryCellOnceBySteps()
    {
        const int Side = 32_768;
        var curve = HilbertCurve.Over(0, 0, Side - 1, Side - 1);
        // A block of 64 by 64 cells at the corner is one stretch of the curve.
        var cells = (from x in Enumerable.Range(0, 64) from y in Enumerable.Range(0, 64) select (Index: curve.IndexOf(x, y), x, y)).OrderBy(c => c.Index).ToArray();
        cells.Select(c => c.Index).ShouldBe(Enumerable.Range(cells[0].Index, 64 * 64));
        for (var i = 1; i < cells.Length; i++)
        {
            (Math.Abs(cells[i].x - cells[i - 1].x) + Math.Abs(cells[i].y - cells[i - 1].y)).ShouldBe(1);
        }
    }

    [Fact]
    public void Of_SpeedOutOfBounds_Refuses() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new RoadSpeeds(new Dictionary<RoadClass, DriveSpeed> { [RoadClass.Village] = new(0, 20) }));

    private static RoadNetworkBuilder TwoNodes(out NodeIndex a, out NodeIndex b)
    {
        var builder = new RoadNetworkBuilder();
        (a, b) = (builder.AddNode(World.At(0, 0), 10), builder.AddNode(World.At(100, 0), 11));
        return builder;
    }

    private static RoadDraft Road(NodeIndex from, NodeIndex to) =>
        new() { From = from, To = to, Class = RoadClass.Street, Length = new Metres(100), Forward = Minute };
}
