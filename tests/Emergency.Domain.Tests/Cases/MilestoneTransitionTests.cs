using Emergency.Domain.Cases;

namespace Emergency.Domain.Tests.Cases;

/// <summary>The whole table: from where an assignment stands, what may be recorded next. Everything not listed is refused.</summary>
public sealed class MilestoneTransitionTests
{
    /// <summary>Path, then what a crew may newly record from there (backfills included).</summary>
    private static readonly (string Path, string Legal)[] Table =
    [
        ("Requested", "Cancelled"),
        ("Refused", ""),
        ("Reserved", "Declined Cancelled"),
        ("Offered", "Acknowledged EnRoute OnScene AtPatient Cleared Declined Cancelled"),
        ("Reserved Offered", "Acknowledged EnRoute OnScene AtPatient Cleared Declined Cancelled"),
        ("Offered Acknowledged", "EnRoute OnScene AtPatient Cleared Declined Cancelled"),
        ("Offered Acknowledged EnRoute", "OnScene AtPatient PatientLoaded Cleared Cancelled"),
        ("Offered EnRoute", "Acknowledged OnScene AtPatient PatientLoaded Cleared Cancelled"),
        ("Offered EnRoute OnScene",
            "Acknowledged AtPatient PatientLoaded LeftScene AtHospital Cleared Cancelled NoPatientFound PatientRefused DeadOnScene"),
        ("Offered AtPatient",
            "Acknowledged EnRoute OnScene PatientLoaded LeftScene AtHospital Cleared Cancelled NoPatientFound PatientRefused DeadOnScene"),
        ("Offered EnRoute PatientLoaded", "Acknowledged OnScene AtPatient LeftScene AtHospital HandedOver Cleared"),
        ("Offered OnScene LeftScene", "Acknowledged EnRoute AtPatient PatientLoaded AtHospital HandedOver Cleared"),
        ("Offered OnScene AtHospital", "Acknowledged EnRoute AtPatient PatientLoaded LeftScene HandedOver Cleared"),
        ("Offered EnRoute PatientLoaded HandedOver", "Acknowledged OnScene AtPatient LeftScene AtHospital Cleared"),
        ("Offered Cleared",
            "Acknowledged EnRoute OnScene AtPatient PatientLoaded LeftScene AtHospital HandedOver BackAtStation"),
        ("Offered EnRoute OnScene PatientLoaded HandedOver Cleared", "Acknowledged AtPatient LeftScene AtHospital BackAtStation"),
        ("Offered Cleared BackAtStation", "Acknowledged EnRoute OnScene AtPatient PatientLoaded LeftScene AtHospital HandedOver"),
        ("Offered Declined", "Acknowledged"),
        ("Reserved Declined", ""),
        ("Reserved Cancelled", ""),
        ("Requested Cancelled", ""),
        ("Offered Cancelled", "Acknowledged EnRoute OnScene AtPatient"),
        ("Offered EnRoute Cancelled", "Acknowledged OnScene AtPatient BackAtStation"),
        ("Offered EnRoute Diverted", "Acknowledged"),
        ("Offered OnScene NoPatientFound", "Acknowledged EnRoute AtPatient BackAtStation"),
        ("Offered OnScene PatientRefused", "Acknowledged EnRoute AtPatient BackAtStation"),
        ("Offered AtPatient DeadOnScene", "Acknowledged EnRoute OnScene BackAtStation"),
    ];

    public static TheoryData<string, string, bool> Cells()
    {
        var cells = new TheoryData<string, string, bool>();
        foreach (var (path, legal) in Table)
        {
            var taken = path.Split(' ');
            foreach (var milestone in Enum.GetNames<Milestone>().Where(m => !taken.Contains(m) && m != "Diverted"))
                cells.Add(path, milestone, legal.Split(' ').Contains(milestone));
        }
        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Record_FromEveryStep_FollowsTheTable(string path, string milestone, bool legal)
    {
        var world = CaseWorld.At(path);
        world.Now += TimeSpan.FromMinutes(1);
        var at = Backfills(world, milestone) ?? world.Now;
        var decision = world.Try(new RecordMilestone(CaseWorld.Crew, CaseWorld.First, CaseWorld.Parse(milestone), at, "because"));
        if (legal)
        {
            decision.Rejection.ShouldBeNull();
            decision.Events.OfType<MilestoneRecorded>().Single().Milestone.ToString().ShouldBe(milestone);
            return;
        }
        decision.Rejection.ShouldNotBeNull().Code.ShouldBe(RejectionCodes.IllegalTransition);
        decision.Rejection!.Detail.ShouldContain("from ");
        decision.Rejection!.Detail.ShouldContain($"to {milestone}");
    }

    [Theory]
    [InlineData("Offered", true)]
    [InlineData("Offered Acknowledged", true)]
    [InlineData("Offered EnRoute", true)]
    [InlineData("Offered EnRoute OnScene", false)]
    [InlineData("Offered AtPatient PatientLoaded", false)]
    [InlineData("Reserved", false)]
    [InlineData("Requested", false)]
    [InlineData("Offered Cleared", false)]
    public void Divert_FromEveryStep_OnlyUntilUnderWay(string path, bool legal)
    {
        var world = CaseWorld.At(path);
        var decision = world.Try(new DivertAssignment(CaseWorld.Desk, CaseWorld.First, new(new("c-2"), new("as-2"), Priority.I), "more urgent"));
        decision.IsAccepted.ShouldBe(legal);
        if (!legal)
            decision.Rejection!.Code.ShouldBe(RejectionCodes.IllegalTransition);
    }

    [Theory]
    [InlineData("Offered EnRoute OnScene", false)]
    [InlineData("Offered EnRoute OnScene PatientLoaded", true)]
    [InlineData("Offered EnRoute OnScene LeftScene", true)]
    public void Record_HospitalByGeofence_NeedsAPatientOnBoard(string path, bool legal) =>
        CaseWorld.At(path).Try("AtHospital", by: FactAuthor.Geofence("A01")).IsAccepted.ShouldBe(legal);

    [Theory]
    [InlineData("Cleared")]
    [InlineData("NoPatientFound")]
    [InlineData("Cancelled")]
    public void Record_EndByGeofence_IsRefused(string end) =>
        CaseWorld.At("Offered OnScene").Try(end, by: FactAuthor.Geofence("A01")).Rejection!.Code.ShouldBe(RejectionCodes.IllegalTransition);

    [Theory]
    [InlineData("Offered", "Declined")]
    [InlineData("Offered EnRoute", "Cancelled")]
    [InlineData("Offered OnScene", "NoPatientFound")]
    [InlineData("Offered OnScene", "PatientRefused")]
    [InlineData("Offered OnScene", "DeadOnScene")]
    [InlineData("Offered OnScene LeftScene", "Cleared")]
    public void Record_WithoutTheReasonItNeeds_IsRefused(string path, string milestone) =>
        CaseWorld.At(path).Try(milestone, reason: " ").Rejection!.Code.ShouldBe(RejectionCodes.ReasonRequired);

    [Fact]
    public void Record_ClearedWithoutAPatientOnBoard_NeedsNoReason() =>
        CaseWorld.At("Offered OnScene").Try("Cleared", reason: null).IsAccepted.ShouldBeTrue();

    [Fact]
    public void NextOf_EveryPath_IsWhatRecordTakes()
    {
        foreach (var (path, _) in Table)
        {
            var world = CaseWorld.At(path);
            world.Now += TimeSpan.FromMinutes(1);
            foreach (var next in MilestoneRules.NextOf(world.Assignment, FactSource.Vehicle))
                world.State.Decide(new RecordMilestone(CaseWorld.Crew, CaseWorld.First, next, world.Now, "because"), world.Now).Events.ShouldNotBeEmpty(path);
        }
    }

    /// <summary>A time between the neighbours when the step lies below one that is recorded.</summary>
    private static DateTimeOffset? Backfills(CaseWorld world, string milestone)
    {
        var rank = MilestoneRules.Rank(CaseWorld.Parse(milestone));
        var above = world.Assignment.Milestones.FirstOrDefault(m => MilestoneRules.Rank(m.Milestone) > rank);
        return above?.OccurredAt;
    }
}
