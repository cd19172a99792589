using System.Diagnostics;
using Emergency.Domain;
using Emergency.Geography;

namespace Emergency.Benchmarks;

/// <summary>How long it takes to find the nearest road of a point, and whether it allocates; each answer is checked against all roads.</summary>
internal static class SnapBenchmark
{
    private const int DefaultPoints = 20_000;
    private const int Checked = 200;
    private const ulong Seed = 20_261_124;

    public static async Task<int> Run(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        if (args is not [var folder, .. var rest] || (rest.Length > 0 && !int.TryParse(rest[0], out _)))
        {
            await Console.Error.WriteLineAsync("usage: snap FOLDER [POINTS]        FOLDER holds nodes.csv and edges.csv, or is a county package");
            return 2;
        }

        var county = File.Exists(Path.Combine(folder, "county.json"))
            ? County.Load(folder)
            : CountyImport.Run(new ImportRequest { CsvDirectory = folder }, new CountyFindings(), null, cancellationToken)
                ?? throw new InvalidOperationException($"{folder} cannot be imported");
        var points = PointsOf(county, rest.Length > 0 ? int.Parse(rest[0], System.Globalization.CultureInfo.InvariantCulture) : DefaultPoints);
        var snapper = new RoadSnapper(county.Roads, county.Profile.Snapping);
        var ticks = new long[points.Length];
        var found = new SnapResult[points.Length];
        long allocated = 0;
        for (var round = 0; round < 5; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < points.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                found[i] = snapper.Snap(points[i]);
                ticks[i] = Stopwatch.GetTimestamp() - start;
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        var wrong = Enumerable.Range(0, Checked).Count(i => Math.Abs(found[i].DistanceToRoad.Value - NearestOfAll(county.Roads, points[i])) > 0.1);
        Array.Sort(ticks);
        await output.WriteLineAsync(
            FormattableString.Invariant($"RESULT name=snap value={Micro(0.5):0.00} unit=us p99_us={Micro(0.99):0.00} points={points.Length} ")
            + FormattableString.Invariant($"bytes_a_call={(double)allocated / points.Length:0.0} roads={county.Roads.RoadCount} checked={Checked} wrong={wrong}"));
        return wrong == 0 ? 0 : 1;

        double Micro(double q) => ticks[(int)(q * (ticks.Length - 1))] * 1e6 / Stopwatch.Frequency;
    }

    /// <summary>Points as calls come in: near people, some hundred metres about the centres of their cells.</summary>
    private static GeoPoint[] PointsOf(County county, int count)
    {
        var state = Seed;
        return [.. Enumerable.Range(0, count).Select(_ => county.Population[(int)(Next() % (ulong)county.Population.Length)].Centre).Select(c =>
            new GeoPoint(c.Longitude + (((Next() % 1_000) - 500.0) * 5e-6), c.Latitude + (((Next() % 1_000) - 500.0) * 5e-6)))];

        ulong Next()
        {
            state = unchecked((state * 6_364_136_223_846_793_005) + 1_442_695_040_888_963_407);
            return state >> 33;
        }
    }

    private static double NearestOfAll(RoadNetwork roads, GeoPoint point)
    {
        var least = double.PositiveInfinity;
        var plane = LocalPlane.At(point);
        for (var road = 0; road < roads.RoadCount; road++)
        {
            if (roads.ClassOf(road) == RoadClass.Ferry) continue;
            for (var piece = 0; piece < RoadPieces.PiecesOf(roads.Data, road); piece++)
            {
                var (x1, y1) = RoadPieces.Corner(roads.Data, road, piece);
                var (x2, y2) = RoadPieces.Corner(roads.Data, road, piece + 1);
                var (e1, n1, de, dn) = (plane.East(x1), plane.North(y1), plane.East(x2) - plane.East(x1), plane.North(y2) - plane.North(y1));
                var squared = (de * de) + (dn * dn);
                var share = squared <= 0 ? 0 : Math.Clamp(-((e1 * de) + (n1 * dn)) / squared, 0, 1);
                least = Math.Min(least, Math.Sqrt(Math.Pow(e1 + (share * de), 2) + Math.Pow(n1 + (share * dn), 2)));
            }
        }

        return least;
    }
}
