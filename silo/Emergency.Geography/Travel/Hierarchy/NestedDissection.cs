namespace Emergency.Geography;

/// <summary>
/// Orders the nodes of a graph so that small sets of nodes that part it come last, then those that part the parts, and so on (George, 1973).
/// The sets are found by inertial flow (Schild and Sommer, 2015): nodes are sorted along four directions on the ground, the first and the last
/// quarter are the ends, and the least cut between them parts the graph. Depends on nothing but the graph and the coordinates.
/// </summary>
internal sealed class NestedDissection
{
    /// <summary>Parts of at most this many nodes are not parted further.</summary>
    private const int SmallestPart = 3;

    /// <summary>The share of nodes at each end.</summary>
    private const double EndShare = 0.25;

    private static readonly (int X, int Y)[] Directions = [(1, 0), (0, 1), (1, 1), (1, -1)];

    private readonly NeighbourLists _graph;
    private readonly int[] _x;
    private readonly int[] _y;
    private readonly int[] _order;
    private readonly int[] _local;
    private readonly bool[] _isOnSourceSide;
    private readonly FlowCut _flow = new();

    private NestedDissection(NeighbourLists graph, int[] x, int[] y)
    {
        (_graph, _x, _y) = (graph, x, y);
        _order = new int[graph.NodeCount];
        _local = new int[graph.NodeCount];
        _isOnSourceSide = new bool[graph.NodeCount];
        Array.Fill(_local, -1);
    }

    /// <summary>The nodes in order, those that part the whole last.</summary>
    public static int[] Order(NeighbourLists graph, int[] x, int[] y)
    {
        var dissection = new NestedDissection(graph, x, y);
        var nodes = new int[graph.NodeCount];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = i;
        }

        dissection.Place(nodes, 0);
        return dissection._order;
    }

    /// <summary>Puts nodes into the order from a place on.</summary>
    private void Place(int[] nodes, int start)
    {
        if (nodes.Length <= SmallestPart)
        {
            nodes.CopyTo(_order, start);
            return;
        }

        var components = Components(nodes);
        if (components.Count > 1)
        {
            foreach (var component in components)
            {
                Place(component, start);
                start += component.Length;
            }

            return;
        }

        var (one, other, separator) = Part(nodes);
        Place(one, start);
        Place(other, start + one.Length);
        separator.CopyTo(_order, start + one.Length + other.Length);
    }

    private List<int[]> Components(int[] nodes)
    {
        var components = new List<int[]>();
        foreach (var node in nodes)
        {
            _local[node] = -2;
        }

        var component = new List<int>();
        foreach (var seed in nodes.Where(n => _local[n] == -2))
        {
            component.Clear();
            component.Add(seed);
            _local[seed] = -1;
            for (var i = 0; i < component.Count; i++)
            {
                foreach (var neighbour in NeighboursOf(component[i]))
                {
                    if (_local[neighbour] == -2)
                    {
                        _local[neighbour] = -1;
                        component.Add(neighbour);
                    }
                }
            }

            components.Add([.. component]);
        }

        return components;
    }

    private (int[] One, int[] Other, int[] Separator) Part(int[] nodes)
    {
        LoadFlow(nodes);
        var endSize = Math.Max(1, (int)(nodes.Length * EndShare));
        var best = int.MaxValue;
        var order = new int[nodes.Length];
        var keys = new long[nodes.Length];
        foreach (var (dx, dy) in Directions)
        {
            for (var i = 0; i < nodes.Length; i++)
            {
                order[i] = i;
                keys[i] = ((long)_x[nodes[i]] * dx) + ((long)_y[nodes[i]] * dy);
            }

            Array.Sort(keys, order);
            var cut = _flow.Cut(order, endSize, best);
            if (cut < best)
            {
                best = cut;
                for (var i = 0; i < nodes.Length; i++)
                {
                    _isOnSourceSide[nodes[i]] = _flow.IsOnSourceSide(i);
                }
            }
        }

        var parts = SplitAtCut(nodes);
        foreach (var node in nodes)
        {
            _local[node] = -1;
        }

        return parts;
    }

    /// <summary>Cut edges become a separator: their ends on that side where there are fewer.</summary>
    private (int[] One, int[] Other, int[] Separator) SplitAtCut(int[] nodes)
    {
        var onSource = nodes.Where(n => _isOnSourceSide[n] && TouchesOtherSide(n)).ToHashSet();
        var onSink = nodes.Where(n => !_isOnSourceSide[n] && TouchesOtherSide(n)).ToHashSet();
        var separator = onSource.Count <= onSink.Count ? onSource : onSink;
        return (
            [.. nodes.Where(n => _isOnSourceSide[n] && !separator.Contains(n))],
            [.. nodes.Where(n => !_isOnSourceSide[n] && !separator.Contains(n))],
            [.. nodes.Where(separator.Contains)]);
    }

    private bool TouchesOtherSide(int node)
    {
        foreach (var neighbour in NeighboursOf(node))
        {
            if (_local[neighbour] >= 0 && _isOnSourceSide[neighbour] != _isOnSourceSide[node])
            {
                return true;
            }
        }

        return false;
    }

    private void LoadFlow(int[] nodes)
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            _local[nodes[i]] = i;
        }

        var first = new int[nodes.Length + 1];
        var heads = new List<int>();
        for (var i = 0; i < nodes.Length; i++)
        {
            foreach (var neighbour in NeighboursOf(nodes[i]))
            {
                if (_local[neighbour] >= 0)
                {
                    heads.Add(_local[neighbour]);
                }
            }

            first[i + 1] = heads.Count;
        }

        int[] head = [.. heads];
        _flow.Load(nodes.Length, first, head, Reverses(first, head));
    }

    /// <summary>For each arc the one back. Going through tails in order meets the arcs into each node in the order of their tails.</summary>
    private static int[] Reverses(int[] first, int[] head)
    {
        var reverse = new int[head.Length];
        for (var node = 0; node + 1 < first.Length; node++)
        {
            for (var arc = first[node]; arc < first[node + 1]; arc++)
            {
                reverse[arc] = Array.IndexOf(head, node, first[head[arc]], first[head[arc] + 1] - first[head[arc]]);
            }
        }

        return reverse;
    }

    private ReadOnlySpan<int> NeighboursOf(int node) => _graph.Neighbour.AsSpan(_graph.First[node].._graph.First[node + 1]);
}
