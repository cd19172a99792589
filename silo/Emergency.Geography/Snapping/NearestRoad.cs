using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>The running state of one search for the nearest road: the best piece, and the best road end, which wins when it is as near.</summary>
internal struct NearestRoad(RoadNetwork network, RoadPieces pieces, LocalPlane plane, bool endsOnly, double tolerance) : INearestVisitor
{
    private double _bestPiece = double.PositiveInfinity;
    private double _bestEnd = double.PositiveInfinity;
    private int _pieceRoad = -1;
    private int _piece;
    private double _share;
    private double _east;
    private double _north;
    private int _endRoad = -1;
    private int _endNode = -1;

    /// <inheritdoc/>
    public readonly double Reach => endsOnly ? _bestEnd : _bestPiece + tolerance;

    /// <summary>Whether the end wins.</summary>
    private readonly bool EndWins => endsOnly || _bestEnd <= _bestPiece + tolerance;

    /// <summary>The distance in metres.</summary>
    public readonly double Distance => EndWins ? _bestEnd : _bestPiece;

    /// <summary>The road that won, or one of the roads of the node that won.</summary>
    public readonly int Road => EndWins ? _endRoad : _pieceRoad;

    /// <summary>The node that won, or −1.</summary>
    public readonly int Node => EndWins ? _endNode : -1;

    /// <inheritdoc/>
    public readonly double DistanceToBox(int minX, int minY, int maxX, int maxY) => plane.DistanceToBox(minX, minY, maxX, maxY);

    /// <inheritdoc/>
    public void Visit(int item)
    {
        var data = network.Data;
        var road = pieces.Road[item];
        var piece = pieces.Piece[item];
        var (x1, y1) = RoadPieces.Corner(data, road, piece);
        var (x2, y2) = RoadPieces.Corner(data, road, piece + 1);
        var (e1, n1, e2, n2) = (plane.East(x1), plane.North(y1), plane.East(x2), plane.North(y2));
        if (piece == 0)
        {
            OfferEnd(road, data.RoadFrom[road], Math.Sqrt((e1 * e1) + (n1 * n1)));
        }

        if (piece == RoadPieces.PiecesOf(data, road) - 1)
        {
            OfferEnd(road, data.RoadTo[road], Math.Sqrt((e2 * e2) + (n2 * n2)));
        }

        var (de, dn) = (e2 - e1, n2 - n1);
        var squared = (de * de) + (dn * dn);
        var share = squared <= 0 ? 0 : Math.Clamp(-((e1 * de) + (n1 * dn)) / squared, 0, 1);
        var (east, north) = (e1 + (share * de), n1 + (share * dn));
        var distance = Math.Sqrt((east * east) + (north * north));
        if (distance < _bestPiece || (distance == _bestPiece && road < _pieceRoad))
        {
            (_bestPiece, _pieceRoad, _piece, _share, _east, _north) = (distance, road, piece, share, east, north);
        }
    }

    /// <summary>The nearest point on the road that won.</summary>
    public readonly GeoPoint PointOnRoad() => plane.ToPoint(_east, _north);

    /// <summary>The share of the road's length before the nearest point.</summary>
    public readonly double FractionOfRoad()
    {
        double before = 0, total = 0;
        for (var i = 0; i < RoadPieces.PiecesOf(network.Data, _pieceRoad); i++)
        {
            var (x1, y1) = RoadPieces.Corner(network.Data, _pieceRoad, i);
            var (x2, y2) = RoadPieces.Corner(network.Data, _pieceRoad, i + 1);
            var length = Math.Sqrt(Math.Pow((x2 - x1) * plane.ScaleX, 2) + Math.Pow((y2 - y1) * plane.ScaleY, 2));
            before += i < _piece ? length : i == _piece ? length * _share : 0;
            total += length;
        }

        return total <= 0 ? 0 : before / total;
    }

    private void OfferEnd(int road, int node, double distance)
    {
        // Equal distances are decided by number, so that the answer does not hang on the order of the search.
        if (distance < _bestEnd || (distance == _bestEnd && (node < _endNode || (node == _endNode && road < _endRoad))))
        {
            (_bestEnd, _endRoad, _endNode) = (distance, road, node);
        }
    }
}
