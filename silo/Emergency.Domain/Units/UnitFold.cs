namespace Emergency.Domain.Units;

/// <summary>How each event changes a unit. Never refuses: what was decided has happened.</summary>
internal static class UnitFold
{
    public static AmbulanceUnit Apply(AmbulanceUnit state, UnitEvent happened) => happened switch
    {
        UnitRegistered e => new AmbulanceUnit
        {
            Id = e.AmbulanceId,
            StationId = e.StationId,
            Plate = e.Plate,
            Capabilities = [.. e.Capabilities],
            Crew = e.Crew,
            DeviceKeyHash = e.DeviceKeyHash,
            DutySince = e.At,
        },
        UnitDetailsChanged e => state with
        {
            StationId = e.StationId,
            Plate = e.Plate,
            Capabilities = [.. e.Capabilities],
            Crew = e.Crew,
            DeviceKeyHash = e.DeviceKeyHash,
        },
        DutyChanged e => Change(state, e),
        UnitReserved e => Hold(state, e.CaseId, e.AssignmentId, e.Priority, e.At),
        ReservationQueued e => Enqueue(state, e),
        ReservationPromoted e => Promote(state, e),
        PromotionConfirmed e => Told(state, e.AssignmentId),
        ReservationReleased e => Release(state, e),
        ReservationBarred e => Remember(state, e.AssignmentId),
        UnitDiverted e => Hold(Remember(Told(state, e.FromAssignment), e.FromAssignment), e.ToCase, e.ToAssignment, e.Priority, e.At),
        UnitMoveOrdered e => state with
        {
            BaseDuty = UnitDuty.AvailableMobile,
            DutySince = e.At,
            StandsAt = null,
            Move = new(e.MoveId, e.To, e.At),
            LastMoveId = e.MoveId,
        },
        UnitMoveEnded e => EndMove(state, e),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "no such event"),
    };

    private static AmbulanceUnit EndMove(AmbulanceUnit state, UnitMoveEnded e) => e.How is MoveEnd.Arrived
        ? state with { Move = null, StandsAt = e.To == state.StationId ? null : e.To, BaseDuty = UnitDuty.AvailableAtStation, DutySince = e.At }
        : state with { Move = null };

    /// <summary>Coming on duty begins a new count of work and rest; a pause is a break in it.</summary>
    private static AmbulanceUnit Change(AmbulanceUnit state, DutyChanged e)
    {
        var works = e.Duty is UnitDuty.AvailableAtStation or UnitDuty.AvailableMobile or UnitDuty.Paused;
        var begins = works && state.OnDutySince is null;
        var pauseEnds = state.BaseDuty is UnitDuty.Paused && e.Duty is not UnitDuty.Paused;
        return state with
        {
            BaseDuty = e.Duty,
            DutyReason = e.Reason,
            DutySince = e.At,
            Move = e.Duty is UnitDuty.AvailableMobile ? state.Move : null,
            StandsAt = StaysAt(state, e.Duty),
            OnDutySince = !works ? null : begins ? e.At : state.OnDutySince,
            PauseEndedAt = !works || begins ? null : pauseEnds ? e.At : state.PauseEndedAt,
            MissionEndedAt = !works || begins ? null : state.MissionEndedAt,
        };
    }

    /// <summary>A pause is made where the unit stands; whoever comes from the road, or from off duty, is at its own station.</summary>
    private static StationId? StaysAt(AmbulanceUnit state, UnitDuty to) =>
        state.BaseDuty is UnitDuty.AvailableAtStation or UnitDuty.Paused && to is UnitDuty.AvailableAtStation or UnitDuty.Paused
            ? state.StandsAt
            : null;

    private static AmbulanceUnit Hold(AmbulanceUnit state, CaseId caseId, AssignmentId assignment, Priority priority, DateTimeOffset at) =>
        state with { Active = new(caseId, assignment, priority, at), DutySince = at, Move = null };

    private static AmbulanceUnit Enqueue(AmbulanceUnit state, ReservationQueued e)
    {
        var entry = new QueuedReservation(e.CaseId, e.AssignmentId, e.Priority, e.NotBefore, e.At, state.Arrivals);
        return state with { Queue = state.Queue.Add(entry).Sort(QueuedReservation.Compare), Arrivals = state.Arrivals + 1 };
    }

    private static AmbulanceUnit Promote(AmbulanceUnit state, ReservationPromoted e)
    {
        var entry = state.Queue.Find(q => q.AssignmentId == e.AssignmentId)!;
        return Hold(state, e.CaseId, e.AssignmentId, entry.Priority, e.At) with
        {
            Queue = state.Queue.Remove(entry),
            PendingPromotions = state.PendingPromotions.Add(new(e.CaseId, e.AssignmentId)),
        };
    }

    private static AmbulanceUnit Release(AmbulanceUnit state, ReservationReleased e)
    {
        var rid = Remember(Told(state, e.AssignmentId), e.AssignmentId);
        return state.Active?.AssignmentId == e.AssignmentId
            ? rid with
            {
                Active = null,
                BaseDuty = e.To ?? state.BaseDuty,
                DutySince = e.At,
                MissionEndedAt = e.At,
                StandsAt = e.To is null || e.To == state.BaseDuty ? state.StandsAt : null,
            }
            : rid with { Queue = state.Queue.RemoveAll(q => q.AssignmentId == e.AssignmentId) };
    }

    private static AmbulanceUnit Told(AmbulanceUnit state, AssignmentId assignment) =>
        state with { PendingPromotions = state.PendingPromotions.RemoveAll(p => p.AssignmentId == assignment) };

    private static AmbulanceUnit Remember(AmbulanceUnit state, AssignmentId assignment)
    {
        var ended = state.Ended.Add(assignment);
        return state with { Ended = ended.Count > UnitLimits.RememberedEnds ? ended.RemoveAt(0) : ended };
    }
}
