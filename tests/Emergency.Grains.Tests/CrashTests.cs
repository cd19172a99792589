using Emergency.Domain;
using Emergency.Journal;
using Emergency.TestKit;

namespace Emergency.Grains.Tests;

/// <summary>Power fails at every append of a case's course in turn. After the restart nothing acknowledged is missing, case and unit agree
/// on who holds whom, and the course can be finished.</summary>
public sealed class CrashTests
{
    private static readonly AmbulanceId Unit = DispatchWorld.County.Vehicles[0].Id;

    private static readonly Milestone[] Course =
        [Milestone.Acknowledged, Milestone.EnRoute, Milestone.OnScene, Milestone.AtPatient, Milestone.PatientLoaded, Milestone.AtHospital, Milestone.HandedOver, Milestone.Cleared];

    public static TheoryData<int, bool> Failures()
    {
        var rows = new TheoryData<int, bool>();
        // Number, open, request, reserve, confirm, eight milestones, release, confirm release: then one append beyond the end.
        for (var append = 1; append <= 16; append++)
        {
            rows.Add(append, false);
            rows.Add(append, true);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Course_PowerFailsAtAnAppend_NothingAcknowledgedIsLostAndTheCourseCanBeFinished(int append, bool afterWriting)
    {
        var armed = false;
        FaultyJournal? faulty = null;
        await using var world = await DispatchWorld.Start(journal => armed ? faulty = new FaultyJournal(journal, append, afterWriting) : journal);
        armed = true;
        await world.Restart(); // the journal counts from here: units and hospitals are registered already
        world.Cluster.ExpectErrors();
        var acknowledged = await RunUntilItFails(world);

        armed = false;
        await world.Restart();
        await Settled(world);

        await Verify(world, acknowledged);
        await Finish(world);
        (await world.Case("c1").Get())!.Status.ShouldBe(CaseStatus.Closed);
        (await world.UnitView(Unit)).Duty.ShouldBe(UnitDuty.AvailableMobile);
        faulty!.HasFailed.ShouldBe(append <= 15, "the course has fifteen appends");
    }

    /// <summary>What was acknowledged: "open", "assign", then milestones.</summary>
    private static async Task<List<string>> RunUntilItFails(DispatchWorld world)
    {
        var acknowledged = new List<string>();
        try
        {
            await world.Open("c1");
            acknowledged.Add("open");
            if ((await world.Assign("c1", Unit)).Succeeded) acknowledged.Add("assign");
            foreach (var milestone in Course)
            {
                world.Clock.Advance(TimeSpan.FromMinutes(1));
                if ((await world.Report("c1", milestone)).Succeeded) acknowledged.Add(milestone.ToString());
            }
        }
        catch (JournalException)
        {
            // The power is gone: whoever asked got no answer and knows nothing.
        }

        return acknowledged;
    }

    private static async Task Verify(DispatchWorld world, List<string> acknowledged)
    {
        var view = await world.Case("c1").Get();
        if (acknowledged.Contains("open")) view.ShouldNotBeNull();
        var assignment = view?.Assignments.SingleOrDefault();
        if (acknowledged.Contains("assign")) assignment.ShouldNotBeNull();
        foreach (var milestone in acknowledged.Skip(2))
            assignment!.Milestones.ShouldContain(m => m.Milestone.ToString() == milestone);
        var unit = await world.UnitView(Unit);
        unit.AssignmentId.ShouldBe(assignment is { Active: true } ? assignment.AssignmentId : null);
    }

    private static async Task Finish(DispatchWorld world)
    {
        await world.Open("c1");
        (await world.Assign("c1", Unit)).Refusal.ShouldBeNull();
        foreach (var milestone in Course)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            (await world.Report("c1", milestone)).Refusal.ShouldBeNull(milestone.ToString());
        }
    }

    private static Task Settled(DispatchWorld world) => Eventually.Holds(() =>
    {
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        return world.Case("c1").Get().Result is not { } view || view.Assignments.All(a => !a.Pending);
    });
}
