using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Grains.Tests;

/// <summary>An accepted move reaches the unit, and ends when it is there, has something else to do, or the desk takes it back.</summary>
public sealed class RelocationTests
{
    private const string Device = "device";
    private long _fix;

    [Fact]
    public async Task AcceptRelocation_IdleUnit_IsOrderedToGoAndIsThereAfterADwell()
    {
        await using var world = await Lopsided();
        var move = await Accept(world);

        var unit = world.Unit(move.AmbulanceId);
        var order = (await unit.AgentConnected("s", new AgentHello(Device, "1", world.Now))).Value!.Orders.Move!;
        (order.To, order.ToName, order.ToPosition).ShouldBe((move.To, move.ToName, move.ToPosition));
        (await world.UnitView(move.AmbulanceId)).Duty.ShouldBe(UnitDuty.AvailableMobile);

        await Fix(world, unit, move.ToPosition);
        (await world.UnitView(move.AmbulanceId)).Move.ShouldNotBeNull("it may drive past");
        world.Clock.Advance(TimeSpan.FromSeconds(30));
        await Fix(world, unit, move.ToPosition);

        var there = await world.UnitView(move.AmbulanceId);
        (there.Move, there.StandsAt, there.Duty).ShouldBe((null, move.To, UnitDuty.AvailableAtStation));
        await world.Until(async () => (await Moves(world).GetRelocations()).UnderWay.IsEmpty);
    }

    [Fact]
    public async Task AcceptRelocation_ThenARestart_IsStillUnderWay()
    {
        await using var world = await Lopsided();
        var move = await Accept(world);
        await world.Restart();
        (await world.UnitView(move.AmbulanceId)).Move!.To.ShouldBe(move.To);
        (await Moves(world).GetRelocations()).UnderWay.Single().AmbulanceId.ShouldBe(move.AmbulanceId);
    }

    [Fact]
    public async Task Assign_UnitThatMoves_EndsTheMove()
    {
        await using var world = await Lopsided();
        var move = await Accept(world);
        await world.Open("c1");
        (await world.Assign("c1", move.AmbulanceId)).Refusal.ShouldBeNull();
        (await world.UnitView(move.AmbulanceId)).Move.ShouldBeNull();
        await world.Until(async () => (await Moves(world).GetRelocations()).UnderWay.IsEmpty);
    }

    [Fact]
    public async Task WithdrawRelocation_UnderWay_FreesTheCrewOfIt()
    {
        await using var world = await Lopsided();
        var move = await Accept(world);
        (await Moves(world).WithdrawRelocation(move.AmbulanceId, " ", DispatchWorld.Dispatcher)).Refusal!.Code.ShouldBe("reason-required");
        var after = await Moves(world).WithdrawRelocation(move.AmbulanceId, "fog", DispatchWorld.Dispatcher);
        after.Value!.UnderWay.ShouldBeEmpty();
        (await world.UnitView(move.AmbulanceId)).Move.ShouldBeNull();
        (await Moves(world).WithdrawRelocation(move.AmbulanceId, "fog", DispatchWorld.Dispatcher)).Refusal!.Code.ShouldBe("unknown-relocation");
    }

    [Fact]
    public async Task AcceptRelocation_UnitTakenMeanwhile_IsRefusedAndDoesNotCount()
    {
        await using var world = await Lopsided();
        var move = await Suggestion(world);
        await world.Open("c1");
        (await world.Assign("c1", move.AmbulanceId)).Refusal.ShouldBeNull();
        var refused = await Moves(world).AcceptRelocation(move.RelocationId, DispatchWorld.Dispatcher);
        refused.Refusal!.Code.ShouldBe(RejectionCodes.UnitNotFree);
        (await Moves(world).GetRelocations()).UnderWay.ShouldBeEmpty();
    }

    [Fact]
    public async Task AcceptTakeover_NearerUnitBecomesFree_IsSentAndTheOtherCalledBack()
    {
        await using var world = await DispatchWorld.Start();
        var (near, far) = NearAndFar();
        await NearerBecomesFree(world);
        var takeover = (await Moves(world).GetRelocations()).Takeovers.Single();
        (takeover.UnderWay, takeover.Free).ShouldBe((far, near));
        takeover.GainSeconds.ShouldBe(takeover.RemainingSeconds - takeover.EtaSeconds, 1);
        (await Moves(world).AcceptTakeover(takeover.TakeoverId, "nearer", DispatchWorld.Dispatcher)).Refusal.ShouldBeNull();

        var assignments = (await world.Case("c1").Get())!.Assignments;
        assignments.Single(a => a.AmbulanceId == far).Milestone.ShouldBe(Milestone.Cancelled);
        assignments.Single(a => a.AmbulanceId == near).Active.ShouldBeTrue();
        (await world.UnitView(far)).Duty.ShouldBe(UnitDuty.AvailableMobile);
        (await Moves(world).GetRelocations()).Takeovers.ShouldBeEmpty();
    }

    [Fact]
    public async Task DismissTakeover_WithAReason_IsNotSuggestedAgain()
    {
        await using var world = await DispatchWorld.Start();
        await NearerBecomesFree(world);
        var takeover = (await Moves(world).GetRelocations()).Takeovers.Single();
        (await Moves(world).DismissTakeover(takeover.TakeoverId, "fog", DispatchWorld.Dispatcher)).Value!.Takeovers.ShouldBeEmpty();
        var asOf = (await Moves(world).GetRelocations()).AsOf;
        await world.Until(async () => (await Moves(world).GetRelocations()).AsOf > asOf);
        (await Moves(world).GetRelocations()).Takeovers.ShouldBeEmpty();
    }

    private static IRelocationGrain Moves(DispatchWorld world) => world.Cluster.Grains.GetGrain<IRelocationGrain>(CountyKey.Value);

    /// <summary>All units that are on duty stand at one station: some would do more good elsewhere.</summary>
    private static async Task<DispatchWorld> Lopsided()
    {
        var world = await DispatchWorld.Start();
        var crowded = DispatchWorld.County.Vehicles.GroupBy(v => v.Station).MaxBy(g => g.Count())!.Key;
        await OnlyOnDuty(world, v => v == crowded);
        return world;
    }

    private static async Task OnlyOnDuty(DispatchWorld world, Func<StationId, bool> which)
    {
        foreach (var vehicle in DispatchWorld.County.Vehicles.Where(v => !which(v.Station)))
            await Duty(world, vehicle.Id, UnitDuty.OffDuty);
    }

    private static async Task Duty(DispatchWorld world, AmbulanceId unit, UnitDuty duty) =>
        (await world.Unit(unit).SetDuty(new SetDuty(DispatchWorld.Dispatcher, duty, null))).Refusal.ShouldBeNull();

    private static async Task<RelocationView> Suggestion(DispatchWorld world)
    {
        await world.Until(async () => !(await Moves(world).GetRelocations()).Suggestions.IsEmpty);
        return (await Moves(world).GetRelocations()).Suggestions[0];
    }

    private static async Task<RelocationView> Accept(DispatchWorld world)
    {
        var move = await Suggestion(world);
        var accepted = await Moves(world).AcceptRelocation(move.RelocationId, DispatchWorld.Dispatcher);
        accepted.Refusal.ShouldBeNull();
        accepted.Value!.UnderWay.Single().AmbulanceId.ShouldBe(move.AmbulanceId);
        return move;
    }

    /// <summary>The suitable units that are nearest to the scene and farthest from it.</summary>
    private static (AmbulanceId Near, AmbulanceId Far) NearAndFar()
    {
        var scene = DispatchWorld.Scene.Point;
        var able = DispatchWorld.County.Vehicles.Where(v => v.Capabilities.Contains("als"))
            .OrderBy(v => DispatchWorld.County.FindStation(v.Station)!.Position.DistanceTo(scene).Value).ToList();
        return (able[0].Id, able[^1].Id);
    }

    /// <summary>A far unit drives to a case when a near one comes on duty; waits until a change is suggested.</summary>
    private async Task NearerBecomesFree(DispatchWorld world)
    {
        var (near, far) = NearAndFar();
        await OnlyOnDuty(world, _ => false);
        await Duty(world, far, UnitDuty.AvailableAtStation);
        await world.Open("c1");
        (await world.Assign("c1", far)).Refusal.ShouldBeNull();
        (await world.Report("c1", Milestone.EnRoute)).Refusal.ShouldBeNull();
        await Fix(world, world.Unit(far), LonLat.Of(DispatchWorld.County.FindStation((await world.UnitView(far)).Station)!.Position));
        await Duty(world, near, UnitDuty.AvailableAtStation);
        await world.Until(async () => !(await Moves(world).GetRelocations()).Takeovers.IsEmpty);
    }

    private async Task Fix(DispatchWorld world, IAmbulanceGrain unit, LonLat at)
    {
        var fix = new Fix(++_fix, world.Now, at.Lon, at.Lat, 0, null, 5);
        (await unit.AcceptFixes(new FixBatch(Device, [fix]))).Value!.Accepted.ShouldBe([fix.Sequence]);
    }
}
