using Emergency.Domain;
using Emergency.Geography;

namespace Emergency.Benchmarks;

/// <summary>
/// Coverage of Auckland's 19,195 cells by 60 units: worked out whole, and after one unit moved. Both are compared with arrivals by Dijkstra's
/// search, cell by cell.
/// </summary>
internal static class CoverageBenchmark
{
    private const int Units = 60;
    private const int FullRuns = 60;
    private const int Moves = 2_000;
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    public static async Task<int> Run(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        if (args.Length > 0)
        {
            await Console.Error.WriteLineAsync("usage: coverage");
            return 2;
        }

        var county = RoadBenchmarks.Auckland();
        var random = new Random(RoadBenchmarks.Seed);
        var units = Enumerable.Range(0, Units).Select(i => new CoverageUnit(new AmbulanceId($"U{i:00}"), Somewhere(county, random), UnitDuty.AvailableMobile)).ToArray();
        var whole = new CoverageEngine(county);
        var full = RoadBenchmarks.Time(FullRuns, _ =>
        {
            whole.Forget();
            whole.Evaluate(units, Now);
        });

        var engine = new CoverageEngine(county);
        engine.Evaluate(units, Now);
        var moves = Enumerable.Range(0, Moves).Select(i => units[i % Units] with { Position = Somewhere(county, random) }).ToArray();
        var update = RoadBenchmarks.Time(Moves, i => engine.Put(moves[i]));
        var bytes = Allocated(engine, moves);
        var snapshot = RoadBenchmarks.Time(200, _ => engine.Snapshot(Now));
        var last = moves.Reverse().DistinctBy(m => m.Id).ToArray();
        var wrong = Compare(county, engine.Snapshot(Now), last);
        if (wrong > 0) throw new InvalidDataException($"{wrong} of {county.Population.Length} cells differ from Dijkstra's arrivals");

        await output.WriteLineAsync($"{county.Population.Length} cells, {Units} units; every cell's first and second arrival equal Dijkstra's; milliseconds");
        await output.WriteLineAsync($"{"whole coverage with its document",-40}{RoadBenchmarks.Median(full),10:0.000} median{RoadBenchmarks.Quantile(full, 0.99),10:0.000} P99");
        await output.WriteLineAsync($"{"one unit moved anywhere",-40}{RoadBenchmarks.Median(update),10:0.000} median{RoadBenchmarks.Quantile(update, 0.99),10:0.000} P99, {bytes} bytes allocated");
        await output.WriteLineAsync($"{"document of what is known",-40}{RoadBenchmarks.Median(snapshot),10:0.000} median{RoadBenchmarks.Quantile(snapshot, 0.99),10:0.000} P99");
        await output.WriteLineAsync(
            $"RESULT name=coverage value={RoadBenchmarks.Median(update):0.0000} unit=ms/update update_p99_ms={RoadBenchmarks.Quantile(update, 0.99):0.000} bytes_per_update={bytes} "
            + $"full_ms={RoadBenchmarks.Median(full):0.000} full_p99_ms={RoadBenchmarks.Quantile(full, 0.99):0.000} document_ms={RoadBenchmarks.Median(snapshot):0.000}");
        return 0;
    }

    private static GeoPoint Somewhere(County county, Random random) => county.Roads.PositionOf(new NodeIndex(random.Next(county.Roads.JunctionCount)));

    private static long Allocated(CoverageEngine engine, CoverageUnit[] moves)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var move in moves)
            engine.Put(move);

        return (GC.GetAllocatedBytesForCurrentThread() - before) / moves.Length;
    }

    private static int Compare(County county, CoverageSnapshot snapshot, CoverageUnit[] units)
    {
        var dijkstra = new DijkstraTravelTimes(county.Roads);
        var delay = county.Profile.Delays.BeforeDriving(UnitDuty.AvailableMobile)!.Value;
        var trees = units.Select(u => dijkstra.From(county.Snapper.Snap(u.Position).Place!.Value, TravelProfile.Siren)).ToArray();
        var wrong = 0;
        for (var cell = 0; cell < county.Population.Length; cell++)
        {
            var place = county.Snapper.Snap(county.Population[cell].Centre).Place;
            var arrivals = trees.Select(t => place is { } p ? t.At(p) + delay : null).OfType<TimeSpan>().Order().Take(2).ToArray();
            if (snapshot.ArrivalAt(cell) != (arrivals.Length > 0 ? arrivals[0] : null) || snapshot.SecondArrivalAt(cell) != (arrivals.Length > 1 ? arrivals[1] : null))
                wrong++;
        }

        return wrong;
    }
}
