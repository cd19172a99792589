namespace Emergency.Domain.Cases;

/// <summary>Decisions about the course of one assignment: milestones, corrections, destination, exits.</summary>
internal static class AssignmentSteps
{
    public static Decision<CaseEvent> Record(PatientCase state, RecordMilestone c, DateTimeOffset now)
    {
        if (RecordProblem(c) is { } problem)
            return problem;
        if (state.Find(c.AssignmentId) is not { } assignment)
            return AssignmentRules.Unknown(c.AssignmentId);
        if (RepeatOf(assignment, c.Milestone, c.Key) is { } repeat)
            return repeat;
        if (c.Milestone is Milestone.Diverted)
            return TextRules.Invalid("a diversion names the case that the unit goes to");
        if (MilestoneRules.WhyNot(assignment, c.Milestone, c.By.Source) is { } why)
            return Illegal(why);
        if (ReasonProblem(assignment, c.Milestone, c.Reason) is { } unexplained)
            return unexplained;
        var (at, misfit) = MilestoneTimes.Fit(assignment, c.Milestone, c.OccurredAt, state.ReceivedAt, now);
        if (misfit is not null)
            return misfit;
        return new MilestoneRecorded(
            at, now, c.By.Actor, c.By.Source, assignment.Id, c.Milestone, TextRules.Clean(c.Reason), c.HospitalId, c.Key,
            at == c.OccurredAt ? null : c.OccurredAt);
    }

    public static Decision<CaseEvent> Correct(PatientCase state, CorrectMilestone c, DateTimeOffset now)
    {
        var problem = TextRules.Defined(c.Milestone, "milestone")
            ?? TextRules.Reason(c.Reason, "a correction")
            ?? TextRules.Optional(c.Key, TextLimits.Key, "the key");
        if (problem is not null)
            return problem;
        if (state.Find(c.AssignmentId) is not { } assignment)
            return AssignmentRules.Unknown(c.AssignmentId);
        if (assignment.Find(c.Milestone) is not { } record)
            return Decision<CaseEvent>.Reject(RejectionCodes.MilestoneNotRecorded, $"{c.Milestone} of {assignment.Id} was never recorded");
        if (KeyUse(assignment, c.Key) is { } used)
            return used == c.Milestone ? Decision<CaseEvent>.Unchanged : Reused(c.Key!, used);
        var (at, misfit) = MilestoneTimes.Fit(assignment, c.Milestone, c.OccurredAt, state.ReceivedAt, now);
        if (misfit is not null)
            return misfit;
        if (at == record.OccurredAt)
            return Decision<CaseEvent>.Unchanged;
        if (record.Corrections.Count >= CaseLimits.Corrections)
            return Decision<CaseEvent>.Reject(RejectionCodes.LimitReached, $"a milestone is corrected at most {CaseLimits.Corrections} times");
        return new MilestoneCorrected(
            at, now, c.By.Actor, c.By.Source, assignment.Id, c.Milestone, record.OccurredAt, c.Reason.Trim(), c.Key,
            at == c.OccurredAt ? null : c.OccurredAt);
    }

    public static Decision<CaseEvent> Destination(PatientCase state, SetDestination c, DateTimeOffset now)
    {
        if (TextRules.Word(c.HospitalId.Value, "the hospital id") is { } problem)
            return problem;
        if (state.Find(c.AssignmentId) is not { } assignment)
            return AssignmentRules.Unknown(c.AssignmentId);
        if (assignment.Destination == c.HospitalId)
            return Decision<CaseEvent>.Unchanged;
        if (!assignment.IsOpen)
            return Decision<CaseEvent>.Reject(RejectionCodes.AssignmentEnded, $"{assignment.Id} is over");
        if (assignment.Furthest >= Milestone.HandedOver)
            return Illegal($"from {assignment.Current} to another hospital: the patient was handed over");
        return new DestinationSet(now, now, c.By.Actor, c.By.Source, assignment.Id, c.HospitalId);
    }

    public static Decision<CaseEvent> Cancel(PatientCase state, CancelAssignment c, DateTimeOffset now) =>
        Leave(state, c.By, c.AssignmentId, Milestone.Cancelled, c.Reason, null, now);

    public static Decision<CaseEvent> Divert(PatientCase state, DivertAssignment c, DateTimeOffset now)
    {
        var problem = TextRules.Word(c.To.CaseId.Value, "the case id")
            ?? TextRules.Word(c.To.AssignmentId.Value, "the assignment id")
            ?? TextRules.Defined(c.To.Priority, "priority")
            ?? (c.To.CaseId == state.Id ? TextRules.Invalid("a unit is diverted to another case") : null);
        if (problem is not null)
            return problem;
        if (state.Find(c.AssignmentId) is { } assignment && assignment.DivertedTo == c.To)
            return Decision<CaseEvent>.Unchanged;
        if (c.To.Priority >= state.Priority)
            return Decision<CaseEvent>.Reject(RejectionCodes.NotMoreUrgent, $"from priority {state.Priority} to {c.To.Priority}");
        return Leave(state, c.By, c.AssignmentId, Milestone.Diverted, c.Reason, c.To, now);
    }

    /// <summary>An exit that the desk takes now. Cancelling twice changes nothing; diverting what went elsewhere is refused.</summary>
    private static Decision<CaseEvent> Leave(
        PatientCase state, FactAuthor by, AssignmentId id, Milestone exit, string reason, DivertTarget? to, DateTimeOffset now)
    {
        if (state.Find(id) is not { } assignment)
            return AssignmentRules.Unknown(id);
        if (to is null && assignment.End?.Milestone == exit)
            return Decision<CaseEvent>.Unchanged;
        if (MilestoneRules.WhyNot(assignment, exit, by.Source) is { } why)
            return Illegal(why);
        if (TextRules.Reason(reason, exit.ToString()) is { } unexplained)
            return unexplained;
        var at = MilestoneTimes.ServerTime(assignment, exit, state.ReceivedAt, now);
        return new MilestoneRecorded(at, now, by.Actor, by.Source, id, exit, reason.Trim(), DivertedTo: to);
    }

    private static Rejection? RecordProblem(RecordMilestone c) =>
        TextRules.Defined(c.Milestone, "milestone")
        ?? TextRules.Optional(c.Reason, TextLimits.Reason, "the reason")
        ?? TextRules.Optional(c.Key, TextLimits.Key, "the key")
        ?? (c.HospitalId is { } hospital ? TextRules.Word(hospital.Value, "the hospital id") : null)
        ?? (c.HospitalId is not null && c.Milestone is not (Milestone.LeftScene or Milestone.AtHospital or Milestone.HandedOver)
            ? TextRules.Invalid($"{c.Milestone} names no hospital")
            : null);

    /// <summary>The answer to a message that came before, or to a milestone that is recorded already; null when it is new.</summary>
    private static Decision<CaseEvent>? RepeatOf(Assignment assignment, Milestone milestone, string? key)
    {
        if (KeyUse(assignment, key) is { } used && used != milestone)
            return Reused(key!, used);
        return assignment.Find(milestone) is null ? default(Decision<CaseEvent>?) : Decision<CaseEvent>.Unchanged;
    }

    private static Milestone? KeyUse(Assignment assignment, string? key) =>
        key is null ? null : assignment.Milestones.Find(m => m.Key == key || m.Corrections.Exists(x => x.Key == key))?.Milestone;

    private static Rejection Reused(string key, Milestone used) => new(RejectionCodes.KeyReused, $"key {key} was used for {used}");

    private static Rejection? ReasonProblem(Assignment assignment, Milestone milestone, string? reason)
    {
        if (MilestoneRules.IsExit(milestone))
            return TextRules.Reason(reason, milestone.ToString());
        return milestone is Milestone.Cleared && assignment.PatientOnBoard
            ? TextRules.Reason(reason, $"from {assignment.Current} to Cleared, with a patient on board,")
            : null;
    }

    private static Decision<CaseEvent> Illegal(string detail) => Decision<CaseEvent>.Reject(RejectionCodes.IllegalTransition, detail);
}
