using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Web.Tests;

/// <summary>A case with the least rules that the web can be tried against.</summary>
internal sealed class FakeCase(FakeCounty county, string id)
{
    private readonly List<TimelineEntry> _timeline = [];
    private readonly HashSet<string> _reports = [];

    public CaseView? View { get; set; }

    /// <summary>The last command that got here.</summary>
    public object? Last { get; private set; }

    public async Task<Outcome<CaseView>> Open(OpenCase command)
    {
        Last = command;
        if (View is not null)
            return View;
        if (command.Location.Lat > 90 || (command.Location.Lat > command.Location.Lon))
            return new Refusal("swapped-coordinates", "longitude and latitude seem to have changed places");
        if (Math.Abs(command.Location.Lon - Sample.Town.Lon) > 1)
            return new Refusal("out-of-county", "the place is not in the county");
        var view = Sample.Case(id) with
        {
            Location = command.Location,
            Complaint = command.Complaint,
            Priority = command.Priority,
            PatientCount = command.PatientCount,
            Caller = command.Caller,
        };
        await Record(view, "case-opened", command.By);
        return view;
    }

    public Task<CaseView?> Get() => Task.FromResult(View);

    public Task<ImmutableArray<TimelineEntry>> GetTimeline() => Task.FromResult<ImmutableArray<TimelineEntry>>([.. _timeline]);

    public async Task<Outcome<CaseView>> Amend(AmendCase command)
    {
        Last = command;
        if (View is not { } view)
            return Unknown();
        view = view with { Priority = command.Priority ?? view.Priority, Notes = command.Note is null ? view.Notes : view.Notes.Add(command.Note) };
        await Record(view, "case-amended", command.By);
        return View!;
    }

    public async Task<Outcome<AssignmentView>> Assign(AssignUnit command)
    {
        Last = command;
        if (View is not { } view)
            return Unknown();
        if (view.Assignments.FirstOrDefault(known => known.AssignmentId == command.AssignmentId) is { } before)
            return before;
        var unit = county.Ambulance(command.AmbulanceId.Value);
        if (unit.View is null)
            return new Refusal("unknown-unit", "there is no such unit");
        if (unit.View.AssignmentId is not null)
            return new Refusal("unit-not-free", "the unit is on another case");
        var assignment = Sample.Assignment(command.AssignmentId.Value, command.AmbulanceId.Value);
        await unit.Hold(view.CaseId, assignment.AssignmentId);
        await Record(view with { Status = CaseStatus.Assigned, Assignments = view.Assignments.Add(assignment) }, "unit-offered", command.By);
        return assignment;
    }

    public async Task<Outcome<AssignmentView>> Report(ReportMilestone command)
    {
        Last = command;
        if (Find(command.AssignmentId, out var view, out var assignment) is { } refusal)
            return refusal;
        if (command.DedupeKey is { } key && !_reports.Add(key))
            return assignment!;
        if (command.Milestone >= Milestone.Declined && command.Reason is null)
            return new Refusal("reason-required", "an exit needs a reason");
        if (command.Milestone <= assignment!.Milestone || (command.Milestone == Milestone.BackAtStation && assignment.Milestone != Milestone.Cleared))
            return new Refusal("illegal-transition", $"from {assignment.Milestone} to {command.Milestone}");
        var moved = assignment with { Milestone = command.Milestone };
        await Record(view! with { Assignments = view!.Assignments.Replace(assignment, moved) }, "milestone-recorded", command.By);
        return moved;
    }

    public async Task<Outcome<AssignmentView>> Direct(SetDestination command)
    {
        Last = command;
        if (Find(command.AssignmentId, out var view, out var assignment) is { } refusal)
            return refusal;
        if (county.Hospital(command.HospitalId.Value).View is null)
            return new Refusal("unknown-hospital", "there is no such hospital");
        var moved = assignment! with { HospitalId = command.HospitalId };
        await Record(view! with { Assignments = view!.Assignments.Replace(assignment!, moved) }, "destination-set", command.By);
        return moved;
    }

    public async Task<Outcome<CaseView>> End(EndCase command)
    {
        Last = command;
        if (View is not { } view)
            return Unknown();
        if (view.EndedAt is not null)
            return new Refusal("case-closed", "the case has ended");
        if (command.Reason.Length == 0)
            return new Refusal("reason-required", "ending a case needs a reason");
        await Record(view with { Status = CaseStatus.Closed, EndedAt = Sample.Noon, EndReason = command.Reason }, "case-closed", command.By);
        return View!;
    }

    private async Task Record(CaseView view, string kind, ActorRef by)
    {
        View = view with { Version = _timeline.Count + 1 };
        _timeline.Add(new TimelineEntry(_timeline.Count + 1, Sample.Noon, Sample.Noon, kind, by.Name, by.Source));
        await county.Changed(LiveStreams.Cases, View);
    }

    private Refusal? Find(AssignmentId assignmentId, out CaseView? view, out AssignmentView? assignment)
    {
        view = View;
        assignment = view?.Assignments.FirstOrDefault(known => known.AssignmentId == assignmentId);
        if (view is null)
            return Unknown();
        return assignment is null ? new Refusal("unknown-assignment", "the case has no such assignment") : null;
    }

    private static Refusal Unknown() => new("unknown-case", "there is no such case");
}
