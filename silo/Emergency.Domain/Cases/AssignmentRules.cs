namespace Emergency.Domain.Cases;

/// <summary>Decisions of the saga between a case and a unit: request, the unit's answer, promotion, release.</summary>
internal static class AssignmentRules
{
    public static Decision<CaseEvent> Request(PatientCase state, RequestAssignment c, DateTimeOffset now)
    {
        if (RequestProblem(c, now) is { } problem)
            return problem;
        if (state.Find(c.AssignmentId) is { } known)
        {
            return known.AmbulanceId == c.AmbulanceId && known.Mode == c.Mode
                ? Decision<CaseEvent>.Unchanged
                : Decision<CaseEvent>.Reject(RejectionCodes.AssignmentExists, $"{known.Id} is the assignment of unit {known.AmbulanceId}, {known.Mode}");
        }
        if (!state.IsOpen)
            return CaseRules.Closed(state);
        if (state.Assignments.Find(a => a.IsOpen && a.AmbulanceId == c.AmbulanceId) is { } same)
            return Decision<CaseEvent>.Reject(RejectionCodes.AssignmentExists, $"unit {same.AmbulanceId} is on the case already as {same.Id}");
        if (state.Assignments.Count >= CaseLimits.Assignments)
            return Decision<CaseEvent>.Reject(RejectionCodes.LimitReached, $"a case has at most {CaseLimits.Assignments} assignments");
        return new AssignmentRequested(
            now, now, c.By.Actor, c.By.Source, c.AssignmentId, c.AmbulanceId, c.Mode, state.Priority, c.Eta, c.RecommendedRank,
            TextRules.Clean(c.OverrideReason), c.NotBefore, c.DivertFrom, c.FirstChoice, c.FirstChoiceEta, c.NeedsOverride);
    }

    /// <summary>
    /// Also takes the promotion of what was reserved, and says nothing new of an assignment that is over already: then the release is pending.
    /// </summary>
    public static Decision<CaseEvent> Confirm(PatientCase state, ConfirmOffer c, DateTimeOffset now)
    {
        if (state.Find(c.AssignmentId) is not { } assignment)
            return Unknown(c.AssignmentId);
        return (assignment.Phase, c.Queued) switch
        {
            (AssignmentPhase.Requested, false) => new AssignmentOffered(
                OfferTime(state, assignment, now), now, c.By.Actor, c.By.Source, assignment.Id),
            (AssignmentPhase.Requested, true) => new AssignmentReserved(
                MilestoneTimes.ServerTime(assignment, Milestone.Reserved, state.ReceivedAt, now), now, c.By.Actor, c.By.Source, assignment.Id),
            (AssignmentPhase.Reserved, false) => Promoted(state, assignment, c.By, now),
            _ => Decision<CaseEvent>.Unchanged,
        };
    }

    public static Decision<CaseEvent> Refuse(PatientCase state, RefuseOffer c, DateTimeOffset now)
    {
        if (state.Find(c.AssignmentId) is not { } assignment)
            return Unknown(c.AssignmentId);
        return assignment.Phase switch
        {
            AssignmentPhase.Requested => new AssignmentRefused(now, now, c.By.Actor, c.By.Source, assignment.Id, c.Why.Code, c.Why.Detail),
            AssignmentPhase.Refused or AssignmentPhase.Ended => Decision<CaseEvent>.Unchanged,
            _ => Decision<CaseEvent>.Reject(RejectionCodes.IllegalTransition, $"from {assignment.Current} to Refused: the unit said yes before"),
        };
    }

    public static Decision<CaseEvent> Promote(PatientCase state, PromoteAssignment c, DateTimeOffset now)
    {
        if (state.Find(c.AssignmentId) is not { } assignment)
            return Unknown(c.AssignmentId);
        return assignment.Phase switch
        {
            AssignmentPhase.Requested => new AssignmentOffered(OfferTime(state, assignment, now), now, c.By.Actor, c.By.Source, assignment.Id),
            AssignmentPhase.Reserved => Promoted(state, assignment, c.By, now),
            AssignmentPhase.Active => Decision<CaseEvent>.Unchanged,
            _ => Decision<CaseEvent>.Reject(RejectionCodes.AssignmentEnded, $"{assignment.Id} is over and waits for its release"),
        };
    }

    public static Decision<CaseEvent> Release(PatientCase state, ConfirmRelease c, DateTimeOffset now)
    {
        if (state.Find(c.AssignmentId) is not { } assignment)
            return Unknown(c.AssignmentId);
        if (assignment.Released)
            return Decision<CaseEvent>.Unchanged;
        return assignment.IsOpen
            ? Decision<CaseEvent>.Reject(RejectionCodes.IllegalTransition, $"from {assignment.Phase} to Released: {assignment.Id} has not ended")
            : new AssignmentReleased(now, now, c.By.Actor, c.By.Source, assignment.Id);
    }

    public static Rejection Unknown(AssignmentId id) => new(RejectionCodes.UnknownAssignment, $"the case has no assignment {id}");

    private static AssignmentPromoted Promoted(PatientCase state, Assignment assignment, FactAuthor by, DateTimeOffset now) =>
        new(OfferTime(state, assignment, now), now, by.Actor, by.Source, assignment.Id);

    private static DateTimeOffset OfferTime(PatientCase state, Assignment assignment, DateTimeOffset now) =>
        MilestoneTimes.ServerTime(assignment, Milestone.Offered, state.ReceivedAt, now);

    private static Rejection? RequestProblem(RequestAssignment c, DateTimeOffset now) =>
        TextRules.Word(c.AssignmentId.Value, "the assignment id")
        ?? TextRules.Word(c.AmbulanceId.Value, "the ambulance id")
        ?? TextRules.Defined(c.Mode, "mode")
        ?? TextRules.Optional(c.OverrideReason, TextLimits.Reason, "the reason")
        ?? (c.NeedsOverride is { } against && TextRules.Clean(c.OverrideReason) is null
            ? new Rejection(RejectionCodes.OverrideReasonRequired, $"this choice needs a reason: {against}")
            : null)
        ?? (c.Eta < TimeSpan.Zero ? TextRules.Invalid("the expected travel time is negative") : null)
        ?? (c.RecommendedRank < 1 ? TextRules.Invalid("ranks begin at 1") : null)
        ?? (c.Mode is AssignmentMode.Now && c.NotBefore is not null ? TextRules.Invalid("an assignment for now has no earliest time") : null)
        ?? (c.Mode is AssignmentMode.Later && c.DivertFrom is not null ? TextRules.Invalid("a unit is diverted at once, not later") : null)
        ?? (c.NotBefore > now + CaseLimits.NotBefore
            ? TextRules.Invalid($"an assignment is kept at most {CaseLimits.NotBefore.TotalDays:0} days ahead")
            : null);
}
