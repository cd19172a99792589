using System.Diagnostics;
using Emergency.Geography;
using NetTopologySuite.Geometries;

namespace Emergency.Benchmarks;

/// <summary>
/// A storm changes what every road of Auckland takes: how long until a tree under the new times is there, and whether it equals Dijkstra's under the
/// same times. Besides, a closed bridge: one road of one click.
/// </summary>
internal static class ReweightBenchmark
{
    private const int Runs = 60;

    public static async Task<int> Run(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        if (args.Length > 0)
        {
            await Console.Error.WriteLineAsync("usage: reweight");
            return 2;
        }

        var network = RoadBenchmarks.Auckland().Roads;
        double Storm(RoadClass kind, int hour, TravelProfile profile) => 1.2 + (0.05 * hour) + (0.1 * (int)kind);
        var (engine, dijkstra) = (new HierarchyTravelTimes(network, Storm), new DijkstraTravelTimes(network, Storm));
        var origins = RoadBenchmarks.RandomNodes(network, new Random(RoadBenchmarks.Seed), Runs);
        var (tree, plain) = (new TravelTree(network), new TravelTree(network));
        List<double> storm = [], bridge = [], customise = [];
        for (var i = -10; i < Runs; i++)
        {
            var (origin, hour) = (origins[Math.Abs(i)], (i + 24) % 24);
            var start = Stopwatch.GetTimestamp();
            engine.Apply([], hour);
            engine.FillFrom(origin, TravelProfile.Siren, tree);
            var stormMs = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            dijkstra.Apply([], hour);
            Compare(network, tree, dijkstra, origin, plain);

            RoadCondition[] closed = [new() { Id = "bridge", Where = new Point(origin.OnRoad.Longitude, origin.OnRoad.Latitude) }];
            start = Stopwatch.GetTimestamp();
            engine.Apply(closed, hour);
            engine.FillFrom(origin, TravelProfile.Siren, tree);
            var bridgeMs = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            dijkstra.Apply(closed, hour);
            Compare(network, tree, dijkstra, origin, plain);

            start = Stopwatch.GetTimestamp();
            HierarchyMetric.Of(engine.Hierarchy, engine.Now(TravelProfile.Siren).ArcMs, network.Data.LengthCm);
            var customiseMs = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (i >= 0)
            {
                storm.Add(stormMs);
                bridge.Add(bridgeMs);
                customise.Add(customiseMs);
            }
        }

        double Of(List<double> values, double share) => RoadBenchmarks.Quantile([.. values], share);
        await output.WriteLineAsync($"{network.ArcCount} arcs, {engine.Hierarchy.EdgeCount} edges of the hierarchy; {2 * Runs} trees equal Dijkstra's under the same times; milliseconds");
        await output.WriteLineAsync($"{"all roads changed, until the first tree",-44}{Of(storm, 0.5),8:0.00} median{Of(storm, 0.99),8:0.00} P99");
        await output.WriteLineAsync($"{"one road closed by a click, until then",-44}{Of(bridge, 0.5),8:0.00} median{Of(bridge, 0.99),8:0.00} P99");
        await output.WriteLineAsync($"{"of that, the times put onto the hierarchy",-44}{Of(customise, 0.5),8:0.00} median{Of(customise, 0.99),8:0.00} P99");
        await output.WriteLineAsync(
            $"RESULT name=reweight value={Of(storm, 0.5):0.00} unit=ms p99_ms={Of(storm, 0.99):0.00} closed_road_ms={Of(bridge, 0.5):0.00} customise_ms={Of(customise, 0.5):0.00}");
        return 0;
    }

    private static void Compare(RoadNetwork network, TravelTree tree, DijkstraTravelTimes dijkstra, RoadPlace origin, TravelTree plain)
    {
        dijkstra.FillFrom(origin, TravelProfile.Siren, plain);
        foreach (var node in network.Nodes)
        {
            if (tree.MillisecondsAt(node) != plain.MillisecondsAt(node))
                throw new InvalidDataException($"{node}: {tree.MillisecondsAt(node)} instead of {plain.MillisecondsAt(node)} ms");
        }
    }
}
