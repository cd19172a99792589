using Emergency.Domain.Cases;
using Emergency.Domain.Units;

namespace Emergency.Domain.Tests.Units;

public sealed class UnitMoveTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    private static readonly FactAuthor By = FactAuthor.Desk("dispatcher1");
    private static readonly OrderMove ToSecond = new(By, "m1", new("ST02"));

    private AmbulanceUnit _unit = AmbulanceUnit.None;

    public UnitMoveTests()
    {
        Must(new RegisterUnit(By, new("A01"), new("ST01"), "plate", ["als"], new(1, 1, 1)));
        Must(new SetDuty(By, UnitDuty.AvailableAtStation));
    }

    [Fact]
    public void OrderMove_FreeUnit_IsOnTheRoadUntilItArrives()
    {
        Must(ToSecond);
        (_unit.Duty, _unit.Move).ShouldBe((UnitDuty.AvailableMobile, new UnitMove("m1", new("ST02"), Now)));
        _unit.Decide(ToSecond, Now).IsUnchanged.ShouldBeTrue();

        Must(new EndMove(By, "m1", MoveEnd.Arrived));
        (_unit.Duty, _unit.Move, _unit.StandsAt).ShouldBe((UnitDuty.AvailableAtStation, null, new StationId("ST02")));
        _unit.Decide(ToSecond, Now).Rejection!.Code.ShouldBe(RejectionCodes.MoveEnded);
    }

    [Fact]
    public void OrderMove_AnotherWhileMoving_Replaces()
    {
        Must(ToSecond);
        Must(new OrderMove(By, "m2", new("ST03")));
        _unit.Move!.To.ShouldBe(new StationId("ST03"));
        _unit.Decide(new EndMove(By, "m1", MoveEnd.Arrived), Now).IsUnchanged.ShouldBeTrue();
    }

    [Fact]
    public void OrderMove_UnitNotFree_IsRefused()
    {
        Must(Reserve("as-1"));
        _unit.Decide(ToSecond, Now).Rejection!.Code.ShouldBe(RejectionCodes.UnitNotFree);
    }

    [Fact]
    public void Reserve_WhileMoving_EndsTheMoveForGood()
    {
        Must(ToSecond);
        Must(Reserve("as-1"));
        _unit.Move.ShouldBeNull();
        Must(new ReleaseUnit(By, new("as-1")));
        (_unit.Duty, _unit.Move, _unit.StandsAt).ShouldBe((UnitDuty.AvailableMobile, null, null));
        _unit.Decide(ToSecond, Now).Rejection!.Code.ShouldBe(RejectionCodes.MoveEnded);
    }

    [Fact]
    public void SetDuty_AtStationByVoiceWhileMoving_IsThere()
    {
        Must(ToSecond);
        Must(new SetDuty(By, UnitDuty.AvailableAtStation));
        (_unit.Move, _unit.StandsAt).ShouldBe((null, new StationId("ST02")));
    }

    [Fact]
    public void Arrive_ComesByItsOwnStationWhileMoving_MovesOn()
    {
        Must(ToSecond);
        _unit.Decide(new ArriveAtStation(By), Now).IsUnchanged.ShouldBeTrue();
    }

    [Fact]
    public void StandsAt_PauseAndMission_LastsOverTheOneOnly()
    {
        Must(ToSecond);
        Must(new EndMove(By, "m1", MoveEnd.Arrived));
        Must(new SetDuty(By, UnitDuty.Paused, "meal"));
        Must(new SetDuty(By, UnitDuty.AvailableAtStation));
        _unit.StandsAt.ShouldBe(new StationId("ST02"));
        Must(Reserve("as-1"));
        Must(new ReleaseUnit(By, new("as-1"), UnitDuty.AvailableMobile));
        Must(new ArriveAtStation(By));
        _unit.StandsAt.ShouldBeNull();
    }

    private static ReserveUnit Reserve(string id) => new(By, new($"c-{id}"), new(id), AssignmentMode.Now, Priority.II);

    private void Must(UnitCommand command)
    {
        var decision = _unit.Decide(command, Now);
        decision.Rejection.ShouldBeNull();
        _unit = _unit.Apply(decision.Events);
    }
}
