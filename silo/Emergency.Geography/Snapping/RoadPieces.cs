namespace Emergency.Geography;

/// <summary>The straight pieces of all roads, with their bounding boxes in network units.</summary>
internal sealed class RoadPieces
{
    private RoadPieces(int count)
    {
        Road = new int[count];
        Piece = new int[count];
        MinX = new int[count];
        MinY = new int[count];
        MaxX = new int[count];
        MaxY = new int[count];
    }

    public int Count => Road.Length;

    public int[] Road { get; }

    /// <summary>The piece's number along its road, from 0.</summary>
    public int[] Piece { get; }

    public int[] MinX { get; }

    public int[] MinY { get; }

    public int[] MaxX { get; }

    public int[] MaxY { get; }

    /// <summary>The pieces of all roads but ferries, where nobody can be called to, or of those whose both ends are among <paramref name="nodes"/>.</summary>
    public static RoadPieces Of(RoadNetwork network, bool[]? nodes)
    {
        var data = network.Data;
        var roads = Enumerable.Range(0, network.RoadCount)
            .Where(r => network.ClassOf(r) != RoadClass.Ferry && (nodes is null || (nodes[data.RoadFrom[r]] && nodes[data.RoadTo[r]])))
            .ToArray();
        var pieces = new RoadPieces(roads.Sum(r => PiecesOf(data, r)));
        var i = 0;
        foreach (var road in roads)
        {
            for (var piece = 0; piece < PiecesOf(data, road); piece++, i++)
            {
                var (x1, y1) = Corner(data, road, piece);
                var (x2, y2) = Corner(data, road, piece + 1);
                pieces.Road[i] = road;
                pieces.Piece[i] = piece;
                (pieces.MinX[i], pieces.MaxX[i]) = x1 < x2 ? (x1, x2) : (x2, x1);
                (pieces.MinY[i], pieces.MaxY[i]) = y1 < y2 ? (y1, y2) : (y2, y1);
            }
        }

        return pieces;
    }

    /// <summary>How many straight pieces a road has.</summary>
    public static int PiecesOf(RoadNetworkData data, int road) => data.ShapeStart[road + 1] - data.ShapeStart[road] + 1;

    /// <summary>The road's corner: 0 is its first node, <see cref="PiecesOf"/> its last.</summary>
    public static (int X, int Y) Corner(RoadNetworkData data, int road, int corner)
    {
        if (corner == 0)
        {
            return (data.NodeLon[data.RoadFrom[road]], data.NodeLat[data.RoadFrom[road]]);
        }

        var shape = data.ShapeStart[road] + corner - 1;
        return shape < data.ShapeStart[road + 1]
            ? (data.ShapeLon[shape], data.ShapeLat[shape])
            : (data.NodeLon[data.RoadTo[road]], data.NodeLat[data.RoadTo[road]]);
    }
}
