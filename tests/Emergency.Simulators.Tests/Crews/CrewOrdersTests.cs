using Emergency.Agent;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Simulators.Tests;

/// <summary>How crews take, follow and lose their orders.</summary>
public sealed class CrewOrdersTests
{
    [Fact]
    public void Take_CancelledUnderWay_TurnsRoundAtOnce()
    {
        var desk = new FakeDesk(Worlds.Crews(Missions.Steady), 1);
        var (id, assignment) = desk.Offer(Worlds.Home(5));
        desk.Until(CrewPhase.ToScene);
        desk.Pass(TimeSpan.FromMinutes(1));
        var turned = desk.Crew.At(desk.Now).Position;

        desk.Cancel(id, assignment);

        desk.Crew.Phase.ShouldBe(CrewPhase.ToStation);
        desk.Crew.Assignment.ShouldBeNull();
        desk.Crew.At(desk.Now).Position.DistanceTo(turned).ShouldBeLessThan(new Metres(1));
        desk.Until(CrewPhase.AtStation);
        desk.Steps.ShouldBe([Milestone.Acknowledged, Milestone.EnRoute, Milestone.BackAtStation]);
        desk.Rejections.ShouldBeEmpty();
    }

    [Fact]
    public void Take_CancelledBeforeItRolled_StaysAndReportsNoReturn()
    {
        var desk = new FakeDesk(Worlds.Crews(Missions.Steady), 1);
        var (id, assignment) = desk.Offer(Worlds.Home(5));
        desk.Until(CrewPhase.TurningOut);

        desk.Cancel(id, assignment);
        desk.Until(CrewPhase.AtStation);

        desk.Steps.ShouldBe([Milestone.Acknowledged]);
        desk.Crew.At(desk.Now).Position.ShouldBe(Worlds.Station);
    }

    [Fact]
    public void Take_DivertedUnderWay_GoesToTheOtherCaseFromWhereItIs()
    {
        var desk = new FakeDesk(Worlds.Crews(Missions.Steady), 1);
        var (id, assignment) = desk.Offer(Worlds.Home(5), Priority.III);
        desk.Until(CrewPhase.ToScene);
        desk.Pass(TimeSpan.FromMinutes(1));
        var where = desk.Crew.At(desk.Now).Position;

        var (_, other) = desk.Divert(id, assignment, Worlds.Home(9));

        desk.Crew.Assignment.ShouldBe(other);
        desk.Crew.At(desk.Now).Position.DistanceTo(where).ShouldBeLessThan(new Metres(1));
        desk.Until(CrewPhase.AtStation);
        desk.Reports.Where(report => report.AssignmentId == assignment).Select(report => report.Milestone)
            .ShouldBe([Milestone.Acknowledged, Milestone.EnRoute]);
        desk.Reports.Where(report => report.AssignmentId == other).Select(report => report.Milestone).ShouldBe(Missions.WholeMission);
        desk.Rejections.ShouldBeEmpty();
    }

    [Fact]
    public void Take_QueuedOrder_BeginsWhenTheFirstIsDoneAndNotBefore()
    {
        var desk = new FakeDesk(Worlds.Crews(Missions.Steady), 1);
        var (_, first) = desk.Offer(Worlds.Home(5));
        var (_, second) = desk.Offer(Worlds.Home(6));

        desk.Crew.Assignment.ShouldBe(first);
        desk.Until(CrewPhase.CleaningUp);
        desk.Until(CrewPhase.Answering);

        desk.Crew.Assignment.ShouldBe(second);
        desk.Until(CrewPhase.AtStation);
        desk.Reports.Where(report => report.AssignmentId == first).Select(report => report.Milestone).ShouldBe(Missions.WholeMission[..^1]);
        desk.Reports.Where(report => report.AssignmentId == second).Select(report => report.Milestone).ShouldBe(Missions.WholeMission);
        desk.Rejections.ShouldBeEmpty();
    }

    [Fact]
    public void Take_OtherHospitalOrderedOnTheWay_GoesThere()
    {
        var desk = new FakeDesk(Worlds.Crews(Missions.Steady), 1);
        var (id, assignment) = desk.Offer(Worlds.Home(5));
        desk.Until(CrewPhase.ToHospital);
        var ordered = Worlds.County.Hospitals[1];

        desk.Direct(id, assignment, ordered.Id);
        desk.Until(CrewPhase.HandingOver);

        desk.Crew.At(desk.Now).Position.DistanceTo(ordered.Position).ShouldBeLessThan(new Metres(1));
        desk.Reports.Single(report => report.Milestone == Milestone.AtHospital).HospitalId.ShouldBe(ordered.Id);
    }

    [Fact]
    public void Take_SceneMovedUnderWay_GoesToTheNewPlace()
    {
        var desk = new FakeDesk(Worlds.Crews(Missions.Steady), 1);
        var (id, _) = desk.Offer(Worlds.Home(5));
        desk.Until(CrewPhase.ToScene);

        desk.Amend(id, Worlds.Home(8));
        desk.Until(CrewPhase.Approaching);

        desk.Crew.At(desk.Now).Position.DistanceTo(Worlds.Home(8)).ShouldBeLessThan(new Metres(1));
    }

    [Fact]
    public void Take_LateEchoOfAnEndedAssignment_IsNotBegunAgain()
    {
        var desk = new FakeDesk(Worlds.Crews(Missions.Steady), 1);
        desk.Offer(Worlds.Home(5));
        desk.Until(CrewPhase.CleaningUp);
        var echo = desk.Orders();
        desk.Until(CrewPhase.ToStation);

        desk.Crew.Take(echo, desk.Now);

        desk.Crew.Phase.ShouldBe(CrewPhase.ToStation);
    }

    [Fact]
    public void Reconsider_EndWasRefusedAndIsStillOrdered_TakesItUpAgain()
    {
        var desk = new FakeDesk(Worlds.Crews(Missions.Steady), 1);
        var (id, assignment) = desk.Offer(Worlds.Home(5));
        var refusals = 0;
        desk.Refuse = report => report.Milestone == Milestone.Cleared && refusals++ == 0 ? new Rejection("x", "not now") : null;
        desk.Until(CrewPhase.ToStation);

        desk.Crew.Reconsider(new AgentMilestone(9, id, assignment, Milestone.Cleared, desk.Now, FactSource.Vehicle, null, null), desk.Now);

        desk.Crew.Phase.ShouldBe(CrewPhase.CleaningUp);
        desk.Until(CrewPhase.AtStation);
        desk.Case(id).IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void Reconsider_StepBeforeTheEndWasRefused_LeavesTheEndAlone()
    {
        var desk = new FakeDesk(Worlds.Crews(Missions.Steady), 1);
        var (id, assignment) = desk.Offer(Worlds.Home(5));
        desk.Until(CrewPhase.CleaningUp);
        var before = desk.Orders();
        desk.Until(CrewPhase.ToStation);
        desk.Crew.Take(before, desk.Now);

        var refused = new AgentMilestone(9, id, assignment, Milestone.HandedOver, desk.Now, FactSource.Vehicle, null, null);
        desk.Crew.Reconsider(refused, desk.Now);

        desk.Crew.Phase.ShouldBe(CrewPhase.ToStation);
    }

    [Theory]
    [InlineData(Milestone.Acknowledged, nameof(CrewPhase.TurningOut))]
    [InlineData(Milestone.EnRoute, nameof(CrewPhase.ToScene))]
    [InlineData(Milestone.OnScene, nameof(CrewPhase.Approaching))]
    [InlineData(Milestone.AtPatient, nameof(CrewPhase.Caring))]
    [InlineData(Milestone.PatientLoaded, nameof(CrewPhase.Boarding))]
    [InlineData(Milestone.LeftScene, nameof(CrewPhase.ToHospital))]
    [InlineData(Milestone.AtHospital, nameof(CrewPhase.HandingOver))]
    [InlineData(Milestone.HandedOver, nameof(CrewPhase.CleaningUp))]
    public void Take_ProcessStartedAnewInTheMiddle_GoesOnWhereTheServerKnowsItToBe(Milestone known, string phase)
    {
        var before = new FakeDesk(Worlds.Crews(Missions.Steady), 1);
        before.Offer(Worlds.Home(5));
        while (before.Steps.LastOrDefault() != known)
            before.Pass(TimeSpan.FromSeconds(1));
        var reports = new List<MilestoneReport>();
        var post = new CrewPost(new AmbulanceId("A01"), Worlds.Station, CarriesPatients: true);
        var crew = new Crew(post, Worlds.Crews(Missions.Steady), before.Crew.At(before.Now).Position, new Random(2), reports.Add);

        crew.Take(before.Orders(), before.Now);

        crew.Phase.ToString().ShouldBe(phase);
        while (crew.Due != DateTimeOffset.MaxValue)
            crew.Step();
        reports.Select(report => report.Milestone).ShouldBe(Missions.WholeMission.SkipWhile(milestone => milestone <= known));
    }

    [Fact]
    public void Take_Move_DrivesThereAndStartsFromThere()
    {
        var desk = new FakeDesk(Worlds.Crews(Missions.Steady), 1);
        Move(desk);

        desk.Crew.Phase.ShouldBe(CrewPhase.Moving);
        desk.Until(CrewPhase.AtStation);
        desk.Crew.At(desk.Now).Position.DistanceTo(Other).ShouldBeLessThan(new Metres(1));
        desk.Reports.ShouldBeEmpty();

        desk.Move = null;
        desk.Tell();
        desk.Crew.Phase.ShouldBe(CrewPhase.AtStation, "it is there, so nothing is left of the order");
        desk.Offer(Worlds.Home(5));
        desk.Until(CrewPhase.AtStation);
        desk.Crew.At(desk.Now).Position.DistanceTo(Worlds.Station).ShouldBeLessThan(new Metres(1));
    }

    [Fact]
    public void Take_MoveWithdrawnUnderWay_TurnsHome()
    {
        var desk = new FakeDesk(Worlds.Crews(Missions.Steady), 1);
        Move(desk);
        desk.Pass(TimeSpan.FromMinutes(1));

        desk.Move = null;
        desk.Tell();

        desk.Crew.Phase.ShouldBe(CrewPhase.ToStation);
        desk.Until(CrewPhase.AtStation);
        desk.Crew.At(desk.Now).Position.DistanceTo(Worlds.Station).ShouldBeLessThan(new Metres(1));
    }

    [Fact]
    public void Take_CaseWhileMoving_GoesFirst()
    {
        var desk = new FakeDesk(Worlds.Crews(Missions.Steady), 1);
        Move(desk);
        desk.Pass(TimeSpan.FromMinutes(1));

        desk.Offer(Worlds.Home(5));

        desk.Crew.Phase.ShouldBe(CrewPhase.Answering);
        desk.Until(CrewPhase.ToHospital);
        desk.Rejections.ShouldBeEmpty();
    }

    private static GeoPoint Other => Worlds.County.Stations[1].Position;

    private static void Move(FakeDesk desk)
    {
        var to = Worlds.County.Stations[1];
        desk.Move = new MoveOrder("m1", to.Id, to.Name, LonLat.Of(to.Position), desk.Now);
        desk.Tell();
    }
}
