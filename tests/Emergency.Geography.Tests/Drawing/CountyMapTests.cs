using System.Text.Json;

namespace Emergency.Geography.Tests.Drawing;

public class CountyMapTests
{
    [Fact]
    public void WriteRoads_BuiltInCounty_IsSmallAndSortedForDrawing()
    {
        var (bytes, json) = Draw(s => CountyMap.WriteRoads(Counties.BuiltIn, s));
        bytes.ShouldBeLessThan(1_000_000);
        var features = json.GetProperty("features").EnumerateArray().ToArray();
        var ranks = features.Select(f => f.GetProperty("properties").GetProperty("rank").GetInt32()).ToArray();
        ranks.ShouldBe(ranks.OrderDescending());
        features.ShouldContain(f => f.GetProperty("properties").GetProperty("class").GetString() == "national"
            && f.GetProperty("properties").GetProperty("name").GetString() == "G107");
    }

    [Fact]
    public void WriteRoads_Auckland_StaysUnderFourMegabytes()
    {
        var (bytes, json) = Draw(s => CountyMap.WriteRoads(Counties.Auckland, s));
        bytes.ShouldBeLessThan(4_000_000);
        json.GetProperty("features").GetArrayLength().ShouldBe(6);
    }

    [Fact]
    public void WriteRoads_LeastClass_LeavesOutSmallerOnes()
    {
        var (_, json) = Draw(s => CountyMap.WriteRoads(Counties.BuiltIn, s, new MapDetail { Least = RoadClass.Provincial }));
        json.GetProperty("features").EnumerateArray().ShouldAllBe(f => f.GetProperty("properties").GetProperty("rank").GetInt32() <= 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Join_RandomRoads_DrawsEachExactlyOnce(int seed)
    {
        var (network, _) = RandomNetwork.Create(seed, nodes: 80);
        var all = Enumerable.Range(0, network.RoadCount).ToArray();
        var lines = RoadLines.Join(network, all).ToArray();
        var drawn = lines.Sum(l => l.Zip(l.Skip(1), (a, b) => a.DistanceTo(b).Value).Sum());
        var expected = all.Sum(r => network.ShapeOf(r).Zip(network.ShapeOf(r).Skip(1), (a, b) => a.DistanceTo(b).Value).Sum());
        drawn.ShouldBe(expected, 0.01, $"seed {seed}");
        lines.Length.ShouldBeLessThan(all.Length);
    }

    [Fact]
    public void Join_Ring_IsOneClosedLine()
    {
        var world = World.Parse("A@0,0, B@100,0, C@100,100, A-B 10s, B-C 10s, C-A 10s");
        var line = RoadLines.Join(world.Network, [0, 1, 2]).ShouldHaveSingleItem();
        line.Count.ShouldBe(4);
        line[0].ShouldBe(line[^1]);
    }

    [Fact]
    public void Simplify_WithinTolerance_KeepsEveryCornerNearTheLine()
    {
        var random = new Random(4);
        var line = Enumerable.Range(0, 300).Select(i => World.At(i * 20, 40 * Math.Sin(i / 9.0) + random.NextDouble())).ToArray();
        var simple = LineSimplifier.Simplify(line, new Metres(4));
        simple.Count.ShouldBeLessThan(line.Length / 3);
        simple[0].ShouldBe(line[0]);
        simple[^1].ShouldBe(line[^1]);
        var frame = new PlanFrame(World.Middle);
        var spots = simple.Select(frame.ToSpot).ToArray();
        line.Select(frame.ToSpot).ShouldAllBe(s => Enumerable.Range(1, spots.Length - 1).Min(i => DistanceToSegment(s, spots[i - 1], spots[i])) < 4.1);
    }

    [Fact]
    public void WriteLayers_BuiltInCounty_HoldWhatTheMapNeeds()
    {
        var county = Counties.BuiltIn;
        var (_, boundary) = Draw(s => CountyMap.WriteBoundary(county, s));
        boundary.GetProperty("features")[0].GetProperty("properties").GetProperty("nameEn").GetString().ShouldBe(county.Profile.Name.En);
        var (_, urban) = Draw(s => CountyMap.WriteUrban(county, s));
        urban.GetProperty("features").GetArrayLength().ShouldBe(1);
        var (_, places) = Draw(s => CountyMap.WritePlaces(county, s));
        places.GetProperty("features")[0].GetProperty("properties").GetProperty("name").GetString().ShouldBe("长安街道");
        places.GetProperty("features").GetArrayLength().ShouldBe(county.Places.Length);
        var (_, resources) = Draw(s => CountyMap.WriteResources(county, s));
        resources.GetProperty("features").GetArrayLength().ShouldBe(county.Stations.Length + county.Hospitals.Length);
    }

    private static double DistanceToSegment(Spot spot, Spot from, Spot to)
    {
        var square = from.SquareTo(to);
        var share = square == 0 ? 0 : Math.Clamp((((spot.X - from.X) * (to.X - from.X)) + ((spot.Y - from.Y) * (to.Y - from.Y))) / square, 0, 1);
        return spot.DistanceTo(from.Towards(to, share));
    }

    private static (long Bytes, JsonElement Json) Draw(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        using var json = JsonDocument.Parse(stream.ToArray());
        return (stream.Length, json.RootElement.Clone());
    }
}
