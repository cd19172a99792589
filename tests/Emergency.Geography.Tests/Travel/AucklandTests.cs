using System.Globalization;

namespace Emergency.Geography.Tests.Travel;

/// <summary>A whole real region against figures and against a search over its raw tables.</summary>
public class AucklandTests
{
    [Fact]
    public void ReferenceFigure_StationsAtNearestNodes_IsReproduced()
    {
        var county = Counties.Auckland;
        county.Roads.NodeCount.ShouldBe(54_370);
        county.Roads.ArcCount.ShouldBe(90_638);
        county.Roads.PartCount.ShouldBe(1);
        var soonest = Enumerable.Repeat(TravelTree.Unreachable, county.Roads.NodeCount).ToArray();
        foreach (var station in county.Stations)
        {
            var tree = county.TravelTimes.From(county.Snapper.SnapToNode(station.Position).Place!.Value, TravelProfile.Siren);
            for (var node = 0; node < soonest.Length; node++)
            {
                soonest[node] = Math.Min(soonest[node], tree.MillisecondsAt(new NodeIndex(node)));
            }
        }

        soonest.Count(ms => ms <= 15 * 60_000).ShouldBe(53_642);
        (soonest.Max() / 60_000.0).ShouldBe(21.5, 0.05);
    }

    [Fact]
    public void Between_ThousandRandomPairs_AgreesWithSearchOverRawTables()
    {
        const int Seed = 20_261_122;
        const int Origins = 20;
        const int PerOrigin = 50;
        var folder = SharedData.Require("auckland");
        var county = Counties.Auckland;
        var nodes = File.ReadLines(Path.Combine(folder, "nodes.csv")).Skip(1).Select(l => l.Split(',')).ToArray();
        var reference = ReadEdges(Path.Combine(folder, "edges.csv"));
        var random = new Random(Seed);
        for (var i = 0; i < Origins; i++)
        {
            var from = nodes[random.Next(nodes.Length)];
            var expected = reference.TimesFrom(from[0]);
            for (var j = 0; j < PerOrigin; j++)
            {
                var to = nodes[random.Next(nodes.Length)];
                var way = county.TravelTimes.Between(Snap(county, from), Snap(county, to), TravelProfile.Siren);
                way!.Value.Duration.TotalMilliseconds.ShouldBe(expected[to[0]], $"seed {Seed}: {from[0]} to {to[0]}");
            }
        }
    }

    private static RoadPlace Snap(County county, string[] node)
    {
        var place = county.Snapper.Snap(PointOf(node)).Place!.Value;
        county.Roads.SourceIdOf(place.Node!.Value).ShouldBe(long.Parse(node[0], CultureInfo.InvariantCulture));
        return place;
    }

    private static GeoPoint PointOf(string[] node) =>
        new(double.Parse(node[1], CultureInfo.InvariantCulture), double.Parse(node[2], CultureInfo.InvariantCulture));

    private static Reference ReadEdges(string path)
    {
        var reference = new Reference();
        foreach (var fields in File.ReadLines(path).Skip(1).Select(l => l.Split(',')))
        {
            // The tables give seconds with three decimals: whole milliseconds.
            reference.Arc(fields[0], fields[1], (long)decimal.Round(decimal.Parse(fields[3], CultureInfo.InvariantCulture) * 1000));
        }

        return reference;
    }
}
