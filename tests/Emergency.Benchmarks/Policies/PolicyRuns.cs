using Emergency.Domain;
using Emergency.Domain.Recommendations;
using Emergency.Geography;

namespace Emergency.Benchmarks.Policies;

/// <summary>All days under all policies, with the offline answers.</summary>
/// <param name="Results">By policy, then day.</param>
/// <param name="AtLeast">By day: the lower bound for schedules that only choose whom to send.</param>
/// <param name="AtLeastAnywhere">By day: the same where units may also return to any station.</param>
/// <param name="Planned">By day: the fewest late calls of the schedules that were made with knowledge of the future and driven.</param>
internal sealed record PolicyOutcome(
    IReadOnlyList<Policy> Policies, DayResult[][] Results, int[] AtLeast, int[] AtLeastAnywhere, int[] Planned, int Days);

/// <summary>Runs days in parallel; the same seed gives the same figures whatever the number of processors.</summary>
internal static class PolicyRuns
{
    /// <summary>The policies in the order of the table; the first is what the others are compared with.</summary>
    public static IReadOnlyList<Policy> Policies(County county, RelocationOptions relocation, double coverageStep)
    {
        var stay = new RelocationPlanner(county, relocation with { Return = ReturnPolicy.Home });
        var relocate = new RelocationPlanner(county, relocation with { Return = ReturnPolicy.Coverage });
        var byCoverage = new RecommendationOptions();
        var always = byCoverage with { CoverageFrom = Priority.I };
        var gentle = byCoverage with { CoverageStep = coverageStep };
        return
        [
            new("closest-idle", Policy.NearestFirst, CostKind.None, stay, Moves: false),
            new("coverage-iii-iv", byCoverage, CostKind.PeopleLost, stay, Moves: false),
            new("coverage-all", always, CostKind.PeopleLost, stay, Moves: false),
            new("dmexclp-dispatch", always, CostKind.ExpectedLoss, stay, Moves: false),
            new("return-only", Policy.NearestFirst, CostKind.None, relocate, Moves: false),
            new("relocation", Policy.NearestFirst, CostKind.None, relocate, Moves: true),
            new("both", byCoverage, CostKind.PeopleLost, relocate, Moves: true),
            new("redispatch", Policy.NearestFirst, CostKind.None, stay, Moves: false, new RedispatchOptions()),
            new("reloc+redispatch", Policy.NearestFirst, CostKind.None, relocate, Moves: true, new RedispatchOptions()),
            new("all-gentle", gentle, CostKind.PeopleLost, relocate, Moves: true, new RedispatchOptions()),
        ];
    }

    public static PolicyOutcome Run(
        PolicyWorld world, DemandModel demand, IReadOnlyList<Policy> policies, int days, int seed, bool withBound, CancellationToken cancellationToken)
    {
        var results = policies.Select(_ => new DayResult[days]).ToArray();
        var (atLeast, anywhere, planned) = (new int[days], new int[days], new int[days]);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        Parallel.For(0, days, parallel, () => new CoverageEngine(world.County), (number, _, coverage) =>
        {
            var day = demand.Day(seed, number);
            TravelTree[] toScene = [.. day.Calls.Select(c => world.Times.To(c.Place, TravelProfile.Siren))];
            for (var p = 0; p < policies.Count; p++)
            {
                results[p][number] = new DaySimulation(world, policies[p], day, toScene, coverage).Run();
            }

            if (withBound)
            {
                var answer = new OfflineBound(world, day, toScene, anyStation: false).Solve(results[0][number].Late, withPlans: true);
                atLeast[number] = answer.AtLeast;
                anywhere[number] = new OfflineBound(world, day, toScene, anyStation: true).Solve(results[0][number].Late, withPlans: false).AtLeast;
                planned[number] = new PlanSearch(world, policies[0], day, toScene, coverage).Improve([results[0][number], .. answer.Plans.Select(Drive)], seed).Late;
                DayResult Drive(int[] plan) => new DaySimulation(world, policies[0], day, toScene, coverage, plan).Run();
            }

            return coverage;
        }, static _ => { });
        return new PolicyOutcome(policies, results, atLeast, anywhere, planned, days);
    }
}
