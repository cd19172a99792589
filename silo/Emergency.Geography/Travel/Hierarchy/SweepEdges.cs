namespace Emergency.Geography;

/// <summary>An edge as a sweep reads it.</summary>
/// <param name="Upper">The position it leads to or comes from.</param>
/// <param name="Milliseconds">Its time.</param>
internal readonly record struct SweepEdge(int Upper, int Milliseconds);

/// <summary>
/// The edges of a hierarchy with the times of one direction, in the order in which a sweep reads them. Nodes outside the core have exactly two
/// each, padded with an edge that leads nowhere, so that the longest part of the sweep has no branches.
/// </summary>
internal sealed class SweepEdges
{
    private SweepEdges(int coreCount, int nodeCount, int[] coreFirst, SweepEdge[] core, SweepEdge[] simple)
    {
        (CoreCount, NodeCount, CoreFirst, Core, Simple) = (coreCount, nodeCount, coreFirst, core, simple);
    }

    public int CoreCount { get; }

    public int NodeCount { get; }

    /// <summary>Where the edges of each core node start in <see cref="Core"/>.</summary>
    public int[] CoreFirst { get; }

    public SweepEdge[] Core { get; }

    /// <summary>Two for each node outside the core.</summary>
    public SweepEdge[] Simple { get; }

    /// <summary>Takes the edges that a sweep needs, with their times.</summary>
    public static SweepEdges Of(ContractionHierarchy hierarchy, long[] costs, bool[] isNeeded)
    {
        var (core, count) = (hierarchy.CoreCount, hierarchy.NodeCount);
        var first = hierarchy.First;
        var upper = hierarchy.Upper;
        var coreFirst = new int[core + 1];
        var coreEdges = new List<SweepEdge>();
        for (var node = 0; node < core; node++)
        {
            for (var edge = first[node]; edge < first[node + 1]; edge++)
            {
                if (isNeeded[edge])
                {
                    coreEdges.Add(new SweepEdge(upper[edge], Cost.Milliseconds(costs[edge])));
                }
            }

            coreFirst[node + 1] = coreEdges.Count;
        }

        var simple = new SweepEdge[2 * (count - core)];
        for (var node = core; node < count; node++)
        {
            for (var i = 0; i < 2; i++)
            {
                var edge = first[node] + i;
                simple[(2 * (node - core)) + i] = edge < first[node + 1]
                    ? new SweepEdge(upper[edge], Cost.Milliseconds(costs[edge]))
                    : new SweepEdge(0, TravelTree.Unreachable);
            }
        }

        return new SweepEdges(core, count, coreFirst, [.. coreEdges], simple);
    }

    /// <summary>
    /// The edges of some nodes only. With each node all above it must be kept, so that every edge's upper end is.
    /// </summary>
    /// <param name="kept">For each node its place among those kept, in the same order, or −1.</param>
    public SweepEdges RestrictedTo(int[] kept)
    {
        List<int> first = [0];
        List<SweepEdge> core = [];
        List<SweepEdge> simple = [];
        for (var node = 0; node < CoreCount; node++)
        {
            if (kept[node] >= 0)
            {
                core.AddRange(Core.AsSpan(CoreFirst[node]..CoreFirst[node + 1]).ToArray().Select(Moved));
                first.Add(core.Count);
            }
        }

        for (var node = CoreCount; node < NodeCount; node++)
        {
            if (kept[node] >= 0)
            {
                simple.Add(Moved(Simple[2 * (node - CoreCount)]));
                simple.Add(Moved(Simple[(2 * (node - CoreCount)) + 1]));
            }
        }

        return new SweepEdges(first.Count - 1, first.Count - 1 + (simple.Count / 2), [.. first], [.. core], [.. simple]);

        // A padding leads nowhere, from wherever.
        SweepEdge Moved(SweepEdge edge) => edge with { Upper = Math.Max(0, kept[edge.Upper]) };
    }
}
