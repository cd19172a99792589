using Emergency.Domain;
using Emergency.Geography;

namespace Emergency.TestKit;

/// <summary>
/// Networks of any size that look like roads to an engine: towns side by side, each a jittered grid of junctions joined by chains of nodes,
/// with one-way avenues in alternate directions that alone lead from town to town, streets, culs-de-sac, and about 1.67 arcs for each node,
/// as Auckland has. From everywhere one can drive to everywhere. The same size and seed give the same network on every machine.
/// </summary>
public static class SyntheticRoads
{
    private const int AvenueEvery = 4;
    private const int TownSide = 40;
    private const ulong AvenueChain = 19;
    private const ulong StreetChain = 11;
    private const double Spacing = 0.004;
    private const double StreetShare = 0.4;
    private const double GridShare = 0.93;

    /// <summary>Nodes that a junction of the grid uses on average, with the chains of its roads.</summary>
    private const double NodesPerJunction = 8.5;

    /// <summary>Builds a network of exactly so many nodes.</summary>
    /// <param name="nodes">How many, 200 to 10,000,000.</param>
    /// <param name="seed">Which of the networks of that size.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is out of bounds.</exception>
    public static RoadNetwork Build(int nodes, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nodes, 10_000_000);
        return new Town(nodes, seed).Build();
    }

    private sealed class Town(int nodes, ulong seed)
    {
        private readonly RoadNetworkBuilder _builder = new();
        private readonly int _side = Math.Max(AvenueEvery * 2, (int)Math.Sqrt(nodes * GridShare / NodesPerJunction));
        private ulong _state = seed;

        public RoadNetwork Build()
        {
            var grid = new NodeIndex[_side, _side];
            for (var y = 0; y < _side; y++)
            {
                for (var x = 0; x < _side; x++)
                {
                    grid[x, y] = Node(x + Jitter(), y + Jitter());
                }
            }

            for (var y = 0; y < _side; y++)
            {
                for (var x = 0; x < _side; x++)
                {
                    JoinEast(grid, x, y);
                    JoinNorth(grid, x, y);
                }
            }

            while (_builder.NodeCount < nodes)
            {
                // A cul-de-sac.
                var at = new NodeIndex((int)(Next() % (ulong)_builder.NodeCount));
                Join(at, Beside(at), RoadClass.Lane, oneWay: false);
            }

            return _builder.Build();
        }

        private void JoinEast(NodeIndex[,] grid, int x, int y)
        {
            if (x + 1 == _side) return;
            // The grid is ringed by streets, so that no avenue ends at nothing.
            var isAvenue = y % AvenueEvery == 2 && y + 1 < _side;
            if (!isAvenue && y > 0 && y + 1 < _side && IsEdgeOfTown(x)) return;
            var (from, to) = isAvenue && y % (2 * AvenueEvery) == 2 ? (grid[x, y], grid[x + 1, y]) : (grid[x + 1, y], grid[x, y]);
            Chain(from, to, isAvenue);
        }

        private void JoinNorth(NodeIndex[,] grid, int x, int y)
        {
            if (y + 1 == _side) return;
            var isAvenue = x % AvenueEvery == 2 && x + 1 < _side;
            if (!isAvenue && x > 0 && x + 1 < _side && (IsEdgeOfTown(y) || Share() > StreetShare)) return;
            var (from, to) = isAvenue && x % (2 * AvenueEvery) == 2 ? (grid[x, y], grid[x, y + 1]) : (grid[x, y + 1], grid[x, y]);
            Chain(from, to, isAvenue);
        }

        private static bool IsEdgeOfTown(int line) => line % TownSide == TownSide - 1;

        private void Chain(NodeIndex from, NodeIndex to, bool isAvenue)
        {
            var kind = isAvenue ? (Next() % 3 == 0 ? RoadClass.National : RoadClass.Provincial) : RoadClass.Street;
            var between = Math.Min((int)(Next() % (isAvenue ? AvenueChain : StreetChain)), nodes - _builder.NodeCount);
            var (start, end) = (_builder.PositionOf(from), _builder.PositionOf(to));
            var at = from;
            for (var i = 1; i <= between; i++)
            {
                var share = i / (between + 1.0);
                var next = _builder.AddNode(
                    new GeoPoint(
                        double.Lerp(start.Longitude, end.Longitude, share) + (Jitter() * Spacing / 8),
                        double.Lerp(start.Latitude, end.Latitude, share) + (Jitter() * Spacing / 8)),
                    _builder.NodeCount);
                Join(at, next, kind, isAvenue);
                at = next;
            }

            Join(at, to, kind, isAvenue);
        }

        private void Join(NodeIndex from, NodeIndex to, RoadClass kind, bool oneWay)
        {
            var length = new Metres(_builder.PositionOf(from).DistanceTo(_builder.PositionOf(to)).Value * (1 + (Share() * 0.3)));
            var times = RoadSpeeds.Default.Of(kind).Over(length);
            _builder.AddRoad(new RoadDraft { From = from, To = to, Class = kind, Length = length, Forward = times, Backward = oneWay ? null : times });
        }

        private NodeIndex Node(double x, double y) => _builder.AddNode(new GeoPoint(100 + (x * Spacing), 20 + (y * Spacing)), _builder.NodeCount);

        private NodeIndex Beside(NodeIndex node)
        {
            var at = _builder.PositionOf(node);
            return _builder.AddNode(new GeoPoint(at.Longitude + (Jitter() * Spacing), at.Latitude + (Jitter() * Spacing)), _builder.NodeCount);
        }

        private double Jitter() => (Share() - 0.5) * 0.6;

        private double Share() => (Next() >> 11) * (1.0 / (1ul << 53));

        /// <summary>SplitMix64 (G. Steele, D. Lea and C. Flood, Fast splittable pseudorandom number generators, 2014).</summary>
        private ulong Next()
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
