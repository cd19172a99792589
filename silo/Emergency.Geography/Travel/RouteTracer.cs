using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>Turns the arcs of a way into its corners, cutting the first and the last road where the places lie.</summary>
internal sealed class RouteTracer(RoadNetwork network, int[] arcMs, RoadPlace from, RoadPlace to)
{
    private readonly List<RoutePoint> _points = [];
    private double _ms;
    private double _metres;

    public Route Trace(List<int> arcs, TravelTime total)
    {
        Add(from.Asked, null, from.OffRoadMs == 0 ? from.Node : null);
        OffRoad(from.OffRoadMs, from.OffRoad, from.OnRoad, from.Node);
        for (var i = 0; i < arcs.Count; i++)
        {
            Drive(arcs[i], isFirst: i == 0, isLast: i == arcs.Count - 1);
        }

        OffRoad(to.OffRoadMs, to.OffRoad, to.Asked, null);
        // Shares of roads were rounded on the way here; the end agrees with the search to the millisecond.
        _points[^1] = _points[^1] with { Elapsed = total.Duration, Travelled = total.Length };
        return new Route([.. _points], total.Duration, total.Length);
    }

    private void OffRoad(int ms, Metres metres, GeoPoint end, NodeIndex? node)
    {
        _ms += ms;
        _metres += metres.Value;
        // A leg of less than a millisecond, the rounding of a coordinate, is no leg.
        if (ms > 0)
        {
            Add(end, null, node);
        }
    }

    /// <summary>Drives an arc from where it is entered to where it is left, both as shares of its length in driving direction.</summary>
    private void Drive(int arc, bool isFirst, bool isLast)
    {
        var forward = network.IsForward[arc];
        var enter = isFirst && from.NodeOrNone < 0 ? InDrivingDirection(from.Fraction, forward) : 0;
        var leave = isLast && to.NodeOrNone < 0 ? InDrivingDirection(to.Fraction, forward) : 1;
        var corners = Corners(arc, forward);
        var total = corners[^1].Before;
        var (startMs, startMetres) = (_ms, _metres);
        var milliseconds = Math.Round(arcMs[arc] * (leave - enter));
        var metres = Math.Round(network.Data.LengthCm[arc] * (leave - enter)) / 100;
        for (var i = 0; i < corners.Length; i++)
        {
            var share = total <= 0 ? 1 : corners[i].Before / total;
            if (share > enter && (share < leave || (i == corners.Length - 1 && leave >= 1)))
            {
                var driven = (share - enter) / (leave - enter);
                (_ms, _metres) = (startMs + (milliseconds * driven), startMetres + (metres * driven));
                Add(corners[i].Point, network.ClassOf(network.Data.RoadOfArc[arc]), i == corners.Length - 1 ? new NodeIndex(network.JunctionOf(network.Data.Head[arc])) : null);
            }
        }

        (_ms, _metres) = (startMs + milliseconds, startMetres + metres);
        if (leave < 1 && leave > enter)
        {
            Add(to.OnRoad, network.ClassOf(network.Data.RoadOfArc[arc]), null);
        }
    }

    private static double InDrivingDirection(double fraction, bool forward) => forward ? fraction : 1 - fraction;

    private (GeoPoint Point, double Before)[] Corners(int arc, bool forward)
    {
        var shape = network.ShapeOf(network.Data.RoadOfArc[arc]);
        var points = forward ? shape.ToArray() : [.. shape.Reverse()];
        var corners = new (GeoPoint, double)[points.Length];
        double before = 0;
        for (var i = 0; i < points.Length; i++)
        {
            before += i == 0 ? 0 : points[i - 1].DistanceTo(points[i]).Value;
            corners[i] = (points[i], before);
        }

        return corners;
    }

    private void Add(GeoPoint point, RoadClass? road, NodeIndex? node) =>
        _points.Add(new RoutePoint(point, TimeSpan.FromMilliseconds(_ms), new Metres(_metres), road, node));
}
