using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>
/// The workspace of one search between two places: grows from the start until the goal can no longer be bettered, by time and then by
/// length. Nothing is cleared between searches; a node counts only if it bears the current search's stamp.
/// </summary>
internal sealed class PointSearch(RoadNetwork network)
{
    private readonly long[] _cost = new long[network.NodeCount];
    private readonly int[] _arc = new int[network.NodeCount];
    private readonly int[] _stamp = new int[network.NodeCount];
    private readonly PriorityQueue<int, long> _queue = new();
    private readonly Access[] _starts = new Access[network.MostAccesses];
    private readonly Access[] _goals = new Access[network.MostAccesses];
    private int _search;
    private int _startCount;
    private int _goal;
    private (int Arc, long Cost) _direct;
    private long _best;

    /// <summary>Searches, and says whether there is a way.</summary>
    public bool Run(in RoadPlace from, in RoadPlace to, int[] arcMs)
    {
        NextStamp();
        _queue.Clear();
        _direct = RoadShares.Direct(network, arcMs, from, to);
        (_best, _goal) = (_direct.Cost, -1);
        _startCount = RoadShares.Exits(network, arcMs, from, _starts);
        var goalCount = RoadShares.Entries(network, arcMs, to, _goals);
        for (var i = 0; i < _startCount; i++)
        {
            Reach(_starts[i].Node, _starts[i].Cost, -1 - i);
        }

        while (_queue.TryDequeue(out var node, out var cost) && cost < _best)
        {
            if (cost == _cost[node])
            {
                ArriveAt(node, cost, goalCount);
                for (var arc = network.Data.FirstOut[node]; arc < network.Data.FirstOut[node + 1]; arc++)
                {
                    if (arcMs[arc] < TravelTree.Unreachable)
                    {
                        Reach(network.Data.Head[arc], cost + Cost.Of(arcMs[arc], network.Data.LengthCm[arc]), arc);
                    }
                }
            }
        }

        return _best != Cost.Infinite;
    }

    /// <summary>Time and length of the way that was found, with the off-road legs.</summary>
    public TravelTime Total(in RoadPlace from, in RoadPlace to) => new(
        TimeSpan.FromMilliseconds((long)Cost.Milliseconds(_best) + from.OffRoadMs + to.OffRoadMs),
        new Metres((Cost.Centimetres(_best) / 100.0) + from.OffRoad.Value + to.OffRoad.Value));

    /// <summary>The arcs that are driven in order; the first and the last perhaps in part, and none where both places are at one node.</summary>
    public List<int> ArcsDriven()
    {
        var arcs = new List<int>();
        if (_goal < 0)
        {
            if (_direct.Arc >= 0)
            {
                arcs.Add(_direct.Arc);
            }

            return arcs;
        }

        if (_goals[_goal].Arc >= 0)
        {
            arcs.Add(_goals[_goal].Arc);
        }

        var node = _goals[_goal].Node;
        for (; _arc[node] >= 0; node = network.Tail[_arc[node]])
        {
            arcs.Add(_arc[node]);
        }

        if (_starts[-1 - _arc[node]].Arc is var first and >= 0)
        {
            arcs.Add(first);
        }

        arcs.Reverse();
        return arcs;
    }

    private void ArriveAt(int node, long cost, int goalCount)
    {
        for (var i = 0; i < goalCount; i++)
        {
            if (_goals[i].Node == node && cost + _goals[i].Cost < _best)
            {
                (_best, _goal) = (cost + _goals[i].Cost, i);
            }
        }
    }

    private void Reach(int node, long cost, int arc)
    {
        if (_stamp[node] != _search || cost < _cost[node])
        {
            (_stamp[node], _cost[node], _arc[node]) = (_search, cost, arc);
            _queue.Enqueue(node, cost);
        }
    }

    private void NextStamp()
    {
        if (++_search == int.MaxValue)
        {
            Array.Clear(_stamp);
            _search = 1;
        }
    }
}
