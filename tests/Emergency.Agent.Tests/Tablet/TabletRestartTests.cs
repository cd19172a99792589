using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.TestKit;

namespace Emergency.Agent.Tests.Tablet;

public sealed class TabletRestartTests
{
    [Fact]
    public async Task Restart_InADeadZone_ShowsAssignmentCareAndWhatTheCrewSaid()
    {
        using var folder = new TemporaryDirectory();
        var file = folder.File("tablet.db");
        var vehicle = new FakeVehicle();
        var clock = new ManualTimeProvider(RunningAgent.Start);
        using (var before = new TabletWorld(file, vehicle, clock))
        {
            await before.Say(new OrderProgress("o1", OrderState.Delivered));
            before.Board.Take(new VitalsSample(1, before.Now, TabletWorld.Case, HeartRate: 72));
            await before.Pass(TimeSpan.FromSeconds(31));
            before.Board.Take(new VitalsSample(2, before.Now, TabletWorld.Case, HeartRate: 74));
        }

        using var after = new TabletWorld(file, vehicle, clock, told: false);

        var state = after.Board.State();
        state.Assignments.ShouldHaveSingleItem().Order.Complaint.ShouldBe("chest pain");
        state.Care.ShouldHaveSingleItem().Orders.Single().State.ShouldBe(OrderState.Delivered);
        state.Vitals.Values.ShouldHaveSingleItem().Value.ShouldBe(74);
        vehicle.Acts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Restart_WithAMilestoneHeld_SendsItWithItsTime()
    {
        using var folder = new TemporaryDirectory();
        var file = folder.File("tablet.db");
        var vehicle = new FakeVehicle();
        using (var before = new TabletWorld(file, vehicle))
            await before.Set(Milestone.EnRoute);
        vehicle.Milestones.ShouldBeEmpty();

        using var after = new TabletWorld(file, vehicle, told: false);
        await after.Board.Beat();

        vehicle.Milestones.ShouldHaveSingleItem().OccurredAt.ShouldBe(RunningAgent.Start);
    }

    [Fact]
    public async Task Restart_WithANewOutbox_SaysAgainWhatWaited_AndNotWhatWasDurable()
    {
        using var folder = new TemporaryDirectory();
        var file = folder.File("tablet.db");
        var vehicle = new FakeVehicle();
        using (var before = new TabletWorld(file, vehicle))
        {
            await before.Say(new CrewSaid("m1", "first"));
            vehicle.ServerTakesAll();
            await before.Pass(TimeSpan.FromSeconds(1));
            await before.Say(new CrewSaid("m2", "second"));
        }

        var anew = new FakeVehicle { DeviceId = "device-2" };
        using var after = new TabletWorld(file, anew, told: false);
        await after.Board.Beat();

        anew.Acts.ShouldHaveSingleItem().Act.ShouldBe(new CrewSaid("m2", "second"));
    }

    [Fact]
    public void Restart_TheServersFirstWordStands_EvenWhenItsVersionIsLower()
    {
        using var folder = new TemporaryDirectory();
        var file = folder.File("tablet.db");
        using (var before = new TabletWorld(file))
            before.Board.Take(TabletWorld.Orders(9, TabletWorld.Order(Milestone.EnRoute)));

        using var after = new TabletWorld(file, told: false);
        after.Board.Take(TabletWorld.Orders(8));

        after.Only.Standing.ShouldBe("withdrawn");
    }
}
