namespace Emergency.Geography;

/// <summary>
/// What the edges of a hierarchy take under given times of arcs, each way: the least of the arc itself and of every way over nodes below both
/// ends. Costs are time and length as in <see cref="Cost"/>, so that of equally fast ways the shortest is known. Immutable.
/// </summary>
internal sealed class HierarchyMetric
{
    /// <summary>The cost of no way; twice it still fits.</summary>
    public const long NoWay = (long)TravelTree.Unreachable << 32;

    private readonly ContractionHierarchy _hierarchy;

    private HierarchyMetric(ContractionHierarchy hierarchy)
    {
        _hierarchy = hierarchy;
        Up = new long[hierarchy.EdgeCount];
        Down = new long[hierarchy.EdgeCount];
    }

    /// <summary>From the lower to the upper end.</summary>
    public long[] Up { get; }

    /// <summary>From the upper to the lower end.</summary>
    public long[] Down { get; }

    /// <summary>Works the costs out from below upwards: each pair of upper neighbours of a node may be joined over that node.</summary>
    public static HierarchyMetric Of(ContractionHierarchy hierarchy, int[] arcMs, int[] arcCm)
    {
        var metric = new HierarchyMetric(hierarchy);
        metric.TakeArcs(arcMs, arcCm);
        var first = hierarchy.First;
        var upper = hierarchy.Upper;
        for (var node = hierarchy.NodeCount - 1; node >= 0; node--)
        {
            metric.Contract(node, first, upper);
        }

        return metric;
    }

    /// <summary>
    /// Which edges a sweep needs, downwards and upwards: those than which there is no faster way over nodes above. Where there is one, every
    /// least way takes it ("perfect customization").
    /// </summary>
    public (bool[] Down, bool[] Up) Needed()
    {
        var (down, up) = ((long[])Down.Clone(), (long[])Up.Clone());
        var first = _hierarchy.First;
        var upper = _hierarchy.Upper;
        for (var node = 0; node < _hierarchy.NodeCount; node++)
        {
            Perfect(node, first, upper, down, up);
        }

        var (isDownNeeded, isUpNeeded) = (new bool[down.Length], new bool[up.Length]);
        for (var edge = 0; edge < down.Length; edge++)
        {
            isDownNeeded[edge] = Down[edge] < NoWay && Down[edge] == down[edge];
            isUpNeeded[edge] = Up[edge] < NoWay && Up[edge] == up[edge];
        }

        return (isDownNeeded, isUpNeeded);
    }

    /// <summary>Takes the least over each pair of upper neighbours; edges further up are perfect already.</summary>
    private static void Perfect(int node, ReadOnlySpan<int> first, ReadOnlySpan<int> upper, long[] down, long[] up)
    {
        for (var low = first[node]; low < first[node + 1]; low++)
        {
            var edge = first[upper[low]];
            for (var high = first[node]; high < low; high++, edge++)
            {
                while (upper[edge] != upper[high])
                {
                    edge++;
                }

                // The edge leads from the later of the two upper neighbours, which stands lower, to the earlier.
                up[high] = Math.Min(up[high], up[low] + up[edge]);
                up[low] = Math.Min(up[low], up[high] + down[edge]);
                down[high] = Math.Min(down[high], down[edge] + down[low]);
                down[low] = Math.Min(down[low], up[edge] + down[high]);
            }
        }
    }

    private void TakeArcs(int[] arcMs, int[] arcCm)
    {
        Array.Fill(Up, NoWay);
        Array.Fill(Down, NoWay);
        var edges = _hierarchy.EdgeOfArc;
        for (var arc = 0; arc < arcMs.Length; arc++)
        {
            var edge = edges[arc];
            if (edge >= 0 && arcMs[arc] < TravelTree.Unreachable)
            {
                var costs = (edge & 1) == 0 ? Up : Down;
                costs[edge >> 1] = Math.Min(costs[edge >> 1], Cost.Of(arcMs[arc], arcCm[arc]));
            }
        }
    }

    private void Contract(int node, ReadOnlySpan<int> first, ReadOnlySpan<int> upper)
    {
        var (up, down) = (Up, Down);
        for (var low = first[node]; low < first[node + 1]; low++)
        {
            // Upper ends ascend, so the earlier of two stands higher, and the edge between them belongs to the later, in the same order.
            var edge = first[upper[low]];
            var (fromLow, toLow) = (down[low], up[low]);
            for (var high = first[node]; high < low; high++, edge++)
            {
                while (upper[edge] != upper[high])
                {
                    edge++;
                }

                up[edge] = Math.Min(up[edge], fromLow + up[high]);
                down[edge] = Math.Min(down[edge], down[high] + toLow);
            }
        }
    }
}
