using Emergency.Domain.Cases;

namespace Emergency.Domain.Units;

/// <summary>Decisions about who holds the unit, who waits for it, and who is rid of it.</summary>
internal static class ReservationRules
{
    public static Decision<UnitEvent> Reserve(AmbulanceUnit state, ReserveUnit c, DateTimeOffset now)
    {
        if (ReserveProblem(c, now) is { } problem)
            return problem;
        switch (state.StandingOf(c.AssignmentId))
        {
            case ReservationStanding.Active or ReservationStanding.Queued:
                return Decision<UnitEvent>.Unchanged;
            case ReservationStanding.Ended:
                return Ended(c.AssignmentId);
        }
        return c.Mode is AssignmentMode.Later
            ? Enqueue(state, c, now)
            : NotAvailable(state) ?? (Decision<UnitEvent>)new UnitReserved(
                now, now, c.By.Actor, c.By.Source, c.CaseId, c.AssignmentId, c.Priority);
    }

    public static Decision<UnitEvent> Release(AmbulanceUnit state, ReleaseUnit c, DateTimeOffset now)
    {
        if (c.To is not (null or UnitDuty.AvailableAtStation or UnitDuty.AvailableMobile))
            return TextRules.Invalid("a unit is released at its station or on the road");
        var s = Stamp.Of(c.By, now);
        switch (state.StandingOf(c.AssignmentId))
        {
            case ReservationStanding.Ended:
                return Decision<UnitEvent>.Unchanged;
            case ReservationStanding.None:
                return new ReservationBarred(s.At, s.RecordedAt, s.Actor, s.Source, c.AssignmentId);
            case ReservationStanding.Queued:
                var waiting = state.Queue.Find(q => q.AssignmentId == c.AssignmentId)!;
                return new ReservationReleased(s.At, s.RecordedAt, s.Actor, s.Source, waiting.CaseId, c.AssignmentId);
        }
        var mission = state.Active!;
        var released = new ReservationReleased(s.At, s.RecordedAt, s.Actor, s.Source, mission.CaseId, c.AssignmentId, c.To ?? state.BaseDuty);
        return WithPromotion(state, [released], c.By, now);
    }

    public static Decision<UnitEvent> Divert(AmbulanceUnit state, DivertUnit c, DateTimeOffset now)
    {
        if (DivertProblem(c) is { } problem)
            return problem;
        switch (state.StandingOf(c.ToAssignment))
        {
            case ReservationStanding.Active:
                return Decision<UnitEvent>.Unchanged;
            case ReservationStanding.Ended:
                return Ended(c.ToAssignment);
            case ReservationStanding.Queued:
                return Decision<UnitEvent>.Reject(RejectionCodes.IllegalTransition, $"from Queued to Diverted: {c.ToAssignment} waits for its time");
        }
        var s = Stamp.Of(c.By, now);
        if (state.Active is { } mission && mission.AssignmentId == c.FromAssignment)
        {
            return new UnitDiverted(
                s.At, s.RecordedAt, s.Actor, s.Source, mission.CaseId, mission.AssignmentId, c.ToCase, c.ToAssignment, c.Priority);
        }
        return NotAvailable(state)
            ?? (Decision<UnitEvent>)new UnitReserved(s.At, s.RecordedAt, s.Actor, s.Source, c.ToCase, c.ToAssignment, c.Priority);
    }

    public static Decision<UnitEvent> Confirm(AmbulanceUnit state, ConfirmPromotion c, DateTimeOffset now) =>
        state.PendingPromotions.Find(p => p.AssignmentId == c.AssignmentId) is { } pending
            ? new PromotionConfirmed(now, now, c.By.Actor, c.By.Source, pending.CaseId, pending.AssignmentId)
            : Decision<UnitEvent>.Unchanged;

    /// <summary>These events, and the promotion of the queue's head where they leave the unit free and it is due.</summary>
    public static Decision<UnitEvent> WithPromotion(AmbulanceUnit state, IReadOnlyList<UnitEvent> happened, FactAuthor by, DateTimeOffset now)
    {
        var after = state.Apply(happened);
        return after.IsFree && !after.Queue.IsEmpty && after.Queue[0] is var head && head.IsDue(now)
            ? Decision<UnitEvent>.Accept([.. happened, new ReservationPromoted(now, now, by.Actor, by.Source, head.CaseId, head.AssignmentId)])
            : Decision<UnitEvent>.Accept(happened);
    }

    private static Decision<UnitEvent> Enqueue(AmbulanceUnit state, ReserveUnit c, DateTimeOffset now)
    {
        if (state.Duty is UnitDuty.OffDuty or UnitDuty.OutOfService)
            return NotAvailable(state)!;
        if (state.Queue.Count >= UnitLimits.Queue)
            return Decision<UnitEvent>.Reject(RejectionCodes.QueueFull, $"the unit keeps {UnitLimits.Queue} assignments for later already");
        var queued = new ReservationQueued(now, now, c.By.Actor, c.By.Source, c.CaseId, c.AssignmentId, c.Priority, c.NotBefore);
        return WithPromotion(state, [queued], c.By, now);
    }

    /// <summary>Why the unit is not free; null when it is.</summary>
    public static Rejection? NotAvailable(AmbulanceUnit state) => state.Duty switch
    {
        UnitDuty.AvailableAtStation or UnitDuty.AvailableMobile => null,
        UnitDuty.OnMission => new(RejectionCodes.UnitNotFree, $"case {state.Active!.CaseId} holds the unit as {state.Active.AssignmentId}"),
        UnitDuty.Paused => new(RejectionCodes.UnitPaused, $"the unit is paused: {state.DutyReason}"),
        UnitDuty.OutOfService => new(RejectionCodes.UnitOutOfService, $"the unit is out of service: {state.DutyReason}"),
        _ => new(RejectionCodes.UnitOffDuty, "the unit is off duty"),
    };

    private static Decision<UnitEvent> Ended(AssignmentId id) =>
        Decision<UnitEvent>.Reject(RejectionCodes.AssignmentEnded, $"the unit is rid of {id}");

    private static Rejection? ReserveProblem(ReserveUnit c, DateTimeOffset now) =>
        TextRules.Word(c.CaseId.Value, "the case id")
        ?? TextRules.Word(c.AssignmentId.Value, "the assignment id")
        ?? TextRules.Defined(c.Mode, "mode")
        ?? TextRules.Defined(c.Priority, "priority")
        ?? (c.Mode is AssignmentMode.Now && c.NotBefore is not null ? TextRules.Invalid("an assignment for now has no earliest time") : null)
        ?? (c.NotBefore > now + UnitLimits.NotBefore
            ? TextRules.Invalid($"an assignment is kept at most {UnitLimits.NotBefore.TotalDays:0} days ahead")
            : null);

    private static Rejection? DivertProblem(DivertUnit c) =>
        TextRules.Word(c.ToCase.Value, "the case id")
        ?? TextRules.Word(c.ToAssignment.Value, "the assignment id")
        ?? TextRules.Defined(c.Priority, "priority")
        ?? (c.FromAssignment == c.ToAssignment ? TextRules.Invalid("a unit is diverted to another assignment") : null);
}
