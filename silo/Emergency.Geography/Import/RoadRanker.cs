namespace Emergency.Geography;

/// <summary>
/// Guesses road classes where the data has none: fast roads are expressways, and the others rank by how many of a sample of shortest
/// ways use them (their betweenness, L. C. Freeman, 1977), so that a map can show what matters first.
/// </summary>
internal static class RoadRanker
{
    private const double ExpresswayKmh = 85;
    private const int Samples = 64;

    /// <summary>Which share of the remaining length falls to each class, the most used first; the rest are streets.</summary>
    private static readonly (RoadClass Class, double Share)[] Shares =
        [(RoadClass.National, 0.06), (RoadClass.Provincial, 0.08), (RoadClass.County, 0.12), (RoadClass.Township, 0.16)];

    /// <summary>The classes of roads that are about to be added to the builder, in their order.</summary>
    public static RoadClass[] Rank(RoadNetworkBuilder nodes, IReadOnlyList<RoadDraft> roads)
    {
        var use = UseOf(nodes, roads);
        var classes = new RoadClass[roads.Count];
        var slow = new List<int>();
        for (var i = 0; i < roads.Count; i++)
        {
            if (KmhOf(roads[i]) >= ExpresswayKmh)
            {
                classes[i] = RoadClass.Expressway;
            }
            else
            {
                slow.Add(i);
            }
        }

        var total = slow.Sum(i => roads[i].Length.Value);
        double before = 0;
        foreach (var i in slow.OrderByDescending(i => use[i]).ThenBy(i => i))
        {
            classes[i] = ClassAt(before / Math.Max(1, total));
            before += roads[i].Length.Value;
        }

        return classes;
    }

    private static RoadClass ClassAt(double share)
    {
        foreach (var (kind, width) in Shares)
        {
            if (share < width)
            {
                return kind;
            }

            share -= width;
        }

        return RoadClass.Street;
    }

    private static double KmhOf(RoadDraft road) => road.Length.Value / (road.Forward ?? road.Backward!.Value).Siren.TotalHours / 1000;

    /// <summary>For every road, how many sampled shortest ways use it.</summary>
    private static long[] UseOf(RoadNetworkBuilder nodes, IReadOnlyList<RoadDraft> roads)
    {
        // A plain graph by the builder's own numbers is enough here.
        var builder = new RoadNetworkBuilder();
        for (var node = 0; node < nodes.NodeCount; node++)
        {
            builder.AddNode(nodes.PositionOf(new NodeIndex(node)), node);
        }

        for (var i = 0; i < roads.Count; i++)
        {
            builder.AddRoad(roads[i] with { SourceId = i });
        }

        var network = builder.Build();
        var use = new long[roads.Count];
        var times = new DijkstraTravelTimes(network);
        var tree = new TravelTree(network);
        var step = Math.Max(1, network.NodeCount / Samples);
        for (var root = 0; root < network.NodeCount; root += step)
        {
            times.FillFrom(new RoadPlace { NodeOrNone = root }, TravelProfile.Siren, tree);
            Count(network, tree.Milliseconds, use);
        }

        return use;
    }

    private static void Count(RoadNetwork network, int[] ms, long[] use)
    {
        var reached = Enumerable.Range(0, ms.Length).Where(n => ms[n] != TravelTree.Unreachable).OrderByDescending(n => ms[n]).ToArray();
        var through = new int[ms.Length];
        foreach (var node in reached)
        {
            through[node]++;
            for (var i = network.FirstIn[node]; i < network.FirstIn[node + 1]; i++)
            {
                var arc = network.InArc[i];
                var tail = network.Tail[arc];
                if (ms[tail] != TravelTree.Unreachable && ms[tail] + network.Data.SirenMs[arc] == ms[node])
                {
                    through[tail] += through[node];
                    use[network.Data.RoadSource[network.Data.RoadOfArc[arc]]] += through[node];
                    break;
                }
            }
        }
    }
}
