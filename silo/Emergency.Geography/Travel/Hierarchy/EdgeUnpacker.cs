namespace Emergency.Geography;

/// <summary>Turns an edge of a hierarchy back into the arcs that it stands for, in driving order.</summary>
internal sealed class EdgeUnpacker
{
    private readonly ContractionHierarchy _hierarchy;
    private readonly HierarchyMetric _metric;
    private readonly RoadNetwork _network;
    private readonly int[] _arcMs;
    private readonly List<int> _arcs;

    public EdgeUnpacker(ContractionHierarchy hierarchy, HierarchyMetric metric, RoadNetwork network, int[] arcMs, List<int> arcs)
    {
        (_hierarchy, _metric, _network, _arcMs, _arcs) = (hierarchy, metric, network, arcMs, arcs);
    }

    /// <summary>Adds the arcs of an edge.</summary>
    public void Unpack(int edge, bool leadsUp)
    {
        var open = new Stack<(int Edge, bool LeadsUp)>();
        open.Push((edge, leadsUp));
        while (open.TryPop(out var next))
        {
            if (ArcOf(next.Edge, next.LeadsUp) is var arc and >= 0)
            {
                _arcs.Add(arc);
                continue;
            }

            var (toMiddle, fromMiddle) = Halves(next.Edge, next.LeadsUp);
            open.Push((fromMiddle, true));
            open.Push((toMiddle, false));
        }
    }

    /// <summary>The arc that costs just what the edge costs, or −1 where the edge is a shortcut.</summary>
    private int ArcOf(int edge, bool leadsUp)
    {
        var cost = (leadsUp ? _metric.Up : _metric.Down)[edge];
        var tail = _hierarchy.NodeAt[leadsUp ? _hierarchy.Lower[edge] : _hierarchy.Upper[edge]];
        var name = (2 * edge) + (leadsUp ? 0 : 1);
        for (var arc = _network.Data.FirstOut[tail]; arc < _network.Data.FirstOut[tail + 1]; arc++)
        {
            if (_hierarchy.EdgeOfArc[arc] == name && Cost.Of(_arcMs[arc], _network.Data.LengthCm[arc]) == cost)
            {
                return arc;
            }
        }

        return -1;
    }

    /// <summary>The two edges over the node below by which a shortcut got its cost.</summary>
    private (int ToMiddle, int FromMiddle) Halves(int edge, bool leadsUp)
    {
        var (lower, upper) = (_hierarchy.Lower[edge], _hierarchy.Upper[edge]);
        var cost = (leadsUp ? _metric.Up : _metric.Down)[edge];
        var (first, below) = _hierarchy.Below;
        for (var i = first[lower]; i < first[lower + 1]; i++)
        {
            var toLower = below[i];
            var toUpper = _hierarchy.EdgeBetween(_hierarchy.Lower[toLower], upper);
            var (toMiddle, fromMiddle) = leadsUp ? (toLower, toUpper) : (toUpper, toLower);
            if (toUpper >= 0 && _metric.Down[toMiddle] + _metric.Up[fromMiddle] == cost)
            {
                return (toMiddle, fromMiddle);
            }
        }

        throw new InvalidOperationException($"edge {edge} of the hierarchy costs {cost}, which nothing explains");
    }
}
