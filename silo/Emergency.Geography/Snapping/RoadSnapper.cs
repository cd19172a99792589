using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>
/// Snaps by a packed R-tree over the straight pieces of all roads. Distances are taken on a plane that touches the earth at the point
/// asked for (equirectangular, scaled by the cosine of its latitude), which is exact to 0.1 % within the distances that can be snapped.
/// </summary>
public sealed class RoadSnapper : ISnapper
{
    /// <summary>A place this near to a road's end is at the node; less than what a centimetre-grid coordinate can tell, and then some.</summary>
    private const double NodeTolerance = 0.05;

    private readonly RoadNetwork _network;
    private readonly SnapOptions _options;
    private readonly RoadPieces _pieces;
    private readonly PackedBoxTree _tree;

    /// <summary>Builds the index.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public RoadSnapper(RoadNetwork network, SnapOptions options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problems().FirstOrDefault() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        _network = network;
        _options = options;
        _pieces = RoadPieces.Of(network, options.SmallestPart > 1 ? network.NodesOfParts(options.SmallestPart) : null);
        _tree = new PackedBoxTree(_pieces.MinX, _pieces.MinY, _pieces.MaxX, _pieces.MaxY);
    }

    /// <inheritdoc/>
    public SnapResult Snap(GeoPoint point) => Search(point, endsOnly: false);

    /// <inheritdoc/>
    public SnapResult SnapToNode(GeoPoint point) => Search(point, endsOnly: true);

    private SnapResult Search(GeoPoint point, bool endsOnly)
    {
        if (!point.IsValid)
        {
            return new SnapResult(null, SnapProblem.NotOnEarth, new Metres(double.NaN));
        }

        if (_pieces.Count == 0)
        {
            return new SnapResult(null, SnapProblem.NoRoads, new Metres(double.NaN));
        }

        var search = new NearestRoad(_network, _pieces, LocalPlane.At(point), endsOnly, NodeTolerance);
        _tree.VisitNearest(ref search);
        var distance = new Metres(search.Distance);
        return distance > _options.FarthestRoad
            ? new SnapResult(null, SnapProblem.TooFar, distance)
            : new SnapResult(ToPlace(point, search), SnapProblem.None, distance);
    }

    private RoadPlace ToPlace(GeoPoint point, in NearestRoad found)
    {
        var node = found.Node;
        var road = found.Road;
        var fraction = node >= 0 ? (_network.Data.RoadFrom[road] == node ? 0 : 1) : found.FractionOfRoad();
        if (node < 0 && fraction is <= 0 or >= 1)
        {
            node = fraction <= 0 ? _network.Data.RoadFrom[road] : _network.Data.RoadTo[road];
        }

        return new RoadPlace
        {
            Asked = point,
            OnRoad = node >= 0 ? _network.PositionOf(new NodeIndex(node)) : found.PointOnRoad(),
            OffRoad = new Metres(found.Distance),
            OffRoadMs = (int)Math.Round(found.Distance * 3600 / _options.OffRoadKmh),
            NodeOrNone = node,
            Road = road,
            Fraction = Math.Clamp(fraction, 0, 1),
        };
    }
}
