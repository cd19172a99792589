using Emergency.Agent.Tablet;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.TestKit;

namespace Emergency.Agent.Tests.Tablet;

public sealed class TabletMilestoneTests
{
    [Fact]
    public async Task SetMilestone_WithinTheUndoWindow_IsHeldAndNotSent()
    {
        using var world = new TabletWorld();

        var taken = await world.Set(Milestone.EnRoute);
        await world.Pass(TimeSpan.FromSeconds(4.9));

        world.Vehicle.Milestones.ShouldBeEmpty();
        var held = world.Only.Milestones.Single(milestone => milestone.Milestone == Milestone.EnRoute);
        held.State.ShouldBe(ReportState.Held);
        held.ReportId.ShouldBe(taken.Value!.ReportId);
        held.UndoSeconds!.Value.ShouldBe(0.1, 0.01);
        world.Only.Next.ShouldBe(Milestone.OnScene);
    }

    [Fact]
    public async Task SetMilestone_AfterTheUndoWindow_IsSentWithTheTimeOfTheTap()
    {
        using var world = new TabletWorld();

        await world.Set(Milestone.EnRoute);
        await world.Pass(TimeSpan.FromSeconds(5));
        await Eventually.Holds(() => !world.Vehicle.Milestones.IsEmpty);

        var sent = world.Vehicle.Milestones.ShouldHaveSingleItem();
        (sent.Milestone, sent.OccurredAt, sent.Source).ShouldBe((Milestone.EnRoute, RunningAgent.Start, FactSource.Vehicle));
        StateOf(world, Milestone.EnRoute).ShouldBe(ReportState.Waiting);
        world.Vehicle.ServerTakesAll();
        await world.Pass(TimeSpan.FromSeconds(1));
        StateOf(world, Milestone.EnRoute).ShouldBe(ReportState.Durable);
    }

    [Fact]
    public async Task Undo_WhileHeld_LeavesNothing_AndLaterIsTooLate()
    {
        using var world = new TabletWorld();

        var first = (await world.Set(Milestone.EnRoute)).Value!.ReportId!;
        world.Board.Undo(first).ShouldBeNull();
        await world.Pass(TimeSpan.FromSeconds(10));
        world.Vehicle.Milestones.ShouldBeEmpty();
        world.Only.Next.ShouldBe(Milestone.Acknowledged);

        var second = (await world.Set(Milestone.EnRoute)).Value!.ReportId!;
        await world.Pass(TimeSpan.FromSeconds(5));
        world.Board.Undo(second)!.Code.ShouldBe("already-sent");
    }

    [Fact]
    public async Task SetMilestone_TheNextOne_SendsTheHeldOneAtOnce()
    {
        using var world = new TabletWorld();

        await world.Set(Milestone.EnRoute);
        await world.Set(Milestone.OnScene);

        world.Vehicle.Milestones.Select(sent => sent.Milestone).ShouldBe([Milestone.EnRoute]);
        StateOf(world, Milestone.OnScene).ShouldBe(ReportState.Held);
    }

    [Fact]
    public async Task SetMilestone_Twice_IsOne()
    {
        using var world = new TabletWorld();

        var first = await world.Set(Milestone.EnRoute);
        var second = await world.Set(Milestone.EnRoute);

        second.Value!.ReportId.ShouldBe(first.Value!.ReportId);
        world.Board.State().Reports.Length.ShouldBe(1);
    }

    [Theory]
    [InlineData(Milestone.HandedOver, null, "illegal-transition")]
    [InlineData(Milestone.Declined, null, "reason-required")]
    [InlineData((Milestone)99, null, "validation")]
    public async Task SetMilestone_AgainstTheRules_IsRefusedByName(Milestone milestone, string? reason, string code)
    {
        using var world = new TabletWorld();

        (await world.Set(milestone, reason)).Refusal!.Code.ShouldBe(code);
        world.Board.State().Reports.ShouldBeEmpty();
    }

    [Fact]
    public async Task SetMilestone_AheadOfTheClock_IsNowWhenLittleAndRefusedWhenMuch()
    {
        using var world = new TabletWorld();

        (await world.Board.SetMilestone(new MilestoneBody(TabletWorld.Assignment, Milestone.EnRoute, world.Now.AddSeconds(4)))).Succeeded.ShouldBeTrue();
        (await world.Board.SetMilestone(new MilestoneBody(TabletWorld.Assignment, Milestone.OnScene, world.Now.AddSeconds(6)))).Refusal!.Code
            .ShouldBe("milestone-in-future");

        world.Only.Milestones.Single(milestone => milestone.Milestone == Milestone.EnRoute).OccurredAt.ShouldBe(world.Now);
    }

    [Fact]
    public async Task Refused_ByTheServer_IsShownWithItsReason_AndTheStepIsOpenAgain()
    {
        using var world = new TabletWorld();
        await world.Set(Milestone.EnRoute);
        await world.Pass(TimeSpan.FromSeconds(5));
        await Eventually.Holds(() => !world.Vehicle.Milestones.IsEmpty);

        world.Board.Refused(ReportLane.Milestones, 1, new Refusal("case-closed", "The case is closed."));
        world.Vehicle.ServerTakesAll();
        await world.Pass(TimeSpan.FromSeconds(1));

        var refused = world.Only.Milestones.Single(milestone => milestone.Milestone == Milestone.EnRoute);
        (refused.State, refused.Refusal!.Code).ShouldBe((ReportState.Refused, "case-closed"));
        world.Only.Choices.ShouldContain(Milestone.EnRoute);
    }

    [Fact]
    public async Task Refused_BeforeTheSequenceWasNoted_StillFindsItsReport()
    {
        using var world = new TabletWorld();
        world.Board.Refused(ReportLane.Milestones, 1, new Refusal("case-closed", "The case is closed."));

        await world.Set(Milestone.EnRoute);
        await world.Pass(TimeSpan.FromSeconds(5));
        await Eventually.Holds(() => StateOf(world, Milestone.EnRoute) == ReportState.Refused);
    }

    [Fact]
    public async Task OutboxFull_TheReportStaysAndIsTriedAgain()
    {
        using var world = new TabletWorld();
        world.Vehicle.Full = true;
        await world.Set(Milestone.EnRoute);
        await world.Pass(TimeSpan.FromSeconds(5));
        StateOf(world, Milestone.EnRoute).ShouldBe(ReportState.Waiting);

        world.Vehicle.Full = false;
        await world.Pass(TimeSpan.FromSeconds(1));

        world.Vehicle.Milestones.ShouldHaveSingleItem().OccurredAt.ShouldBe(RunningAgent.Start);
    }

    [Fact]
    public async Task Confirm_AProposal_SetsItsMilestoneAtTheTimeOfTheFixes()
    {
        using var world = new TabletWorld();
        await world.Pass(TimeSpan.FromMinutes(1));
        world.Vehicle.Reading = world.Vehicle.Reading with
        {
            Proposals = [new TabletProposal("p1", TabletWorld.Assignment, Milestone.OnScene, RunningAgent.Start.AddSeconds(20))],
        };

        (await world.Board.Confirm("p1")).Succeeded.ShouldBeTrue();
        (await world.Board.Confirm("p1")).Refusal!.Code.ShouldBe("unknown-proposal");
        await world.Pass(TimeSpan.FromSeconds(5));
        await Eventually.Holds(() => !world.Vehicle.Milestones.IsEmpty);

        var sent = world.Vehicle.Milestones.ShouldHaveSingleItem();
        (sent.Milestone, sent.OccurredAt, sent.Source).ShouldBe((Milestone.OnScene, RunningAgent.Start.AddSeconds(20), FactSource.Geofence));
        world.Board.State().Proposals.ShouldBeEmpty();
    }

    [Fact]
    public async Task Orders_WithoutTheAssignment_SayThatItWasTakenBack_OrThatItIsOver()
    {
        using var world = new TabletWorld();
        world.Board.Take(TabletWorld.Orders(2));
        world.Only.Standing.ShouldBe("withdrawn");
        world.Only.Next.ShouldBeNull();

        world.Board.Take(TabletWorld.Orders(3, TabletWorld.Order(Milestone.HandedOver)));
        await world.Set(Milestone.Cleared);
        world.Board.Take(TabletWorld.Orders(4));

        world.Only.Standing.ShouldBe("over");
        world.Only.Next.ShouldBe(Milestone.BackAtStation);
    }

    [Fact]
    public void Route_ToTheScene_IsAnEstimateFromTheLastFix()
    {
        using var world = new TabletWorld();
        world.Vehicle.Reading = world.Vehicle.Reading with { Position = new FixReading(RunningAgent.Start, new GeoPoint(113.5, 29.3)) };

        var route = world.Only.Route!;

        (route.To, route.BearingDegrees, route.FixAt).ShouldBe(("scene", 0, RunningAgent.Start));
        route.StraightMetres.ShouldBe(11_120, 5);
        route.EtaSeconds.ShouldBe(11_120 * 1.35 / 12.5, 2);
    }

    private static ReportState StateOf(TabletWorld world, Milestone milestone) =>
        world.Only.Milestones.Last(known => known.Milestone == milestone).State;
}
