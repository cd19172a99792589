namespace Emergency.Geography;

/// <summary>An undirected graph without loops and parallel edges, each node's neighbours side by side, ascending.</summary>
internal sealed class NeighbourLists
{
    private NeighbourLists(int[] first, int[] neighbour)
    {
        (First, Neighbour) = (first, neighbour);
    }

    public int NodeCount => First.Length - 1;

    public int[] First { get; }

    public int[] Neighbour { get; }

    /// <summary>The network with directions forgotten.</summary>
    public static NeighbourLists Of(RoadNetwork network)
    {
        var edges = new List<(int, int)>(network.ArcCount);
        for (var arc = 0; arc < network.ArcCount; arc++)
        {
            edges.Add((network.Tail[arc], network.Data.Head[arc]));
        }

        return Of(network.NodeCount, edges);
    }

    /// <summary>The graph of these edges; loops and repetitions are dropped.</summary>
    public static NeighbourLists Of(int nodeCount, List<(int A, int B)> edges)
    {
        var first = new int[nodeCount + 1];
        foreach (var (a, b) in edges)
        {
            if (a != b)
            {
                first[a + 1]++;
                first[b + 1]++;
            }
        }

        for (var node = 0; node < nodeCount; node++)
        {
            first[node + 1] += first[node];
        }

        var all = new int[first[nodeCount]];
        var next = first.AsSpan(0, nodeCount).ToArray();
        foreach (var (a, b) in edges)
        {
            if (a != b)
            {
                all[next[a]++] = b;
                all[next[b]++] = a;
            }
        }

        return WithoutRepetitions(first, all);
    }

    private static NeighbourLists WithoutRepetitions(int[] first, int[] all)
    {
        var kept = 0;
        var start = 0;
        for (var node = 0; node + 1 < first.Length; node++)
        {
            var end = first[node + 1];
            all.AsSpan(start, end - start).Sort();
            first[node] = kept;
            for (var i = start; i < end; i++)
            {
                if (i == start || all[i] != all[i - 1])
                {
                    all[kept++] = all[i];
                }
            }

            start = end;
        }

        first[^1] = kept;
        return new NeighbourLists(first, all[..kept]);
    }
}
