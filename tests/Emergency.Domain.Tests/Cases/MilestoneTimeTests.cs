using Emergency.Domain.Cases;

namespace Emergency.Domain.Tests.Cases;

/// <summary>Repeated, late, out-of-order, skipped, corrected: the time of every milestone.</summary>
public sealed class MilestoneTimeTests
{
    [Fact]
    public void Record_SameAgain_IsUnchangedAndTheFirstStands()
    {
        var world = CaseWorld.At("Offered EnRoute OnScene");
        var first = world.Assignment.Find(Milestone.OnScene);
        world.Now += TimeSpan.FromMinutes(5);
        world.Try("OnScene", minutesAgo: 3, by: CaseWorld.Desk).IsUnchanged.ShouldBeTrue();
        world.Try("OnScene", minutesAgo: -60).IsUnchanged.ShouldBeTrue();
        world.Assignment.Find(Milestone.OnScene).ShouldBe(first);
    }

    [Fact]
    public void Record_KeyUsedForAnother_IsRefused()
    {
        var world = CaseWorld.At("Offered");
        world.Try("EnRoute", key: "dev:1").IsAccepted.ShouldBeTrue();
        world.Try("EnRoute", key: "dev:1").IsUnchanged.ShouldBeTrue();
        world.Try("OnScene", key: "dev:1").Rejection!.Code.ShouldBe(RejectionCodes.KeyReused);
    }

    [Fact]
    public void Record_LateFact_KeepsItsOwnTime()
    {
        var world = CaseWorld.At("Offered");
        var happened = world.Now.AddMinutes(4);
        world.Now += TimeSpan.FromMinutes(40);
        world.Must(new RecordMilestone(CaseWorld.Crew, CaseWorld.First, Milestone.EnRoute, happened));
        var record = world.Assignment.Find(Milestone.EnRoute)!;
        record.OccurredAt.ShouldBe(happened);
        record.RecordedAt.ShouldBe(world.Now);
        record.ClaimedAt.ShouldBeNull();
    }

    [Fact]
    public void Record_OutOfOrderWithFittingTime_IsBackfilled()
    {
        var world = CaseWorld.At("Offered OnScene");
        var between = world.Assignment.TimeOf(Milestone.Offered)!.Value.AddSeconds(20);
        world.Must(new RecordMilestone(CaseWorld.Crew, CaseWorld.First, Milestone.EnRoute, between));
        world.Assignment.Milestones.Select(m => m.Milestone).ShouldBe([Milestone.Offered, Milestone.EnRoute, Milestone.OnScene]);
        world.Assignment.Current.ShouldBe(Milestone.OnScene);
    }

    [Theory]
    [InlineData("EnRoute", 1.9, null)]
    [InlineData("EnRoute", 2.1, RejectionCodes.MilestoneOutOfOrder)]
    public void Record_BackfillAfterItsSuccessor_OnlyWithinTolerance(string milestone, double minutesAfter, string? code)
    {
        var world = CaseWorld.At("Offered OnScene");
        world.Now += TimeSpan.FromMinutes(10);
        var successor = world.Assignment.TimeOf(Milestone.OnScene)!.Value;
        var decision = world.Try(new RecordMilestone(
            CaseWorld.Crew, CaseWorld.First, CaseWorld.Parse(milestone), successor.AddMinutes(minutesAfter)));
        decision.Rejection?.Code.ShouldBe(code);
        if (code is null)
            world.Assignment.TimeOf(Milestone.EnRoute).ShouldBe(successor);
    }

    [Theory]
    [InlineData(-2.0, null)]
    [InlineData(-2.1, RejectionCodes.MilestoneOutOfOrder)]
    public void Record_BeforeItsPredecessor_OnlyWithinTolerance(double minutes, string? code)
    {
        var world = CaseWorld.At("Offered");
        world.Now += TimeSpan.FromMinutes(9);
        world.Step("OnScene");
        var predecessor = world.Assignment.TimeOf(Milestone.OnScene)!.Value;
        var claimed = predecessor.AddMinutes(minutes);
        var decision = world.Try(new RecordMilestone(CaseWorld.Crew, CaseWorld.First, Milestone.AtPatient, claimed));
        decision.Rejection?.Code.ShouldBe(code);
        if (code is not null)
            return;
        world.Assignment.TimeOf(Milestone.AtPatient).ShouldBe(predecessor);
        world.Assignment.Find(Milestone.AtPatient)!.ClaimedAt.ShouldBe(claimed);
    }

    [Theory]
    [InlineData(120, null)]
    [InlineData(121, RejectionCodes.MilestoneInFuture)]
    public void Record_AheadOfTheServer_IsClampedOrRefused(int secondsAhead, string? code)
    {
        var world = CaseWorld.At("Offered");
        var decision = world.Try("EnRoute", minutesAgo: -secondsAhead / 60.0);
        decision.Rejection?.Code.ShouldBe(code);
        if (code is null)
            world.Assignment.TimeOf(Milestone.EnRoute).ShouldBe(world.Now);
    }

    [Fact]
    public void Record_BeforeTheCase_IsRefused()
    {
        var world = CaseWorld.At("Offered");
        world.Try(new RecordMilestone(CaseWorld.Crew, CaseWorld.First, Milestone.EnRoute, CaseWorld.Start.AddMinutes(-3)))
            .Rejection!.Code.ShouldBe(RejectionCodes.MilestoneBeforeCase);
    }

    [Fact]
    public void CancelAssignment_ServerClockBehind_NeverGoesBackInTime()
    {
        var world = CaseWorld.At("Offered EnRoute");
        world.Now -= TimeSpan.FromMinutes(30);
        world.Step("Cancelled");
        world.Assignment.TimeOf(Milestone.Cancelled).ShouldBe(world.Assignment.TimeOf(Milestone.EnRoute));
    }

    [Fact]
    public void Correct_KeepsTheOldTimeInHistory()
    {
        var world = CaseWorld.At("Offered EnRoute OnScene");
        var old = world.Assignment.TimeOf(Milestone.OnScene)!.Value;
        var right = old.AddSeconds(-30);
        world.Must(new CorrectMilestone(CaseWorld.Desk, CaseWorld.First, Milestone.OnScene, right, "pressed late", "desk:7"));
        var record = world.Assignment.Find(Milestone.OnScene)!;
        record.OccurredAt.ShouldBe(right);
        record.Actor.ShouldBe(CaseWorld.Crew.Actor);
        record.Corrections.Single().ShouldBe(new(old, right, world.Now, FactSource.Desk, "dispatcher1", "pressed late", "desk:7"));
        world.Try(new CorrectMilestone(CaseWorld.Desk, CaseWorld.First, Milestone.OnScene, old, "again", "desk:7")).IsUnchanged.ShouldBeTrue();
    }

    [Fact]
    public void Correct_WithoutReasonRecordOrRoom_IsRefused()
    {
        var world = CaseWorld.At("Offered EnRoute");
        var at = world.Now;
        world.Refuses(new CorrectMilestone(CaseWorld.Desk, CaseWorld.First, Milestone.EnRoute, at, ""), RejectionCodes.ReasonRequired);
        world.Refuses(new CorrectMilestone(CaseWorld.Desk, CaseWorld.First, Milestone.OnScene, at, "x"), RejectionCodes.MilestoneNotRecorded);
        world.Now += TimeSpan.FromMinutes(20);
        world.Step("OnScene");
        world.Refuses(
            new CorrectMilestone(CaseWorld.Desk, CaseWorld.First, Milestone.EnRoute, world.Now.AddMinutes(3), "x"), RejectionCodes.MilestoneInFuture);
        world.Refuses(
            new CorrectMilestone(CaseWorld.Desk, CaseWorld.First, Milestone.OnScene, at.AddMinutes(-3), "x"), RejectionCodes.MilestoneOutOfOrder);
    }
}
