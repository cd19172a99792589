using Emergency.Domain.Care;
using Emergency.Domain.Clocks;

namespace Emergency.Domain.Tests.Care;

/// <summary>Rules of the clinical record that need no cluster to be seen.</summary>
public sealed class CareRecordTests
{
    private static readonly KeptFinding Severe = new(KeptFinding.Severe, "r1", "allergy", new Dictionary<string, string>(), "allergic");

    [Fact]
    public void Bind_EachAssignment_HasAPatientOfItsOwnAndTheWaitingOneFirst()
    {
        var scene = new CareScene();
        scene.Must(new StateFacts(CareScene.Physician, CareScene.Patient, new PatientDescription(AgeYears: 60)));

        scene.Must(new BindPatient(FactAuthor.System, CareScene.Assignment));
        scene.Must(new BindPatient(FactAuthor.System, new("as-2")));
        scene.Must(new BindPatient(FactAuthor.System, CareScene.Assignment)).ShouldBeEmpty();

        scene.State.Patients.Select(p => (p.Id.Value, p.AssignmentId!.Value.Value)).ShouldBe([("1", "as-1"), ("2", "as-2")]);
        scene.State.Patients[0].Known.Facts.AgeYears.ShouldBe(60);
    }

    [Fact]
    public void StateFacts_FieldByField_KeepsTheNewestOfEachWithItsAuthor()
    {
        var scene = CareScene.WithPatient();
        scene.Now = CareScene.Start.AddMinutes(10);
        scene.Must(new StateFacts(CareScene.Physician, CareScene.Patient, new PatientDescription(AgeYears: 60, Sex: "male", Allergies: [])));
        var late = new StateFacts(CareScene.Crew, CareScene.Patient, new PatientDescription(AgeYears: 16, WeightKg: 70, Allergies: ["aspirin"]))
        {
            OccurredAt = CareScene.Start.AddMinutes(5),
        };
        scene.Must(late);

        var known = scene.State.Patients[0].Known;
        (known.Facts.AgeYears, known.Facts.Sex, known.Facts.WeightKg).ShouldBe((60, "male", 70));
        known.Facts.Allergies.ShouldBeEmpty("the crew's word was older");
        (known.Origins["age"].Actor, known.Origins["weight"].Actor).ShouldBe(("physician1", "A01"));
        scene.Must(late).ShouldBeEmpty();
        scene.Refused(new StateFacts(CareScene.Crew, new("7"), new PatientDescription(AgeYears: 1)), RejectionCodes.UnknownPatient);
        scene.Refused(new StateFacts(CareScene.Crew, CareScene.Patient, new PatientDescription(WeightKg: double.NaN)), RejectionCodes.Validation);
    }

    [Fact]
    public void PlaceOrder_SevereFinding_NeedsAReason()
    {
        var scene = CareScene.WithPatient();
        var order = new PlaceOrder(CareScene.Physician, "o1", CareScene.Patient, CareScene.Aspirin, [Severe], "rules 1", null);

        scene.Refused(order, RejectionCodes.OrderUnsafe);
        scene.Must(order with { OverrideReason = " benefit " });

        (scene.Order().OverrideReason, scene.Order().Findings.Count).ShouldBe(("benefit", 1));
        scene.Must(order).ShouldBeEmpty("the same order again is the same order");
    }

    [Theory]
    [InlineData(OrderKind.Drug)]
    [InlineData(OrderKind.Procedure)]
    [InlineData(OrderKind.Destination)]
    [InlineData(OrderKind.CathLabDirect)]
    public void PlaceOrder_WithoutWhatItsKindNeeds_IsRefused(OrderKind kind) =>
        CareScene.WithPatient().Refused(
            new PlaceOrder(CareScene.Physician, "o1", CareScene.Patient, new OrderContent(kind), [], null, null), RejectionCodes.Validation);

    [Fact]
    public void PlaceOrder_PatientNobodyHasSpokenOf_MakesTheNextOneAndNoOther()
    {
        var scene = new CareScene();

        scene.Refused(new PlaceOrder(CareScene.Physician, "o1", new("2"), CareScene.Aspirin, [], null, null), RejectionCodes.UnknownPatient);
        scene.Place();

        scene.Order().AssignmentId.ShouldBeNull();
        scene.Must(new BindPatient(FactAuthor.System, CareScene.Assignment));
        scene.Order().AssignmentId.ShouldBe(CareScene.Assignment);
    }

    [Fact]
    public void StepOrder_WhatContradictsOrIsAnothersOrUnexplained_IsRefusedByName()
    {
        var scene = CareScene.WithPatient();
        scene.Place();
        scene.Refused(CareScene.Step(OrderState.NotDone, 5, text: " "), RejectionCodes.ReasonRequired);
        scene.Refused(CareScene.Step(OrderState.Done, 5) with { AssignmentId = new("as-2") }, RejectionCodes.UnknownOrder);
        scene.Refused(CareScene.Step(OrderState.Cancelled, 5), RejectionCodes.Validation);
        scene.Must(CareScene.Step(OrderState.NotDone, 5));

        scene.Refused(CareScene.Step(OrderState.Done, 6), RejectionCodes.IllegalTransition);
        scene.Refused(new WithdrawOrder(CareScene.Physician, "o1", "late"), RejectionCodes.OrderEnded);
    }

    [Fact]
    public void StepOrder_DoneBeforeTheWithdrawalWasKnown_StaysDone()
    {
        var scene = CareScene.WithPatient();
        scene.Place();
        scene.Now = CareScene.Start.AddMinutes(1);
        scene.Must(new WithdrawOrder(CareScene.Physician, "o1", "changed my mind"));

        scene.Must(CareScene.Step(OrderState.Done, 30));

        scene.Order().State.ShouldBe(OrderState.Done);
        scene.Order().Find(OrderState.Cancelled).ShouldNotBeNull("that it was taken back stays in its history");
    }

    [Fact]
    public void PassTime_EachStateUnanswered_EscalatesOnceAndAnAnswerEndsIt()
    {
        var scene = CareScene.WithPatient();
        scene.Place();
        scene.Pass(29);
        scene.Order().OpenEscalation.ShouldBeNull();
        scene.Pass(30);
        scene.Pass(60);
        scene.Stream.OfType<OrderEscalated>().Count().ShouldBe(1);
        scene.Must(new SeeEscalation(CareScene.Physician, "o1"));
        scene.Order().OpenEscalation!.SeenBy.ShouldBe("physician1");

        scene.Must(CareScene.Step(OrderState.ReadBack, 40));
        scene.Order().OpenEscalation.ShouldBeNull();
        scene.State.NextDue(OrderTimes.Default, scene.Now, false).ShouldBe(CareScene.Start.AddSeconds(60 + 600));
        scene.Pass(661);
        scene.Order().OpenEscalation!.State.ShouldBe(OrderState.ReadBack);
    }

    [Fact]
    public void Follow_AssignmentEnds_OnlyUndeliveredOrdersAreWithdrawn()
    {
        var scene = CareScene.WithPatient();
        scene.Place("o1");
        scene.Place("o2");
        scene.Must(CareScene.Step(OrderState.Delivered, 3, "o2"));

        scene.Must(new FollowCase(FactAuthor.System, CareScene.Course(isActive: false)));

        (scene.Order("o1").State, scene.Order("o2").State).ShouldBe((OrderState.Cancelled, OrderState.Delivered));
    }

    [Fact]
    public void Follow_CaseSaysElsewhere_OnlyAfterItKnewOfTheDirection()
    {
        var scene = CareScene.WithPatient();
        scene.Must(new BeginChannel(CareScene.Physician, "ch1", ChannelKind.ChestPain, null, CareScene.Near, CareScene.Course()));
        scene.State.PendingDirections.Single().HospitalId.ShouldBe(CareScene.Near);

        scene.Must(new FollowCase(FactAuthor.System, CareScene.Course(destination: CareScene.Far)));
        scene.State.Channels[0].HospitalId.ShouldBe(CareScene.Near, "what the case says is from before it was told");
        scene.Must(new SettleDirection(FactAuthor.System, CareScene.Assignment, CareScene.Near, null));
        scene.Must(new FollowCase(FactAuthor.System, CareScene.Course(destination: CareScene.Near))).ShouldBeEmpty();
        scene.Must(new FollowCase(FactAuthor.System, CareScene.Course(destination: CareScene.Far)));

        scene.State.Channels[0].HospitalId.ShouldBe(CareScene.Far);
        scene.State.PendingDirections.ShouldBeEmpty();
        scene.State.PendingNotices.Single().Hospital.ShouldBe(CareScene.Far);
    }

    [Fact]
    public void Clocks_EcgFromBeforeTheCrewCame_ContactStaysUnknownUntilItIsSaid()
    {
        var scene = CareScene.WithPatient();
        scene.Now = CareScene.Start.AddMinutes(30);
        scene.Must(new NoteRecording(CareScene.Physician, "e1", Recording.TwelveLead, CareScene.Patient, "x/y", 10, new string('a', 64), null)
        {
            OccurredAt = CareScene.Start.AddMinutes(2),
        });
        scene.Must(new BeginChannel(
            CareScene.Physician, "ch1", ChannelKind.ChestPain, null, null, CareScene.Course(contact: CareScene.Start.AddMinutes(25))));
        scene.State.Channels[0].TimeOf(ChannelEvent.FirstMedicalContact).ShouldBeNull();

        scene.Must(new StepChannel(FactAuthor.Desk("clinic1"), "ch1", ChannelEvent.FirstMedicalContact) { OccurredAt = CareScene.Start });

        var clocks = ChannelClocks.Read(scene.State.Channels[0], scene.Now, isOver: false);
        clocks.Single(c => c.Name == "first-ecg").State.ShouldBe(ClockState.Met);
        clocks.Single(c => c.Name == "fmc-to-device").Target.ShouldBe(TimeSpan.FromMinutes(120));
        ChannelClocks.Read(scene.State.Channels[0] with { Kind = ChannelKind.Trauma }, scene.Now, isOver: false).ShouldBeEmpty();
    }

    [Fact]
    public void PassTime_ClockNearItsTarget_WarnsOnceThenIsMissedOnce()
    {
        var scene = CareScene.WithPatient();
        scene.Must(new BeginChannel(CareScene.Physician, "ch1", ChannelKind.ChestPain, null, null, CareScene.Course(contact: CareScene.Start)));
        scene.State.NextDue(OrderTimes.Default, scene.Now, false).ShouldBe(CareScene.Start.AddMinutes(8));

        foreach (var seconds in new[] { 479, 480, 500, 600, 601, 700 }) scene.Pass(seconds);

        scene.Stream.OfType<ChannelClockAlerted>().Select(a => (a.Clock, a.Missed)).ShouldBe([("first-ecg", false), ("first-ecg", true)]);
    }

    [Fact]
    public void Participate_InvitedJoinedLeft_EachOnceWithWhoInvited()
    {
        var scene = new CareScene();
        scene.Must(new ChangeParticipant(CareScene.Physician, "specialist1", ParticipantState.Invited));
        scene.Must(new ChangeParticipant(CareScene.Physician, "specialist1", ParticipantState.Invited)).ShouldBeEmpty();
        scene.Must(new ChangeParticipant(FactAuthor.Desk("specialist1"), "specialist1", ParticipantState.Joined, "瑞金医院"));
        scene.Must(new ChangeParticipant(CareScene.Physician, "specialist1", ParticipantState.Invited)).ShouldBeEmpty();
        scene.Must(new ChangeParticipant(FactAuthor.Desk("specialist1"), "specialist1", ParticipantState.Left));

        var participant = scene.State.Participants.Single();
        (participant.State, participant.InvitedBy, participant.Affiliation).ShouldBe((ParticipantState.Left, "physician1", "瑞金医院"));
    }

    [Fact]
    public void Guidance_DeliveredReadTicked_KeepsTheFirstTimeOfEach()
    {
        var scene = CareScene.WithPatient();
        scene.Must(new SayGuidance(CareScene.Physician, "g1", null, "ready?", ["line 1", "line 2"]));
        scene.Must(new SeeGuidance(CareScene.Crew, "g1", Read: true) { OccurredAt = CareScene.Start.AddSeconds(-50) });
        scene.Must(new SeeGuidance(CareScene.Crew, "g1", Read: false)).ShouldBeEmpty();
        scene.Must(new TickLine(CareScene.Crew, "g1", 1));

        var said = scene.State.Guidance.Single();
        (said.ReadAt, said.DeliveredAt).ShouldBe((CareScene.Start, CareScene.Start));
        said.Checklist.Select(l => l.TickedBy).ShouldBe([null, "A01"]);
        scene.Refused(new TickLine(CareScene.Crew, "g1", 2), RejectionCodes.Validation);
        scene.Refused(new SeeGuidance(CareScene.Crew, "g9", true), RejectionCodes.UnknownGuidance);
        scene.Refused(new SayGuidance(CareScene.Physician, "g2", null, " ", []), RejectionCodes.Validation);
        scene.Refused(new SayGuidance(CareScene.Physician, "g3", null, "look", [], new MarkedStretch("e9", 0, 10, [])), RejectionCodes.UnknownEcg);
    }
}
