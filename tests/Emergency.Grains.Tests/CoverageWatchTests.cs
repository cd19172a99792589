using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Coverage;

namespace Emergency.Grains.Tests;

public sealed class CoverageWatchTests
{
    [Fact]
    public async Task Coverage_NobodyOnDuty_AlarmsAfterTheDwellAndEndsWhenUnitsAreBack()
    {
        await using var world = await DispatchWorld.Start();
        var watch = world.Cluster.Grains.GetGrain<ICoverageWatchGrain>(CountyKey.Value);
        await Set(world, UnitDuty.OffDuty);
        await world.Until(async () => (await watch.GetAlarms()).Alarms.Length == 2);
        var alarm = (await watch.GetAlarms()).Alarms.Single(a => a.Area == AreaKind.Urban);
        (alarm.Level, alarm.Share).ShouldBe((AlarmLevel.Danger, 0));
        (await watch.AcknowledgeAlarm(alarm.AlarmId, DispatchWorld.Dispatcher)).Refusal.ShouldBeNull();

        await world.Restart();
        watch = world.Cluster.Grains.GetGrain<ICoverageWatchGrain>(CountyKey.Value);
        (await watch.GetAlarms()).Alarms.Single(a => a.AlarmId == alarm.AlarmId).AcknowledgedBy.ShouldBe("dispatcher1");

        await Set(world, UnitDuty.AvailableAtStation);
        await world.Until(async () => (await watch.GetAlarms()).Alarms.All(a => a.Area != AreaKind.Urban));
    }

    [Fact]
    public async Task Get_NothingChanges_IsRenewedEachPace()
    {
        await using var world = await DispatchWorld.Start();
        var coverage = world.Cluster.Grains.GetGrain<ICoverageGrain>(CountyKey.Value);
        var first = await coverage.Get();
        await world.Until(async () => (await coverage.Get()).AsOf >= first.AsOf.AddSeconds(5));
        (await coverage.Get()).Version.ShouldBeGreaterThan(first.Version);
    }

    [Fact]
    public async Task GetByHour_TheHourTurns_KeepsItOverARestart()
    {
        await using var world = await DispatchWorld.Start();
        var watch = world.Cluster.Grains.GetGrain<ICoverageWatchGrain>(CountyKey.Value);
        await world.Until(async () => (await watch.GetByHour()).Hours.Any(h => h.ObservedSeconds > 10));
        await world.Until(async () => (await watch.GetByHour()).Hours.Length == 2, seconds: 9);
        await world.Restart();
        (await world.Cluster.Grains.GetGrain<ICoverageWatchGrain>(CountyKey.Value).GetByHour()).Hours[0].ObservedSeconds.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task GetIsochrones_OfAUnitAndOfNobody_DrawsOrSaysWhyNot()
    {
        await using var world = await DispatchWorld.Start();
        var coverage = world.Cluster.Grains.GetGrain<ICoverageGrain>(CountyKey.Value);
        var unit = DispatchWorld.County.Vehicles[0].Id;
        await Set(world, UnitDuty.AvailableAtStation);
        await world.Until(async () => (await coverage.Get()).Units > 0);
        (await coverage.GetIsochrones(new IsochroneQuery([300, 900], unit))).Value!.Text.ShouldContain("\"band\"");
        (await coverage.GetIsochrones(new IsochroneQuery([300], new AmbulanceId("Z99")))).Refusal!.Code.ShouldBe("unknown-unit");
        (await coverage.GetIsochrones(new IsochroneQuery([300], null, new LonLat(0, 0)))).Refusal!.Code.ShouldBe("no-road");
        (await coverage.GetIsochrones(new IsochroneQuery([300, 900]))).Value!.Text.ShouldContain("FeatureCollection");
    }

    private static async Task Set(DispatchWorld world, UnitDuty duty)
    {
        foreach (var vehicle in DispatchWorld.County.Vehicles)
            await world.Unit(vehicle.Id).SetDuty(new SetDuty(DispatchWorld.Dispatcher, duty, null));
    }
}
