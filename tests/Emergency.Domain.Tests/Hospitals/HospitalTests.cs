using Emergency.Domain.Hospitals;

namespace Emergency.Domain.Tests.Hospitals;

public sealed class HospitalTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    private static readonly FactAuthor By = FactAuthor.Desk("hospital1");
    private static readonly RegisterHospital Registration =
        new(By, new("H1"), "临湘市人民医院", new(113.45, 29.47), [Centre.Stroke, Centre.ChestPain]);

    private Hospital _hospital = Hospital.None;
    private DateTimeOffset _now = Start;

    [Fact]
    public void Register_Again_ChangesOnlyWhatDiffers()
    {
        Must(Registration);
        _hospital.Centres.ShouldBe([Centre.ChestPain, Centre.Stroke]);
        Do(Registration).IsUnchanged.ShouldBeTrue();
        Must(Registration with { Name = "County hospital" });
        _hospital.Name.ShouldBe("County hospital");
        Refuses(Registration with { Position = new(200, 0) }, RejectionCodes.Validation);
    }

    [Fact]
    public void Decide_Unregistered_IsRefused() => Refuses(new ClearDiversion(By), RejectionCodes.UnknownHospital);

    [Fact]
    public void SetCapacity_StatedAgain_IsFresh()
    {
        Must(Registration, new SetCapacity(By, [new("icu", 2, 10)]));
        _now = Start.AddHours(1);
        Must(new SetCapacity(By, [new("icu", 2, 10)]));
        _hospital.BedsStatedAt.ShouldBe(_now);
        Refuses(new SetCapacity(By, [new("icu", 11, 10)]), RejectionCodes.Validation);
        Refuses(new SetCapacity(By, [new("icu", 1), new("icu", 1, 1)]), RejectionCodes.Validation);
    }

    [Fact]
    public void SetDiversion_RunsOut()
    {
        Must(Registration);
        Refuses(new SetDiversion(By, ""), RejectionCodes.ReasonRequired);
        Refuses(new SetDiversion(By, "CT down", Start), RejectionCodes.Validation);
        Must(new SetDiversion(By, "CT down", Start.AddHours(2)));
        Do(new SetDiversion(By, "CT down", Start.AddHours(2))).IsUnchanged.ShouldBeTrue();
        _hospital.DiversionAt(Start.AddHours(1))!.Reason.ShouldBe("CT down");
        _hospital.DiversionAt(Start.AddHours(2)).ShouldBeNull();
        Must(new ClearDiversion(By));
        _hospital.Diversion.ShouldBeNull();
        Do(new ClearDiversion(By)).IsUnchanged.ShouldBeTrue();
    }

    [Fact]
    public void Inbound_AnnouncedAcknowledgedArrived()
    {
        Must(Registration, Announce(Start.AddMinutes(10)));
        Do(Announce(Start.AddMinutes(10))).IsUnchanged.ShouldBeTrue();
        Must(Announce(Start.AddMinutes(12)), new AcknowledgeInbound(By, new("as-1")));
        _hospital.Inbound.Single().ShouldBe(new(new("c-1"), new("as-1"), new("A01"), Start.AddMinutes(12), Start, Start, By.Actor));
        Do(new AcknowledgeInbound(By, new("as-1"))).IsUnchanged.ShouldBeTrue();
        Must(new EndInbound(By, new("as-1"), InboundEnd.Arrived));
        _hospital.Inbound.ShouldBeEmpty();
        Refuses(Announce(Start.AddMinutes(12)), RejectionCodes.AssignmentEnded);
        Refuses(new AcknowledgeInbound(By, new("as-1")), RejectionCodes.UnknownInbound);
        Do(new EndInbound(By, new("as-1"), InboundEnd.Cancelled)).IsUnchanged.ShouldBeTrue();
    }

    [Fact]
    public void Inbound_Rerouted_MayComeBack()
    {
        Must(Registration, Announce(null), new EndInbound(By, new("as-1"), InboundEnd.Rerouted), Announce(null));
        _hospital.Inbound.Count.ShouldBe(1);
    }

    [Fact]
    public void Inbound_EndedBeforeItWasAnnounced_IsBarred()
    {
        Must(Registration, new EndInbound(By, new("as-1"), InboundEnd.Cancelled));
        Refuses(Announce(null), RejectionCodes.AssignmentEnded);
    }

    private static AnnounceInbound Announce(DateTimeOffset? at) => new(By, new("c-1"), new("as-1"), new("A01"), at);

    private Decision<HospitalEvent> Do(HospitalCommand command)
    {
        var decision = _hospital.Decide(command, _now);
        _hospital = _hospital.Apply(decision.Events);
        return decision;
    }

    private void Must(params HospitalCommand[] commands)
    {
        foreach (var command in commands)
            Do(command).Rejection.ShouldBeNull(command.ToString());
    }

    private void Refuses(HospitalCommand command, string code) => Do(command).Rejection.ShouldNotBeNull(command.ToString()).Code.ShouldBe(code);
}
