using Emergency.Domain;
using NetTopologySuite.Geometries;

namespace Emergency.Geography;

/// <summary>
/// A lattice of points over a county, with the roads that pass near each: arrival times are taken along the roads, not only where people
/// live, and carried on from there across country at the county's off-road speed as far as calls are driven to. Immutable after it was made.
/// </summary>
internal sealed class ArrivalGrid
{
    /// <summary>How far apart the points are, where the county is not so large that they would be too many.</summary>
    public const double UsualMetres = 250;

    private const int MostPoints = 250_000;
    private const double MetresPerDegree = 111_195;

    /// <summary>The roads seen from each point: which point, which road, what share of it lies before.</summary>
    private readonly List<(int Point, int Road, float Fraction)> _samples = [];
    private readonly double _west;
    private readonly double _south;
    private readonly double _lonStep;
    private readonly double _latStep;

    public ArrivalGrid(County county)
    {
        County = county;
        var box = county.Areas.Boundary.EnvelopeInternal;
        var metresPerLon = MetresPerDegree * Math.Max(0.1, Math.Cos(double.DegreesToRadians(box.Centre.Y)));
        Metres = Math.Max(UsualMetres, Math.Sqrt(box.Width * metresPerLon * box.Height * MetresPerDegree / MostPoints));
        (_lonStep, _latStep) = (Metres / metresPerLon, Metres / MetresPerDegree);
        (_west, _south) = (box.MinX - _lonStep, box.MinY - _latStep);
        Columns = (int)Math.Ceiling(box.Width / _lonStep) + 3;
        Rows = (int)Math.Ceiling(box.Height / _latStep) + 3;
        for (var road = 0; road < county.Roads.RoadCount; road++)
        {
            Sample(road);
        }
    }

    public County County { get; }

    /// <summary>How far apart the points are.</summary>
    public double Metres { get; }

    /// <summary>The same along a meridian, in degrees.</summary>
    public double Degrees => _latStep;

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>Where a point, or a place between points, is.</summary>
    public Coordinate At(double column, double row) => new(_west + (column * _lonStep), _south + (row * _latStep));

    /// <summary>The area of so many squares of the lattice, in degrees².</summary>
    public double Squares(double count) => count * _lonStep * _latStep;

    /// <summary>Square kilometres of an area in degrees².</summary>
    public double SquareKm(double degrees) => degrees / (_lonStep * _latStep) * Metres * Metres / 1e6;

    /// <summary>Milliseconds at every point, row by row, <see cref="TravelTree.Unreachable"/> where no road is near enough.</summary>
    /// <param name="tree">Times from the start, or starts.</param>
    /// <param name="delayMs">What passes before anybody drives.</param>
    public int[] Arrivals(TravelTree tree, int delayMs)
    {
        var arrivals = new int[Columns * Rows];
        Array.Fill(arrivals, TravelTree.Unreachable);
        foreach (var (point, road, fraction) in _samples)
        {
            var on = tree.MillisecondsAt(new RoadPlace { NodeOrNone = -1, Road = road, Fraction = fraction });
            if (on < TravelTree.Unreachable)
            {
                arrivals[point] = Math.Min(arrivals[point], on + delayMs);
            }
        }

        LeaveTheRoad(arrivals);
        return arrivals;
    }

    /// <summary>Carries times on from the points at roads to those beside, the quickest first.</summary>
    private void LeaveTheRoad(int[] arrivals)
    {
        var metresPerMs = County.Profile.Snapping.OffRoadKmh / 3600.0;
        var walked = new double[arrivals.Length];
        var open = new PriorityQueue<int, int>();
        for (var point = 0; point < arrivals.Length; point++)
        {
            if (arrivals[point] < TravelTree.Unreachable)
            {
                open.Enqueue(point, arrivals[point]);
            }
        }

        while (open.TryDequeue(out var at, out var ms))
        {
            if (ms > arrivals[at])
            {
                continue;
            }

            for (var step = 0; step < 9; step++)
            {
                var (x, y) = ((step % 3) - 1, (step / 3) - 1);
                var (column, row) = ((at % Columns) + x, (at / Columns) + y);
                if (step == 4 || column < 0 || row < 0 || column >= Columns || row >= Rows)
                {
                    continue;
                }

                var length = Metres * Math.Sqrt((x * x) + (y * y));
                var next = (row * Columns) + column;
                var there = ms + (int)(length / metresPerMs);
                if (there < arrivals[next] && walked[at] + length <= County.Profile.Snapping.FarthestRoad.Value)
                {
                    (arrivals[next], walked[next]) = (there, walked[at] + length);
                    open.Enqueue(next, there);
                }
            }
        }
    }

    private void Sample(int road)
    {
        GeoPoint[] shape = [.. County.Roads.ShapeOf(road)];
        var lengths = shape.Zip(shape.Skip(1), (a, b) => a.DistanceTo(b).Value).ToArray();
        var total = Math.Max(0.1, lengths.Sum());
        var (before, last) = (0.0, -1);
        for (var piece = 0; piece < lengths.Length; piece++)
        {
            var steps = Math.Max(1, (int)Math.Ceiling(lengths[piece] / (Metres / 2)));
            for (var step = 0; step <= steps; step++)
            {
                var share = (double)step / steps;
                var column = (int)Math.Round((Between(shape[piece].Longitude, shape[piece + 1].Longitude, share) - _west) / _lonStep);
                var row = (int)Math.Round((Between(shape[piece].Latitude, shape[piece + 1].Latitude, share) - _south) / _latStep);
                var point = (row * Columns) + column;
                if (column >= 0 && row >= 0 && column < Columns && row < Rows && point != last)
                {
                    _samples.Add((point, road, (float)((before + (lengths[piece] * share)) / total)));
                    last = point;
                }
            }

            before += lengths[piece];
        }
    }

    private static double Between(double a, double b, double share) => a + ((b - a) * share);
}
