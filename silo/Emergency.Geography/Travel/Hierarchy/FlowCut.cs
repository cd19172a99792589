namespace Emergency.Geography;

/// <summary>
/// The least number of edges that part two ends of a graph, by Dinic's algorithm (1970) with unit capacities: the nodes that come first in an
/// order are the one end, those that come last the other. Workspaces grow and are used again.
/// </summary>
internal sealed class FlowCut
{
    private int[] _first = [];
    private int[] _head = [];
    private int[] _reverse = [];
    private sbyte[] _flow = [];
    private int[] _level = [];
    private int[] _next = [];
    private int[] _queue = [];
    private int[] _path = [];
    private byte[] _end = [];
    private int _nodeCount;

    private const byte Source = 1;
    private const byte Sink = 2;

    /// <summary>Takes a graph; arcs come in both directions.</summary>
    public void Load(int nodeCount, int[] first, int[] head, int[] reverse)
    {
        _nodeCount = nodeCount;
        (_first, _head, _reverse) = (first, head, reverse);
        if (_level.Length < nodeCount)
        {
            _level = new int[nodeCount];
            _next = new int[nodeCount];
            _queue = new int[nodeCount];
            _path = new int[nodeCount];
            _end = new byte[nodeCount];
        }

        if (_flow.Length < first[nodeCount])
        {
            _flow = new sbyte[first[nodeCount]];
        }
    }

    /// <summary>
    /// Parts the first from the last <paramref name="endSize"/> nodes of the order. Returns the number of edges cut, or
    /// <paramref name="bound"/> when there would be as many or more; <see cref="IsOnSourceSide"/> then means nothing.
    /// </summary>
    public int Cut(ReadOnlySpan<int> order, int endSize, int bound)
    {
        _flow.AsSpan(0, _first[_nodeCount]).Clear();
        _end.AsSpan(0, _nodeCount).Clear();
        for (var i = 0; i < endSize; i++)
        {
            _end[order[i]] = Source;
            _end[order[^(i + 1)]] = Sink;
        }

        var flow = 0;
        while (FindLevels(order[..endSize]))
        {
            _first.AsSpan(0, _nodeCount).CopyTo(_next);
            foreach (var source in order[..endSize])
            {
                while (Augment(source))
                {
                    if (++flow >= bound)
                    {
                        return bound;
                    }
                }
            }
        }

        return flow;
    }

    /// <summary>After a cut: on which side a node is.</summary>
    public bool IsOnSourceSide(int node) => _level[node] >= 0;

    private bool FindLevels(ReadOnlySpan<int> sources)
    {
        _level.AsSpan(0, _nodeCount).Fill(-1);
        var (head, tail) = (0, 0);
        foreach (var source in sources)
        {
            _level[source] = 0;
            _queue[tail++] = source;
        }

        var reaches = false;
        while (head < tail)
        {
            var node = _queue[head++];
            for (var arc = _first[node]; arc < _first[node + 1]; arc++)
            {
                var other = _head[arc];
                if (_flow[arc] < 1 && _level[other] < 0)
                {
                    _level[other] = _level[node] + 1;
                    _queue[tail++] = other;
                    reaches |= _end[other] == Sink;
                }
            }
        }

        return reaches;
    }

    /// <summary>Sends one unit from a source along levels, without recursion; false when nothing more can be sent from it.</summary>
    private bool Augment(int source)
    {
        var depth = 0;
        var node = source;
        while (true)
        {
            if (_end[node] == Sink)
            {
                for (var i = 0; i < depth; i++)
                {
                    _flow[_path[i]]++;
                    _flow[_reverse[_path[i]]]--;
                }

                return true;
            }

            var arc = Advance(node);
            if (arc >= 0)
            {
                _path[depth++] = arc;
                node = _head[arc];
            }
            else if (depth == 0)
            {
                return false;
            }
            else
            {
                node = _head[_reverse[_path[--depth]]];
                _next[node]++;
            }
        }
    }

    private int Advance(int node)
    {
        for (; _next[node] < _first[node + 1]; _next[node]++)
        {
            var arc = _next[node];
            if (_flow[arc] < 1 && _level[_head[arc]] == _level[node] + 1)
            {
                return arc;
            }
        }

        return -1;
    }
}
