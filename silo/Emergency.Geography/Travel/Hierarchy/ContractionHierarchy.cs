namespace Emergency.Geography;

/// <summary>
/// The shape of a customizable contraction hierarchy (Dibbelt, Strasser and Wagner, 2016): which shortcuts there are when nodes are contracted in
/// an order that heeds the map and no times. It is made once for a network; what roads take, now or under a flood, is put onto it by
/// <see cref="HierarchyMetric"/> in milliseconds.
/// </summary>
/// <remarks>
/// Nodes are named by position: 0 is contracted last and stands at the top. An edge belongs to its lower end and leads to a node at a smaller
/// position. The first upper neighbour to be contracted, the one at the largest position, is the node's parent; all its upper neighbours
/// are ancestors. Positions below <see cref="CoreCount"/> are the core; every later node has at most two edges.
/// </remarks>
internal sealed class ContractionHierarchy
{
    private readonly Lazy<(int[] First, int[] Edge)> _below;

    internal ContractionHierarchy(HierarchyColumns columns)
    {
        Columns = columns;
        Position = columns.Position;
        CoreCount = columns.CoreCount;
        NodeAt = new int[NodeCount];
        for (var node = 0; node < NodeCount; node++)
        {
            NodeAt[Position[node]] = node;
        }

        Parent = new int[NodeCount];
        Lower = new int[EdgeCount];
        var first = First;
        var upper = Upper;
        for (var node = 0; node < NodeCount; node++)
        {
            Parent[node] = first[node] == first[node + 1] ? -1 : upper[first[node + 1] - 1];
            Lower.AsSpan(first[node]..first[node + 1]).Fill(node);
        }

        _below = new(GroupByUpper);
    }

    public int NodeCount => Position.Length;

    public int EdgeCount => Columns.Upper.Length;

    /// <summary>How many nodes stand in the core.</summary>
    public int CoreCount { get; }

    /// <summary>What is stored.</summary>
    public HierarchyColumns Columns { get; }

    /// <summary>The position of each node of the network.</summary>
    public int[] Position { get; }

    /// <summary>The node at each position.</summary>
    public int[] NodeAt { get; }

    /// <summary>Where each node's edges start, by position.</summary>
    public ReadOnlySpan<int> First => Columns.First.Span;

    /// <summary>The upper end of each edge, ascending for each node.</summary>
    public ReadOnlySpan<int> Upper => Columns.Upper.Span;

    /// <summary>The lower end of each edge.</summary>
    public int[] Lower { get; }

    /// <summary>For each arc of the network, twice its edge, and one more where it leads down; −1 for a loop.</summary>
    public ReadOnlySpan<int> EdgeOfArc => Columns.EdgeOfArc.Span;

    /// <summary>The next node towards the top, −1 at the top of a part of the network.</summary>
    public int[] Parent { get; }

    /// <summary>The edges into each node from below, grouped; made when first asked for.</summary>
    public (int[] First, int[] Edge) Below => _below.Value;

    /// <summary>The edge from a lower to an upper node, or −1.</summary>
    public int EdgeBetween(int lower, int upper)
    {
        var first = First;
        var at = Upper[first[lower]..first[lower + 1]].BinarySearch(upper);
        return at < 0 ? -1 : first[lower] + at;
    }

    private (int[] First, int[] Edge) GroupByUpper()
    {
        var first = new int[NodeCount + 1];
        var upper = Upper;
        foreach (var node in upper)
        {
            first[node + 1]++;
        }

        for (var node = 0; node < NodeCount; node++)
        {
            first[node + 1] += first[node];
        }

        var next = first.AsSpan(0, NodeCount).ToArray();
        var edges = new int[EdgeCount];
        for (var edge = 0; edge < EdgeCount; edge++)
        {
            edges[next[upper[edge]]++] = edge;
        }

        return (first, edges);
    }
}

/// <summary>A hierarchy's columns, as they stand in memory and in the package.</summary>
internal sealed record HierarchyColumns(
    int CoreCount, int[] Position, ReadOnlyMemory<int> First, ReadOnlyMemory<int> Upper, ReadOnlyMemory<int> EdgeOfArc)
{
    /// <summary>What in them would lead a search astray, or null. Every number is looked at once.</summary>
    public string? FirstProblem(RoadNetwork network)
    {
        var count = Position.Length;
        var first = First.Span;
        var upper = Upper.Span;
        if (count != network.NodeCount || first.Length != count + 1 || EdgeOfArc.Length != network.ArcCount || CoreCount < 0 || CoreCount > count)
        {
            return $"{count} nodes, {first.Length} starts and {EdgeOfArc.Length} arcs";
        }

        var isTaken = new bool[count];
        foreach (var position in Position)
        {
            if ((uint)position >= (uint)count || isTaken[position])
            {
                return $"position {position}";
            }

            isTaken[position] = true;
        }

        return first[0] != 0 || first[count] != upper.Length ? "edges are missing" : EdgeProblem(first, upper) ?? ArcProblem(network, first, upper);
    }

    private string? EdgeProblem(ReadOnlySpan<int> first, ReadOnlySpan<int> upper)
    {
        for (var node = 0; node + 1 < first.Length; node++)
        {
            if (first[node + 1] < first[node] || (node >= CoreCount && first[node + 1] - first[node] > 2))
            {
                return $"edges of position {node}";
            }

            for (var edge = first[node]; edge < first[node + 1]; edge++)
            {
                if (upper[edge] < 0 || upper[edge] >= node || (edge > first[node] && upper[edge] <= upper[edge - 1]))
                {
                    return $"edge {edge}";
                }
            }
        }

        return null;
    }

    private string? ArcProblem(RoadNetwork network, ReadOnlySpan<int> first, ReadOnlySpan<int> upper)
    {
        var edges = EdgeOfArc.Span;
        for (var arc = 0; arc < edges.Length; arc++)
        {
            var (tail, head) = (Position[network.Tail[arc]], Position[network.Data.Head[arc]]);
            var (lower, higher) = tail > head ? (tail, head) : (head, tail);
            var edge = edges[arc] >> 1;
            if (tail == head
                ? edges[arc] != -1
                : (edges[arc] & 1) != (tail > head ? 0 : 1) || edge < first[lower] || edge >= first[lower + 1] || upper[edge] != higher)
            {
                return $"arc {arc}";
            }
        }

        return null;
    }
}
