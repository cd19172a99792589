namespace Emergency.Geography;

/// <summary>
/// Takes away nodes with at most two neighbours, joining the two, until every node left has three or more: bends, dead ends and chains, most
/// of any road map. What is left is the core. Neighbours are never taken in the same round, so that a long chain is halved each time
/// instead of being eaten from one end, and the elimination tree stays low.
/// </summary>
internal sealed class SimpleElimination
{
    private readonly int[] _first;
    private readonly int[] _neighbour;
    private readonly int[] _degree;
    private readonly int[] _touched;
    private readonly bool[] _isGone;

    private SimpleElimination(NeighbourLists graph)
    {
        _first = graph.First;
        _neighbour = [.. graph.Neighbour];
        _degree = new int[graph.NodeCount];
        _touched = new int[graph.NodeCount];
        _isGone = new bool[graph.NodeCount];
        for (var node = 0; node < graph.NodeCount; node++)
        {
            _degree[node] = _first[node + 1] - _first[node];
        }
    }

    /// <summary>The nodes taken away, in order.</summary>
    public List<int> Order { get; } = [];

    /// <summary>The nodes left.</summary>
    public int[] Core { get; private set; } = [];

    /// <summary>The edges among those left, each as places in <see cref="Core"/>.</summary>
    public List<(int A, int B)> CoreEdges { get; } = [];

    public static SimpleElimination Run(NeighbourLists graph)
    {
        var elimination = new SimpleElimination(graph);
        elimination.Eliminate();
        elimination.CollectCore();
        return elimination;
    }

    private void Eliminate()
    {
        var current = new List<int>(Enumerable.Range(0, _degree.Length).Where(n => _degree[n] <= 2));
        var next = new List<int>();
        for (var round = 1; current.Count > 0; round++, (current, next) = (next, current))
        {
            next.Clear();
            foreach (var node in current)
            {
                if (_isGone[node] || _degree[node] > 2)
                {
                    continue;
                }

                if (_touched[node] == round)
                {
                    next.Add(node);
                    continue;
                }

                TakeAway(node, round, next);
            }
        }
    }

    private void TakeAway(int node, int round, List<int> next)
    {
        var neighbours = NeighboursOf(node);
        _isGone[node] = true;
        Order.Add(node);
        switch (neighbours)
        {
            case [var only]:
                Remove(only, node);
                break;
            case [var one, var other]:
                Replace(one, node, other);
                Replace(other, node, one);
                break;
        }

        foreach (var neighbour in neighbours)
        {
            _touched[neighbour] = round;
            if (_degree[neighbour] <= 2)
            {
                next.Add(neighbour);
            }
        }
    }

    private Span<int> NeighboursOf(int node) => _neighbour.AsSpan(_first[node], _degree[node]);

    private void Remove(int node, int neighbour)
    {
        var list = NeighboursOf(node);
        list[list.IndexOf(neighbour)] = list[^1];
        _degree[node]--;
    }

    private void Replace(int node, int neighbour, int by)
    {
        var list = NeighboursOf(node);
        if (list.Contains(by))
        {
            Remove(node, neighbour);
        }
        else
        {
            list[list.IndexOf(neighbour)] = by;
        }
    }

    private void CollectCore()
    {
        Core = [.. Enumerable.Range(0, _isGone.Length).Where(n => !_isGone[n])];
        var placeOf = new int[_isGone.Length];
        for (var i = 0; i < Core.Length; i++)
        {
            placeOf[Core[i]] = i;
        }

        foreach (var node in Core)
        {
            foreach (var neighbour in NeighboursOf(node))
            {
                if (node < neighbour)
                {
                    CoreEdges.Add((placeOf[node], placeOf[neighbour]));
                }
            }
        }
    }
}
