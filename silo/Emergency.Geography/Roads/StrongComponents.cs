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
    private (int[] PartOf, int[] Sizes)? _parts;

    /// <summary>The strongly connected parts; worked out once, when first asked for.</summary>
    internal StrongComponents Components => _components ??= StrongComponents.Of(Data);

    /// <summary>The number of parts within which one can drive from everywhere to everywhere.</summary>
    public int PartCount => Parts.Sizes.Count(s => s > 0);

    /// <summary>The number of junctions in the largest such part, the main network; 0 where there are none.</summary>
    public int MainNodeCount => Parts.Sizes.DefaultIfEmpty(0).Max();

    /// <summary>For every junction, whether it belongs to the main network.</summary>
    internal bool[] MainNodes() => NodesOfParts(int.MaxValue);

    /// <summary>For every junction, whether its part has at least so many, or is the main network.</summary>
    internal bool[] NodesOfParts(int smallest)
    {
        var (partOf, sizes) = Parts;
        var main = sizes.Select((size, i) => (size, i)).DefaultIfEmpty().MaxBy(c => c.size).i;
        return [.. partOf.Select(c => c == main || sizes[c] >= smallest)];
    }

    /// <summary>
    /// The part of every junction, and how many junctions each has. A junction that is only ever reached by its copies, or left from itself
    /// alone, belongs to the largest part that any of them belongs to: one drives away from the junction whatever its copies may do.
    /// </summary>
    internal (int[] PartOf, int[] Sizes) Parts => _parts ??= PartsOf();

    private (int[] PartOf, int[] Sizes) PartsOf()
    {
        var components = Components;
        var partOf = components.Component[..JunctionCount];
        for (var copy = JunctionCount; copy < NodeCount; copy++)
        {
            var junction = JunctionOf(copy);
            if (components.Sizes[components.Component[copy]] > components.Sizes[partOf[junction]])
            {
                partOf[junction] = components.Component[copy];
            }
        }

        var sizes = new int[components.Sizes.Count];
        foreach (var part in partOf)
        {
            sizes[part]++;
        }

        return (partOf, sizes);
    }
}
