using System.Diagnostics;
using Emergency.Geography;

namespace Emergency.Benchmarks;

/// <summary>A million random pairs of places on Auckland, along roads and at nodes: each time from place to place is compared with Dijkstra's.</summary>
internal static class PointPairsBenchmark
{
    private const int Origins = 1_000;
    private const int PerOrigin = 1_000;

    public static async Task<int> Run(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        if (args.Length > 0)
        {
            await Console.Error.WriteLineAsync("usage: point-pairs");
            return 2;
        }

        var county = RoadBenchmarks.Auckland();
        var (engine, dijkstra) = (new HierarchyTravelTimes(county.Roads), new DijkstraTravelTimes(county.Roads));
        var random = new Random(RoadBenchmarks.Seed);
        var places = Enumerable.Range(0, PerOrigin).Select(_ => Somewhere(county, random)).ToArray();
        var tree = new TravelTree(county.Roads);
        var times = new double[Origins];
        var (differing, unreachable, largest) = (0, 0, 0.0);
        for (var o = 0; o < Origins; o++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var origin = Somewhere(county, random);
            dijkstra.FillFrom(origin, TravelProfile.Siren, tree);
            var answers = new TravelTime?[PerOrigin];
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < PerOrigin; i++)
                answers[i] = engine.Between(origin, places[i], TravelProfile.Siren);

            times[o] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / PerOrigin;
            for (var i = 0; i < PerOrigin; i++)
            {
                var (answer, expected) = (answers[i]?.Duration, tree.At(places[i]));
                unreachable += expected is null ? 1 : 0;
                if (answer != expected)
                {
                    differing++;
                    largest = Math.Max(largest, answer is { } a && expected is { } e ? (a - e).Duration().TotalMilliseconds : double.PositiveInfinity);
                }
            }
        }

        await output.WriteLineAsync(
            $"{Origins * PerOrigin} pairs: {differing} differ from Dijkstra, by at most {largest} ms; {unreachable} have no way; one question takes {RoadBenchmarks.Median(times):0.0} µs");
        await output.WriteLineAsync(
            $"RESULT name=point-pairs value={RoadBenchmarks.Median(times):0.00} unit=µs pairs={Origins * PerOrigin} differing={differing} largest_difference_ms={largest}");
        return differing == 0 ? 0 : 1;
    }

    private static RoadPlace Somewhere(County county, Random random)
    {
        var (one, other) = (Node(), Node());
        // Between two nodes that are anywhere there is mostly no road: a point near the first snaps to a road or a node by chance.
        var point = new Domain.GeoPoint(
            one.Longitude + ((other.Longitude - one.Longitude) * random.NextDouble() * 0.01), one.Latitude + ((other.Latitude - one.Latitude) * random.NextDouble() * 0.01));
        return county.Snapper.Snap(point).Place ?? county.Snapper.Snap(one).Place!.Value;

        Domain.GeoPoint Node() => county.Roads.PositionOf(new NodeIndex(random.Next(county.Roads.JunctionCount)));
    }
}
