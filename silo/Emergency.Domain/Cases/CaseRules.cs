namespace Emergency.Domain.Cases;

/// <summary>Decisions about the case as a whole.</summary>
internal static class CaseRules
{
    /// <summary>The oldest patient that is believed, in years.</summary>
    private const int MaxAgeYears = 130;

    public static Decision<CaseEvent> Open(PatientCase state, OpenCase c, DateTimeOffset now)
    {
        if (OpenProblem(c, now) is { } problem)
            return problem;
        var receivedAt = c.ReceivedAt > now ? now : c.ReceivedAt;
        var s = Stamp.Of(c.By, receivedAt, now);
        var opened = new CaseOpened(
            s.At, s.RecordedAt, s.Actor, s.Source, c.CaseId, c.Number, c.Location, c.Complaint.Trim(), c.Priority, c.Area, c.Standard,
            c.PatientCount, TextRules.Clean(c.Address), TextRules.Clean(c.CallerName), TextRules.Clean(c.CallerPhone),
            TextRules.Clean(c.Notes), c.RingAt > receivedAt ? receivedAt : c.RingAt);
        if (!state.IsOpened)
            return opened;
        return state.Id == c.CaseId && state.Number == c.Number && state.Location == c.Location && state.ReceivedAt == receivedAt
            ? Decision<CaseEvent>.Unchanged
            : Decision<CaseEvent>.Reject(RejectionCodes.CaseExists, $"case {state.Number} was opened under this id");
    }

    public static Decision<CaseEvent> Amend(PatientCase state, AmendCase c, DateTimeOffset now)
    {
        if (!state.IsOpen)
            return Closed(state);
        if (AmendProblem(c) is { } problem)
            return problem;
        var s = Stamp.Of(c.By, now);
        var amended = new CaseAmended(
            s.At, s.RecordedAt, s.Actor, s.Source,
            Changed(c.Priority, state.Priority),
            Changed(TextRules.Clean(c.Complaint), state.Complaint),
            Changed(c.Location, state.Location),
            Changed(c.Address?.Trim(), state.Address),
            Changed(c.Area, state.Area),
            Changed(c.Standard, state.Standard),
            Changed(c.PatientCount, state.PatientCount),
            Changed(c.Notes?.Trim(), state.Notes));
        var nothing = new CaseAmended(s.At, s.RecordedAt, s.Actor, s.Source);
        return amended == nothing ? Decision<CaseEvent>.Unchanged : amended;
    }

    public static Decision<CaseEvent> Note(PatientCase state, AddNote c, DateTimeOffset now)
    {
        if (TextRules.Required(c.Text, TextLimits.Notes, "the note") is { } problem)
            return problem;
        if (state.AddedNotes.Count >= CaseLimits.Notes)
            return Decision<CaseEvent>.Reject(RejectionCodes.LimitReached, $"a case has at most {CaseLimits.Notes} notes");
        return new NoteAdded(now, now, c.By.Actor, c.By.Source, c.Text.Trim());
    }

    public static Decision<CaseEvent> Patient(PatientCase state, RecordPatient c, DateTimeOffset now)
    {
        var patient = c.Patient;
        var problem = TextRules.Word(patient.PatientId.Value, "the patient's id")
            ?? TextRules.Optional(patient.Name, TextLimits.Name, "the patient's name")
            ?? TextRules.Optional(patient.Sex, TextLimits.Name, "the patient's sex")
            ?? TextRules.Optional(patient.Notes, TextLimits.Notes, "the notes")
            ?? (patient.AgeYears is { } age ? TextRules.Within(age, 0, MaxAgeYears, "the age in years") : null);
        if (problem is not null)
            return problem;
        var known = state.Patients.Find(p => p.PatientId == patient.PatientId);
        if (known == patient)
            return Decision<CaseEvent>.Unchanged;
        if (known is null && state.Patients.Count >= CaseLimits.Patients)
            return Decision<CaseEvent>.Reject(RejectionCodes.LimitReached, $"a case has at most {CaseLimits.Patients} patients");
        return new PatientRecorded(now, now, c.By.Actor, c.By.Source, patient);
    }

    public static Decision<CaseEvent> Cancel(PatientCase state, CancelCase c, DateTimeOffset now)
    {
        if (state.IsCancelled)
            return Decision<CaseEvent>.Unchanged;
        if (!state.IsOpen)
            return Closed(state);
        if (TextRules.Reason(c.Reason, "cancelling a case") is { } problem)
            return problem;
        if (state.Assignments.Any(a => a.IsConclusive))
            return Decision<CaseEvent>.Reject(RejectionCodes.IllegalTransition, $"from {state.Status} to Cancelled: a unit has dealt with it; close it");
        var s = Stamp.Of(c.By, now);
        var events = new List<CaseEvent>();
        foreach (var assignment in state.Assignments.Where(a => a.IsOpen))
        {
            if (MilestoneRules.WhyNot(assignment, Milestone.Cancelled, c.By.Source) is { } why)
                return Decision<CaseEvent>.Reject(RejectionCodes.IllegalTransition, $"assignment {assignment.Id}: {why}");
            var at = MilestoneTimes.ServerTime(assignment, Milestone.Cancelled, state.ReceivedAt, now);
            events.Add(new MilestoneRecorded(at, now, s.Actor, s.Source, assignment.Id, Milestone.Cancelled, c.Reason.Trim()));
        }
        events.Add(new CaseCancelled(s.At, s.RecordedAt, s.Actor, s.Source, c.Reason.Trim()));
        return Decision<CaseEvent>.Accept(events);
    }

    public static Decision<CaseEvent> Close(PatientCase state, CloseCase c, DateTimeOffset now)
    {
        if (state.IsCancelled)
            return Closed(state);
        if (!state.IsOpen)
            return Decision<CaseEvent>.Unchanged;
        if (state.Assignments.Find(a => a.IsOpen) is { } open)
            return Decision<CaseEvent>.Reject(RejectionCodes.AssignmentActive, $"unit {open.AmbulanceId} is still on the case as {open.Id}");
        var needsReason = !state.Assignments.Any(a => a.IsConclusive);
        var problem = needsReason
            ? TextRules.Reason(c.Reason, "closing a case that no unit brought to an end")
            : TextRules.Optional(c.Reason, TextLimits.Reason, "the reason");
        if (problem is not null)
            return problem;
        return new CaseClosed(now, now, c.By.Actor, c.By.Source, TextRules.Clean(c.Reason));
    }

    public static Rejection Closed(PatientCase state) =>
        new(RejectionCodes.CaseClosed, $"case {state.Number} is {(state.IsCancelled ? "cancelled" : "closed")}");

    private static T? Changed<T>(T? wanted, T? current)
        where T : class =>
        Equals(wanted, current) ? null : wanted;

    private static T? Changed<T>(T? wanted, T current)
        where T : struct =>
        Equals(wanted, current) ? null : wanted;

    private static Rejection? OpenProblem(OpenCase c, DateTimeOffset now) =>
        TextRules.Word(c.CaseId.Value, "the case id")
        ?? TextRules.Word(c.Number, "the case number")
        ?? TextRules.Place(c.Location, "the location")
        ?? TextRules.Required(c.Complaint, TextLimits.Complaint, "the complaint")
        ?? TextRules.Defined(c.Priority, "priority")
        ?? TextRules.Defined(c.Area, "area")
        ?? Standard(c.Standard)
        ?? TextRules.Within(c.PatientCount, 1, CaseLimits.Patients, "the number of patients")
        ?? TextRules.Optional(c.Address, TextLimits.Address, "the address")
        ?? TextRules.Optional(c.CallerName, TextLimits.Name, "the caller's name")
        ?? TextRules.Optional(c.CallerPhone, TextLimits.Phone, "the caller's telephone number")
        ?? TextRules.Optional(c.Notes, TextLimits.Notes, "the notes")
        ?? EntryTime(c.ReceivedAt, now, "the time of the call")
        ?? (c.RingAt is { } ring ? EntryTime(ring, now, "the time of the ring") : null);

    private static Rejection? AmendProblem(AmendCase c) =>
        (c.Priority is { } priority ? TextRules.Defined(priority, "priority") : null)
        ?? (c.Area is { } area ? TextRules.Defined(area, "area") : null)
        ?? (c.Complaint is null ? null : TextRules.Required(c.Complaint, TextLimits.Complaint, "the complaint"))
        ?? (c.Location is { } location ? TextRules.Place(location, "the location") : null)
        ?? (c.Standard is { } standard ? Standard(standard) : null)
        ?? (c.PatientCount is { } count ? TextRules.Within(count, 1, CaseLimits.Patients, "the number of patients") : null)
        ?? TextRules.Optional(c.Address, TextLimits.Address, "the address")
        ?? TextRules.Optional(c.Notes, TextLimits.Notes, "the notes");

    private static Rejection? Standard(TimeSpan standard) =>
        standard > TimeSpan.Zero && standard <= CaseLimits.Standard ? null : TextRules.Invalid("the standard must be more than zero and at most a day");

    private static Rejection? EntryTime(DateTimeOffset at, DateTimeOffset now, string what) =>
        at > now + MilestoneTolerance.Future ? TextRules.Invalid($"{what} is in the future")
        : at < now - CaseLimits.EntryDelay ? TextRules.Invalid($"{what} is more than {CaseLimits.EntryDelay.TotalDays:0} days ago")
        : null;
}
