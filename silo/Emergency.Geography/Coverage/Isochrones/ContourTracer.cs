using NetTopologySuite.Algorithm;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace Emergency.Geography;

/// <summary>
/// The area in which a field on a lattice is zero or less, by marching squares (W. E. Lorensen, H. E. Cline, 1987, in two dimensions):
/// outlines cross the sides of squares where the field would be zero. Every side is crossed at most once and by one outline, and opposite
/// corners of a square are never joined, so that rings touch neither themselves nor each other: the polygons are valid by construction.
/// </summary>
/// <param name="grid">The lattice.</param>
/// <param name="field">A value for each point, row by row. Beyond the lattice it counts as positive.</param>
internal sealed class ContourTracer(ArrivalGrid grid, double[] field)
{
    /// <summary>Crossings keep this far from the corners, as a share of a side, so that they do not meet there.</summary>
    private const double Clearance = 0.05;

    private readonly int _width = grid.Columns + 2;

    /// <summary>For each crossed side the one that the outline crosses next, the area on its left.</summary>
    private readonly Dictionary<int, int> _next = [];

    /// <summary>The area, without parts and holes that are smaller than a number of squares.</summary>
    public MultiPolygon Trace(double leastSquares)
    {
        for (var row = -1; row < grid.Rows; row++)
        {
            for (var column = -1; column < grid.Columns; column++)
            {
                March(column, row);
            }
        }

        return Assemble(Rings().Where(r => Math.Abs(Area.OfRing(r.CoordinateSequence)) >= grid.Squares(leastSquares)));
    }

    private double ValueAt(int column, int row) => column < 0 || row < 0 || column >= grid.Columns || row >= grid.Rows
        ? double.PositiveInfinity
        : field[(row * grid.Columns) + column];

    /// <summary>
    /// Goes round one square anticlockwise: an outline enters it over the side where the inside ends and leaves it over the next one where
    /// the inside begins again.
    /// </summary>
    private void March(int column, int row)
    {
        Span<bool> inside =
        [
            ValueAt(column, row) <= 0, ValueAt(column + 1, row) <= 0, ValueAt(column + 1, row + 1) <= 0, ValueAt(column, row + 1) <= 0,
        ];
        Span<int> sides = [Side(column, row, 0), Side(column + 1, row, 1), Side(column, row + 1, 0), Side(column, row, 1)];
        for (var i = 0; i < 4; i++)
        {
            if (!inside[i] || inside[(i + 1) % 4])
            {
                continue;
            }

            // Back to where this stretch of inside began: of two opposite corners each keeps its own outline.
            var from = i;
            while (inside[(from + 3) % 4])
            {
                from = (from + 3) % 4;
            }

            _next.Add(sides[i], sides[(from + 3) % 4]);
        }
    }

    /// <summary>A side by the point that it begins at, and whether it runs east (0) or north (1).</summary>
    private int Side(int column, int row, int north) => ((((row + 1) * _width) + column + 1) * 2) + north;

    private Coordinate Crossing(int side)
    {
        var (north, point) = (side % 2, side / 2);
        var (column, row) = ((point % _width) - 1, (point / _width) - 1);
        var (near, far) = (ValueAt(column, row), north == 1 ? ValueAt(column, row + 1) : ValueAt(column + 1, row));
        var share = double.IsInfinity(near) || double.IsInfinity(far) ? 0.5 : Math.Clamp(near / (near - far), Clearance, 1 - Clearance);
        return grid.At(column + (north == 1 ? 0 : share), row + (north == 1 ? share : 0));
    }

    private IEnumerable<LinearRing> Rings()
    {
        while (_next.Count > 0)
        {
            var start = _next.Keys.First();
            var ring = new List<Coordinate>();
            var at = start;
            do
            {
                ring.Add(Crossing(at));
                _next.Remove(at, out at);
            }
            while (at != start);

            ring.Add(ring[0].Copy());
            yield return GeoJson.Factory.CreateLinearRing([.. ring]);
        }
    }

    private static MultiPolygon Assemble(IEnumerable<LinearRing> rings)
    {
        var (shells, holes) = (new List<(Polygon Shell, double Size, List<LinearRing> Holes)>(), new List<LinearRing>());
        foreach (var ring in rings)
        {
            if (Orientation.IsCCW(ring.CoordinateSequence))
            {
                var shell = GeoJson.Factory.CreatePolygon(ring);
                shells.Add((shell, shell.Area, []));
            }
            else
            {
                holes.Add(ring);
            }
        }

        // The smallest shell about a hole is its own.
        shells.Sort((a, b) => a.Size.CompareTo(b.Size));
        var locators = shells.Select(s => new Lazy<IndexedPointInAreaLocator>(() => new IndexedPointInAreaLocator(s.Shell))).ToArray();
        foreach (var hole in holes)
        {
            var own = shells.FindIndex(s => s.Shell.EnvelopeInternal.Contains(hole.EnvelopeInternal));
            while (own >= 0 && locators[own].Value.Locate(hole.GetCoordinateN(0)) == Location.Exterior)
            {
                own = shells.FindIndex(own + 1, s => s.Shell.EnvelopeInternal.Contains(hole.EnvelopeInternal));
            }

            if (own >= 0)
            {
                shells[own].Holes.Add(hole);
            }
        }

        return GeoJson.Factory.CreateMultiPolygon(
            [.. shells.Select(s => GeoJson.Factory.CreatePolygon((LinearRing)s.Shell.ExteriorRing, [.. s.Holes]))]);
    }
}
