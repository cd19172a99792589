namespace Emergency.Geography;

/// <summary>A node by which a place joins the network, and the cost of the share of road between them.</summary>
/// <param name="Node">The node.</param>
/// <param name="Arc">The arc that is driven in part, or −1 where the place is at the node.</param>
/// <param name="Cost">Milliseconds and centimetres, see <see cref="Cost"/>.</param>
internal readonly record struct Access(int Node, int Arc, long Cost);

/// <summary>
/// Time and length in one number, milliseconds above, centimetres below: sums add both, and comparing compares time first.
/// Good for 24 days and 40,000 km.
/// </summary>
internal static class Cost
{
    public const long Infinite = long.MaxValue;

    public static long Of(int milliseconds, int centimetres) => ((long)milliseconds << 32) | (uint)centimetres;

    public static int Milliseconds(long cost) => (int)(cost >> 32);

    public static uint Centimetres(long cost) => (uint)cost;
}

/// <summary>How places along a road join its ends. Shares of a road's time are rounded to whole milliseconds, the same way everywhere.</summary>
internal static class RoadShares
{
    /// <summary>The nodes that can be reached first from a place; at most two.</summary>
    public static int Exits(RoadNetwork network, TravelProfile profile, in RoadPlace place, Span<Access> exits)
    {
        if (place.NodeOrNone >= 0)
        {
            exits[0] = new Access(place.NodeOrNone, -1, 0);
            return 1;
        }

        var data = network.Data;
        var count = 0;
        if (data.ForwardArc[place.Road] is var forward and >= 0)
        {
            exits[count++] = new Access(data.RoadTo[place.Road], forward, Share(network, profile, forward, 1 - place.Fraction));
        }

        if (data.BackwardArc[place.Road] is var backward and >= 0)
        {
            exits[count++] = new Access(data.RoadFrom[place.Road], backward, Share(network, profile, backward, place.Fraction));
        }

        return count;
    }

    /// <summary>The nodes from which a place can be reached last; at most two.</summary>
    public static int Entries(RoadNetwork network, TravelProfile profile, in RoadPlace place, Span<Access> entries)
    {
        if (place.NodeOrNone >= 0)
        {
            entries[0] = new Access(place.NodeOrNone, -1, 0);
            return 1;
        }

        var data = network.Data;
        var count = 0;
        if (data.ForwardArc[place.Road] is var forward and >= 0)
        {
            entries[count++] = new Access(data.RoadFrom[place.Road], forward, Share(network, profile, forward, place.Fraction));
        }

        if (data.BackwardArc[place.Road] is var backward and >= 0)
        {
            entries[count++] = new Access(data.RoadTo[place.Road], backward, Share(network, profile, backward, 1 - place.Fraction));
        }

        return count;
    }

    /// <summary>The arc and cost of driving from one place to another along the one road they share, or an infinite cost.</summary>
    public static (int Arc, long Cost) Direct(RoadNetwork network, TravelProfile profile, in RoadPlace from, in RoadPlace to)
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

        return arc < 0 ? (-1, Cost.Infinite) : (arc, Share(network, profile, arc, Math.Abs(ahead)));
    }

    /// <summary>Milliseconds from the root of a filled tree to a place on the road.</summary>
    public static int Arrive(RoadNetwork network, TravelProfile profile, int[] nodeMs, in RoadPlace root, in RoadPlace place)
    {
        Span<Access> entries = stackalloc Access[2];
        return Best(nodeMs, entries[..Entries(network, profile, place, entries)], Direct(network, profile, root, place).Cost);
    }

    /// <summary>Milliseconds from a place to the root of a filled tree on the road.</summary>
    public static int Leave(RoadNetwork network, TravelProfile profile, int[] nodeMs, in RoadPlace place, in RoadPlace root)
    {
        Span<Access> exits = stackalloc Access[2];
        return Best(nodeMs, exits[..Exits(network, profile, place, exits)], Direct(network, profile, place, root).Cost);
    }

    private static int Best(int[] nodeMs, ReadOnlySpan<Access> accesses, long direct)
    {
        var best = direct == Cost.Infinite ? TravelTree.Unreachable : Cost.Milliseconds(direct);
        foreach (var access in accesses)
        {
            if (nodeMs[access.Node] != TravelTree.Unreachable)
            {
                best = Math.Min(best, nodeMs[access.Node] + Cost.Milliseconds(access.Cost));
            }
        }

        return best;
    }

    private static long Share(RoadNetwork network, TravelProfile profile, int arc, double share) => Cost.Of(
        (int)Math.Round(network.Milliseconds(profile)[arc] * share),
        (int)Math.Round(network.Data.LengthCm[arc] * share));
}
