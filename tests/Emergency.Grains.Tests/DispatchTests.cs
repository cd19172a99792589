using Emergency.Contracts;
using Emergency.Domain;
using Emergency.TestKit;

namespace Emergency.Grains.Tests;

/// <summary>The ordinary course of cases and units, and the ways it is left.</summary>
public sealed class DispatchTests
{
    private static readonly AmbulanceId First = DispatchWorld.County.Vehicles[0].Id;
    private static readonly AmbulanceId Second = DispatchWorld.County.Vehicles[1].Id;
    private static readonly HospitalId Hospital = DispatchWorld.County.Hospitals[0].Id;

    private static readonly Milestone[] WholeCourse =
    [
        Milestone.Acknowledged, Milestone.EnRoute, Milestone.OnScene, Milestone.AtPatient, Milestone.PatientLoaded, Milestone.LeftScene,
        Milestone.AtHospital, Milestone.HandedOver, Milestone.Cleared, Milestone.BackAtStation,
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Assign_FreeUnit_IsOfferedAndHeldByBothSides()
    {
        await using var world = await DispatchWorld.Start();
        await world.Open("c1");

        var assigned = await world.Assign("c1", First);

        assigned.Value!.Milestone.ShouldBe(Milestone.Offered);
        assigned.Value.EtaSeconds.ShouldNotBeNull();
        var unit = await world.UnitView(First);
        (unit.Duty, unit.CaseId, unit.AssignmentId).ShouldBe((UnitDuty.OnMission, new CaseId("c1"), new AssignmentId("as-1")));
        (await world.Case("c1").Get())!.Status.ShouldBe(CaseStatus.Assigned);
    }

    [Fact]
    public async Task Assign_SameCommandTwice_IsOneAssignment()
    {
        await using var world = await DispatchWorld.Start();
        await world.Open("c1");
        await world.Assign("c1", First);

        var again = await world.Assign("c1", First);

        again.Value!.AssignmentId.ShouldBe(new AssignmentId("as-1"));
        (await world.Case("c1").Get())!.Assignments.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Assign_BusyUnit_IsRefusedAndLeavesNoTrace()
    {
        await using var world = await DispatchWorld.Start();
        await world.Open("c1");
        var before = await world.Open("c2");
        await world.Assign("c1", First);

        var refused = await world.Assign("c2", First, "as-2");

        refused.Refusal!.Code.ShouldBe(RejectionCodes.UnitNotFree);
        (await world.Case("c2").Get())!.Version.ShouldBe(before.Version);
    }

    [Fact]
    public async Task Assign_TwoCasesAtOnce_ExactlyOneGetsTheUnit()
    {
        await using var world = await DispatchWorld.Start();
        await world.Open("c1");
        await world.Open("c2");
        for (var round = 0; round < 100; round++)
        {
            var answers = await Task.WhenAll(world.Assign("c1", First, $"a{round}"), world.Assign("c2", First, $"b{round}"));

            answers.Count(a => a.Succeeded).ShouldBe(1, $"round {round}");
            answers.Single(a => !a.Succeeded).Refusal!.Code.ShouldBe(RejectionCodes.UnitNotFree);
            var (winner, assignment) = answers[0].Succeeded ? ("c1", $"a{round}") : ("c2", $"b{round}");
            (await world.Report(winner, Milestone.Cancelled, assignment, "next round")).Succeeded.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task WholeCourse_DeskSetsEveryMilestone_CaseClosesAndUnitIsHome()
    {
        await using var world = await DispatchWorld.Start();
        await world.Open("c1");
        await world.Assign("c1", First);
        (await world.Case("c1").Direct(new SetDestination(DispatchWorld.Dispatcher, new AssignmentId("as-1"), Hospital))).Succeeded.ShouldBeTrue();

        await world.Drive("c1", "as-1", WholeCourse);

        var done = (await world.Case("c1").Get())!;
        done.Status.ShouldBe(CaseStatus.Closed);
        done.ResponseSeconds.ShouldBe(180);
        var milestones = done.Assignments.Single().Milestones;
        milestones.Select(m => m.Milestone).ShouldBe([Milestone.Offered, .. WholeCourse]);
        milestones.ShouldAllBe(m => m.RecordedAt >= m.OccurredAt && m.Actor.Length > 0);
        (await world.UnitView(First)).Duty.ShouldBe(UnitDuty.AvailableAtStation);
        var timeline = await world.Case("c1").GetTimeline();
        timeline.Select(t => t.Sequence).ShouldBe(Enumerable.Range(1, timeline.Length).Select(n => (long)n));
    }

    [Fact]
    public async Task Hospital_PatientOnTheWay_IsAnnouncedUntilArrival()
    {
        await using var world = await DispatchWorld.Start();
        var hospital = world.Cluster.Grains.GetGrain<IHospitalGrain>(Hospital.Value);
        await world.Open("c1");
        await world.Assign("c1", First);
        await world.Drive("c1", "as-1", Milestone.EnRoute, Milestone.OnScene, Milestone.PatientLoaded);
        await world.Case("c1").Direct(new SetDestination(DispatchWorld.Dispatcher, new AssignmentId("as-1"), Hospital));

        (await hospital.Get())!.Inbound.Single().AmbulanceId.ShouldBe(First);
        await world.Drive("c1", "as-1", Milestone.AtHospital);

        (await hospital.Get())!.Inbound.ShouldBeEmpty();
    }

    [Fact]
    public async Task Queue_UnitBecomesFree_TakesUpWhatWaited()
    {
        await using var world = await DispatchWorld.Start();
        await world.Open("c1");
        await world.Open("c2");
        await world.Assign("c1", First);

        var kept = await world.Assign("c2", First, "as-2", queue: true);
        kept.Value!.Milestone.ShouldBe(Milestone.Reserved);
        (await world.UnitView(First)).Queued.Single().CaseId.ShouldBe(new CaseId("c2"));
        await world.Report("c1", Milestone.Cancelled, reason: "not needed");

        await Eventually.Holds(() => world.Case("c2").Get().Result!.Status == CaseStatus.Assigned);
        (await world.UnitView(First)).CaseId.ShouldBe(new CaseId("c2"));
        (await world.Case("c1").Get())!.Assignments.Single().Milestone.ShouldBe(Milestone.Cancelled);
    }

    [Fact]
    public async Task Divert_MoreUrgentCase_TakesTheUnitInOneStep()
    {
        await using var world = await DispatchWorld.Start();
        await world.Open("c1", Priority.III);
        await world.Open("c2", Priority.I);
        await world.Assign("c1", First);
        await world.Drive("c1", "as-1", Milestone.EnRoute);

        var diverted = await world.Assign("c2", First, "as-2", divert: "心跳骤停");

        diverted.Value!.Milestone.ShouldBe(Milestone.Offered);
        (await world.UnitView(First)).CaseId.ShouldBe(new CaseId("c2"));
        (await world.Case("c1").Get())!.Assignments.Single().Milestone.ShouldBe(Milestone.Diverted);
        (await world.Case("c1").Get())!.Status.ShouldBe(CaseStatus.Waiting);
    }

    [Fact]
    public async Task Divert_LessUrgentCase_IsRefusedAndTheUnitStays()
    {
        await using var world = await DispatchWorld.Start();
        await world.Open("c1", Priority.II);
        await world.Open("c2", Priority.III);
        await world.Assign("c1", First);

        var refused = await world.Assign("c2", First, "as-2", divert: "nearer");

        refused.Refusal!.Code.ShouldBe(RejectionCodes.NotMoreUrgent);
        (await world.UnitView(First)).CaseId.ShouldBe(new CaseId("c1"));
    }

    [Fact]
    public async Task Report_VehicleRepeatsItself_IsRecordedOnce()
    {
        await using var world = await DispatchWorld.Start();
        await world.Open("c1");
        await world.Assign("c1", First);
        var report = new AgentMilestone(1, new CaseId("c1"), new AssignmentId("as-1"), Milestone.Acknowledged, world.Now, FactSource.Vehicle, null, null);

        var acks = await world.Unit(First).AcceptMilestones("device", [report, report with { Sequence = 1 }]);

        acks.ShouldAllBe(a => a.Refusal == null);
        var timeline = await world.Case("c1").GetTimeline();
        timeline.Count(t => t.Milestone == Milestone.Acknowledged).ShouldBe(1);
        timeline.Single(t => t.Milestone == Milestone.Acknowledged).Source.ShouldBe(FactSource.Vehicle);
    }

    [Fact]
    public async Task Report_VehicleEndsItsMission_ReleasesItself()
    {
        await using var world = await DispatchWorld.Start();
        await world.Open("c1");
        await world.Assign("c1", First);
        var declined = new AgentMilestone(1, new CaseId("c1"), new AssignmentId("as-1"), Milestone.Declined, world.Now, FactSource.Vehicle, "flat tyre", null);

        var acks = await world.Unit(First).AcceptMilestones("device", [declined]).WaitAsync(TimeSpan.FromSeconds(20), Token);

        acks.Single().Refusal.ShouldBeNull();
        (await world.UnitView(First)).Duty.ShouldBe(UnitDuty.AvailableAtStation);
    }

    [Fact]
    public async Task Report_ForeignVehicle_IsRefused()
    {
        await using var world = await DispatchWorld.Start();
        await world.Open("c1");
        await world.Assign("c1", First);
        var report = new AgentMilestone(1, new CaseId("c1"), new AssignmentId("as-1"), Milestone.Acknowledged, world.Now, FactSource.Vehicle, null, null);

        var acks = await world.Unit(Second).AcceptMilestones("device", [report]);

        acks.Single().Refusal!.Code.ShouldBe(RejectionCodes.UnknownAssignment);
    }

    [Theory]
    [InlineData(29.48, 113.44, "swapped-coordinates")]
    [InlineData(121.47, 31.23, "out-of-county")]
    [InlineData(double.NaN, 29.48, "validation")]
    public async Task Open_PlaceThatCannotBe_IsRefusedWithoutANumber(double lon, double lat, string code)
    {
        await using var world = await DispatchWorld.Start();

        var refused = await world.Case("c1").Open(
            new OpenCase(DispatchWorld.Dispatcher, new CaseLocation(lon, lat, null), "腹痛", Priority.III, 1, null, null, null));

        refused.Refusal!.Code.ShouldBe(code);
        (await world.Open("c2")).Number.ShouldEndWith("-0001");
    }

    [Fact]
    public async Task Recommend_FreeUnits_NearestFirstWithReasons()
    {
        await using var world = await DispatchWorld.Start();
        var opened = await world.Open("c1");
        var coverage = world.Cluster.Grains.GetGrain<ICoverageGrain>(CountyKey.Value);

        var advice = await coverage.Recommend(opened.ToQuery());

        advice.Candidates.Length.ShouldBe(DispatchWorld.County.Vehicles.Length);
        advice.Candidates[0].Reasons.ShouldContain(r => r.Code == "nearest");
        var suitable = advice.Candidates.Where(c => !c.NeedsOverride).Select(c => c.EtaSeconds!.Value).ToList();
        suitable.ShouldBe(suitable.Order());
    }

    [Fact]
    public async Task Coverage_UnitLeaves_CoversNoMoreThanBefore()
    {
        await using var world = await DispatchWorld.Start();
        var coverage = world.Cluster.Grains.GetGrain<ICoverageGrain>(CountyKey.Value);
        await Counts(DispatchWorld.County.Vehicles.Length);
        var before = await coverage.Get();
        await world.Open("c1");

        await world.Assign("c1", First);
        await Counts(before.Units - 1);

        var after = await coverage.Get();
        (after.Urban.Covered + after.Rural.Covered).ShouldBeLessThanOrEqualTo(before.Urban.Covered + before.Rural.Covered);

        Task Counts(int units) => Eventually.Holds(() =>
        {
            world.Clock.Advance(TimeSpan.FromSeconds(1));
            return coverage.Get().Result.Units == units;
        });
    }
}
