namespace Emergency.Geography;

/// <summary>One arc as a search sees it.</summary>
/// <param name="Node">The node at the far end.</param>
/// <param name="Milliseconds">Its time.</param>
internal readonly record struct SearchArc(int Node, int Milliseconds);

/// <summary>The arcs of one profile and direction, side by side in the order in which a search walks them.</summary>
internal sealed class SearchGraph
{
    private SearchGraph(int[] first, SearchArc[] arcs)
    {
        First = first;
        Arcs = arcs;
    }

    /// <summary>Where each node's arcs start.</summary>
    public int[] First { get; }

    public SearchArc[] Arcs { get; }

    public static SearchGraph Of(RoadNetwork network, int[] milliseconds, TreeDirection direction)
    {
        return direction == TreeDirection.FromRoot
            ? new SearchGraph(network.Data.FirstOut, [.. network.Data.Head.Select((head, arc) => new SearchArc(head, milliseconds[arc]))])
            : new SearchGraph(network.FirstIn, [.. network.InArc.Select(arc => new SearchArc(network.Tail[arc], milliseconds[arc]))]);
    }
}
