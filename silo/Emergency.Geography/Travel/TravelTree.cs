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
    /// <summary>The time of what cannot be reached: more than 12 days. Twice it still fits an <see cref="int"/>.</summary>
    public const int Unreachable = (1 << 30) - 1;

    /// <summary>Makes an empty tree; an <see cref="ITravelTimes"/> fills it.</summary>
    public TravelTree(RoadNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Network = network;
        Milliseconds = new int[network.NodeCount];
        Array.Fill(Milliseconds, Unreachable);
    }

    /// <summary>The place that all times are from, or to.</summary>
    public RoadPlace Root { get; private set; }

    /// <summary>Which way the times run.</summary>
    public TreeDirection Direction { get; private set; }

    /// <summary>How the vehicle drives.</summary>
    public TravelProfile Profile { get; private set; }

    /// <summary>Which version of the travel times it tells; see <see cref="ITravelTimes.Version"/>.</summary>
    public long Version { get; private set; }

    internal RoadNetwork Network { get; }

    /// <summary>By <see cref="Positions"/>.</summary>
    internal int[] Milliseconds { get; }

    /// <summary>Where each node's time stands in <see cref="Milliseconds"/>: an engine's own order; null where that is the nodes'.</summary>
    internal int[]? Positions { get; private set; }

    internal int[] ArcMs { get; private set; } = [];

    /// <summary>
    /// Milliseconds on the road between the root and a node, <see cref="Unreachable"/> where there is no way; the root's off-road leg is not in them.
    /// A junction is reached when any of its copies is.
    /// </summary>
    public int MillisecondsAt(NodeIndex node)
    {
        var least = OnRoadAt(node.Value);
        if (Direction == TreeDirection.FromRoot && node.Value < Network.JunctionCount)
        {
            foreach (var copy in Network.CopiesOf(node.Value))
            {
                least = Math.Min(least, OnRoadAt(copy));
            }
        }

        return least;
    }

    /// <summary>The time between the root and a node on the road, or null where there is no way.</summary>
    public TimeSpan? At(NodeIndex node) => ToTime(MillisecondsAt(node));

    /// <summary>The time between the root and another place, off-road legs at both ends included, or null where there is no way.</summary>
    public TimeSpan? At(RoadPlace other) => ToTime(MillisecondsAt(other));

    /// <summary>As <see cref="At(RoadPlace)"/>, in milliseconds, <see cref="Unreachable"/> where there is no way.</summary>
    public int MillisecondsAt(in RoadPlace other)
    {
        var onRoad = Direction == TreeDirection.FromRoot ? RoadShares.Arrive(this, other) : RoadShares.Leave(this, other);
        return onRoad == Unreachable ? Unreachable : onRoad + Root.OffRoadMs + other.OffRoadMs;
    }

    internal int OnRoadAt(int node) => Milliseconds[Positions is null ? node : Positions[node]];

    /// <summary>Says whose tree it will be. The filler calls it first.</summary>
    internal void Plant(in RoadPlace root, TreeDirection direction, TravelProfile profile, ArcTimes times, int[]? positions)
    {
        if (!ReferenceEquals(Network, times.Network) && Milliseconds.Length != times.Network.NodeCount)
        {
            throw new ArgumentException($"a tree of {Milliseconds.Length} nodes does not fit a network of {times.Network.NodeCount}");
        }

        (Root, Direction, Profile, Version, Positions, ArcMs) = (root, direction, profile, times.Version, positions, times[profile]);
    }

    private static TimeSpan? ToTime(int milliseconds) => milliseconds == Unreachable ? null : TimeSpan.FromMilliseconds(milliseconds);
}
