namespace Emergency.Geography;

/// <summary>Checks that the columns of a network fit together, so that no search can run out of them.</summary>
internal static class RoadNetworkCheck
{
    /// <summary>The first contradiction, or null.</summary>
    public static string? FirstProblem(RoadNetworkData d)
    {
        var (nodes, arcs, roads) = (d.NodeLon.Length, d.Head.Length, d.RoadFrom.Length);
        return Lengths(d, nodes, arcs, roads)
            ?? Copies(d)
            ?? Ascending(d.FirstOut, arcs, "the arcs of nodes")
            ?? Ascending(d.ShapeStart, d.ShapeLon.Length, "the shapes of roads")
            ?? Within(d.Head, 0, nodes, "an arc's node")
            ?? Within(d.RoadOfArc, 0, roads, "an arc's road")
            ?? Within(d.SirenMs, 1, int.MaxValue, "an arc's time")
            ?? Within(d.NormalMs, 1, int.MaxValue, "an arc's time")
            ?? Within(d.LengthCm, 0, int.MaxValue, "an arc's length")
            ?? Within(d.RoadFrom, 0, d.JunctionCount, "a road's node")
            ?? Within(d.RoadTo, 0, d.JunctionCount, "a road's node")
            ?? Within(d.ForwardArc, -1, d.PrimaryArcCount, "a road's arc")
            ?? Within(d.BackwardArc, -1, d.PrimaryArcCount, "a road's arc")
            ?? Within(d.RoadName, 0, d.Names.Length, "a road's name")
            ?? (Enumerable.Range(0, roads).Any(r => d.ForwardArc[r] < 0 && d.BackwardArc[r] < 0) ? "a road has no direction" : null)
            ?? (d.RoadKind.Any(k => !Enum.IsDefined((RoadClass)k)) ? "a road's class is unknown" : null);
    }

    private static string? Lengths(RoadNetworkData d, int nodes, int arcs, int roads)
    {
        int[] ofNodes = [d.NodeLat.Length, d.NodeSource.Length, d.FirstOut.Length - 1];
        int[] ofArcs = [d.RoadOfArc.Length, d.SirenMs.Length, d.NormalMs.Length, d.LengthCm.Length];
        int[] ofRoads = [d.RoadTo.Length, d.ForwardArc.Length, d.BackwardArc.Length, d.RoadSource.Length, d.RoadKind.Length, d.RoadName.Length, d.ShapeStart.Length - 1];
        return ofNodes.All(n => n == nodes) && ofArcs.All(n => n == arcs) && ofRoads.All(n => n == roads) && d.ShapeLat.Length == d.ShapeLon.Length
            ? null
            : "its columns are of different lengths";
    }

    private static string? Copies(RoadNetworkData d)
    {
        if (d.JunctionCount < 0 || d.PrimaryArcCount < 0)
        {
            return "there are more copies than nodes or arcs";
        }

        for (var i = 1; i < d.CopyOfNode.Length; i++)
        {
            if (d.CopyOfNode[i] < d.CopyOfNode[i - 1])
            {
                return "the copies of nodes do not follow each other";
            }
        }

        return Within(d.CopyOfNode, 0, d.JunctionCount, "a copied node") ?? Within(d.CopyOfArc, 0, d.PrimaryArcCount, "a copied arc")
            ?? (d.FirstOut[d.JunctionCount] == d.PrimaryArcCount ? null : "the copied arcs do not leave the copied nodes");
    }

    private static string? Ascending(int[] starts, int end, string what)
    {
        for (var i = 1; i < starts.Length; i++)
        {
            if (starts[i] < starts[i - 1])
            {
                return $"{what} do not follow each other";
            }
        }

        return starts[0] == 0 && starts[^1] == end ? null : $"{what} do not fill their column";
    }

    private static string? Within(int[] values, int from, int end, string what)
    {
        var bad = Array.FindIndex(values, v => v < from || v >= end);
        return bad < 0 ? null : FormattableString.Invariant($"{what} is out of range: item {bad} is {values[bad]}");
    }
}
