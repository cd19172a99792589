using Emergency.Contracts;

namespace Emergency.Grains.Tests;

/// <summary>A grain that nobody calls for a while leaves memory, and knows what it knew when it is called again.</summary>
public sealed class CollectionTests
{
    [Fact]
    public async Task GetBoard_CountyLeftMemory_KnowsItsUnitsAndHospitals()
    {
        await using var world = await DispatchWorld.Start();
        var county = world.Cluster.Grains.GetGrain<ICountyGrain>(CountyKey.Value);

        await world.Cluster.Deactivate(county);
        var board = await county.GetBoard();

        board.Units.Length.ShouldBe(DispatchWorld.County.Vehicles.Length);
        board.Hospitals.Length.ShouldBe(DispatchWorld.County.Hospitals.Length);
    }

    [Fact]
    public async Task Recommend_CountyAndCoverageLeftMemory_RanksTheUnits()
    {
        await using var world = await DispatchWorld.Start();
        var opened = await world.Open("c-1");
        var coverage = world.Cluster.Grains.GetGrain<ICoverageGrain>(CountyKey.Value);
        var query = new RecommendationQuery(
            opened.CaseId, opened.Location, opened.Priority, opened.Area, opened.StandardSeconds, opened.Complaint, opened.ReceivedAt);
        var before = await coverage.Recommend(query);

        await world.Cluster.Deactivate(world.Cluster.Grains.GetGrain<ICountyGrain>(CountyKey.Value));
        await world.Cluster.Deactivate(coverage);
        var after = await coverage.Recommend(query);

        before.Candidates.ShouldNotBeEmpty();
        after.Candidates.Select(candidate => candidate.AmbulanceId).ShouldBe(before.Candidates.Select(candidate => candidate.AmbulanceId));
    }
}
