namespace Emergency.Geography;

/// <summary>Makes the hierarchy of a network: order, shortcuts, and positions that keep what is swept together side by side in memory.</summary>
internal static class HierarchyBuilder
{
    public static ContractionHierarchy Build(RoadNetwork network)
    {
        var graph = NeighbourLists.Of(network);
        var simple = SimpleElimination.Run(graph);
        var core = NestedDissection.Order(
            NeighbourLists.Of(simple.Core.Length, simple.CoreEdges),
            [.. simple.Core.Select(n => network.Data.NodeLon[n])],
            [.. simple.Core.Select(n => network.Data.NodeLat[n])]);
        int[] order = [.. simple.Order, .. core.Select(i => simple.Core[i])];
        var shape = EliminationShape.Of(graph, order);
        var position = shape.Positions(simple.Order.Count);
        return new ContractionHierarchy(ToColumns(network, shape, order, position, core.Length));
    }

    private static HierarchyColumns ToColumns(RoadNetwork network, EliminationShape shape, int[] order, int[] positionOfRank, int coreCount)
    {
        var count = order.Length;
        var (position, first) = (new int[count], new int[count + 1]);
        for (var rank = 0; rank < count; rank++)
        {
            position[order[rank]] = positionOfRank[rank];
            first[positionOfRank[rank] + 1] = shape.Upper[rank].Length;
        }

        for (var i = 0; i < count; i++)
        {
            first[i + 1] += first[i];
        }

        var upper = new int[first[count]];
        for (var rank = 0; rank < count; rank++)
        {
            var edges = upper.AsSpan(first[positionOfRank[rank]], shape.Upper[rank].Length);
            for (var i = 0; i < edges.Length; i++)
            {
                edges[i] = positionOfRank[shape.Upper[rank][i]];
            }

            edges.Sort();
        }

        return new HierarchyColumns(coreCount, position, first, upper, EdgesOfArcs(network, position, first, upper));
    }

    private static int[] EdgesOfArcs(RoadNetwork network, int[] position, int[] first, int[] upper)
    {
        var edges = new int[network.ArcCount];
        for (var arc = 0; arc < edges.Length; arc++)
        {
            var (tail, head) = (position[network.Tail[arc]], position[network.Data.Head[arc]]);
            var (lower, higher) = tail > head ? (tail, head) : (head, tail);
            edges[arc] = tail == head
                ? -1
                : (2 * (first[lower] + upper.AsSpan(first[lower]..first[lower + 1]).BinarySearch(higher))) + (tail > head ? 0 : 1);
        }

        return edges;
    }
}

/// <summary>Which edges there are once all nodes have been contracted in an order; nodes are named by their rank in it.</summary>
internal sealed class EliminationShape
{
    private EliminationShape(int[][] upper)
    {
        Upper = upper;
    }

    /// <summary>Each node's neighbours of higher rank, ascending.</summary>
    public int[][] Upper { get; }

    /// <summary>A node's upper neighbours are its own in the graph, and those of the nodes below it whose parent it is.</summary>
    public static EliminationShape Of(NeighbourLists graph, int[] order)
    {
        var count = order.Length;
        var rankOf = new int[count];
        for (var rank = 0; rank < count; rank++)
        {
            rankOf[order[rank]] = rank;
        }

        var upper = new int[count][];
        var (firstChild, nextChild) = (new int[count], new int[count]);
        Array.Fill(firstChild, -1);
        var seen = new int[count];
        Array.Fill(seen, -1);
        var found = new List<int>();
        for (var rank = 0; rank < count; rank++)
        {
            found.Clear();
            seen[rank] = rank;
            var node = order[rank];
            for (var i = graph.First[node]; i < graph.First[node + 1]; i++)
            {
                Add(rankOf[graph.Neighbour[i]], rank);
            }

            for (var child = firstChild[rank]; child >= 0; child = nextChild[child])
            {
                foreach (var other in upper[child])
                {
                    Add(other, rank);
                }
            }

            found.Sort();
            upper[rank] = [.. found];
            if (found.Count > 0)
            {
                (nextChild[rank], firstChild[found[0]]) = (firstChild[found[0]], rank);
            }
        }

        return new EliminationShape(upper);

        void Add(int other, int rank)
        {
            if (other > rank && seen[other] != rank)
            {
                seen[other] = rank;
                found.Add(other);
            }
        }
    }

    /// <summary>
    /// Positions that put the core first and the others after it, parents always before children. The core stands subtree by subtree, so
    /// that what is read lies near; the others level by level, so that neighbours in memory do not wait for each other.
    /// </summary>
    public int[] Positions(int simpleCount)
    {
        var count = Upper.Length;
        var (firstChild, nextChild) = (new int[count], new int[count]);
        Array.Fill(firstChild, -1);
        var roots = new List<int>();
        for (var rank = count - 1; rank >= 0; rank--)
        {
            if (Upper[rank].Length == 0)
            {
                roots.Add(rank);
            }
            else
            {
                (nextChild[rank], firstChild[Upper[rank][0]]) = (firstChild[Upper[rank][0]], rank);
            }
        }

        var position = new int[count];
        var (nextCore, simple) = (0, new List<(int Level, int Rank)>(simpleCount));
        var stack = new Stack<(int Rank, int Level)>(Enumerable.Reverse(roots).Select(r => (r, 0)));
        while (stack.TryPop(out var top))
        {
            var isCore = top.Rank >= simpleCount;
            if (isCore)
            {
                position[top.Rank] = nextCore++;
            }
            else
            {
                simple.Add((top.Level, top.Rank));
            }

            for (var child = firstChild[top.Rank]; child >= 0; child = nextChild[child])
            {
                stack.Push((child, isCore ? 0 : top.Level + 1));
            }
        }

        // A stable sort: within a level the order of the walk stays.
        foreach (var (_, rank) in simple.OrderBy(s => s.Level))
        {
            position[rank] = nextCore++;
        }

        return position;
    }
}
