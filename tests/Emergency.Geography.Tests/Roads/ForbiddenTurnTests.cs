namespace Emergency.Geography.Tests.Roads;

/// <summary>The graph with forbidden turns built in, searched without a thought of turns, against a search that remembers how it came.</summary>
public class ForbiddenTurnTests
{
    private const int Seconds = 1_000;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Build_RandomTurnsForbidden_GivesTheTimesOfASearchThatRemembersItsWay(int seed)
    {
        var roads = new TurnWorld(seed);
        var network = roads.Network;
        RoadNetworkCheck.FirstProblem(network.Data).ShouldBeNull();
        foreach (var from in network.Junctions)
        {
            var plain = PlainTimes(network, from.Value);
            var expected = roads.TimesFrom(network.SourceIdOf(from));
            foreach (var to in network.Junctions)
            {
                var reached = network.CopiesOf(to.Value).ToArray().Min(n => plain[n]);
                (reached == long.MaxValue ? (long?)null : reached)
                    .ShouldBe(expected.TryGetValue(network.SourceIdOf(to), out var e) ? e : null, $"seed {seed}, {from} to {to}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Between_RandomTurnsForbidden_IsTrueOfBothEngines(int seed)
    {
        var roads = new TurnWorld(seed);
        ITravelTimes[] engines = [new DijkstraTravelTimes(roads.Network), new HierarchyTravelTimes(roads.Network)];
        foreach (var from in roads.Network.Junctions)
        {
            var expected = roads.TimesFrom(roads.Network.SourceIdOf(from));
            foreach (var to in roads.Network.Junctions)
            {
                double? ms = expected.TryGetValue(roads.Network.SourceIdOf(to), out var e) ? e : null;
                foreach (var engine in engines)
                {
                    engine.Between(At(roads.Network, from), At(roads.Network, to), TravelProfile.Siren)?.Duration.TotalMilliseconds.ShouldBe(ms!.Value, $"seed {seed}");
                    engine.From(At(roads.Network, from), TravelProfile.Siren).At(At(roads.Network, to))?.TotalMilliseconds.ShouldBe(ms!.Value, $"seed {seed}");
                    (engine.Between(At(roads.Network, from), At(roads.Network, to), TravelProfile.Siren) is null).ShouldBe(ms is null, $"seed {seed}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Build_RandomTurnsForbidden_KeepsCopiesAfterAllElse(int seed)
    {
        var network = new TurnWorld(seed).Network;
        for (var road = 0; road < network.RoadCount; road++)
        {
            foreach (var forward in new[] { true, false })
            {
                var arcs = network.ArcsOf(road, forward).ToArray();
                arcs.ShouldAllBe(a => network.Data.RoadOfArc[a] == road && network.IsForward[a] == forward);
                arcs.ShouldAllBe(a => network.JunctionOf(network.Tail[a]) == (forward ? network.Data.RoadFrom : network.Data.RoadTo)[road]);
                arcs.ShouldAllBe(a => network.JunctionOf(network.Data.Head[a]) == (forward ? network.Data.RoadTo : network.Data.RoadFrom)[road]);
                if (arcs.Length > 0)
                {
                    network.Tail[arcs[0]].ShouldBeLessThan(network.JunctionCount);
                    arcs[1..].ShouldAllBe(a => network.Tail[a] >= network.JunctionCount);
                }
            }
        }

        Enumerable.Range(0, network.RoadCount).Sum(r => network.ArcsOf(r, true).Length + network.ArcsOf(r, false).Length).ShouldBe(network.ArcCount);
        network.Junctions.Sum(j => network.CopiesOf(j.Value).Length).ShouldBe(network.NodeCount);
        network.Nodes.ShouldAllBe(n => network.PositionOf(n) == network.PositionOf(network.JunctionOf(n)));
    }

    [Fact]
    public void Build_OneTurnForbidden_CopiesTheJunctionOnce()
    {
        var builder = Star(out var centre);
        builder.Forbid(new RoadStep(0, true), new RoadStep(1, false));
        var network = builder.Build();
        network.NodeCount.ShouldBe(5 + 1);
        network.ArcCount.ShouldBe(8 + 3);
        network.CopiesOf(IndexOf(network, centre)).Length.ShouldBe(2);
    }

    [Fact]
    public void Build_SameTurnForbiddenFromTwoSides_SharesTheCopy()
    {
        var builder = Star(out var centre);
        builder.Forbid(new RoadStep(0, true), new RoadStep(1, false));
        builder.Forbid(new RoadStep(2, true), new RoadStep(1, false));
        builder.Forbid(new RoadStep(3, true), new RoadStep(2, false));
        var network = builder.Build();
        network.CopiesOf(IndexOf(network, centre)).Length.ShouldBe(3);
    }

    [Fact]
    public void Build_ForbiddenTwiceOrWithinALongerWay_AddsNothing()
    {
        var builder = Star(out _);
        builder.Forbid(new RoadStep(0, true), new RoadStep(1, false));
        var once = builder.Build().NodeCount;
        builder.Forbid(new RoadStep(0, true), new RoadStep(1, false));
        builder.Forbid(new RoadStep(0, true), new RoadStep(1, false), new RoadStep(1, true));
        builder.Build().NodeCount.ShouldBe(once);
    }

    [Fact]
    public void Build_EveryWayInRestricted_LeavesTheJunctionForStartsOnly()
    {
        // All four ways into the centre forbid the same exit: what starts there may still take it.
        var builder = Star(out var centre);
        for (var road = 0; road < 4; road++)
        {
            builder.Forbid(new RoadStep(road, true), new RoadStep(1, false));
        }

        var network = builder.Build();
        var junction = IndexOf(network, centre);
        network.CopiesOf(junction).Length.ShouldBe(2);
        (network.Data.FirstOut[junction + 1] - network.Data.FirstOut[junction]).ShouldBe(4);
        network.FirstIn[junction + 1].ShouldBe(network.FirstIn[junction]);
        PlainTimes(network, junction)[IndexOf(network, 1)].ShouldBe(Seconds);
    }

    [Fact]
    public void PartCount_JunctionReachedByCopiesOnly_BelongsToItsPart()
    {
        var builder = Star(out _);
        for (var road = 0; road < 4; road++)
        {
            builder.Forbid(new RoadStep(road, true), new RoadStep(road, false));
        }

        var network = builder.Build();
        network.PartCount.ShouldBe(1);
        network.MainNodeCount.ShouldBe(5);
        network.MainNodes().Length.ShouldBe(5);
    }

    [Fact]
    public void Forbid_NotAWay_Refuses()
    {
        var builder = Star(out _);
        Should.Throw<ArgumentException>(() => builder.Forbid(new RoadStep(0, true)));
        Should.Throw<ArgumentException>(() => builder.Forbid(new RoadStep(0, true), new RoadStep(1, true)));
        Should.Throw<ArgumentException>(() => builder.Forbid(new RoadStep(0, true), new RoadStep(9, true)));
    }

    [Fact]
    public void Read_Written_KeepsCopies()
    {
        using var folder = new TempFolder();
        var network = new TurnWorld(3).Network;
        network.NodeCount.ShouldBeGreaterThan(network.JunctionCount);
        RoadNetworkFile.Write(network, folder["roads.network"]);
        var back = RoadNetworkFile.Read(folder["roads.network"]);
        back.Data.CopyOfNode.ShouldBe(network.Data.CopyOfNode);
        back.Data.CopyOfArc.ShouldBe(network.Data.CopyOfArc);
        back.Data.Head.ShouldBe(network.Data.Head);
    }

    /// <summary>Roads 0 to 3 lead from nodes 0 to 3 to the centre, both ways.</summary>
    private static RoadNetworkBuilder Star(out long centre)
    {
        var builder = new RoadNetworkBuilder();
        var ends = Enumerable.Range(0, 5).Select(i => builder.AddNode(World.At(i * 100, i * i * 10), i)).ToArray();
        var second = new DriveTimes(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        for (var i = 0; i < 4; i++)
        {
            builder.AddRoad(new RoadDraft { From = ends[i], To = ends[4], Class = RoadClass.Street, Length = new Metres(10), Forward = second, Backward = second });
        }

        centre = 4;
        return builder;
    }

    private static RoadPlace At(RoadNetwork network, NodeIndex node) =>
        new() { NodeOrNone = node.Value, Asked = network.PositionOf(node), OnRoad = network.PositionOf(node) };

    private static int IndexOf(RoadNetwork network, long source) => network.Junctions.Single(n => network.SourceIdOf(n) == source).Value;

    private static long[] PlainTimes(RoadNetwork network, int from)
    {
        var best = Enumerable.Repeat(long.MaxValue, network.NodeCount).ToArray();
        var open = new PriorityQueue<int, long>();
        best[from] = 0;
        open.Enqueue(from, 0);
        while (open.TryDequeue(out var node, out var ms))
        {
            for (var arc = network.Data.FirstOut[node]; ms == best[node] && arc < network.Data.FirstOut[node + 1]; arc++)
            {
                var reached = ms + network.Data.SirenMs[arc];
                if (reached < best[network.Data.Head[arc]])
                {
                    best[network.Data.Head[arc]] = reached;
                    open.Enqueue(network.Data.Head[arc], reached);
                }
            }
        }

        return best;
    }
}
