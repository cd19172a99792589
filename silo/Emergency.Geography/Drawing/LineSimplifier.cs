using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>Leaves out the corners of a line that nobody would see (D. Douglas and T. Peucker, 1973), without recursion.</summary>
internal static class LineSimplifier
{
    /// <summary>A line through some of the corners, the ends among them, from which no corner is farther than the tolerance.</summary>
    public static IReadOnlyList<GeoPoint> Simplify(IReadOnlyList<GeoPoint> line, Metres tolerance)
    {
        if (line.Count <= 2 || tolerance.Value <= 0)
        {
            return line;
        }

        var frame = new PlanFrame(line[0]);
        var spots = line.Select(frame.ToSpot).ToArray();
        var kept = new bool[spots.Length];
        kept[0] = kept[^1] = true;
        var open = new Stack<(int First, int Last)>();
        open.Push((0, spots.Length - 1));
        while (open.TryPop(out var span))
        {
            var (farthest, distance) = Farthest(spots, span.First, span.Last);
            if (distance > tolerance.Value)
            {
                kept[farthest] = true;
                open.Push((span.First, farthest));
                open.Push((farthest, span.Last));
            }
        }

        return [.. line.Where((_, i) => kept[i])];
    }

    private static (int Corner, double Distance) Farthest(Spot[] spots, int first, int last)
    {
        var (corner, square) = (first, 0.0);
        for (var i = first + 1; i < last; i++)
        {
            var away = SquareToSegment(spots[i], spots[first], spots[last]);
            if (away > square)
            {
                (corner, square) = (i, away);
            }
        }

        return (corner, Math.Sqrt(square));
    }

    private static double SquareToSegment(Spot spot, Spot from, Spot to)
    {
        var length = from.SquareTo(to);
        var share = length <= 0
            ? 0
            : Math.Clamp((((spot.X - from.X) * (to.X - from.X)) + ((spot.Y - from.Y) * (to.Y - from.Y))) / length, 0, 1);
        return spot.SquareTo(from.Towards(to, share));
    }
}
