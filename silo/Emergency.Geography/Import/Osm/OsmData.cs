using NetTopologySuite.Geometries;

namespace Emergency.Geography;

/// <summary>A way that is a road.</summary>
internal sealed record OsmWay(long Id, long[] Nodes, OsmRoad Road, string Name)
{
    /// <summary>The builder's number of its first road.</summary>
    public int FirstRoad { get; set; }

    /// <summary>How many roads it became.</summary>
    public int RoadCount { get; set; }
}

/// <summary>A closed way that is no road: built-up land, or the ground of a hospital or a station.</summary>
internal sealed record OsmArea(long Id, long[] Nodes, bool IsBuiltUp, OsmInterest? Interest);

/// <summary>A forbidden or a prescribed turn, as it is drawn.</summary>
/// <param name="Id">The relation.</param>
/// <param name="IsOnly">Whether the turn is the only one that is allowed.</param>
/// <param name="From">The ways from which.</param>
/// <param name="ViaNode">The node over which, or null with <paramref name="ViaWays"/>.</param>
/// <param name="ViaWays">The ways over which.</param>
/// <param name="To">The ways to which.</param>
internal sealed record OsmRestriction(long Id, bool IsOnly, long[] From, long? ViaNode, long[] ViaWays, long[] To);

/// <summary>What the passes over a file gather.</summary>
internal sealed class OsmData
{
    public List<OsmRestriction> Restrictions { get; } = [];

    public List<OsmWay> Ways { get; } = [];

    public List<OsmArea> Areas { get; } = [];

    /// <summary>For each relation that is built-up land, the ways around it.</summary>
    public SortedDictionary<long, long[]> BuiltUpRings { get; } = [];

    /// <summary>The ways that such relations need.</summary>
    public HashSet<long> RingWays { get; } = [];

    /// <summary>The nodes of <see cref="RingWays"/>.</summary>
    public SortedDictionary<long, long[]> NodesOfRingWay { get; } = [];

    public OsmPointsOfInterest Interest { get; } = new();

    /// <summary>Where roads are taken from, or null where everywhere.</summary>
    public Envelope? Clip { get; init; }

    /// <summary>The nodes within <see cref="Clip"/>, sorted.</summary>
    public List<long> NodesWithin { get; } = [];

    /// <summary>Puts everything in the order of ids, so that the order of the file does not matter.</summary>
    public void Sort()
    {
        Ways.Sort((a, b) => a.Id.CompareTo(b.Id));
        Areas.Sort((a, b) => a.Id.CompareTo(b.Id));
        Restrictions.Sort((a, b) => a.Id.CompareTo(b.Id));
    }

    /// <summary>All nodes that roads and areas need, with repetitions.</summary>
    public long[] NodesNeeded()
    {
        var needed = new long[Ways.Sum(w => w.Nodes.Length) + Areas.Sum(a => a.Nodes.Length) + NodesOfRingWay.Values.Sum(n => n.Length)];
        var count = 0;
        foreach (var nodes in Ways.Select(w => w.Nodes).Concat(Areas.Select(a => a.Nodes)).Concat(NodesOfRingWay.Values))
        {
            nodes.CopyTo(needed, count);
            count += nodes.Length;
        }

        return needed;
    }
}
