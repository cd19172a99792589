namespace Emergency.Geography;

/// <summary>
/// The parts of a network within which one can drive from everywhere to everywhere (R. Tarjan, Depth-first search and linear graph
/// algorithms, 1972; written without recursion, so that a long road cannot exhaust the stack).
/// </summary>
internal sealed class StrongComponents
{
    private readonly RoadNetworkData _data;
    private readonly int[] _order;
    private readonly int[] _low;
    private readonly int[] _next;
    private readonly Stack<int> _open = new();
    private readonly Stack<int> _path = new();
    private readonly List<int> _sizes = [];
    private int _counter;

    private StrongComponents(RoadNetworkData data)
    {
        _data = data;
        var nodes = data.NodeLon.Length;
        _order = new int[nodes];
        _low = new int[nodes];
        _next = data.FirstOut.AsSpan(0, nodes).ToArray();
        Component = new int[nodes];
        Array.Fill(Component, -1);
        for (var node = 0; node < nodes; node++)
        {
            if (_order[node] == 0)
            {
                Explore(node);
            }
        }
    }

    /// <summary>The component of every node.</summary>
    public int[] Component { get; }

    /// <summary>The number of nodes in every component.</summary>
    public IReadOnlyList<int> Sizes => _sizes;

    public static StrongComponents Of(RoadNetworkData data) => new(data);

    private void Explore(int start)
    {
        Enter(start);
        while (_path.Count > 0)
        {
            var node = _path.Peek();
            if (_next[node] < _data.FirstOut[node + 1])
            {
                var head = _data.Head[_next[node]++];
                if (_order[head] == 0)
                {
                    Enter(head);
                }
                else if (Component[head] < 0)
                {
                    _low[node] = Math.Min(_low[node], _order[head]);
                }

                continue;
            }

            _path.Pop();
            if (_path.TryPeek(out var parent))
            {
                _low[parent] = Math.Min(_low[parent], _low[node]);
            }

            if (_low[node] == _order[node])
            {
                Close(node);
            }
        }
    }

    private void Enter(int node)
    {
        _order[node] = _low[node] = ++_counter;
        _open.Push(node);
        _path.Push(node);
    }

    private void Close(int root)
    {
        var size = 0;
        int node;
        do
        {
            node = _open.Pop();
            Component[node] = _sizes.Count;
            size++;
        }
        while (node != root);
        _sizes.Add(size);
    }
}

public sealed partial class RoadNetwork
{
    private StrongComponents? _components;

    /// <summary>The strongly connected parts; worked out once, when first asked for.</summary>
    internal StrongComponents Components => _components ??= StrongComponents.Of(Data);

    /// <summary>The number of parts within which one can drive from everywhere to everywhere.</summary>
    public int PartCount => Components.Sizes.Count;

    /// <summary>The number of nodes in the largest such part, the main network; 0 where there are no nodes.</summary>
    public int MainNodeCount => Components.Sizes.DefaultIfEmpty(0).Max();

    /// <summary>For every node, whether it belongs to the main network.</summary>
    internal bool[] MainNodes() => NodesOfParts(int.MaxValue);

    /// <summary>For every node, whether its part has at least so many nodes, or is the main network.</summary>
    internal bool[] NodesOfParts(int smallest)
    {
        var components = Components;
        var main = components.Sizes.Select((size, i) => (size, i)).DefaultIfEmpty().MaxBy(c => c.size).i;
        return [.. components.Component.Select(c => c == main || components.Sizes[c] >= smallest)];
    }
}
