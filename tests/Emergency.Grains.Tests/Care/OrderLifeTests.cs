using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;

namespace Emergency.Grains.Tests.Care;

/// <summary>Orders through their life, with a crew that answers, does not, or is heard late.</summary>
public sealed class OrderLifeTests
{
    [Fact]
    public async Task Order_CrewAnswersEachStep_EveryStepHasItsTimeAndAuthor()
    {
        await using var world = await CareWorld.Start();

        var given = await world.Order("o1");
        world.World.Clock.Advance(TimeSpan.FromSeconds(5));
        (await world.Progress("o1", OrderState.Delivered)).ShouldBeNull();
        world.World.Clock.Advance(TimeSpan.FromSeconds(20));
        (await world.Progress("o1", OrderState.ReadBack, "阿司匹林300毫克口服")).ShouldBeNull();
        world.World.Clock.Advance(TimeSpan.FromSeconds(60));
        (await world.Progress("o1", OrderState.Done)).ShouldBeNull();

        given.Value!.AssignmentId.ShouldBe(CareWorld.Assignment);
        given.Value.DueAt.ShouldNotBeNull();
        var order = await world.OrderNow("o1");
        order.State.ShouldBe(OrderState.Done);
        order.DueAt.ShouldBeNull();
        order.Steps.Select(s => (s.State, s.Actor)).ShouldBe(
        [
            (OrderState.Ordered, "physician1"), (OrderState.Delivered, CareWorld.Unit.Value), (OrderState.ReadBack, CareWorld.Unit.Value),
            (OrderState.Done, CareWorld.Unit.Value),
        ]);
        (order.Steps[3].At - order.Steps[0].At).ShouldBe(TimeSpan.FromSeconds(85));
        await world.Kinds("order-given", "order-stepped", "patient-bound");
    }

    [Fact]
    public async Task Report_DoneBeforeDelivered_IsAcceptedAndPlacedInTime()
    {
        await using var world = await CareWorld.Start();
        await world.Order("o1");
        var start = world.Now;
        world.World.Clock.Advance(TimeSpan.FromSeconds(25));

        (await world.Progress("o1", OrderState.Done, at: start.AddSeconds(20))).ShouldBeNull();
        (await world.OrderNow("o1")).State.ShouldBe(OrderState.Done);
        (await world.Progress("o1", OrderState.Delivered, at: start.AddSeconds(4))).ShouldBeNull();
        (await world.Progress("o1", OrderState.ReadBack, at: start.AddSeconds(9))).ShouldBeNull();

        var order = await world.OrderNow("o1");
        order.Steps.Select(s => (s.State, (s.At - start).TotalSeconds)).ShouldBe(
            [(OrderState.Ordered, 0), (OrderState.Delivered, 4), (OrderState.ReadBack, 9), (OrderState.Done, 20)]);
        order.Steps.Skip(1).ShouldAllBe(s => s.RecordedAt == world.Now);
    }

    [Fact]
    public async Task Report_SameReportAgain_IsOneFact()
    {
        await using var world = await CareWorld.Start();
        await world.Order("o1");
        await world.Report(new OrderProgress("o1", OrderState.Delivered), sequence: 7);
        await world.Report(new CrewSaid("g1", "血管很细"), sequence: 8);
        var before = (await world.Care.GetTimeline()).Length;

        for (var again = 0; again < 3; again++)
        {
            (await world.Report(new OrderProgress("o1", OrderState.Delivered), sequence: 7)).ShouldBeNull();
            (await world.Report(new CrewSaid("g2", "血管很细"), sequence: 8)).ShouldBeNull();
        }

        (await world.Care.GetTimeline()).Length.ShouldBe(before);
        (await world.View()).Guidance.Single().GuidanceId.ShouldBe("g1");
    }

    [Fact]
    public async Task Report_WhatCannotBeTrue_IsRefusedByName()
    {
        await using var world = await CareWorld.Start();
        await world.Order("o1");
        (await world.Progress("o1", OrderState.Done)).ShouldBeNull();

        (await world.Progress("o1", OrderState.NotDone, "病人拒绝"))!.Code.ShouldBe(RejectionCodes.IllegalTransition);
        (await world.Progress("o9", OrderState.Done))!.Code.ShouldBe(RejectionCodes.UnknownOrder);
        (await world.Report(new GuidanceSeen("g9", true)))!.Code.ShouldBe(RejectionCodes.UnknownGuidance);
        (await world.Report(new ChannelHappened("ch9", ChannelEvent.CathLabReady)))!.Code.ShouldBe(RejectionCodes.UnknownChannel);
        var foreign = await world.World.Unit(CareWorld.Other).AcceptReports(
            "dev-2", [new CrewReport(1, CareWorld.CaseId, CareWorld.Assignment, world.Now, new OrderProgress("o1", OrderState.Delivered))]);
        foreign.Single().Refusal!.Code.ShouldBe(RejectionCodes.UnknownAssignment);
        (await world.OrderNow("o1")).State.ShouldBe(OrderState.Done);
    }

    [Fact]
    public async Task Order_NobodyAnswers_EscalatesAtEachStateAndIsAcknowledgedByName()
    {
        await using var world = await CareWorld.Start();
        await world.Order("o1");

        world.World.Clock.Advance(TimeSpan.FromSeconds(29));
        (await world.OrderNow("o1")).EscalatedAt.ShouldBeNull();
        world.World.Clock.Advance(TimeSpan.FromSeconds(2));
        await world.Settles(v => v.Orders[0].EscalatedAt is not null);
        var seen = await world.Care.AcknowledgeEscalation("o1", DispatchWorld.Dispatcher);
        seen.Value!.EscalationSeenBy.ShouldBe("dispatcher1");

        await world.Progress("o1", OrderState.Delivered);
        (await world.OrderNow("o1")).EscalatedAt.ShouldBeNull();
        (await world.Care.AcknowledgeEscalation("o1", DispatchWorld.Dispatcher)).Refusal!.Code.ShouldBe(RejectionCodes.IllegalTransition);
        world.World.Clock.Advance(TimeSpan.FromSeconds(121));
        await world.Settles(v => v.Orders[0].EscalatedAt is not null);
        (await world.OrderNow("o1")).EscalationSeenBy.ShouldBeNull();
        (await world.Care.GetTimeline()).Count(t => t.Kind == "order-escalated").ShouldBe(2);
    }

    [Fact]
    public async Task Order_GrainLeftMemoryBeforeItFellDue_EscalatesAfterItWokeAgain()
    {
        await using var world = await CareWorld.Start();
        await world.Order("o1");

        await world.World.Cluster.Deactivate(world.Care);
        await world.Restart();
        world.World.Clock.Advance(TimeSpan.FromSeconds(31));

        await world.Settles(v => v.Orders[0].EscalatedAt is not null);
        (await world.Progress("o1", OrderState.Done)).ShouldBeNull();
    }

    [Fact]
    public async Task Order_NotDeliveredInTime_IsWithdrawnAndALateDeliveryDoesNotReviveIt()
    {
        await using var world = await CareWorld.Start();
        await world.Order("o1");

        for (var minute = 0; minute < 31; minute++)
        {
            world.World.Clock.Advance(TimeSpan.FromMinutes(1));
            await world.View();
        }

        await world.Settles(v => v.Orders[0].State is OrderState.Cancelled);
        (await world.Progress("o1", OrderState.Delivered)).ShouldBeNull();
        (await world.OrderNow("o1")).State.ShouldBe(OrderState.Cancelled);
        (await world.Progress("o1", OrderState.Done)).ShouldBeNull();
        (await world.OrderNow("o1")).State.ShouldBe(OrderState.Done, "what was given was given");
    }

    [Fact]
    public async Task Order_AgainstASevereFinding_NeedsAReasonThatIsKept()
    {
        await using var world = await CareWorld.Start();
        await world.Care.Describe(new DescribePatient(CareWorld.Physician, CareWorld.Patient, new PatientFactsView(AgeYears: 60, Allergies: ["aspirin"])));

        var check = await world.Care.CheckOrder(CareWorld.Patient, CareWorld.Aspirin);
        var refused = await world.Order("o1");
        var forced = await world.Order("o1", reason: "收益大于风险");

        check.Value!.Blocks.ShouldBeTrue();
        check.Value.Notice.ShouldNotBeEmpty();
        refused.Refusal!.Code.ShouldBe(RejectionCodes.OrderUnsafe);
        forced.Value!.OverrideReason.ShouldBe("收益大于风险");
        forced.Value.Findings.ShouldContain(f => f.Severity == "severe" && f.Code == "allergy");
    }

    [Fact]
    public async Task Order_DrugThatIsOpenAlready_IsFoundAsDuplicate()
    {
        await using var world = await CareWorld.Start();
        await world.Order("o1");

        var check = await world.Care.CheckOrder(CareWorld.Patient, CareWorld.Aspirin);

        check.Value!.Findings.ShouldContain(f => f.Code == "duplicate");
    }

    [Fact]
    public async Task Progress_OrderThatAVehicleHas_IsRefused()
    {
        await using var world = await CareWorld.Start();
        await world.Order("o1");

        var answer = await world.Care.Progress(new ProgressOrder(CareWorld.Physician, "o1", OrderState.Done, null, world.Now, null));

        answer.Refusal!.Code.ShouldBe(RejectionCodes.UnknownOrder);
        (await world.OrderNow("o1")).State.ShouldBe(OrderState.Ordered);
    }

    [Fact]
    public async Task CancelOrder_DoneOrder_IsRefused()
    {
        await using var world = await CareWorld.Start();
        await world.Order("o1");
        await world.Order("o2", new OrderBody(OrderKind.Procedure, Procedure: "iv-access"));
        await world.Progress("o1", OrderState.Done);

        (await world.Care.CancelOrder(new CancelOrder(CareWorld.Physician, "o1", "改变主意"))).Refusal!.Code.ShouldBe(RejectionCodes.OrderEnded);
        (await world.Care.CancelOrder(new CancelOrder(CareWorld.Physician, "o2", "改变主意"))).Value!.State.ShouldBe(OrderState.Cancelled);
    }

    [Fact]
    public async Task Order_DestinationReadBack_DirectsTheVehicleThroughTheCase()
    {
        await using var world = await CareWorld.Start(null, Milestone.Acknowledged, Milestone.EnRoute, Milestone.OnScene, Milestone.PatientLoaded);
        await world.Order("o1", new OrderBody(OrderKind.Destination, HospitalId: CareWorld.Farther));
        (await world.World.Case(CareWorld.CaseName).Get())!.Assignments[0].HospitalId.ShouldBeNull("the crew has not read it back");

        (await world.Progress("o1", OrderState.ReadBack)).ShouldBeNull();

        (await world.World.Case(CareWorld.CaseName).Get())!.Assignments[0].HospitalId.ShouldBe(CareWorld.Farther);
        await world.Kinds("direction-decided", "direction-settled");
    }

    [Fact]
    public async Task Report_DrugByStandingOrders_IsRecordedAndCountsForTheNextCheck()
    {
        await using var world = await CareWorld.Start();

        (await world.Report(new DrugGiven("d1", CareWorld.Aspirin))).ShouldBeNull();

        var given = await world.OrderNow("d1");
        (given.State, given.Steps.Single().Actor).ShouldBe((OrderState.Done, CareWorld.Unit.Value));
        (await world.Care.CheckOrder(CareWorld.Patient, CareWorld.Aspirin)).Value!.Findings.ShouldContain(f => f.Code == "duplicate");
    }

    [Fact]
    public async Task Order_CaseThatWasNeverOpened_IsRefused()
    {
        await using var world = await CareWorld.Start();
        var nothing = world.World.Care("c9");

        (await nothing.Get()).ShouldBeNull();
        (await nothing.Order(new GiveOrder(CareWorld.Physician, "o1", CareWorld.Patient, CareWorld.Aspirin, null))).Refusal!.Code
            .ShouldBe(RejectionCodes.UnknownCase);
    }
}
