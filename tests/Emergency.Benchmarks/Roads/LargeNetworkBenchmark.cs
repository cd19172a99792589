using System.Diagnostics;
using Emergency.Geography;
using Emergency.TestKit;

namespace Emergency.Benchmarks;

/// <summary>A made-up network of a million nodes: how long its hierarchy takes to build, in how much memory, and how fast it answers.</summary>
internal static class LargeNetworkBenchmark
{
    private const int Nodes = 1_000_000;
    private const int Runs = 60;

    public static async Task<int> Run(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        if (args.Length > 0)
        {
            await Console.Error.WriteLineAsync("usage: large-network");
            return 2;
        }

        var network = SyntheticRoads.Build(Nodes, RoadBenchmarks.Seed);
        var start = Stopwatch.GetTimestamp();
        var hierarchy = HierarchyBuilder.Build(network);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var (engine, dijkstra) = (new HierarchyTravelTimes(network, hierarchy, null), new DijkstraTravelTimes(network));
        start = Stopwatch.GetTimestamp();
        engine.Apply([]);
        var customise = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var origins = RoadBenchmarks.RandomNodes(network, new Random(RoadBenchmarks.Seed), Runs + BatchSweep.Width);
        var (tree, plain) = (new TravelTree(network), new TravelTree(network));
        var single = RoadBenchmarks.Time(Runs, i => engine.FillFrom(origins[i], TravelProfile.Siren, tree));
        var batch = RoadBenchmarks.Time(Runs / 4, i => engine.Return(engine.Sweep(origins.AsSpan(i % Runs, BatchSweep.Width), TravelProfile.Siren, TreeDirection.FromRoot)));
        var plainly = RoadBenchmarks.Time(5, i => dijkstra.FillFrom(origins[i], TravelProfile.Siren, plain));
        foreach (var origin in origins.Take(5))
        {
            engine.FillFrom(origin, TravelProfile.Siren, tree);
            dijkstra.FillFrom(origin, TravelProfile.Siren, plain);
            foreach (var node in network.Nodes)
                if (tree.MillisecondsAt(node) != plain.MillisecondsAt(node))
                    throw new InvalidDataException($"from {origin.Node} to {node}: {tree.MillisecondsAt(node)} instead of {plain.MillisecondsAt(node)} ms");
        }

        var peak = PeakBytes() / 1e9;
        var (one, each, slow) = (RoadBenchmarks.Median(single), RoadBenchmarks.Median(batch) / BatchSweep.Width, RoadBenchmarks.Median(plainly));
        await output.WriteLineAsync(
            $"{network.NodeCount} nodes, {network.ArcCount} arcs became {hierarchy.EdgeCount} edges, a core of {hierarchy.CoreCount} nodes, in {seconds:0.0} s; the whole process needed at most {peak:0.00} GB; 5 trees equal Dijkstra's");
        await output.WriteLineAsync($"one tree {one:0.00} ms, one of 16 {each:0.00} ms, Dijkstra {slow:0} ms; all times changed: {customise:0} ms");
        await output.WriteLineAsync(
            $"RESULT name=large-network value={seconds:0.0} unit=s peak_gb={peak:0.00} one_to_all_ms={one:0.00} batched_ms={each:0.00} dijkstra_ms={slow:0} customise_ms={customise:0}");
        return 0;
    }

    private static double PeakBytes() =>
        double.Parse(File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) * 1024;
}
