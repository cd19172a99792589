namespace Emergency.Geography;

/// <summary>
/// The costs from some starts to all their ancestors in a hierarchy, or from all ancestors to some goals: every least way between two places
/// goes up from the one and down to the other, so that this is all that must be searched. A workspace; what was visited last is cleared first.
/// </summary>
internal sealed class UpwardSearch
{
    private readonly ContractionHierarchy _hierarchy;
    private readonly int[] _via;

    public UpwardSearch(ContractionHierarchy hierarchy)
    {
        _hierarchy = hierarchy;
        _via = new int[hierarchy.NodeCount];
        Costs = new long[hierarchy.NodeCount];
        Array.Fill(Costs, HierarchyMetric.NoWay);
        Visited = new int[hierarchy.NodeCount];
    }

    /// <summary>The least cost by position, <see cref="HierarchyMetric.NoWay"/> where there is none or nobody looked.</summary>
    public long[] Costs { get; }

    /// <summary>The positions that were visited, each once, from below upwards; the first <see cref="VisitedCount"/> count.</summary>
    public int[] Visited { get; }

    public int VisitedCount { get; private set; }

    /// <summary>Searches from the starts along <paramref name="edgeCosts"/>.</summary>
    public void Run(ReadOnlySpan<Access> starts, long[] edgeCosts)
    {
        Clear();
        Span<int> climbers = stackalloc int[starts.Length];
        for (var i = 0; i < starts.Length; i++)
        {
            var position = climbers[i] = _hierarchy.Position[starts[i].Node];
            if (starts[i].Cost < Costs[position])
            {
                (Costs[position], _via[position]) = (starts[i].Cost, -1 - i);
            }
        }

        var first = _hierarchy.First;
        var upper = _hierarchy.Upper;
        for (var node = Lowest(climbers); node >= 0; node = Lowest(climbers))
        {
            Visited[VisitedCount++] = node;
            var cost = Costs[node];
            for (var edge = first[node]; edge < first[node + 1]; edge++)
            {
                var reached = cost + edgeCosts[edge];
                if (reached < Costs[upper[edge]])
                {
                    (Costs[upper[edge]], _via[upper[edge]]) = (reached, edge);
                }
            }

            climbers.Replace(node, _hierarchy.Parent[node]);
        }
    }

    /// <summary>
    /// The edges from a visited position back to the start it was reached from, the highest first, added to a list; returns the start's number.
    /// </summary>
    public int TraceBack(int position, List<int> edges)
    {
        while (_via[position] >= 0)
        {
            edges.Add(_via[position]);
            position = _hierarchy.Lower[_via[position]];
        }

        return -1 - _via[position];
    }

    /// <summary>The lowest stands at the largest position; −1 when all have left at the top.</summary>
    private static int Lowest(ReadOnlySpan<int> climbers)
    {
        var lowest = -1;
        foreach (var climber in climbers)
        {
            lowest = Math.Max(lowest, climber);
        }

        return lowest;
    }

    private void Clear()
    {
        for (var i = 0; i < VisitedCount; i++)
        {
            Costs[Visited[i]] = HierarchyMetric.NoWay;
        }

        VisitedCount = 0;
    }
}
