using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Geography;
using Emergency.Grains;
using Emergency.Grains.Counties;

namespace Emergency.Benchmarks;

/// <summary>
/// Which of 500 units to send on Auckland's roads, all reasons included, through the code that answers a dispatcher: the tree to the scene,
/// a look-up for each unit, the ranking, what diversions cost the first cases, what leaving costs in coverage, and the reasons. Every arrival
/// is compared with Dijkstra's search. Measured with every unit on its road, as fixes put it there when they arrive, and with none, as after
/// a start.
/// </summary>
internal static class RecommendBenchmark
{
    private const int Units = 500;
    private const int Missions = 40;
    private const int Runs = 2_000;
    private const int Compared = 20;
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    public static async Task<int> Run(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        if (args.Length > 0)
        {
            await Console.Error.WriteLineAsync("usage: recommend");
            return 2;
        }

        var county = RoadBenchmarks.Auckland();
        var random = new Random(RoadBenchmarks.Seed);
        var geography = new CountyGeography(county);
        var options = new GrainOptions();
        var recommender = new Recommender(geography, options);
        var missions = Enumerable.Range(0, Missions).Select(i => Case($"m-{i}", county, random, Priority.III + (i % 2))).ToArray();
        foreach (var mission in missions) recommender.Take(mission);
        var units = Enumerable.Range(0, Units).Select(i => Unit(i, county, random, missions)).ToArray();
        var coverage = new CoverageEngine(county).Evaluate([.. units.Select(u => new CoverageUnit(u.AmbulanceId, u.Position!.Point, u.Duty))], Now);
        var queries = Enumerable.Range(0, 256).Select(i => Case($"c-{i}", county, random, (Priority)(1 + (i % 4))).ToQuery()).ToArray();

        var standing = RoadBenchmarks.Time(Runs, i => Ask(units, i));
        var bytes = Allocated(() => Ask(units, 7));
        var wrong = Enumerable.Range(0, Compared).Sum(i => Differences(geography, options, units, Ask(units, i), queries[i]));
        if (wrong > 0) throw new InvalidDataException($"{wrong} arrivals differ from Dijkstra's");
        var fleets = Enumerable.Range(0, 16).Select(_ => units.Select(u => u with { Position = Somewhere(county, random) }).ToArray()).ToArray();
        var moving = RoadBenchmarks.Time(Runs / 4, i => Ask(fleets[i % fleets.Length], i));
        wrong = Enumerable.Range(0, Compared).Sum(i => Differences(geography, options, fleets[i % 16], Ask(fleets[i % 16], i), queries[i]));
        if (wrong > 0) throw new InvalidDataException($"{wrong} arrivals of moved units differ from Dijkstra's");

        var sample = Ask(units, 0);
        var reasons = sample.Candidates.Sum(c => c.Reasons.Length) + sample.Unavailable.Sum(u => u.Reasons.Length);
        await output.WriteLineAsync(
            $"{Units} units on {county.Roads.NodeCount} nodes, {Missions} of them on missions, {reasons} reasons; {2 * Compared * Units} arrivals equal Dijkstra's; milliseconds");
        await Write("units on their roads", standing);
        await Write("every unit still to be snapped", moving);
        await output.WriteLineAsync(
            $"RESULT name=recommend value={RoadBenchmarks.Quantile(standing, 0.99):0.000} unit=ms_p99 p50_ms={RoadBenchmarks.Median(standing):0.000} "
            + $"unsnapped_p50_ms={RoadBenchmarks.Median(moving):0.000} unsnapped_p99_ms={RoadBenchmarks.Quantile(moving, 0.99):0.000} units={Units} bytes_per_call={bytes}");
        return 0;

        RecommendationsView Ask(UnitView[] fleet, int i) =>
            recommender.Recommend(queries[i % queries.Length], fleet, id => coverage.PeopleLostWithout(id), Now);

        Task Write(string what, double[] times) => output.WriteLineAsync(
            $"{what,-40}{RoadBenchmarks.Median(times),10:0.000} median{RoadBenchmarks.Quantile(times, 0.99),10:0.000} P99");
    }

    /// <summary>How many arrivals are not those of Dijkstra's search, to the millisecond.</summary>
    private static int Differences(
        CountyGeography geography, GrainOptions options, UnitView[] units, RecommendationsView answer, RecommendationQuery query)
    {
        var county = geography.County;
        var tree = new DijkstraTravelTimes(county.Roads).To(county.Snapper.Snap(query.Location.Point).Place!.Value, TravelProfile.Siren);
        var byId = units.ToDictionary(u => u.AmbulanceId);
        return answer.Candidates.Count(c =>
        {
            var unit = byId[c.AmbulanceId];
            var from = geography.UsablePosition(unit, Now, options.FixUsableFor)!.Value.Point;
            var drive = county.Snapper.Snap(from).Place is { } place ? tree.At(place) : null;
            return c.EtaSeconds != (drive + geography.Turnout(unit))?.TotalSeconds;
        });
    }

    private static long Allocated(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static LonLat Somewhere(County county, Random random)
    {
        var node = county.Roads.PositionOf(new NodeIndex(random.Next(county.Roads.JunctionCount)));
        return new LonLat(node.Longitude + ((random.NextDouble() - 0.5) * 0.002), node.Latitude + ((random.NextDouble() - 0.5) * 0.002));
    }

    private static CaseView Case(string id, County county, Random random, Priority priority)
    {
        var scene = Somewhere(county, random);
        string[] complaints = ["胸痛", "cardiac arrest", "ankle sprain", "车祸", "新生儿"];
        return new CaseView(
            new CaseId(id), id, CaseStatus.Waiting, priority, new CaseLocation(scene.Lon, scene.Lat, null), AreaKind.Urban, 900, Now.AddMinutes(-1),
            complaints[random.Next(complaints.Length)], null, random.Next(1, 6), [], [], [], [], null, null, 1, default, null);
    }

    private static UnitView Unit(int index, County county, Random random, CaseView[] missions)
    {
        var mission = index < Missions ? missions[index] : null;
        var duty = mission is not null ? UnitDuty.OnMission
            : random.Next(20) switch { 0 => UnitDuty.OffDuty, 1 => UnitDuty.Paused, < 10 => UnitDuty.AvailableAtStation, _ => UnitDuty.AvailableMobile };
        ImmutableArray<string> capabilities = random.Next(3) == 0 ? ["als", "bls", "newborn", "stretcher"] : ["bls", "stretcher"];
        var crew = new CrewView(random.Next(3) == 0 ? 0 : 1, 1, 1, 0, Now.AddHours(-random.Next(1, 9)), null, Now.AddMinutes(-random.Next(1, 60)));
        return new UnitView(
            new AmbulanceId($"U{index:000}"), $"P{index}", new StationId("ST01"), "", capabilities, duty, null, mission?.CaseId,
            mission is null ? null : new AssignmentId($"a-{index}"), mission is null ? null : Milestone.EnRoute, null, [], Somewhere(county, random),
            Now.AddSeconds(-random.Next(0, 280)), 40, 90, null, new LinkView((LinkState)random.Next(4), Now), 1, Crew: crew);
    }
}
