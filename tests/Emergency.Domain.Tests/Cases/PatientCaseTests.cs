using Emergency.Domain.Cases;

namespace Emergency.Domain.Tests.Cases;

public sealed class PatientCaseTests
{
    [Fact]
    public void Open_Valid_GivesAWaitingCase()
    {
        var world = CaseWorld.Opened();
        world.State.Status.ShouldBe(CaseStatus.Waiting);
        world.State.ReceivedAt.ShouldBe(CaseWorld.Start);
        world.State.Version.ShouldBe(1);
        world.Stream.Single().Kind.ShouldBe("case-opened");
    }

    [Fact]
    public void Open_Twice_IsUnchanged()
    {
        var world = CaseWorld.Opened();
        world.Try(CaseWorld.OpenCommand()).IsUnchanged.ShouldBeTrue();
        world.Refuses(CaseWorld.OpenCommand() with { Location = new(113.5, 29.5) }, RejectionCodes.CaseExists);
    }

    [Fact]
    public void Open_ReceivedSlightlyAhead_IsTakenAsNow()
    {
        var world = new CaseWorld();
        world.Must(CaseWorld.OpenCommand() with { ReceivedAt = CaseWorld.Start.AddSeconds(90), RingAt = CaseWorld.Start.AddSeconds(60) });
        world.State.ReceivedAt.ShouldBe(CaseWorld.Start);
        world.State.RingAt.ShouldBe(CaseWorld.Start);
    }

    [Fact]
    public void Open_OutOfBounds_IsRefused()
    {
        var world = new CaseWorld();
        var good = CaseWorld.OpenCommand();
        world.Refuses(good with { PatientCount = 0 }, RejectionCodes.Validation);
        world.Refuses(good with { PatientCount = 501 }, RejectionCodes.Validation);
        world.Refuses(good with { Complaint = "  " }, RejectionCodes.Validation);
        world.Refuses(good with { Complaint = new string('x', TextLimits.Complaint + 1) }, RejectionCodes.Validation);
        world.Refuses(good with { Location = new(double.NaN, 29) }, RejectionCodes.Validation);
        world.Refuses(good with { Priority = (Priority)9 }, RejectionCodes.Validation);
        world.Refuses(good with { Standard = TimeSpan.Zero }, RejectionCodes.Validation);
        world.Refuses(good with { Number = "no spaces please" }, RejectionCodes.Validation);
        world.Refuses(good with { ReceivedAt = CaseWorld.Start.AddMinutes(3) }, RejectionCodes.Validation);
        world.Refuses(good with { ReceivedAt = CaseWorld.Start.AddDays(-8) }, RejectionCodes.Validation);
        world.Refuses(good with { By = new("", FactSource.Desk) }, RejectionCodes.Validation);
        world.State.IsOpened.ShouldBeFalse();
    }

    [Fact]
    public void Decide_OnAnUnknownCase_IsRefused() =>
        new CaseWorld().Refuses(new AddNote(CaseWorld.Desk, "hello"), RejectionCodes.UnknownCase);

    [Fact]
    public void Amend_Partial_ChangesOnlyThat()
    {
        var world = CaseWorld.Opened();
        world.Must(new AmendCase(CaseWorld.Desk, Priority: Priority.I, Notes: "collapsed"));
        world.State.Priority.ShouldBe(Priority.I);
        world.State.Notes.ShouldBe("collapsed");
        world.State.Complaint.ShouldBe("chest pain");
        world.Try(new AmendCase(CaseWorld.Desk, Priority: Priority.I)).IsUnchanged.ShouldBeTrue();
        world.Refuses(new AmendCase(CaseWorld.Desk, PatientCount: 0), RejectionCodes.Validation);
    }

    [Fact]
    public void Status_FollowsTheAssignments()
    {
        var world = CaseWorld.At("Requested");
        world.State.Status.ShouldBe(CaseStatus.Waiting);
        world.State.PendingRequests.Single().Id.ShouldBe(CaseWorld.First);
        world.Must(new ConfirmOffer(FactAuthor.System, CaseWorld.First));
        world.State.Status.ShouldBe(CaseStatus.Assigned);
        world.State.PendingRequests.ShouldBeEmpty();
        CaseWorld.At("Reserved").State.Status.ShouldBe(CaseStatus.Waiting);
    }

    [Fact]
    public void Record_LastConclusiveEnd_ClosesTheCase()
    {
        var world = CaseWorld.At("Offered EnRoute OnScene PatientLoaded AtHospital HandedOver Cleared");
        world.State.Status.ShouldBe(CaseStatus.Closed);
        world.Stream[^1].ShouldBeOfType<CaseClosed>().Automatic.ShouldBeTrue();
        world.State.EndedAt.ShouldBe(world.Assignment.TimeOf(Milestone.Cleared));
        world.State.PendingReleases.Single().Id.ShouldBe(CaseWorld.First);
        world.Must(new ConfirmRelease(FactAuthor.System, CaseWorld.First));
        world.State.HasPendingWork.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Offered Declined")]
    [InlineData("Offered EnRoute Cancelled")]
    [InlineData("Offered EnRoute Cleared")]
    [InlineData("Offered EnRoute Diverted")]
    public void Record_InconclusiveEnd_LeavesTheCaseWaiting(string path)
    {
        var world = CaseWorld.At(path);
        world.State.Status.ShouldBe(CaseStatus.Waiting);
        world.State.PendingReleases.Count().ShouldBe(1);
    }

    [Fact]
    public void Record_OneEndOfTwoPatients_LeavesTheCaseOpen()
    {
        var world = CaseWorld.At("Offered OnScene PatientLoaded HandedOver Cleared", patients: 2);
        world.State.Status.ShouldBe(CaseStatus.Waiting);
        world.Must(new CloseCase(CaseWorld.Desk));
        world.State.Status.ShouldBe(CaseStatus.Closed);
    }

    [Fact]
    public void Record_AnotherUnitStillWorking_ClosesWithTheLast()
    {
        var world = CaseWorld.At("Offered EnRoute OnScene");
        var second = new AssignmentId("as-2");
        world.Must(new RequestAssignment(CaseWorld.Desk, second, new("A02")), new ConfirmOffer(FactAuthor.System, second));
        world.Step("Cleared");
        world.State.Status.ShouldBe(CaseStatus.Assigned);
        world.Must(new CancelAssignment(CaseWorld.Desk, second, "not needed"));
        world.State.Status.ShouldBe(CaseStatus.Closed);
    }

    [Fact]
    public void Closed_TakesLateFactsAndNothingNew()
    {
        var world = CaseWorld.At("Offered EnRoute OnScene Cleared");
        world.Refuses(new RequestAssignment(CaseWorld.Desk, new("as-9"), new("A09")), RejectionCodes.CaseClosed);
        world.Refuses(new AmendCase(CaseWorld.Desk, Priority: Priority.IV), RejectionCodes.CaseClosed);
        world.Refuses(new CancelCase(CaseWorld.Desk, "mistake"), RejectionCodes.CaseClosed);
        world.Refuses(new SetDestination(CaseWorld.Desk, CaseWorld.First, new("H1")), RejectionCodes.AssignmentEnded);
        world.Must(new AddNote(CaseWorld.Desk, "keys left behind"));
        world.Must(new RecordPatient(CaseWorld.Desk, new(new("p-1"), "Li", 61)));
        world.Must(new RecordMilestone(CaseWorld.Crew, CaseWorld.First, Milestone.AtPatient, world.Now.AddMinutes(-1)));
        world.Must(new RecordMilestone(CaseWorld.Crew, CaseWorld.First, Milestone.BackAtStation, world.Now));
        world.State.Status.ShouldBe(CaseStatus.Closed);
    }

    [Fact]
    public void CancelCase_CancelsWhatIsOpen()
    {
        var world = CaseWorld.At("Offered EnRoute");
        world.Must(new RequestAssignment(CaseWorld.Desk, new("as-2"), new("A02")));
        world.Refuses(new CancelCase(CaseWorld.Desk, ""), RejectionCodes.ReasonRequired);
        world.Must(new CancelCase(CaseWorld.Desk, "false alarm"));
        world.State.Status.ShouldBe(CaseStatus.Cancelled);
        world.State.PendingReleases.Select(a => a.Id.Value).ShouldBe(["as-1", "as-2"]);
        world.State.PendingRequests.ShouldBeEmpty();
        world.Try(new CancelCase(CaseWorld.Desk, "false alarm")).IsUnchanged.ShouldBeTrue();
        world.Try(new ConfirmOffer(FactAuthor.System, new("as-2"))).IsUnchanged.ShouldBeTrue();
    }

    [Fact]
    public void CancelCase_WithAPatientOnBoard_IsRefused() =>
        CaseWorld.At("Offered OnScene PatientLoaded").Refuses(new CancelCase(CaseWorld.Desk, "false alarm"), RejectionCodes.IllegalTransition);

    [Fact]
    public void CloseCase_WithoutAnyEnd_NeedsAReason()
    {
        var world = CaseWorld.Opened();
        world.Refuses(new CloseCase(CaseWorld.Desk), RejectionCodes.ReasonRequired);
        world.Must(new CloseCase(CaseWorld.Desk, "advice by telephone"));
        world.Try(new CloseCase(CaseWorld.Desk)).IsUnchanged.ShouldBeTrue();
        CaseWorld.At("Offered").Refuses(new CloseCase(CaseWorld.Desk, "enough"), RejectionCodes.AssignmentActive);
    }

    [Fact]
    public void Request_Repeated_IsUnchanged()
    {
        var world = CaseWorld.At("Requested");
        world.Try(new RequestAssignment(CaseWorld.Desk, CaseWorld.First, new("A01"))).IsUnchanged.ShouldBeTrue();
        world.Refuses(new RequestAssignment(CaseWorld.Desk, CaseWorld.First, new("A02")), RejectionCodes.AssignmentExists);
        world.Refuses(new RequestAssignment(CaseWorld.Desk, new("as-2"), new("A01")), RejectionCodes.AssignmentExists);
        world.Refuses(
            new RequestAssignment(CaseWorld.Desk, new("as-2"), new("A02"), NeedsOverride: "the first choice is A07"), RejectionCodes.OverrideReasonRequired);
        world.Refuses(new ConfirmOffer(FactAuthor.System, new("as-7")), RejectionCodes.UnknownAssignment);
    }

    [Fact]
    public void Request_NotTheFirstChoice_KeepsTheReasonAndTheFirstChoice()
    {
        var world = CaseWorld.At("Requested");
        var request = new RequestAssignment(
            CaseWorld.Desk, new("as-2"), new("A02"), OverrideReason: " the bridge is closed ", NeedsOverride: "the first choice is A07",
            FirstChoice: new("A07"), FirstChoiceEta: TimeSpan.FromSeconds(312));

        var asked = world.Try(request).Events.ShouldHaveSingleItem().ShouldBeOfType<AssignmentRequested>();

        (asked.OverrideReason, asked.FirstChoice, asked.FirstChoiceEta, asked.Overrides)
            .ShouldBe(("the bridge is closed", new AmbulanceId("A07"), TimeSpan.FromSeconds(312), "the first choice is A07"));
        world.Refuses(request with { AssignmentId = new("as-3"), AmbulanceId = new("A03"), OverrideReason = "  " }, RejectionCodes.OverrideReasonRequired);
    }

    [Fact]
    public void Refuse_KeepsTheUnitsReasonAndStillReleases()
    {
        var world = CaseWorld.At("Refused");
        world.Assignment.Refusal!.Code.ShouldBe("unit-not-free");
        world.State.PendingReleases.Single().Id.ShouldBe(CaseWorld.First);
        world.Try(new ConfirmOffer(FactAuthor.System, CaseWorld.First)).IsUnchanged.ShouldBeTrue();
        CaseWorld.At("Offered").Refuses(new RefuseOffer(FactAuthor.System, CaseWorld.First, new("unit-paused", "")), RejectionCodes.IllegalTransition);
    }

    [Fact]
    public void Promote_InEveryPhase_IsSafe()
    {
        CaseWorld.At("Reserved Offered").Assignment.Phase.ShouldBe(AssignmentPhase.Active);
        CaseWorld.At("Requested Offered").Assignment.TimeOf(Milestone.Offered).ShouldNotBeNull();
        CaseWorld.At("Offered EnRoute").Try(new PromoteAssignment(FactAuthor.System, CaseWorld.First)).IsUnchanged.ShouldBeTrue();
        CaseWorld.At("Reserved Cancelled").Refuses(new PromoteAssignment(FactAuthor.System, CaseWorld.First), RejectionCodes.AssignmentEnded);
    }

    [Fact]
    public void ConfirmRelease_BeforeTheEnd_IsRefused() =>
        CaseWorld.At("Offered").Refuses(new ConfirmRelease(FactAuthor.System, CaseWorld.First), RejectionCodes.IllegalTransition);

    [Fact]
    public void Divert_ToALessUrgentCase_IsRefused()
    {
        var world = CaseWorld.At("Offered EnRoute");
        DivertTarget same = new(new("c-2"), new("as-2"), Priority.II);
        world.Refuses(new DivertAssignment(CaseWorld.Desk, CaseWorld.First, same, "nearer"), RejectionCodes.NotMoreUrgent);
        var target = same with { Priority = Priority.I };
        world.Must(new DivertAssignment(CaseWorld.Desk, CaseWorld.First, target, "arrest"));
        world.Try(new DivertAssignment(CaseWorld.Desk, CaseWorld.First, target, "arrest")).IsUnchanged.ShouldBeTrue();
        world.Assignment.DivertedTo.ShouldBe(target);
    }

    [Fact]
    public void Destination_UntilHandOver_FollowsTheLastWord()
    {
        var world = CaseWorld.At("Offered OnScene");
        world.Must(new SetDestination(CaseWorld.Desk, CaseWorld.First, new("H1")));
        world.Must(new RecordMilestone(CaseWorld.Crew, CaseWorld.First, Milestone.LeftScene, world.Now, HospitalId: new("H2")));
        world.Assignment.Destination.ShouldBe(new HospitalId("H2"));
        world.Step("HandedOver");
        world.Refuses(new SetDestination(CaseWorld.Desk, CaseWorld.First, new("H1")), RejectionCodes.IllegalTransition);
    }

    [Fact]
    public void RecordPatient_SameId_Replaces()
    {
        var world = CaseWorld.Opened();
        world.Must(new RecordPatient(CaseWorld.Desk, new(new("p-1"), "Li")), new RecordPatient(CaseWorld.Desk, new(new("p-1"), "Li", 61)));
        world.State.Patients.Single().AgeYears.ShouldBe(61);
        world.Refuses(new RecordPatient(CaseWorld.Desk, new(new("p-2"), AgeYears: 131)), RejectionCodes.Validation);
    }
}
