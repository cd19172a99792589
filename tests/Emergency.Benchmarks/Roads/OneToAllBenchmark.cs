using Emergency.Geography;

namespace Emergency.Benchmarks;

/// <summary>
/// Travel times from one place to every node of Auckland, one tree at a time and sixteen at once, beside Dijkstra's search in C# and the searches of
/// SciPy, igraph and pgRouting on the same graph. Every tree that is timed once is compared with Dijkstra's, node by node.
/// </summary>
internal static class OneToAllBenchmark
{
    private const int Runs = 400;
    private const int Width = BatchSweep.Width;

    public static async Task<int> Run(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        if (args.Any(a => a != "--no-peers"))
        {
            await Console.Error.WriteLineAsync("usage: one-to-all [--no-peers]");
            return 2;
        }

        var network = RoadBenchmarks.Auckland().Roads;
        var (engine, dijkstra) = (new HierarchyTravelTimes(network), new DijkstraTravelTimes(network));
        var origins = RoadBenchmarks.RandomNodes(network, new Random(RoadBenchmarks.Seed), Runs + Width);
        var (tree, plain) = (new TravelTree(network), new TravelTree(network));
        var trees = Enumerable.Range(0, Width).Select(_ => new TravelTree(network)).ToArray();

        // In turns, so that all meet the same neighbours; the best third of three is not taken, but the median.
        var (single, batch, copied, plainly) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var turn = 0; turn < 3; turn++)
        {
            single.AddRange(RoadBenchmarks.Time(Runs, i => engine.FillFrom(origins[i], TravelProfile.Siren, tree)));
            batch.AddRange(RoadBenchmarks.Time(Runs, i => engine.Return(engine.Sweep(origins.AsSpan(i, Width), TravelProfile.Siren, TreeDirection.FromRoot))));
            copied.AddRange(RoadBenchmarks.Time(Runs / 4, i => engine.FillFromEach(origins.AsSpan(i, Width), TravelProfile.Siren, trees)));
            plainly.AddRange(RoadBenchmarks.Time(Runs / 4, i => dijkstra.FillFrom(origins[i], TravelProfile.Siren, plain)));
        }

        var checkedTrees = Check(network, engine, dijkstra, origins);
        var one = RoadBenchmarks.Median([.. single]);
        var (each, eachCopied) = (RoadBenchmarks.Median([.. batch]) / Width, RoadBenchmarks.Median([.. copied]) / Width);
        var slow = RoadBenchmarks.Median([.. plainly]);
        await output.WriteLineAsync($"{network.NodeCount} nodes, {network.ArcCount} arcs; {checkedTrees} trees equal Dijkstra's at every node; milliseconds, medians");
        await output.WriteLineAsync($"{"one tree",-34}{one,10:0.000}");
        await output.WriteLineAsync($"{"each of 16 at once",-34}{each,10:0.0000}   {eachCopied:0.0000} copied into trees of their own");
        await output.WriteLineAsync($"{"Dijkstra, four-way heap, C#",-34}{slow,10:0.000}   {slow / one:0.0} times one, {slow / each:0} times one of 16");
        var bandwidth = await Limits(network, engine, one, each, output);
        var peers = args.Length == 0 ? await Peers(network, dijkstra, origins, one, each, output, cancellationToken) : "peers=absent";
        await output.WriteLineAsync(
            $"RESULT name=one-to-all value={one:0.0000} unit=ms batched_ms={each:0.0000} batched_copied_ms={eachCopied:0.0000} dijkstra_ms={slow:0.000} "
            + $"times_dijkstra={slow / one:0.0} times_dijkstra_batched={slow / each:0} {bandwidth} {peers}");
        return 0;
    }

    private static int Check(RoadNetwork network, HierarchyTravelTimes engine, DijkstraTravelTimes dijkstra, RoadPlace[] origins)
    {
        var trees = origins.Select(_ => new TravelTree(network)).ToArray();
        engine.FillFromEach(origins, TravelProfile.Siren, trees);
        var (tree, plain) = (new TravelTree(network), new TravelTree(network));
        for (var i = 0; i < origins.Length; i++)
        {
            engine.FillFrom(origins[i], TravelProfile.Siren, tree);
            dijkstra.FillFrom(origins[i], TravelProfile.Siren, plain);
            foreach (var node in network.Nodes)
            {
                var expected = plain.MillisecondsAt(node);
                if (tree.MillisecondsAt(node) != expected || trees[i].MillisecondsAt(node) != expected)
                    throw new InvalidDataException(
                        $"from {origins[i].Node} to {node}: {tree.MillisecondsAt(node)} and {trees[i].MillisecondsAt(node)} instead of {expected} ms");
            }
        }

        return origins.Length;
    }

    /// <summary>What a tree must move between memory and core, beside what one core can read.</summary>
    private static async Task<string> Limits(RoadNetwork network, HierarchyTravelTimes engine, double one, double each, TextWriter output)
    {
        var edges = engine.Now(TravelProfile.Siren).EdgesOf(TreeDirection.FromRoot);
        const int EdgeBytes = 2 * sizeof(int);
        var edgeBytes = ((edges.Core.Length + edges.Simple.Length) * EdgeBytes) + (edges.CoreFirst.Length * sizeof(int));
        var timeBytes = network.NodeCount * sizeof(int);
        var (oneBytes, eachBytes) = (edgeBytes + timeBytes, (edgeBytes / (double)Width) + timeBytes);
        var perSecond = RoadBenchmarks.ReadBandwidth();
        var (oneShare, eachShare) = (oneBytes / perSecond / one * 1000, eachBytes / perSecond / each * 1000);
        await output.WriteLineAsync(
            $"a tree touches {oneBytes / 1e6:0.00} MB alone and {eachBytes / 1e6:0.00} MB among 16, each byte counted once; memory is read at {perSecond / 1e9:0.0} GB/s: "
            + $"{oneShare:P0} and {eachShare:P0} of that limit are reached");
        return $"bytes={oneBytes} batched_bytes={eachBytes:0} read_gb_s={perSecond / 1e9:0.0} limit_share={oneShare:0.00} batched_limit_share={eachShare:0.00}";
    }

    private static async Task<string> Peers(
        RoadNetwork network, DijkstraTravelTimes dijkstra, RoadPlace[] origins, double one, double each, TextWriter output, CancellationToken cancellationToken)
    {
        var expected = Checksum(network, dijkstra, origins);
        var results = new List<string>();
        await foreach (var peer in PeerSearches.Run(network, origins, cancellationToken))
        {
            if (peer.Milliseconds is not { } ms)
            {
                await output.WriteLineAsync($"{peer.Name,-34}    absent   {peer.Absent}");
                results.Add($"{peer.Name}_ms=absent");
                continue;
            }

            if (peer.Checksum != expected)
                throw new InvalidDataException($"{peer.Name} adds all times up to {peer.Checksum}, and Dijkstra here to {expected}: it searched another graph");

            await output.WriteLineAsync($"{peer.Name,-34}{ms,10:0.000}   {ms / one:0} times one, {ms / each:0} times one of 16; same sum of all times");
            results.Add($"{peer.Name}_ms={ms:0.0} times_{peer.Name}={ms / one:0} times_{peer.Name}_batched={ms / each:0}");
        }

        return string.Join(' ', results);
    }

    private static long Checksum(RoadNetwork network, DijkstraTravelTimes dijkstra, RoadPlace[] origins) =>
        origins.Take(PeerSearches.Origins).Sum(origin =>
        {
            var tree = dijkstra.From(origin, TravelProfile.Siren);
            return network.Nodes.Sum(n => tree.MillisecondsAt(n) is var ms and not TravelTree.Unreachable ? (long)ms : 0);
        });
}
