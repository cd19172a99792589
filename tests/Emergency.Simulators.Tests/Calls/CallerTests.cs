using Emergency.Domain;
using Emergency.Geography;

namespace Emergency.Simulators.Tests;

public sealed class CallerTests
{
    private static readonly IReadOnlyList<Call> Calls = Make(1, 4_000);

    [Fact]
    public void Next_ManyCalls_ComeFromWherePeopleLive()
    {
        Calls.ShouldAllBe(call => Worlds.County.Areas.Contains(call.Location));
        var urban = Worlds.County.Population.Where(cell => cell.Area == AreaKind.Urban);
        var urbanPeople = urban.Sum(cell => cell.People) / Worlds.County.PopulationTotal;
        var urbanCalls = Calls.Count(call => Worlds.County.Areas.KindOf(call.Location) == AreaKind.Urban) / (double)Calls.Count;

        urbanCalls.ShouldBe(urbanPeople, 0.06);
    }

    [Fact]
    public void Next_ManyCalls_MixPrioritiesLikeADay()
    {
        double Share(Priority priority) => Calls.Count(call => call.Priority == priority) / (double)Calls.Count;

        Share(Priority.I).ShouldBeInRange(0.04, 0.15);
        Share(Priority.II).ShouldBeInRange(0.2, 0.4);
        Share(Priority.III).ShouldBeInRange(0.35, 0.6);
        Share(Priority.IV).ShouldBeInRange(0.08, 0.25);
    }

    [Fact]
    public void Next_ManyCalls_SometimesHaveSeveralPatients()
    {
        Calls.ShouldAllBe(call => call.Patients >= 1 && call.Patients <= 4);
        (Calls.Count(call => call.Patients > 1) / (double)Calls.Count).ShouldBeInRange(0.005, 0.05);
    }

    [Fact]
    public void Next_EveryCall_SaysWhereInWords() => Calls.ShouldAllBe(call => call.Address!.EndsWith("附近"));

    [Fact]
    public void Next_SameSeed_MakesTheSameCalls()
    {
        Make(3, 50).ShouldBe(Make(3, 50));
        Make(3, 50).ShouldNotBe(Make(4, 50));
    }

    [Fact]
    public void CanCall_NobodyLivesThere_IsFalse()
    {
        var county = Worlds.County;
        var empty = new County(new CountyParts { Profile = county.Profile, Roads = county.Roads, Areas = county.Areas });

        new Caller(empty, new CallOptions(), new Random(1)).CanCall.ShouldBeFalse();
    }

    private static IReadOnlyList<Call> Make(int seed, int count)
    {
        var caller = new Caller(Worlds.County, new CallOptions(), new Random(seed));
        return [.. Enumerable.Range(0, count).Select(_ => caller.Next())];
    }
}
