using Emergency.Benchmarks.Policies;

namespace Emergency.Geography.Tests.Relocation;

/// <summary>What must hold of the simulation that policies are judged by.</summary>
public class DaySimulationTests
{
    private const int Units = 5;
    private static readonly Lazy<PolicyWorld> World = new(() => new PolicyWorld(Counties.BuiltIn, Units, 0.35));
    private static readonly Lazy<DemandModel> Demand = new(
        () => new DemandModel(Counties.BuiltIn, new DemandOptions { CallsPerDay = 70 }, [.. Enumerable.Repeat(1.0, 168)], 2));

    private static readonly Lazy<IReadOnlyList<Policy>> Policies = new(
        () => PolicyRuns.Policies(Counties.BuiltIn, new RelocationOptions { BusyFraction = 0.35, MovesPerShift = 2 }, 5_000));

    public static TheoryData<int> EveryPolicy => [.. Enumerable.Range(0, 10)];

    [Theory]
    [MemberData(nameof(EveryPolicy))]
    public void Run_AnyPolicy_EveryCallIsAnsweredOnceAndNoUnitIsInTwoPlaces(int policy)
    {
        var day = Demand.Value.Day(3, 0);
        var result = Run(policy, day);
        result.Traces.Where(t => !t.CalledOff).Select(t => t.Call).Order().ShouldBe(Enumerable.Range(0, day.Calls.Count));
        result.Traces.Count(t => t.CalledOff).ShouldBe(result.Redispatched);
        foreach (var byUnit in result.Traces.GroupBy(t => t.Unit))
        {
            var ordered = byUnit.OrderBy(t => t.OfferedMs).ToArray();
            ordered.Zip(ordered.Skip(1)).ShouldAllBe(pair => pair.First.FreeMs <= pair.Second.OfferedMs);
        }

        foreach (var t in result.Traces.Where(t => !t.CalledOff))
        {
            result.ResponseMs[t.Call].ShouldBe(t.ArrivedMs - day.Calls[t.Call].AtMs);
            (t.OfferedMs - day.Calls[t.Call].AtMs).ShouldBeGreaterThanOrEqualTo((long)World.Value.Delays.Dispatch.TotalMilliseconds);
            (t.DriveFromMs - t.OfferedMs).ShouldBeGreaterThanOrEqualTo((long)World.Value.Delays.TurnoutMobile.TotalMilliseconds);
            (t.ArrivedMs - t.DriveFromMs).ShouldBe(t.DriveMs);
            (t.FreeMs - t.ArrivedMs).ShouldBeGreaterThanOrEqualTo(day.Calls[t.Call].OnSceneMs);
        }

        result.BusyMs.ShouldBe(result.Traces.Sum(t => t.FreeMs - t.OfferedMs));
        result.Moves.CountBy(m => m).ShouldAllBe(m => m.Value <= 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void Run_SameDayAgain_SameCourse(int policy) =>
        Run(policy, Demand.Value.Day(4, 2)).Traces.ShouldBe(Run(policy, Demand.Value.Day(4, 2)).Traces);

    [Fact]
    public void Day_ManyDays_HaveTheMeanAndTheVarianceAskedFor()
    {
        double[] counts = [.. Enumerable.Range(0, 600).Select(n => (double)Demand.Value.Day(5, n).Calls.Count)];
        var mean = counts.Average();
        mean.ShouldBe(70, 2);
        (counts.Sum(n => (n - mean) * (n - mean)) / (counts.Length - 1) / mean).ShouldBe(2, 0.35);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void OfflineBound_BusyDay_NoPolicyThatReturnsHomeIsBelow(int seed)
    {
        var day = Demand.Value.Day(seed, 1);
        var bound = Bound(World.Value, day, anyStation: false);
        foreach (var policy in new[] { 0, 1, 2, 3 })
        {
            Run(policy, day).Late.ShouldBeGreaterThanOrEqualTo(bound, Policies.Value[policy].Name);
        }
    }

    [Fact]
    public void OfflineBound_TinyDays_LiesBelowTheBestOfAllSchedulesAndNotFar()
    {
        var world = new PolicyWorld(Counties.BuiltIn, 2, 0.35);
        var (bounds, bests) = (0, 0);
        for (var seed = 0; seed < 8; seed++)
        {
            var all = Demand.Value.Day(seed, 3);
            var day = all with { Calls = [.. all.Calls.Take(7)] };
            var bound = Bound(world, day, anyStation: false);
            var best = Enumerable.Range(0, 1 << 7)
                .Min(bits => Run(0, day, world, [.. Enumerable.Range(0, 7).Select(i => (bits >> i) & 1)]).Late);
            bound.ShouldBeLessThanOrEqualTo(best, $"seed {seed}");
            (bounds, bests) = (bounds + bound, bests + best);
        }

        // A relaxation: it takes every unit to be free as early as can be, and on its way home wherever it suits.
        bests.ShouldBeGreaterThan(0);
        (bounds * 2).ShouldBeGreaterThanOrEqualTo(bests);
    }

    private static TravelTree[] Trees(CallDay day) => [.. day.Calls.Select(c => Counties.BuiltIn.TravelTimes.To(c.Place, TravelProfile.Siren))];

    private static DayResult Run(int policy, CallDay day, PolicyWorld? world = null, int[]? plan = null) =>
        new DaySimulation(world ?? World.Value, Policies.Value[policy], day, Trees(day), new CoverageEngine(Counties.BuiltIn), plan).Run();

    private static int Bound(PolicyWorld world, CallDay day, bool anyStation) => new OfflineBound(world, day, Trees(day), anyStation)
        .Solve(Run(0, day, world).Late, withPlans: false).AtLeast;
}
