using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Roads;
using Emergency.Geography;
using Emergency.TestKit;

namespace Emergency.Grains.Tests;

/// <summary>Closed roads change what units take to drive. The county is these tests' own; each lifts what it closed.</summary>
public sealed class RoadsTests
{
    private static readonly County Own = BuiltInCounty.Create();

    private static IRoadsGrain Roads(DispatchWorld world) => world.Cluster.Grains.GetGrain<IRoadsGrain>(CountyKey.Value);

    private static SetRoad Closure(string id = "r-1", double? factor = null, DateTimeOffset? until = null) => new(
        DispatchWorld.Dispatcher, id, RoadShapeKind.Area, Around(DispatchWorld.Scene.Point, 0.01), factor, "flood", until);

    private static System.Collections.Immutable.ImmutableArray<LonLat> Around(GeoPoint at, double d) =>
    [
        new(at.Longitude - d, at.Latitude - d), new(at.Longitude + d, at.Latitude - d),
        new(at.Longitude + d, at.Latitude + d), new(at.Longitude - d, at.Latitude + d),
    ];

    [Fact]
    public async Task SetRoad_AreaSlowed_DrivesTakeLongerUntilLifted()
    {
        await using var world = await DispatchWorld.Start(county: Own);
        var before = Drive();
        var set = await Roads(world).SetRoad(Closure(factor: 5));
        set.Value!.Roads.ShouldBeGreaterThan(0);
        set.Value.Actor.ShouldBe("dispatcher1");
        Drive().ShouldBeGreaterThan(before);
        (await Roads(world).LiftRoad("r-1", DispatchWorld.Dispatcher)).Value!.Conditions.ShouldBeEmpty();
        Drive().ShouldBe(before);
    }

    [Fact]
    public async Task SetRoad_AfterRestart_HoldsAgain()
    {
        await using var world = await DispatchWorld.Start(county: Own);
        var before = Drive();
        await Roads(world).SetRoad(Closure(factor: 5));
        Own.TravelTimes.Apply([]);
        await world.Restart();
        (await Roads(world).GetRoads()).Conditions.Single().Reason.ShouldBe("flood");
        Drive().ShouldBeGreaterThan(before);
        await Roads(world).LiftRoad("r-1", DispatchWorld.Dispatcher);
    }

    [Fact]
    public async Task SetRoad_ItsEndComes_IsLiftedByItself()
    {
        await using var world = await DispatchWorld.Start(county: Own);
        var before = Drive();
        await Roads(world).SetRoad(Closure(factor: 5, until: world.Now.AddMinutes(10)));
        world.Clock.Advance(TimeSpan.FromMinutes(11));
        await Eventually.HoldsAsync(async () => (await Roads(world).GetRoads()).Conditions.IsEmpty);
        Drive().ShouldBe(before);
    }

    [Fact]
    public async Task SetRoad_PointFarFromAnyRoadOrCrossedOutline_IsRefused()
    {
        await using var world = await DispatchWorld.Start(county: Own);
        var sea = Closure() with { Shape = RoadShapeKind.Point, Points = [new(0, 0)] };
        (await Roads(world).SetRoad(sea)).Refusal!.Code.ShouldBe("no-road");
        var at = DispatchWorld.Scene.Point;
        var bowtie = Closure() with
        {
            Points =
            [
                new(at.Longitude, at.Latitude), new(at.Longitude + 0.02, at.Latitude + 0.02),
                new(at.Longitude + 0.02, at.Latitude), new(at.Longitude, at.Latitude + 0.02),
            ],
        };
        (await Roads(world).SetRoad(bowtie)).Refusal!.Code.ShouldBe("validation");
        (await Roads(world).GetRoads()).Conditions.ShouldBeEmpty();
    }

    [Fact]
    public async Task SetRoad_CoverageHeedsItAtItsNextPace()
    {
        await using var world = await DispatchWorld.Start(county: Own);
        var coverage = world.Cluster.Grains.GetGrain<ICoverageGrain>(CountyKey.Value);
        await OnDuty(world);
        await Eventually.HoldsAsync(async () => (await Newest(world, coverage)).Units > 0);
        var before = await Newest(world, coverage);
        var wide = Closure(factor: 20) with { Points = Around(DispatchWorld.Scene.Point, 0.3) };
        (await Roads(world).SetRoad(wide)).Refusal.ShouldBeNull();
        await Eventually.HoldsAsync(async () => (await Newest(world, coverage)).Rural.Covered < before.Rural.Covered);
        await Roads(world).LiftRoad("r-1", DispatchWorld.Dispatcher);
    }

    private static async Task OnDuty(DispatchWorld world)
    {
        foreach (var vehicle in Own.Vehicles.Take(4))
            (await world.Unit(vehicle.Id).SetDuty(new SetDuty(DispatchWorld.Dispatcher, UnitDuty.AvailableAtStation, null))).Refusal.ShouldBeNull();
    }

    private static async Task<CoverageView> Newest(DispatchWorld world, ICoverageGrain coverage)
    {
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        return await coverage.Get();
    }

    private static TimeSpan Drive()
    {
        var county = Own;
        var from = county.Snapper.Snap(county.Stations[0].Position).Place!.Value;
        var to = county.Snapper.Snap(DispatchWorld.Scene.Point).Place!.Value;
        return county.TravelTimes.Between(from, to, TravelProfile.Siren)!.Value.Duration;
    }
}
