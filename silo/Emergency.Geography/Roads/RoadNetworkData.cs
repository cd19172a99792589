namespace Emergency.Geography;

/// <summary>
/// The columns of a road network, as they stand in memory and in the package's network file. Per node: position, source id and the
/// start of its leaving arcs. Per arc: head, road, times, length. Per road: end nodes, class, name, arcs, shape points between the ends.
/// Nodes and arcs that were copied for the sake of forbidden turns stand after all others, see <see cref="TurnCompiler"/>.
/// </summary>
internal sealed record RoadNetworkData
{
    public required int[] NodeLon { get; init; }

    public required int[] NodeLat { get; init; }

    public required long[] NodeSource { get; init; }

    public required int[] FirstOut { get; init; }

    public required int[] Head { get; init; }

    public required int[] RoadOfArc { get; init; }

    public required int[] SirenMs { get; init; }

    public required int[] NormalMs { get; init; }

    public required int[] LengthCm { get; init; }

    public required int[] RoadFrom { get; init; }

    public required int[] RoadTo { get; init; }

    /// <summary>The arc along the shape, or −1.</summary>
    public required int[] ForwardArc { get; init; }

    /// <summary>The arc against the shape, or −1.</summary>
    public required int[] BackwardArc { get; init; }

    public required long[] RoadSource { get; init; }

    public required byte[] RoadKind { get; init; }

    /// <summary>An index into <see cref="Names"/>.</summary>
    public required int[] RoadName { get; init; }

    public required int[] ShapeStart { get; init; }

    public required int[] ShapeLon { get; init; }

    public required int[] ShapeLat { get; init; }

    /// <summary>Road names; the first is empty.</summary>
    public required string[] Names { get; init; }

    /// <summary>For each copied node, the junction it stands for; the copies are the last nodes, and those of one junction follow each other.</summary>
    public int[] CopyOfNode { get; init; } = [];

    /// <summary>For each copied arc, the arc it repeats; the copies are the last arcs.</summary>
    public int[] CopyOfArc { get; init; } = [];

    /// <summary>The number of nodes that are not copies.</summary>
    public int JunctionCount => NodeLon.Length - CopyOfNode.Length;

    /// <summary>The number of arcs that are not copies.</summary>
    public int PrimaryArcCount => Head.Length - CopyOfArc.Length;
}
