using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Domain.Clocks;
using Emergency.TestKit;

namespace Emergency.Grains.Tests.Care;

/// <summary>Green channels: clocks from what really happened, notices to hospitals, and where the vehicle goes.</summary>
public sealed class ChannelTests
{
    [Fact]
    public async Task Clocks_MilestoneAndEcgAndReading_StartAndStopThem()
    {
        await using var world = await CareWorld.Start();
        (await world.Report(new ChannelOpened("ch1", ChannelKind.ChestPain))).ShouldBeNull();
        await world.World.Drive(CareWorld.CaseName, "as-1", Milestone.AtPatient);
        var contact = world.Now;
        await world.Settles(v => Clock(v, "first-ecg").State is ClockState.Running);

        world.World.Clock.Advance(TimeSpan.FromMinutes(6));
        (await world.Ecg("e1", world.Now.AddSeconds(-10))).ShouldBeNull();
        world.World.Clock.Advance(TimeSpan.FromMinutes(3));
        (await world.Care.ReadEcg(new ReadEcg(CareWorld.Physician, "e1", EcgStatement.Unreadable, null))).Succeeded.ShouldBeTrue();
        Clock(await world.View(), "ecg-read").State.ShouldBe(ClockState.Running, "nobody has read it");
        await world.Care.ReadEcg(new ReadEcg(CareWorld.Physician, "e1", EcgStatement.Stemi, "前壁"));

        var view = await world.View();
        (Clock(view, "first-ecg").From, Clock(view, "first-ecg").State).ShouldBe((contact, ClockState.Met));
        (Clock(view, "ecg-read").To, Clock(view, "ecg-read").State).ShouldBe((world.Now, ClockState.Met));
        (Clock(view, "fmc-to-device").From, Clock(view, "fmc-to-device").TargetSeconds).ShouldBe((contact, 5400));
        view.Ecgs.Single().Reading!.By.ShouldBe("physician1");
        view.Ecgs.Single().MonitorStatement.ShouldBe("monitor: normal");
    }

    [Fact]
    public async Task OpenChannel_AfterThingsHappened_TakesThemOver()
    {
        await using var world = await CareWorld.Start();
        await world.World.Drive(CareWorld.CaseName, "as-1", Milestone.AtPatient);
        var contact = world.Now;
        await world.Ecg("e1", world.Now.AddSeconds(30));

        var opened = await world.Care.OpenChannel(new OpenChannel(CareWorld.Physician, "ch1", ChannelKind.ChestPain, null));
        var again = await world.Care.OpenChannel(new OpenChannel(DispatchWorld.Dispatcher, "ch2", ChannelKind.ChestPain, null));

        opened.Value!.Steps.Select(s => s.Event).ShouldBe([ChannelEvent.FirstMedicalContact, ChannelEvent.EcgAcquired], ignoreOrder: true);
        opened.Value.Steps.Single(s => s.Event is ChannelEvent.FirstMedicalContact).At.ShouldBe(contact);
        again.Value!.ChannelId.ShouldBe("ch1", "one of the kind is open");
    }

    [Fact]
    public async Task Clock_ContactMilestoneIsCorrected_TheClockFollows()
    {
        await using var world = await CareWorld.Start();
        await world.Care.OpenChannel(new OpenChannel(CareWorld.Physician, "ch1", ChannelKind.ChestPain, null));
        await world.World.Drive(CareWorld.CaseName, "as-1", Milestone.AtPatient);
        await world.Settles(v => v.Channels[0].Steps.Any());

        await world.World.Case(CareWorld.CaseName).Report(new ReportMilestone(
            DispatchWorld.Dispatcher, CareWorld.Assignment, Milestone.AtPatient, world.Now.AddSeconds(-40), "看错表", Correct: true));

        await world.Settles(v => v.Channels[0].Steps[0].At == world.Now.AddSeconds(-40));
    }

    [Fact]
    public async Task Clock_RunsOut_WarnsBeforeItIsMissedAndThenSaysSo()
    {
        await using var world = await CareWorld.Start();
        await world.Care.OpenChannel(new OpenChannel(CareWorld.Physician, "ch1", ChannelKind.ChestPain, null));
        await world.World.Drive(CareWorld.CaseName, "as-1", Milestone.AtPatient);
        await world.Settles(v => v.Channels[0].Steps.Any());

        for (var minute = 1; minute <= 9; minute++)
        {
            world.World.Clock.Advance(TimeSpan.FromMinutes(1));
            await world.View();
        }

        await Eventually.HoldsAsync(async () => (await world.Care.GetTimeline()).Any(t => t.Detail == "chest-pain first-ecg warning"));
        world.World.Clock.Advance(TimeSpan.FromMinutes(1.1));
        await Eventually.HoldsAsync(async () => (await world.Care.GetTimeline()).Any(t => t.Detail == "chest-pain first-ecg missed"));
        (await world.Care.GetTimeline()).Count(t => t.Kind == "channel-clock-alerted").ShouldBe(2);
    }

    [Fact]
    public async Task RecordChannelEvent_SecondTime_IsACorrectionThatNeedsAReason()
    {
        await using var world = await CareWorld.Start();
        await world.Care.OpenChannel(new OpenChannel(CareWorld.Physician, "ch1", ChannelKind.ChestPain, null));
        await Step(world, ChannelEvent.CathLabActivated, world.Now.AddMinutes(-2));

        (await Step(world, ChannelEvent.CathLabActivated, world.Now)).Refusal!.Code.ShouldBe(RejectionCodes.ReasonRequired);
        (await Step(world, ChannelEvent.CathLabReady, world.Now.AddMinutes(-10))).Refusal!.Code.ShouldBe(RejectionCodes.MilestoneOutOfOrder);
        (await Step(world, ChannelEvent.CathLabReady, world.Now.AddMinutes(10))).Refusal!.Code.ShouldBe(RejectionCodes.MilestoneInFuture);
        var corrected = await Step(world, ChannelEvent.CathLabActivated, world.Now, "对表");

        corrected.Value!.Steps.Single().At.ShouldBe(world.Now);
    }

    [Fact]
    public async Task OpenChannel_WithHospital_DirectsTheVehicleAndTheDeskAcknowledgesTheNotice()
    {
        await using var world = await CareWorld.Start(null, Milestone.Acknowledged, Milestone.EnRoute, Milestone.OnScene, Milestone.AtPatient);

        var opened = await world.Care.OpenChannel(new OpenChannel(CareWorld.Physician, "ch1", ChannelKind.ChestPain, null, CareWorld.Hospital));
        var inbound = (await world.World.Hospital(CareWorld.Hospital).Get())!.Inbound.Single();
        (await world.World.Hospital(CareWorld.Hospital).Acknowledge(CareWorld.Assignment, new ActorRef("hospital1", FactSource.Desk))).Succeeded.ShouldBeTrue();

        opened.Value!.NoticeSentAt.ShouldNotBeNull();
        (inbound.Channel, inbound.NoticeAt, inbound.AcknowledgedAt).ShouldBe((ChannelKind.ChestPain, world.Now, null));
        (await world.World.Case(CareWorld.CaseName).Get())!.Assignments[0].HospitalId.ShouldBe(CareWorld.Hospital);
        await world.Settles(v => v.Channels[0].NoticeAcknowledgedBy == "hospital1");
    }

    [Fact]
    public async Task Bypass_WithReason_IsRecordedAndTheNearerHospitalExpectsNobody()
    {
        await using var world = await CareWorld.Start(null, Milestone.Acknowledged, Milestone.EnRoute, Milestone.OnScene, Milestone.AtPatient);
        await world.Care.OpenChannel(new OpenChannel(CareWorld.Physician, "ch1", ChannelKind.ChestPain, null, CareWorld.Hospital));

        (await Step(world, ChannelEvent.BypassDecided, world.Now, null, CareWorld.Farther)).Refusal!.Code.ShouldBe(RejectionCodes.ReasonRequired);
        var bypass = await Step(world, ChannelEvent.BypassDecided, world.Now, "导管室占用", CareWorld.Farther);

        bypass.Value!.HospitalId.ShouldBe(CareWorld.Farther);
        bypass.Value.NoticeSentAt.ShouldNotBeNull();
        (await world.World.Case(CareWorld.CaseName).Get())!.Assignments[0].HospitalId.ShouldBe(CareWorld.Farther);
        (await world.World.Hospital(CareWorld.Hospital).Get())!.Inbound.ShouldBeEmpty();
        (await world.World.Hospital(CareWorld.Farther).Get())!.Inbound.Single().Channel.ShouldBe(ChannelKind.ChestPain);
    }

    [Fact]
    public async Task Channel_DispatcherSendsTheVehicleElsewhere_TheChannelFollows()
    {
        await using var world = await CareWorld.Start(null, Milestone.Acknowledged, Milestone.EnRoute, Milestone.OnScene, Milestone.AtPatient);
        await world.Care.OpenChannel(new OpenChannel(CareWorld.Physician, "ch1", ChannelKind.ChestPain, null, CareWorld.Hospital));

        await world.World.Case(CareWorld.CaseName).Direct(new SetDestination(DispatchWorld.Dispatcher, CareWorld.Assignment, CareWorld.Farther));

        await world.Settles(v => v.Channels[0].HospitalId == CareWorld.Farther && v.Channels[0].NoticeSentAt is not null);
        (await world.World.Case(CareWorld.CaseName).Get())!.Assignments[0].HospitalId.ShouldBe(CareWorld.Farther);
    }

    [Fact]
    public async Task Order_CathLabDirectReadBack_IsABypassOnTheChannel()
    {
        await using var world = await CareWorld.Start(null, Milestone.Acknowledged, Milestone.EnRoute, Milestone.OnScene, Milestone.AtPatient);
        await world.Care.OpenChannel(new OpenChannel(CareWorld.Physician, "ch1", ChannelKind.ChestPain, null, CareWorld.Hospital));
        await world.Order("o1", new OrderBody(OrderKind.CathLabDirect, HospitalId: CareWorld.Hospital, Text: "直达导管室"));
        var ordered = world.Now;
        world.World.Clock.Advance(TimeSpan.FromSeconds(30));

        (await world.Progress("o1", OrderState.ReadBack)).ShouldBeNull();

        var bypass = (await world.View()).Channels[0].Steps.Single(s => s.Event is ChannelEvent.BypassDecided);
        (bypass.At, bypass.Actor, bypass.Reason).ShouldBe((ordered, "physician1", "直达导管室"));
    }

    [Fact]
    public async Task Clinic_ChannelBeforeAnyVehicle_WaitsForOneAndCountsAsTransfer()
    {
        var dispatch = await DispatchWorld.Start();
        await using var world = new CareWorld(dispatch);
        await dispatch.Open(CareWorld.CaseName, complaint: "胸痛");
        var clinic = new ActorRef("clinic1", FactSource.Desk);
        await world.Care.OpenChannel(new OpenChannel(clinic, "ch1", ChannelKind.ChestPain, null, CareWorld.Hospital, world.Now));
        await Step(world, ChannelEvent.FirstMedicalContact, world.Now.AddMinutes(-1));
        await world.Care.NoteAttachment(new NoteAttachment(
            clinic,
            new AttachmentOffer("e1", "ecg-12-lead", "application/x-emergency-ecg", 10, new string('a', 64), world.Now, CareWorld.CaseId), null));
        (await world.Order("o1")).Value!.AssignmentId.ShouldBeNull();

        await dispatch.Assign(CareWorld.CaseName, CareWorld.Unit);

        await world.Settles(v => v.Orders[0].AssignmentId == CareWorld.Assignment && v.Channels[0].NoticeSentAt is not null);
        Clock(await world.View(), "fmc-to-device").TargetSeconds.ShouldBe(7200, "a contact at a clinic is a transfer");
        (await world.Vehicle.GetCare()).Single().Orders.Single().OrderId.ShouldBe("o1");
        (await dispatch.Case(CareWorld.CaseName).Get())!.Assignments[0].HospitalId.ShouldBe(CareWorld.Hospital);
    }

    private static ClockView Clock(CareView view, string name) => view.Channels[0].Clocks.Single(c => c.Name == name);

    private static Task<Outcome<ChannelView>> Step(
        CareWorld world, ChannelEvent happened, DateTimeOffset at, string? reason = null, HospitalId? hospital = null) =>
        world.Care.RecordChannelEvent(new RecordChannelEvent(CareWorld.Physician, "ch1", happened, at, hospital, reason));
}
