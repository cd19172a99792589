using Emergency.Agent;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Cases;

namespace Emergency.Simulators.Tests;

/// <summary>
/// A centre with one unit: real cases decide about what the crew reports, and the orders are what they say. Reports are taken
/// as soon as they are made.
/// </summary>
internal sealed class FakeDesk
{
    private static readonly FactAuthor Person = FactAuthor.Desk("dispatcher1");
    private readonly Dictionary<CaseId, PatientCase> _cases = [];
    private readonly List<(CaseId Case, AssignmentId Assignment)> _held = [];
    private readonly AmbulanceId _unit;
    private long _version;
    private int _number;

    public FakeDesk(CrewWorld world, int seed, bool carriesPatients = true, GeoPoint? position = null)
    {
        _unit = new AmbulanceId("A01");
        var post = new CrewPost(_unit, Worlds.Station, carriesPatients);
        Crew = new Crew(post, world, position ?? Worlds.Station, new Random(seed), Take);
    }

    public Crew Crew { get; }

    public DateTimeOffset Now { get; private set; } = Worlds.Morning;

    public List<MilestoneReport> Reports { get; } = [];

    public List<Rejection> Rejections { get; } = [];

    /// <summary>Answers a report instead of the case; null lets the case decide.</summary>
    public Func<MilestoneReport, Rejection?> Refuse { get; set; } = _ => null;

    /// <summary>Where the unit is to move while it has nothing else to do.</summary>
    public MoveOrder? Move { get; set; }

    public IEnumerable<Milestone> Steps => Reports.Select(report => report.Milestone);

    public PatientCase Case(CaseId id) => _cases[id];

    /// <summary>Opens a case and gives it to the unit.</summary>
    public (CaseId Case, AssignmentId Assignment) Offer(GeoPoint at, Priority priority = Priority.II, bool tell = true)
    {
        var number = ++_number;
        var (id, assignment) = (new CaseId($"c{number}"), new AssignmentId($"a{number}"));
        _cases[id] = PatientCase.None;
        Decide(id, new Domain.Cases.OpenCase(Person, id, $"n{number}", at, "x", priority, AreaKind.Rural, TimeSpan.FromMinutes(30), Now));
        Decide(id, new RequestAssignment(Person, assignment, _unit));
        Decide(id, new ConfirmOffer(FactAuthor.System, assignment));
        _held.Add((id, assignment));
        if (tell)
            Tell();
        return (id, assignment);
    }

    public void Cancel(CaseId id, AssignmentId assignment)
    {
        Decide(id, new CancelAssignment(Person, assignment, "caller rang off"));
        Drop(assignment);
        Tell();
    }

    /// <summary>Gives the unit to a more urgent case in one step.</summary>
    public (CaseId Case, AssignmentId Assignment) Divert(CaseId id, AssignmentId assignment, GeoPoint to)
    {
        var target = new DivertTarget(new CaseId($"c{_number + 1}"), new AssignmentId($"a{_number + 1}"), Priority.I);
        Decide(id, new Domain.Cases.DivertAssignment(Person, assignment, target, "nearer"));
        Drop(assignment);
        return Offer(to, Priority.I);
    }

    public void Direct(CaseId id, AssignmentId assignment, HospitalId hospital)
    {
        Decide(id, new Domain.Cases.SetDestination(Person, assignment, hospital));
        Tell();
    }

    public void Amend(CaseId id, GeoPoint location)
    {
        Decide(id, new Domain.Cases.AmendCase(Person, Location: location));
        Tell();
    }

    /// <summary>Tells the crew its orders as they stand.</summary>
    public void Tell() => Crew.Take(Orders(), Now);

    /// <summary>Lives on until the crew is in a phase, at most a day.</summary>
    public void Until(CrewPhase phase)
    {
        for (var end = Now.AddDays(1); Crew.Phase != phase && Now < end;)
            Step();
        Crew.Phase.ShouldBe(phase);
    }

    /// <summary>Lives on for a while.</summary>
    public void Pass(TimeSpan span)
    {
        for (var end = Now + span; Now < end;)
        {
            if (Crew.Due <= end)
                Step();
            else
                Now = end;
        }
    }

    public AgentOrders Orders() =>
        new(_unit, ++_version, [.. _held.Select((held, index) => OrderOf(held.Case, held.Assignment, index == 0))], _held.Count == 0 ? Move : null);

    private void Step()
    {
        if (Crew.Due == DateTimeOffset.MaxValue)
        {
            Now += TimeSpan.FromMinutes(1);
            return;
        }

        Now = Crew.Due > Now ? Crew.Due : Now;
        var reported = Reports.Count;
        Crew.Step();
        if (Reports.Count > reported)
            Tell();
    }

    private void Take(MilestoneReport report)
    {
        Reports.Add(report);
        var refusal = Refuse(report) ?? TryDecide(report.CaseId, new RecordMilestone(
            FactAuthor.Vehicle("d"), report.AssignmentId, report.Milestone, report.OccurredAt, report.Reason, report.HospitalId,
            $"d-{Reports.Count}"));
        if (refusal is not null)
            Rejections.Add(refusal);
        else if (MilestoneRules.IsEnd(report.Milestone))
            Drop(report.AssignmentId);
    }

    private void Drop(AssignmentId assignment) => _held.RemoveAll(held => held.Assignment == assignment);

    private AssignmentOrder OrderOf(CaseId id, AssignmentId assignment, bool active)
    {
        var view = _cases[id];
        var part = view.Find(assignment)!;
        return new AssignmentOrder(
            assignment, id, view.Number, view.Priority, view.Complaint,
            new CaseLocation(view.Location.Longitude, view.Location.Latitude, null), view.Area, view.PatientCount, [], active,
            part.Furthest ?? Milestone.Offered, part.Destination, null, null);
    }

    private void Decide(CaseId id, CaseCommand command) => TryDecide(id, command).ShouldBeNull();

    private Rejection? TryDecide(CaseId id, CaseCommand command)
    {
        var decision = _cases[id].Decide(command, Now);
        foreach (var happened in decision.Events)
            _cases[id] = _cases[id].Apply(happened);
        return decision.Rejection;
    }
}
