namespace Emergency.Geography;

/// <summary>A node by which a place joins the network, and the cost of the share of road between them.</summary>
/// <param name="Node">The node.</param>
/// <param name="Arc">The arc that is driven in part, or −1 where the place is at the node.</param>
/// <param name="Cost">Milliseconds and centimetres, see <see cref="Cost"/>.</param>
internal readonly record struct Access(int Node, int Arc, long Cost);

/// <summary>
/// Time and length in one number, milliseconds above, centimetres below: sums add both, and comparing compares time first.
/// Good for 12 days and 40,000 km.
/// </summary>
internal static class Cost
{
    public const long Infinite = long.MaxValue;

    public static long Of(int milliseconds, int centimetres) => ((long)milliseconds << 32) | (uint)centimetres;

    public static int Milliseconds(long cost) => (int)(cost >> 32);

    public static uint Centimetres(long cost) => (uint)cost;
}

/// <summary>
/// How places along a road join its ends. Shares of a road's time are rounded to whole milliseconds, the same way everywhere. Closed arcs join
/// nothing.
/// </summary>
internal static class RoadShares
{
    /// <summary>The nodes at which a tree of a place begins.</summary>
    public static int Roots(RoadNetwork network, int[] arcMs, in RoadPlace root, TreeDirection direction, Span<Access> roots) =>
        direction == TreeDirection.FromRoot ? Exits(network, arcMs, root, roots) : Entries(network, arcMs, root, roots);

    /// <summary>The nodes that can be reached first from a place.</summary>
    public static int Exits(RoadNetwork network, int[] arcMs, in RoadPlace place, Span<Access> exits)
    {
        if (place.NodeOrNone >= 0)
        {
            exits[0] = new Access(place.NodeOrNone, -1, 0);
            return 1;
        }

        var count = 0;
        AddExit(network, arcMs, network.Data.ForwardArc[place.Road], 1 - place.Fraction, exits, ref count);
        AddExit(network, arcMs, network.Data.BackwardArc[place.Road], place.Fraction, exits, ref count);
        return count;
    }

    /// <summary>The nodes from which a place can be reached last.</summary>
    public static int Entries(RoadNetwork network, int[] arcMs, in RoadPlace place, Span<Access> entries)
    {
        var count = 0;
        if (place.NodeOrNone >= 0)
        {
            foreach (var node in network.CopiesOf(place.NodeOrNone))
            {
                entries[count++] = new Access(node, -1, 0);
            }

            return count;
        }

        AddEntries(network, arcMs, network.ArcsOf(place.Road, forward: true), place.Fraction, entries, ref count);
        AddEntries(network, arcMs, network.ArcsOf(place.Road, forward: false), 1 - place.Fraction, entries, ref count);
        return count;
    }

    /// <summary>The arc and cost of driving from one place to another along the one road they share, or an infinite cost.</summary>
    public static (int Arc, long Cost) Direct(RoadNetwork network, int[] arcMs, in RoadPlace from, in RoadPlace to)
    {
        if (from.NodeOrNone >= 0 || to.NodeOrNone >= 0 || from.Road != to.Road)
        {
            return from.NodeOrNone >= 0 && from.NodeOrNone == to.NodeOrNone ? (-1, 0) : (-1, Cost.Infinite);
        }

        var ahead = to.Fraction - from.Fraction;
        var arc = ahead >= 0 ? network.Data.ForwardArc[from.Road] : network.Data.BackwardArc[from.Road];
        if (ahead == 0)
        {
            return (arc >= 0 ? arc : network.ArcOf(from.Road), 0);
        }

        return arc < 0 || arcMs[arc] == TravelTree.Unreachable ? (-1, Cost.Infinite) : (arc, Share(network, arcMs, arc, Math.Abs(ahead)));
    }

    /// <summary>Milliseconds from the root of a filled tree to a place on the road.</summary>
    public static int Arrive(TravelTree tree, in RoadPlace place)
    {
        Span<Access> entries = stackalloc Access[tree.Network.MostAccesses];
        var count = Entries(tree.Network, tree.ArcMs, place, entries);
        return Best(tree, entries[..count], Direct(tree.Network, tree.ArcMs, tree.Root, place).Cost);
    }

    /// <summary>Milliseconds from a place to the root of a filled tree on the road.</summary>
    public static int Leave(TravelTree tree, in RoadPlace place)
    {
        Span<Access> exits = stackalloc Access[tree.Network.MostAccesses];
        var count = Exits(tree.Network, tree.ArcMs, place, exits);
        return Best(tree, exits[..count], Direct(tree.Network, tree.ArcMs, place, tree.Root).Cost);
    }

    private static void AddExit(RoadNetwork network, int[] arcMs, int arc, double share, Span<Access> exits, ref int count)
    {
        if (arc >= 0 && arcMs[arc] < TravelTree.Unreachable)
        {
            exits[count++] = new Access(network.Data.Head[arc], arc, Share(network, arcMs, arc, share));
        }
    }

    private static void AddEntries(
        RoadNetwork network, int[] arcMs, ReadOnlySpan<int> arcs, double share, Span<Access> entries, ref int count)
    {
        foreach (var arc in arcs)
        {
            if (arcMs[arc] < TravelTree.Unreachable)
            {
                entries[count++] = new Access(network.Tail[arc], arc, Share(network, arcMs, arc, share));
            }
        }
    }

    private static int Best(TravelTree tree, ReadOnlySpan<Access> accesses, long direct)
    {
        var best = direct == Cost.Infinite ? TravelTree.Unreachable : Cost.Milliseconds(direct);
        foreach (var access in accesses)
        {
            best = Math.Min(best, tree.OnRoadAt(access.Node) + Cost.Milliseconds(access.Cost));
        }

        return best;
    }

    private static long Share(RoadNetwork network, int[] arcMs, int arc, double share) => Cost.Of(
        (int)Math.Round(arcMs[arc] * share),
        (int)Math.Round(network.Data.LengthCm[arc] * share));
}
