using Emergency.Agent;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Cases;

namespace Emergency.Simulators.Tests;

public sealed class CrewTests
{
    private static readonly CrewOptions Steady = new() { DeclineShare = 0, NoPatientShare = 0, RefusalShare = 0, DeathShare = 0 };

    private static readonly Milestone[] WholeMission =
    [
        Milestone.Acknowledged, Milestone.EnRoute, Milestone.OnScene, Milestone.AtPatient, Milestone.PatientLoaded, Milestone.LeftScene,
        Milestone.AtHospital, Milestone.HandedOver, Milestone.Cleared, Milestone.BackAtStation,
    ];

    [Fact]
    public void Step_WholeMission_ReportsEveryStepAndEndsAtTheStation()
    {
        var desk = new FakeDesk(Worlds.Crews(Steady), 1);
        var (id, assignment) = desk.Offer(Worlds.Home(5));

        desk.Until(CrewPhase.AtStation);

        desk.Steps.ShouldBe(WholeMission);
        desk.Rejections.ShouldBeEmpty();
        desk.Case(id).IsOpen.ShouldBeFalse();
        desk.Case(id).Find(assignment)!.Destination.ShouldBe(new HospitalId("H01"));
        desk.Crew.At(desk.Now).Position.DistanceTo(Worlds.Station).ShouldBeLessThan(new Metres(1));
        desk.Reports.Select(report => report.OccurredAt).ShouldBeInOrder();
    }

    [Fact]
    public void Step_ManyMissions_AreLegalToTheLetter()
    {
        var ends = new List<Milestone>();
        var world = Worlds.Crews(new CrewOptions { DeclineShare = 0.1, NoPatientShare = 0.1, RefusalShare = 0.15, DeathShare = 0.1 });
        for (var seed = 1; seed <= 120; seed++)
        {
            var desk = new FakeDesk(world, seed);
            desk.Offer(Worlds.Home(seed), (Priority)(seed % 4 + 1));
            desk.Until(CrewPhase.AtStation);

            desk.Rejections.ShouldBeEmpty($"seed {seed}");
            ends.Add(desk.Steps.First(MilestoneRules.IsEnd));
        }

        ends.Distinct().ShouldBe(
            [Milestone.Cleared, Milestone.Declined, Milestone.NoPatientFound, Milestone.PatientRefused, Milestone.DeadOnScene], ignoreOrder: true);
    }

    [Fact]
    public void Step_SameSeed_IsTheSameDay()
    {
        IEnumerable<MilestoneReport> Day(int seed)
        {
            var desk = new FakeDesk(Worlds.Crews(), seed);
            for (var call = 0; call < 3; call++)
            {
                desk.Offer(Worlds.Home(call));
                desk.Until(CrewPhase.AtStation);
            }

            return desk.Reports;
        }

        Day(4).ShouldBe(Day(4));
        Day(4).ShouldNotBe(Day(5));
    }

    [Fact]
    public void Take_CancelledUnderWay_TurnsRoundAtOnce()
    {
        var desk = new FakeDesk(Worlds.Crews(Steady), 1);
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
        var desk = new FakeDesk(Worlds.Crews(Steady), 1);
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
        var desk = new FakeDesk(Worlds.Crews(Steady), 1);
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
        desk.Reports.Where(report => report.AssignmentId == other).Select(report => report.Milestone).ShouldBe(WholeMission);
        desk.Rejections.ShouldBeEmpty();
    }

    [Fact]
    public void Take_QueuedOrder_BeginsWhenTheFirstIsDoneAndNotBefore()
    {
        var desk = new FakeDesk(Worlds.Crews(Steady), 1);
        var (_, first) = desk.Offer(Worlds.Home(5));
        var (_, second) = desk.Offer(Worlds.Home(6));

        desk.Crew.Assignment.ShouldBe(first);
        desk.Until(CrewPhase.CleaningUp);
        desk.Until(CrewPhase.Answering);

        desk.Crew.Assignment.ShouldBe(second);
        desk.Until(CrewPhase.AtStation);
        desk.Reports.Where(report => report.AssignmentId == first).Select(report => report.Milestone).ShouldBe(WholeMission[..^1]);
        desk.Reports.Where(report => report.AssignmentId == second).Select(report => report.Milestone).ShouldBe(WholeMission);
        desk.Rejections.ShouldBeEmpty();
    }

    [Fact]
    public void Take_OtherHospitalOrderedOnTheWay_GoesThere()
    {
        var desk = new FakeDesk(Worlds.Crews(Steady), 1);
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
        var desk = new FakeDesk(Worlds.Crews(Steady), 1);
        var (id, _) = desk.Offer(Worlds.Home(5));
        desk.Until(CrewPhase.ToScene);

        desk.Amend(id, Worlds.Home(8));
        desk.Until(CrewPhase.Approaching);

        desk.Crew.At(desk.Now).Position.DistanceTo(Worlds.Home(8)).ShouldBeLessThan(new Metres(1));
    }

    [Fact]
    public void Take_LateEchoOfAnEndedAssignment_IsNotBegunAgain()
    {
        var desk = new FakeDesk(Worlds.Crews(Steady), 1);
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
        var desk = new FakeDesk(Worlds.Crews(Steady), 1);
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
        var desk = new FakeDesk(Worlds.Crews(Steady), 1);
        var (id, assignment) = desk.Offer(Worlds.Home(5));
        desk.Until(CrewPhase.CleaningUp);
        var before = desk.Orders();
        desk.Until(CrewPhase.ToStation);
        desk.Crew.Take(before, desk.Now);

        desk.Crew.Reconsider(new AgentMilestone(9, id, assignment, Milestone.HandedOver, desk.Now, FactSource.Vehicle, null, null), desk.Now);

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
        var before = new FakeDesk(Worlds.Crews(Steady), 1);
        before.Offer(Worlds.Home(5));
        while (before.Steps.LastOrDefault() != known)
            before.Pass(TimeSpan.FromSeconds(1));
        var reports = new List<MilestoneReport>();
        var crew = new Crew(
            new CrewPost(new AmbulanceId("A01"), Worlds.Station, true), Worlds.Crews(Steady), before.Crew.At(before.Now).Position, new Random(2), reports.Add);

        crew.Take(before.Orders(), before.Now);

        crew.Phase.ToString().ShouldBe(phase);
        while (crew.Due != DateTimeOffset.MaxValue)
            crew.Step();
        reports.Select(report => report.Milestone).ShouldBe(WholeMission.SkipWhile(milestone => milestone <= known));
    }

    [Fact]
    public void Step_DoctorsCar_TreatsAndTakesNobodyAlong()
    {
        var desk = new FakeDesk(Worlds.Crews(Steady), 1, carriesPatients: false);
        desk.Offer(Worlds.Home(5));

        desk.Until(CrewPhase.AtStation);

        desk.Steps.ShouldBe([Milestone.Acknowledged, Milestone.EnRoute, Milestone.OnScene, Milestone.AtPatient, Milestone.Cleared, Milestone.BackAtStation]);
        desk.Rejections.ShouldBeEmpty();
    }

    [Fact]
    public void Step_ManyTurnouts_AreSlowerAtNight()
    {
        double Median(int hour) => Enumerable.Range(1, 200).Select(seed =>
        {
            var desk = new FakeDesk(Worlds.Crews(Steady), seed);
            desk.Pass(TimeSpan.FromHours((hour - 8 + 24) % 24));
            var offered = desk.Now;
            desk.Offer(Worlds.Home(5));
            desk.Until(CrewPhase.ToScene);
            return (desk.Now - offered).TotalSeconds;
        }).Order().ElementAt(100);

        Median(10).ShouldBeInRange(65, 95);
        (Median(2) / Median(10)).ShouldBeInRange(1.35, 1.65);
    }

    [Theory]
    [InlineData(Priority.I)]
    [InlineData(Priority.II)]
    public void NearestTo_GravePatient_IsAHospitalWithACentre(Priority priority)
    {
        foreach (var number in Enumerable.Range(0, 20))
            Worlds.Crews().Hospitals.NearestTo(Worlds.Home(number), priority)!.Value.Id.ShouldBe(new HospitalId("H01"));
    }

    [Fact]
    public void NearestTo_OtherPatients_IsOftenNearer() =>
        Enumerable.Range(0, 20).Select(number => Worlds.Crews().Hospitals.NearestTo(Worlds.Home(number), Priority.III)!.Value.Id).Distinct().Count()
            .ShouldBeGreaterThan(3);
}
