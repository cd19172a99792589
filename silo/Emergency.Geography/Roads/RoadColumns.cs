using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>Turns road drafts into the columns of a network.</summary>
internal sealed class RoadColumns
{
    private readonly List<string> _names = [""];
    private readonly Dictionary<string, int> _nameIndex = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly RoadDraft[] _roads;
    private readonly int[] _from;
    private readonly int[] _to;
    private readonly int _nodeCount;

    /// <summary>The number in the network of each road that was added, or −1 where it is left out.</summary>
    private readonly int[] _number;

    public RoadColumns(IReadOnlyList<RoadDraft> roads, int[] rank, int nodeCount)
    {
        _nodeCount = nodeCount;
        // Roads follow their first node, so that they too lie near each other; ties keep the order of adding.
        int[] order = [.. Enumerable.Range(0, roads.Count).Where(r => rank[roads[r].From.Value] >= 0 && rank[roads[r].To.Value] >= 0)
            .OrderBy(r => rank[roads[r].From.Value])];
        _roads = [.. order.Select(r => roads[r])];
        _number = new int[roads.Count];
        Array.Fill(_number, -1);
        for (var i = 0; i < order.Length; i++)
        {
            _number[order[i]] = i;
        }

        _from = [.. _roads.Select(r => rank[r.From.Value])];
        _to = [.. _roads.Select(r => rank[r.To.Value])];
    }

    public RoadNetworkData ToData(int[] nodeLon, int[] nodeLat, long[] nodeSource)
    {
        var firstOut = FirstOut();
        var arcs = new ArcColumns(firstOut[_nodeCount]);
        var next = firstOut.AsSpan(0, _nodeCount).ToArray();
        var forward = new int[_roads.Length];
        var backward = new int[_roads.Length];
        for (var road = 0; road < _roads.Length; road++)
        {
            var draft = _roads[road];
            forward[road] = draft.Forward is { } f ? arcs.Set(next[_from[road]]++, _to[road], road, f, draft.Length) : -1;
            backward[road] = draft.Backward is { } b ? arcs.Set(next[_to[road]]++, _from[road], road, b, draft.Length) : -1;
        }

        return new RoadNetworkData
        {
            NodeLon = nodeLon,
            NodeLat = nodeLat,
            NodeSource = nodeSource,
            FirstOut = firstOut,
            Head = arcs.Head,
            RoadOfArc = arcs.Road,
            SirenMs = arcs.Siren,
            NormalMs = arcs.Normal,
            LengthCm = arcs.Length,
            RoadFrom = _from,
            RoadTo = _to,
            ForwardArc = forward,
            BackwardArc = backward,
            RoadSource = [.. _roads.Select(r => r.SourceId)],
            RoadKind = [.. _roads.Select(r => (byte)r.Class)],
            RoadName = [.. _roads.Select(r => NameIndex(r.Name))],
            ShapeStart = ShapeStarts(),
            ShapeLon = [.. _roads.SelectMany(r => r.Shape).Select(p => RoadNetwork.ToUnits(p.Longitude))],
            ShapeLat = [.. _roads.SelectMany(r => r.Shape).Select(p => RoadNetwork.ToUnits(p.Latitude))],
            Names = [.. _names],
        };
    }

    /// <summary>The arcs of a sequence of roads, or null where one of them is left out.</summary>
    public int[]? ArcsOf(RoadNetworkData data, IReadOnlyList<RoadStep> steps) => steps.Any(s => _number[s.Road] < 0)
        ? null
        : [.. steps.Select(s => s.Forward ? data.ForwardArc[_number[s.Road]] : data.BackwardArc[_number[s.Road]])];

    private int[] FirstOut()
    {
        var first = new int[_nodeCount + 1];
        for (var road = 0; road < _roads.Length; road++)
        {
            first[_from[road] + 1] += _roads[road].Forward is null ? 0 : 1;
            first[_to[road] + 1] += _roads[road].Backward is null ? 0 : 1;
        }

        for (var node = 0; node < _nodeCount; node++)
        {
            first[node + 1] += first[node];
        }

        return first;
    }

    private int[] ShapeStarts()
    {
        var starts = new int[_roads.Length + 1];
        for (var road = 0; road < _roads.Length; road++)
        {
            starts[road + 1] = starts[road] + _roads[road].Shape.Count;
        }

        return starts;
    }

    private int NameIndex(string name)
    {
        if (!_nameIndex.TryGetValue(name, out var index))
        {
            index = _names.Count;
            _names.Add(name);
            _nameIndex.Add(name, index);
        }

        return index;
    }

    private sealed class ArcColumns(int count)
    {
        public int[] Head { get; } = new int[count];

        public int[] Road { get; } = new int[count];

        public int[] Siren { get; } = new int[count];

        public int[] Normal { get; } = new int[count];

        public int[] Length { get; } = new int[count];

        public int Set(int arc, int head, int road, DriveTimes times, Metres length)
        {
            Head[arc] = head;
            Road[arc] = road;
            Siren[arc] = Milliseconds(times.Siren);
            Normal[arc] = Milliseconds(times.Normal);
            Length[arc] = (int)Math.Round(length.Value * 100);
            return arc;
        }

        private static int Milliseconds(TimeSpan time) => Math.Max(1, (int)Math.Round(time.TotalMilliseconds));
    }
}
