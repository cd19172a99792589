using System.Diagnostics;
using Emergency.Geography;

namespace Emergency.Benchmarks;

internal static class OneToAllBenchmark
{
    public static async Task<int> Run(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        var county = County.Load(args[0]);
        var sw = Stopwatch.StartNew();
        var engine = new HierarchyTravelTimes(county.Roads);
        await output.WriteLineAsync($"build {sw.ElapsedMilliseconds} ms; {engine.Hierarchy.EdgeCount} edges, core {engine.Hierarchy.CoreCount}");
        var h = engine.Hierarchy;
        var depth = new int[h.NodeCount];
        for (var i = 0; i < h.NodeCount; i++) depth[i] = h.Parent[i] < 0 ? 0 : depth[h.Parent[i]] + 1;
        await output.WriteLineAsync($"depth max {depth.Max()} mean {depth.Average():0.0} core max {depth.Take(h.CoreCount).DefaultIfEmpty().Max()} coreedges {h.First[h.CoreCount]}");
        for (var r = 0; r < 12; r++)
        {
            sw.Restart();
            engine.Apply([], null);
            await output.WriteLineAsync($"customise {sw.Elapsed.TotalMilliseconds:0.00} ms");
        }
        var dijkstra = new DijkstraTravelTimes(county.Roads);
        var random = new Random(1);
        var tree = new TravelTree(county.Roads); var check = new TravelTree(county.Roads);
        var trees = Enumerable.Range(0, 16).Select(_ => new TravelTree(county.Roads)).ToArray();
        List<double> a = [], b = [], c = [], d = [], e = [];
        for (var r = 0; r < 300; r++)
        {
            var places = Enumerable.Range(0, 16).Select(_ => new RoadPlace { NodeOrNone = random.Next(county.Roads.NodeCount) }).ToArray();
            sw.Restart(); engine.FillFrom(places[0], TravelProfile.Siren, tree); a.Add(sw.Elapsed.TotalMilliseconds);
            sw.Restart(); dijkstra.FillFrom(places[0], TravelProfile.Siren, check); b.Add(sw.Elapsed.TotalMilliseconds);
            foreach (var n in county.Roads.Nodes) if (tree.MillisecondsAt(n) != check.MillisecondsAt(n)) throw new InvalidOperationException($"{n} {tree.MillisecondsAt(n)} {check.MillisecondsAt(n)}");
            sw.Restart(); engine.FillFromEach(places, TravelProfile.Siren, trees); c.Add(sw.Elapsed.TotalMilliseconds / 16);
            foreach (var n in county.Roads.Nodes) if (trees[0].MillisecondsAt(n) != check.MillisecondsAt(n)) throw new InvalidOperationException($"{n}");
            sw.Restart(); var batch = engine.Sweep(places, TravelProfile.Siren, TreeDirection.FromRoot); d.Add(sw.Elapsed.TotalMilliseconds / 16); engine.Return(batch);
            sw.Restart(); for (var i = 1; i < 16; i++) engine.Between(places[0], places[i], TravelProfile.Siren); e.Add(sw.Elapsed.TotalMilliseconds / 15);
        }
        foreach (var (n, l) in new[] { ("single", a), ("dijkstra", b), ("each16", c), ("batch16", d), ("p2p", e) }) { l.Sort(); await output.WriteLineAsync($"{n} {l[l.Count / 2]:0.0000} ms (min {l[0]:0.0000})"); }
        return 0;
    }
}
