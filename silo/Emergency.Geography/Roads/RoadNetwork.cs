using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>
/// An immutable road network. Roads lie between two nodes and carry class, name and shape; every direction in which a road may be
/// driven is one arc with its own times. Arcs are grouped by the node they leave (compressed sparse rows), times are whole
/// milliseconds and lengths whole centimetres, so that sums are exact and the same in whatever order they are added.
/// Forbidden turns are part of the graph itself: a junction at which one holds has copies, each entered by the ways of coming for which
/// the same turns are forbidden, and left by all arcs but those. A search needs to know nothing of turns; it leaves a place from the
/// junction itself, and has reached one when it has reached the junction or any of its copies (<see cref="CopiesOf"/>).
/// </summary>
/// <remarks>Safe for use by many threads at once. Made by <see cref="RoadNetworkBuilder"/>.</remarks>
public sealed partial class RoadNetwork
{
    /// <summary>Coordinates are stored in units of 10⁻⁷ degree (about a centimetre), as OpenStreetMap does.</summary>
    internal const double UnitsPerDegree = 1e7;

    internal readonly RoadNetworkData Data;

    private readonly CopyGroups _copiesOfNodes;
    private readonly CopyGroups _copiesOfArcs;

    internal RoadNetwork(RoadNetworkData data)
    {
        Data = data;
        Tail = new int[data.Head.Length];
        for (var node = 0; node < data.NodeLon.Length; node++)
        {
            Tail.AsSpan(data.FirstOut[node]..data.FirstOut[node + 1]).Fill(node);
        }

        IsForward = new bool[data.Head.Length];
        foreach (var arc in data.ForwardArc.Where(a => a >= 0))
        {
            IsForward[arc] = true;
        }

        for (var i = 0; i < data.CopyOfArc.Length; i++)
        {
            IsForward[data.PrimaryArcCount + i] = IsForward[data.CopyOfArc[i]];
        }

        _copiesOfNodes = CopyGroups.Of(data.JunctionCount, data.CopyOfNode);
        _copiesOfArcs = CopyGroups.Of(data.PrimaryArcCount, data.CopyOfArc);
        MostAccesses = Math.Max(2 * _copiesOfArcs.Largest, _copiesOfNodes.Largest);
        (FirstIn, InArc) = GroupByHead(data);
    }

    /// <summary>The number of nodes, copies included: junctions come first, copies after them.</summary>
    public int NodeCount => Data.NodeLon.Length;

    /// <summary>The number of junctions: nodes that are not copies. They are the nodes 0 to <see cref="JunctionCount"/> − 1.</summary>
    public int JunctionCount => Data.JunctionCount;

    /// <summary>The number of arcs: one for each direction in which a road may be driven, and the copies of these.</summary>
    public int ArcCount => Data.Head.Length;

    /// <summary>The number of roads, a two-way road counting once.</summary>
    public int RoadCount => Data.RoadFrom.Length;

    /// <summary>The most nodes by which one place joins the network.</summary>
    internal int MostAccesses { get; }

    /// <summary>The node that each arc leaves.</summary>
    internal int[] Tail { get; }

    /// <summary>Whether the arc runs along the road's shape, rather than against it.</summary>
    internal bool[] IsForward { get; }

    /// <summary>Where each node's entering arcs start in <see cref="InArc"/>.</summary>
    internal int[] FirstIn { get; }

    /// <summary>Arcs grouped by the node they enter.</summary>
    internal int[] InArc { get; }

    /// <summary>Where a node is.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such node.</exception>
    public GeoPoint PositionOf(NodeIndex node) => PointAt(Data.NodeLon[node.Value], Data.NodeLat[node.Value]);

    /// <summary>What the node was called in the data it came from.</summary>
    public long SourceIdOf(NodeIndex node) => Data.NodeSource[node.Value];

    /// <summary>All nodes, in the order in which one-to-all answers list them: junctions, then copies.</summary>
    public IEnumerable<NodeIndex> Nodes => Enumerable.Range(0, NodeCount).Select(i => new NodeIndex(i));

    /// <summary>The nodes that are not copies, in order.</summary>
    public IEnumerable<NodeIndex> Junctions => Enumerable.Range(0, JunctionCount).Select(i => new NodeIndex(i));

    /// <summary>The junction that a node is or stands for.</summary>
    public NodeIndex JunctionOf(NodeIndex node) => new(JunctionOf(node.Value));

    /// <summary>The lengths of all roads together, a two-way road counting once.</summary>
    public Metres TotalLength
    {
        get
        {
            long centimetres = 0;
            for (var road = 0; road < RoadCount; road++)
            {
                centimetres += Data.LengthCm[ArcOf(road)];
            }

            return new Metres(centimetres / 100.0);
        }
    }

    /// <summary>The milliseconds of every arc.</summary>
    internal int[] Milliseconds(TravelProfile profile) => profile == TravelProfile.Siren ? Data.SirenMs : Data.NormalMs;

    /// <summary>The junction that a node is or stands for.</summary>
    internal int JunctionOf(int node) => node < Data.JunctionCount ? node : Data.CopyOfNode[node - Data.JunctionCount];

    /// <summary>
    /// The nodes at which a vehicle may stand that has come to a junction: the junction itself first, then its copies. A way from there
    /// starts at the junction; a way to there ends at the least of all of them.
    /// </summary>
    internal ReadOnlySpan<int> CopiesOf(int node) => _copiesOfNodes.Of(JunctionOf(node));

    /// <summary>
    /// The arcs by which a road is driven in a direction, empty where it is closed. The first leaves the junction itself: a way from a
    /// place along the road follows it alone. A way to such a place may come over any of them.
    /// </summary>
    internal ReadOnlySpan<int> ArcsOf(int road, bool forward) =>
        (forward ? Data.ForwardArc[road] : Data.BackwardArc[road]) is var arc and >= 0 ? _copiesOfArcs.Of(arc) : [];

    /// <summary>An arc of the road, the forward one if there are two.</summary>
    internal int ArcOf(int road) => Data.ForwardArc[road] >= 0 ? Data.ForwardArc[road] : Data.BackwardArc[road];

    /// <summary>The road's class.</summary>
    internal RoadClass ClassOf(int road) => (RoadClass)Data.RoadKind[road];

    /// <summary>The road's name, empty where it has none.</summary>
    internal string NameOf(int road) => Data.Names[Data.RoadName[road]];

    /// <summary>The road's shape from its first node to its last, both included.</summary>
    internal IEnumerable<GeoPoint> ShapeOf(int road)
    {
        yield return PositionOf(new NodeIndex(Data.RoadFrom[road]));
        for (var i = Data.ShapeStart[road]; i < Data.ShapeStart[road + 1]; i++)
        {
            yield return PointAt(Data.ShapeLon[i], Data.ShapeLat[i]);
        }

        yield return PositionOf(new NodeIndex(Data.RoadTo[road]));
    }

    internal static GeoPoint PointAt(int lon, int lat) => new(lon / UnitsPerDegree, lat / UnitsPerDegree);

    internal static int ToUnits(double degrees) => checked((int)Math.Round(degrees * UnitsPerDegree));

    private static (int[] First, int[] Arcs) GroupByHead(RoadNetworkData data)
    {
        var first = new int[data.NodeLon.Length + 1];
        foreach (var head in data.Head)
        {
            first[head + 1]++;
        }

        for (var node = 0; node < data.NodeLon.Length; node++)
        {
            first[node + 1] += first[node];
        }

        var next = first.AsSpan(0, data.NodeLon.Length).ToArray();
        var arcs = new int[data.Head.Length];
        for (var arc = 0; arc < arcs.Length; arc++)
        {
            arcs[next[data.Head[arc]]++] = arc;
        }

        return (first, arcs);
    }
}

/// <summary>A node of one <see cref="RoadNetwork"/>, 0 to <see cref="RoadNetwork.NodeCount"/> − 1. It means nothing outside that network.</summary>
public readonly record struct NodeIndex(int Value)
{
    public override string ToString() => FormattableString.Invariant($"node {Value}");
}
