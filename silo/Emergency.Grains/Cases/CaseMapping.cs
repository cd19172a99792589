using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Cases;
using Emergency.Domain.Clocks;

namespace Emergency.Grains.Cases;

/// <summary>A case as the domain has it, turned into what crosses the wire.</summary>
internal static class CaseMapping
{
    public static CaseView ToView(this PatientCase state, DateTimeOffset now)
    {
        var response = ResponseSummary.Of(state);
        return new CaseView(
            state.Id, state.Number, state.Status, state.Priority, ToLocation(state), state.Area, state.Standard.TotalSeconds, state.ReceivedAt,
            state.Complaint, state.CallerName is null && state.CallerPhone is null ? null : new CallerInfo(state.CallerName, state.CallerPhone),
            state.PatientCount, NotesOf(state), [.. state.Assignments.Select(ToView)],
            [.. state.Patients.Select(p => new PatientView(p.PatientId.Value, p.Name, p.AgeYears, p.Sex, p.Notes))], ClocksOf(state, now),
            state.EndedAt, state.EndReason, state.Version, response.Knowledge, response.Response?.TotalSeconds);
    }

    public static AssignmentView ToView(this Assignment assignment) => new(
        assignment.Id, assignment.AmbulanceId, assignment.Current ?? Milestone.Reserved, assignment.Eta?.TotalSeconds,
        assignment.Eta is null ? null : assignment.RequestedAt, assignment.Phase is AssignmentPhase.Active,
        [.. assignment.Milestones.Select(m => new MilestoneView(m.Milestone, m.OccurredAt, m.RecordedAt, m.Source, m.Actor, m.Reason))],
        assignment.Destination, assignment.OverrideReason, assignment.NotBefore, assignment.Phase is AssignmentPhase.Requested,
        assignment.FirstChoice, assignment.FirstChoiceEta?.TotalSeconds);

    public static AssignmentOrder ToOrder(this PatientCase state, Assignment assignment, LonLat? hospital) => new(
        assignment.Id, state.Id, state.Number, state.Priority, state.Complaint, ToLocation(state), state.Area, state.PatientCount,
        NotesOf(state), assignment.Phase is AssignmentPhase.Active, assignment.Current ?? Milestone.Reserved, assignment.Destination,
        hospital, assignment.NotBefore);

    public static FactAuthor ToAuthor(this ActorRef actor) => new(actor.Name, actor.Source);

    private static ImmutableArray<ClockView> ClocksOf(PatientCase state, DateTimeOffset now) =>
        [.. ClockReader.Read(state, now).Select(c => new ClockView(c.Name, c.From, c.To, c.Target.TotalSeconds, c.State, c.AssignmentId))];

    private static CaseLocation ToLocation(PatientCase state) => new(state.Location.Longitude, state.Location.Latitude, state.Address);

    private static ImmutableArray<string> NotesOf(PatientCase state) =>
        [.. state.Notes is { } first ? [first] : Array.Empty<string>(), .. state.AddedNotes.Select(n => n.Text)];
}
