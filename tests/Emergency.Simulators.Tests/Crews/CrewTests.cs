using Emergency.Agent;
using Emergency.Domain;
using Emergency.Domain.Cases;

namespace Emergency.Simulators.Tests;

/// <summary>Missions from the offer to the return.</summary>
public sealed class CrewTests
{
    [Fact]
    public void Step_WholeMission_ReportsEveryStepAndEndsAtTheStation()
    {
        var desk = new FakeDesk(Worlds.Crews(Missions.Steady), 1);
        var (id, assignment) = desk.Offer(Worlds.Home(5));

        desk.Until(CrewPhase.AtStation);

        desk.Steps.ShouldBe(Missions.WholeMission);
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
            [Milestone.Cleared, Milestone.Declined, Milestone.NoPatientFound, Milestone.PatientRefused, Milestone.DeadOnScene],
            ignoreOrder: true);
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
    public void Step_DoctorsCar_TreatsAndTakesNobodyAlong()
    {
        var desk = new FakeDesk(Worlds.Crews(Missions.Steady), 1, carriesPatients: false);
        desk.Offer(Worlds.Home(5));

        desk.Until(CrewPhase.AtStation);

        desk.Steps.ShouldBe(
            [Milestone.Acknowledged, Milestone.EnRoute, Milestone.OnScene, Milestone.AtPatient, Milestone.Cleared, Milestone.BackAtStation]);
        desk.Rejections.ShouldBeEmpty();
    }

    [Fact]
    public void Step_ManyTurnouts_AreSlowerAtNight()
    {
        double Median(int hour) => Enumerable.Range(1, 200).Select(seed =>
        {
            var desk = new FakeDesk(Worlds.Crews(Missions.Steady), seed);
            desk.Pass(TimeSpan.FromHours((hour - 8 + 24) % 24));
            var offered = desk.Now;
            desk.Offer(Worlds.Home(5));
            desk.Until(CrewPhase.ToScene);
            return (desk.Now - offered).TotalSeconds;
        }).Order().ElementAt(100);

        Median(10).ShouldBeInRange(65, 95);
        (Median(2) / Median(10)).ShouldBeInRange(1.35, 1.65);
    }
}
