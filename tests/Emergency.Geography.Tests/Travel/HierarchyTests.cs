using NetTopologySuite.Geometries;

namespace Emergency.Geography.Tests.Travel;

/// <summary>The hierarchy against Dijkstra's search, which has its own tests against a plainer one.</summary>
public sealed class HierarchyTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void FillFromEach_MoreOriginsThanFitABatch_AgreesWithDijkstra(int seed)
    {
        var (network, _) = RandomNetwork.Create(seed, nodes: 20 + (seed * 7), roadsPerNode: 1 + (seed % 3 * 0.4));
        var (engine, dijkstra) = (new HierarchyTravelTimes(network), new DijkstraTravelTimes(network));
        var origins = Places(network, seed, 21);
        var trees = origins.Select(_ => new TravelTree(network)).ToArray();

        engine.FillFromEach(origins, TravelProfile.Normal, trees);

        for (var i = 0; i < origins.Length; i++)
        {
            ShouldAgree(network, trees[i], dijkstra.From(origins[i], TravelProfile.Normal), $"seed {seed}, origin {i}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Apply_ClosedSlowedAndBusyRoads_AgreesWithDijkstra(int seed)
    {
        var random = new Random(seed);
        var (network, _) = RandomNetwork.Create(seed, nodes: 120);
        var (engine, dijkstra) = (new HierarchyTravelTimes(network, Traffic), new DijkstraTravelTimes(network, Traffic));
        for (var round = 0; round < 3; round++)
        {
            var conditions = Enumerable.Range(0, random.Next(6)).Select(i => Condition(random, i)).ToArray();
            int? hour = random.Next(3) == 0 ? null : random.Next(24);

            var changed = engine.Apply(conditions, hour);

            changed.ShouldBe(dijkstra.Apply(conditions, hour));
            foreach (var place in Places(network, seed + round, 5))
            {
                ShouldAgree(network, engine.From(place, TravelProfile.Siren), dijkstra.From(place, TravelProfile.Siren), $"seed {seed}, round {round}");
                ShouldAgree(network, engine.To(place, TravelProfile.Siren), dijkstra.To(place, TravelProfile.Siren), $"seed {seed}, round {round}");
                foreach (var other in Places(network, seed - round, 5))
                {
                    engine.Between(place, other, TravelProfile.Siren).ShouldBe(dijkstra.Between(place, other, TravelProfile.Siren), $"seed {seed}");
                    engine.RouteBetween(place, other, TravelProfile.Siren)?.Length.ShouldBe(dijkstra.Between(place, other, TravelProfile.Siren)!.Value.Length);
                }
            }
        }
    }

    [Fact]
    public void Apply_ThenNothing_IsAsImported()
    {
        var (network, _) = RandomNetwork.Create(5);
        var engine = new HierarchyTravelTimes(network);
        var place = Places(network, 5, 1)[0];
        var before = engine.From(place, TravelProfile.Siren);
        var everywhere = new RoadCondition { Id = "flood", Where = new Envelope(100, 130, 20, 40).ToArea() };

        engine.Apply([everywhere]).ShouldBe(network.RoadCount);
        network.Nodes.Count(n => engine.From(place, TravelProfile.Siren).At(n) is not null).ShouldBeLessThanOrEqualTo(1);
        engine.Apply([]).ShouldBe(0);

        ShouldAgree(network, engine.From(place, TravelProfile.Siren), before, "lifted");
        engine.Version.ShouldBe(2);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(21.0)]
    [InlineData(double.NaN)]
    public void Apply_FactorOutOfRange_IsRefusedByName(double factor)
    {
        var engine = new HierarchyTravelTimes(RandomNetwork.Create(1).Network);
        var refused = Should.Throw<ArgumentException>(() => engine.Apply([new() { Id = "ice", Where = new Point(113, 29), Factor = factor }]));
        refused.Message.ShouldContain("ice");
        engine.Version.ShouldBe(0);
    }

    [Fact]
    public void Build_SameNetworkTwice_GivesTheSameHierarchy()
    {
        var (one, two) = (HierarchyBuilder.Build(RandomNetwork.Create(7, 500).Network), HierarchyBuilder.Build(RandomNetwork.Create(7, 500).Network));
        one.Position.ShouldBe(two.Position);
        one.Upper.ToArray().ShouldBe(two.Upper.ToArray());
    }

    [Fact]
    public void File_WrittenAndMapped_AnswersTheSame()
    {
        using var folder = new TempFolder();
        var (network, _) = RandomNetwork.Create(9, 300);
        var built = HierarchyBuilder.Build(network);
        HierarchyFile.Write(built, network, folder["h"]);

        var mapped = new HierarchyTravelTimes(network, HierarchyFile.Read(network, folder["h"]), null);

        foreach (var place in Places(network, 9, 10))
        {
            ShouldAgree(network, mapped.From(place, TravelProfile.Siren), new HierarchyTravelTimes(network, built, null).From(place, TravelProfile.Siren), "mapped");
        }
    }

    [Fact]
    public void File_AnyByteChanged_IsRefused()
    {
        using var folder = new TempFolder();
        var (network, _) = RandomNetwork.Create(9);
        HierarchyFile.Write(HierarchyBuilder.Build(network), network, folder["h"]);
        var bytes = File.ReadAllBytes(folder["h"]);
        for (var at = 0; at < bytes.Length; at += 37)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 0x40;
            File.WriteAllBytes(folder["damaged"], damaged);
            Should.Throw<InvalidDataException>(() => HierarchyFile.Read(network, folder["damaged"]), $"byte {at}");
        }
    }

    [Fact]
    public void File_OfAnotherNetwork_IsRefused()
    {
        using var folder = new TempFolder();
        var (network, other) = (RandomNetwork.Create(9).Network, RandomNetwork.Create(10).Network);
        HierarchyFile.Write(HierarchyBuilder.Build(network), network, folder["h"]);
        Should.Throw<InvalidDataException>(() => HierarchyFile.Read(other, folder["h"])).Message.ShouldContain("another road network");
    }

    private static double Traffic(RoadClass kind, int hour, TravelProfile profile) =>
        1 + (0.1 * (((int)kind + hour) % 5)) + (profile == TravelProfile.Normal ? 0.3 : 0);

    private static RoadCondition Condition(Random random, int number)
    {
        var (x, y) = (random.NextDouble() * 8_000, random.NextDouble() * 8_000);
        var (from, to) = (World.At(x, y), World.At(x + 900, y + 600));
        Geometry where = random.Next(3) switch
        {
            0 => new Point(from.Longitude, from.Latitude),
            1 => new LineString([new(from.Longitude, from.Latitude), new(to.Longitude, to.Latitude)]),
            _ => new Envelope(from.Longitude, to.Longitude, from.Latitude, to.Latitude).ToArea(),
        };
        return new RoadCondition { Id = $"c{number}", Where = where, Factor = random.Next(2) == 0 ? null : 0.5 + (random.NextDouble() * 5) };
    }

    private static RoadPlace[] Places(RoadNetwork network, int seed, int count)
    {
        var random = new Random(seed);
        var snapper = new RoadSnapper(network, new SnapOptions());
        return [.. Enumerable.Range(0, count).Select(_ => snapper.Snap(World.At(random.NextDouble() * 8_000, random.NextDouble() * 8_000)).Place!.Value)];
    }

    private static void ShouldAgree(RoadNetwork network, TravelTree tree, TravelTree expected, string what)
    {
        foreach (var node in network.Nodes)
        {
            tree.At(node).ShouldBe(expected.At(node), $"{what}, {node}");
        }
    }
}

internal static class EnvelopeExtensions
{
    public static Geometry ToArea(this Envelope box) => GeometryFactory.Default.ToGeometry(box);
}
