using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace Emergency.Geography;

/// <summary>
/// Joins squares of a lattice that share a side into polygons with holes. Outlines are walked with the squares on the left; where two
/// squares touch at a corner only, the walk stays with its own, and an outline that comes back to a corner is cut there, so that every
/// ring is simple.
/// </summary>
internal sealed class SquareOutliner(HashSet<(int Column, int Row)> squares, CellLattice lattice)
{
    /// <summary>Steps along the sides of a square: east along the bottom, north on the right, west, south.</summary>
    private static readonly (int X, int Y)[] Steps = [(1, 0), (0, 1), (-1, 0), (0, -1)];

    /// <summary>Left first, then straight on, then right: the tightest turn that still has a square on the left.</summary>
    private static readonly int[] Turns = [1, 0, 3];

    private readonly Dictionary<(int, int), int> _component = [];

    public MultiPolygon ToArea()
    {
        LabelComponents();
        var shells = new Dictionary<int, LinearRing>();
        var holes = new Dictionary<int, List<LinearRing>>();
        foreach (var (component, corners) in Rings())
        {
            var ring = GeoJson.Factory.CreateLinearRing([.. corners.Select(lattice.CornerOf)]);
            if (Orientation.IsCCW(ring.CoordinateSequence))
            {
                shells.Add(component, ring);
            }
            else if (!holes.TryAdd(component, [ring]))
            {
                holes[component].Add(ring);
            }
        }

        return GeoJson.Factory.CreateMultiPolygon(
            [.. shells.OrderBy(s => s.Key).Select(s => GeoJson.Factory.CreatePolygon(s.Value, [.. holes.GetValueOrDefault(s.Key, [])]))]);
    }

    private void LabelComponents()
    {
        var open = new Stack<(int Column, int Row)>();
        var count = 0;
        foreach (var start in squares.Order())
        {
            if (!_component.TryAdd(start, count))
            {
                continue;
            }

            open.Push(start);
            while (open.TryPop(out var square))
            {
                foreach (var (x, y) in Steps)
                {
                    var next = (square.Column + x, square.Row + y);
                    if (squares.Contains(next) && _component.TryAdd(next, count))
                    {
                        open.Push(next);
                    }
                }
            }

            count++;
        }
    }

    private IEnumerable<(int Component, List<(int, int)> Corners)> Rings()
    {
        var walked = new HashSet<((int, int) Corner, int Step)>();
        foreach (var square in squares.Order())
        {
            for (var step = 0; step < Steps.Length; step++)
            {
                var start = StartOf(square, step);
                if (IsSide(start, step) && !walked.Contains((start, step)))
                {
                    foreach (var ring in Walk(start, step, walked))
                    {
                        yield return (_component[square], ring);
                    }
                }
            }
        }
    }

    private List<List<(int, int)>> Walk((int X, int Y) start, int step, HashSet<((int, int), int)> walked)
    {
        var rings = new List<List<(int, int)>>();
        var path = new List<(int X, int Y)>();
        var placeInPath = new Dictionary<(int, int), int>();
        var at = start;
        while (walked.Add((at, step)))
        {
            if (placeInPath.TryGetValue(at, out var seen))
            {
                rings.Add(Closed(path[seen..]));
                path[seen..].ForEach(corner => placeInPath.Remove(corner));
                path.RemoveRange(seen, path.Count - seen);
            }

            placeInPath.Add(at, path.Count);
            path.Add(at);
            at = (at.X + Steps[step].X, at.Y + Steps[step].Y);
            step = Turns.Select(turn => (step + turn) % 4).First(s => IsSide(at, s));
        }

        rings.Add(Closed(path));
        return rings;
    }

    /// <summary>The ring with its straight stretches joined, its first corner repeated at the end.</summary>
    private static List<(int, int)> Closed(List<(int X, int Y)> path)
    {
        var corners = path.Where((at, i) =>
        {
            var (before, after) = (path[(i + path.Count - 1) % path.Count], path[(i + 1) % path.Count]);
            return before.X != after.X && before.Y != after.Y;
        }).ToList<(int, int)>();
        corners.Add(corners[0]);
        return corners;
    }

    /// <summary>Whether the side from a corner in a direction has a square on its left and none on its right.</summary>
    private bool IsSide((int X, int Y) corner, int step)
    {
        var (left, right) = step switch
        {
            0 => ((corner.X, corner.Y), (corner.X, corner.Y - 1)),
            1 => ((corner.X - 1, corner.Y), (corner.X, corner.Y)),
            2 => ((corner.X - 1, corner.Y - 1), (corner.X - 1, corner.Y)),
            _ => ((corner.X, corner.Y - 1), (corner.X - 1, corner.Y - 1)),
        };
        return squares.Contains(left) && !squares.Contains(right);
    }

    private static (int X, int Y) StartOf((int Column, int Row) square, int step) => step switch
    {
        0 => (square.Column, square.Row),
        1 => (square.Column + 1, square.Row),
        2 => (square.Column + 1, square.Row + 1),
        _ => (square.Column, square.Row + 1),
    };
}
