using Emergency.Domain.Cases;
using Emergency.Domain.Units;

namespace Emergency.Domain.Tests.Units;

public sealed class AmbulanceUnitTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    private static readonly FactAuthor By = FactAuthor.Desk("dispatcher1");
    private static readonly RegisterUnit Registration = new(By, new("A01"), new("ST01"), "湘F·00120", ["bls", "als", "bls"], new(1, 1, 1));

    private AmbulanceUnit _unit = AmbulanceUnit.None;
    private DateTimeOffset _now = Start;

    [Fact]
    public void Register_New_BeginsOffDuty()
    {
        Must(Registration);
        _unit.Duty.ShouldBe(UnitDuty.OffDuty);
        _unit.Capabilities.ShouldBe(["als", "bls"]);
        Do(Registration with { Capabilities = ["als", "bls"] }).IsUnchanged.ShouldBeTrue();
        Must(Registration with { StationId = new("ST02") });
        _unit.StationId.ShouldBe(new StationId("ST02"));
        Refuses(Registration with { AmbulanceId = new("A02") }, RejectionCodes.Validation);
    }

    [Fact]
    public void Decide_Unregistered_IsRefused() => Refuses(new ArriveAtStation(By), RejectionCodes.UnknownUnit);

    [Theory]
    [InlineData(UnitDuty.OffDuty, UnitDuty.Paused, false)]
    [InlineData(UnitDuty.OutOfService, UnitDuty.Paused, false)]
    [InlineData(UnitDuty.AvailableAtStation, UnitDuty.Paused, true)]
    [InlineData(UnitDuty.AvailableMobile, UnitDuty.Paused, true)]
    [InlineData(UnitDuty.Paused, UnitDuty.AvailableMobile, true)]
    [InlineData(UnitDuty.Paused, UnitDuty.OutOfService, true)]
    [InlineData(UnitDuty.OffDuty, UnitDuty.OutOfService, true)]
    [InlineData(UnitDuty.OutOfService, UnitDuty.AvailableAtStation, true)]
    [InlineData(UnitDuty.OutOfService, UnitDuty.OffDuty, true)]
    [InlineData(UnitDuty.AvailableAtStation, UnitDuty.OffDuty, true)]
    public void SetDuty_FollowsTheTable(UnitDuty from, UnitDuty to, bool legal)
    {
        Must(Registration, new SetDuty(By, UnitDuty.AvailableAtStation), new SetDuty(By, from, "because"));
        var decision = Do(new SetDuty(By, to, "because"));
        decision.IsAccepted.ShouldBe(legal);
        _unit.Duty.ShouldBe(legal ? to : from);
    }

    [Fact]
    public void SetDuty_PausedWithoutReason_IsRefused()
    {
        OnDuty();
        Refuses(new SetDuty(By, UnitDuty.Paused), RejectionCodes.ReasonRequired);
        Refuses(new SetDuty(By, UnitDuty.OutOfService, " "), RejectionCodes.ReasonRequired);
        Refuses(new SetDuty(By, UnitDuty.OnMission), RejectionCodes.Validation);
    }

    [Fact]
    public void Reserve_FreeUnit_HoldsItAndNamesTheHolder()
    {
        OnDuty();
        Must(Reserve("as-1"));
        _unit.Duty.ShouldBe(UnitDuty.OnMission);
        Do(Reserve("as-1")).IsUnchanged.ShouldBeTrue();
        Refuses(Reserve("as-2"), RejectionCodes.UnitNotFree).Detail.ShouldContain("c-as-1");
        Refuses(new SetDuty(By, UnitDuty.OffDuty), RejectionCodes.UnitOnMission);
        Refuses(new ArriveAtStation(By), RejectionCodes.UnitOnMission);
    }

    [Theory]
    [InlineData(UnitDuty.OffDuty, RejectionCodes.UnitOffDuty)]
    [InlineData(UnitDuty.Paused, RejectionCodes.UnitPaused)]
    [InlineData(UnitDuty.OutOfService, RejectionCodes.UnitOutOfService)]
    public void Reserve_NotAvailable_IsRefusedByName(UnitDuty duty, string code)
    {
        OnDuty();
        Must(new SetDuty(By, duty, "because"));
        Refuses(Reserve("as-1"), code);
    }

    [Fact]
    public void Release_FreesAndIsFinal()
    {
        OnDuty();
        Must(Reserve("as-1"), Release("as-1", UnitDuty.AvailableMobile));
        _unit.Duty.ShouldBe(UnitDuty.AvailableMobile);
        Do(Release("as-1")).IsUnchanged.ShouldBeTrue();
        Refuses(Reserve("as-1"), RejectionCodes.AssignmentEnded);
        Must(new ArriveAtStation(By));
        _unit.Duty.ShouldBe(UnitDuty.AvailableAtStation);
    }

    [Fact]
    public void Release_NeverHeardOf_BarsALateQuestion()
    {
        OnDuty();
        Must(Release("as-1"));
        Refuses(Reserve("as-1"), RejectionCodes.AssignmentEnded);
        _unit.Duty.ShouldBe(UnitDuty.AvailableAtStation);
    }

    [Fact]
    public void Reserve_Later_WaitsAndIsPromotedOnRelease()
    {
        OnDuty();
        Must(Reserve("as-1"), Later("as-2"));
        _unit.StandingOf(new("as-2")).ShouldBe(ReservationStanding.Queued);
        Must(Release("as-1"));
        _unit.StandingOf(new("as-2")).ShouldBe(ReservationStanding.Active);
        _unit.PendingPromotions.Single().AssignmentId.ShouldBe(new AssignmentId("as-2"));
        Must(new ConfirmPromotion(By, new("as-2")));
        _unit.PendingPromotions.ShouldBeEmpty();
        Do(new ConfirmPromotion(By, new("as-2"))).IsUnchanged.ShouldBeTrue();
    }

    [Fact]
    public void Reserve_LaterOnAFreeUnit_IsTakenUpWhenDue()
    {
        OnDuty();
        Must(Later("as-1", notBefore: Start.AddHours(1)));
        _unit.Duty.ShouldBe(UnitDuty.AvailableAtStation);
        _unit.NextDueAt.ShouldBe(Start.AddHours(1));
        Do(new PromoteDue(By)).IsUnchanged.ShouldBeTrue();
        _now = Start.AddHours(1);
        Must(new PromoteDue(By));
        _unit.Duty.ShouldBe(UnitDuty.OnMission);
    }

    [Fact]
    public void Queue_Order_IsTimeThenPriorityThenArrival()
    {
        OnDuty();
        Must(Reserve("as-0"),
            Later("as-late", Priority.I, Start.AddHours(2)),
            Later("as-iv", Priority.IV),
            Later("as-ii", Priority.II),
            Later("as-iv2", Priority.IV),
            Later("as-early", Priority.IV, Start.AddHours(1)));
        _unit.Queue.Select(q => q.AssignmentId.Value).ShouldBe(["as-ii", "as-iv", "as-iv2", "as-early", "as-late"]);
    }

    [Fact]
    public void Queue_Full_IsRefused()
    {
        OnDuty();
        Must(Reserve("as-0"));
        for (var i = 1; i <= UnitLimits.Queue; i++)
            Must(Later($"as-{i}"));
        Refuses(Later("as-9"), RejectionCodes.QueueFull);
        Must(Release("as-3"));
        _unit.StandingOf(new("as-3")).ShouldBe(ReservationStanding.Ended);
        Must(Later("as-9"));
    }

    [Fact]
    public void SetDuty_WithAQueue_PausesButDoesNotLeave()
    {
        OnDuty();
        Must(Later("as-1", notBefore: Start.AddHours(1)));
        Refuses(new SetDuty(By, UnitDuty.OffDuty), RejectionCodes.UnitHasReservations);
        Must(new SetDuty(By, UnitDuty.Paused, "meal"));
        _now = Start.AddHours(2);
        Do(new PromoteDue(By)).IsUnchanged.ShouldBeTrue();
        Must(new SetDuty(By, UnitDuty.AvailableAtStation));
        _unit.StandingOf(new("as-1")).ShouldBe(ReservationStanding.Active);
    }

    [Fact]
    public void Divert_PassesTheUnitInOneEvent()
    {
        OnDuty();
        Must(Reserve("as-1"), Later("as-3"));
        var decision = Do(Divert("as-1", "as-2"));
        decision.Events.Single().ShouldBeOfType<UnitDiverted>();
        _unit.Active!.AssignmentId.ShouldBe(new AssignmentId("as-2"));
        _unit.StandingOf(new("as-1")).ShouldBe(ReservationStanding.Ended);
        _unit.StandingOf(new("as-3")).ShouldBe(ReservationStanding.Queued);
        Do(Divert("as-1", "as-2")).IsUnchanged.ShouldBeTrue();
        Do(Release("as-1")).IsUnchanged.ShouldBeTrue();
    }

    [Fact]
    public void Divert_OldOneGone_IsAReservation()
    {
        OnDuty();
        Must(Reserve("as-1"), Release("as-1"));
        Must(Divert("as-1", "as-2"));
        _unit.Active!.AssignmentId.ShouldBe(new AssignmentId("as-2"));
        Refuses(Divert("as-1", "as-3"), RejectionCodes.UnitNotFree);
        Refuses(Divert("as-2", "as-1"), RejectionCodes.AssignmentEnded);
    }

    [Fact]
    public void Ended_RemembersABoundedNumber()
    {
        OnDuty();
        for (var i = 0; i <= UnitLimits.RememberedEnds; i++)
            Must(Release($"as-{i}"));
        _unit.Ended.Count.ShouldBe(UnitLimits.RememberedEnds);
        _unit.StandingOf(new("as-0")).ShouldBe(ReservationStanding.None);
        _unit.StandingOf(new("as-1")).ShouldBe(ReservationStanding.Ended);
    }

    private static ReserveUnit Reserve(string assignment) =>
        new(By, new($"c-{assignment}"), new(assignment), AssignmentMode.Now, Priority.II);

    private static ReserveUnit Later(string assignment, Priority priority = Priority.IV, DateTimeOffset? notBefore = null) =>
        new(By, new($"c-{assignment}"), new(assignment), AssignmentMode.Later, priority, notBefore);

    private static ReleaseUnit Release(string assignment, UnitDuty? to = null) => new(By, new(assignment), to);

    private static DivertUnit Divert(string from, string to) => new(By, new(from), new($"c-{to}"), new(to), Priority.I);

    private void OnDuty() => Must(Registration, new SetDuty(By, UnitDuty.AvailableAtStation));

    private Decision<UnitEvent> Do(UnitCommand command)
    {
        var decision = _unit.Decide(command, _now);
        _unit = _unit.Apply(decision.Events);
        return decision;
    }

    private void Must(params UnitCommand[] commands)
    {
        foreach (var command in commands)
            Do(command).Rejection.ShouldBeNull(command.ToString());
    }

    private Rejection Refuses(UnitCommand command, string code)
    {
        var rejection = Do(command).Rejection.ShouldNotBeNull(command.ToString());
        rejection.Code.ShouldBe(code);
        return rejection;
    }
}
