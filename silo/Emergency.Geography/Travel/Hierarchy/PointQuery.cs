using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>The workspace of one question from place to place on a hierarchy.</summary>
internal sealed class PointQuery(ContractionHierarchy hierarchy, RoadNetwork network)
{
    private readonly UpwardSearch _ahead = new(hierarchy);
    private readonly UpwardSearch _back = new(hierarchy);
    private readonly Access[] _starts = new Access[network.MostAccesses];
    private readonly Access[] _goals = new Access[network.MostAccesses];
    private (int Arc, long Cost) _direct;
    private long _best;
    private int _meeting;

    /// <summary>Searches, and says whether there is a way.</summary>
    public bool Run(in RoadPlace from, in RoadPlace to, HierarchyMetric metric, int[] arcMs)
    {
        _direct = RoadShares.Direct(network, arcMs, from, to);
        (_best, _meeting) = (_direct.Cost, -1);
        _ahead.Run(_starts.AsSpan(0, RoadShares.Exits(network, arcMs, from, _starts)), metric.Up);
        _back.Run(_goals.AsSpan(0, RoadShares.Entries(network, arcMs, to, _goals)), metric.Down);
        for (var i = 0; i < _back.VisitedCount; i++)
        {
            var position = _back.Visited[i];
            var cost = _ahead.Costs[position] + _back.Costs[position];
            if (cost < HierarchyMetric.NoWay && cost < _best)
            {
                (_best, _meeting) = (cost, position);
            }
        }

        return _best != Cost.Infinite;
    }

    /// <summary>Time and length of the way that was found, with the off-road legs.</summary>
    public TravelTime Total(in RoadPlace from, in RoadPlace to) => new(
        TimeSpan.FromMilliseconds((long)Cost.Milliseconds(_best) + from.OffRoadMs + to.OffRoadMs),
        new Metres((Cost.Centimetres(_best) / 100.0) + from.OffRoad.Value + to.OffRoad.Value));

    /// <summary>The arcs that are driven in order; the first and the last perhaps in part, and none where both places are at one node.</summary>
    public List<int> ArcsDriven(HierarchyMetric metric, int[] arcMs)
    {
        var arcs = new List<int>();
        if (_meeting < 0)
        {
            return _direct.Arc >= 0 ? [_direct.Arc] : arcs;
        }

        var unpacker = new EdgeUnpacker(hierarchy, metric, network, arcMs, arcs);
        var edges = new List<int>();
        var start = _starts[_ahead.TraceBack(_meeting, edges)];
        Add(arcs, start.Arc);
        for (var i = edges.Count - 1; i >= 0; i--)
        {
            unpacker.Unpack(edges[i], leadsUp: true);
        }

        edges.Clear();
        var goal = _goals[_back.TraceBack(_meeting, edges)];
        foreach (var edge in edges)
        {
            unpacker.Unpack(edge, leadsUp: false);
        }

        Add(arcs, goal.Arc);
        return arcs;
    }

    private static void Add(List<int> arcs, int arc)
    {
        if (arc >= 0)
        {
            arcs.Add(arc);
        }
    }
}
