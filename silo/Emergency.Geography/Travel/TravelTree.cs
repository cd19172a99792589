namespace Emergency.Geography;

/// <summary>Which way the times of a <see cref="TravelTree"/> run.</summary>
public enum TreeDirection
{
    /// <summary>From the root to everywhere.</summary>
    FromRoot = 0,

    /// <summary>From everywhere to the root.</summary>
    ToRoot = 1,
}

/// <summary>
/// The least times between one place, the root, and all nodes of a network; any other place is answered from these in constant time.
/// One writer at a time; once filled, any number of readers.
/// </summary>
public sealed class TravelTree
{
    /// <summary>The time of a node that cannot be reached.</summary>
    public const int Unreachable = int.MaxValue;

    private readonly RoadNetwork _network;

    /// <summary>Makes an empty tree; an <see cref="ITravelTimes"/> fills it.</summary>
    public TravelTree(RoadNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        NodeMs = new int[network.NodeCount];
        Array.Fill(NodeMs, Unreachable);
    }

    /// <summary>The place that all times are from, or to.</summary>
    public RoadPlace Root { get; internal set; }

    /// <summary>Which way the times run.</summary>
    public TreeDirection Direction { get; internal set; }

    /// <summary>How the vehicle drives.</summary>
    public TravelProfile Profile { get; internal set; }

    /// <summary>
    /// Milliseconds on the road for every node, <see cref="Unreachable"/> where there is no way; the root's off-road leg is not in them.
    /// </summary>
    public ReadOnlySpan<int> NodeMilliseconds => NodeMs;

    internal int[] NodeMs { get; }

    /// <summary>The time between the root and a node on the road, or null where there is no way.</summary>
    public TimeSpan? At(NodeIndex node) => ToTime(NodeMs[node.Value]);

    /// <summary>The time between the root and another place, off-road legs at both ends included, or null where there is no way.</summary>
    public TimeSpan? At(RoadPlace other) => ToTime(MillisecondsAt(other));

    /// <summary>As <see cref="At(RoadPlace)"/>, in milliseconds, <see cref="Unreachable"/> where there is no way.</summary>
    public int MillisecondsAt(in RoadPlace other)
    {
        var onRoad = Direction == TreeDirection.FromRoot
            ? RoadShares.Arrive(_network, Profile, NodeMs, Root, other)
            : RoadShares.Leave(_network, Profile, NodeMs, other, Root);
        return onRoad == Unreachable ? Unreachable : onRoad + Root.OffRoadMs + other.OffRoadMs;
    }

    internal void CheckFits(RoadNetwork network)
    {
        if (NodeMs.Length != network.NodeCount)
        {
            throw new ArgumentException($"a tree of {NodeMs.Length} nodes does not fit a network of {network.NodeCount}");
        }
    }

    private static TimeSpan? ToTime(int milliseconds) => milliseconds == Unreachable ? null : TimeSpan.FromMilliseconds(milliseconds);
}
