namespace Emergency.Domain.Units;

/// <summary>Decisions about registration and duty.</summary>
internal static class DutyRules
{
    public static Decision<UnitEvent> Register(AmbulanceUnit state, RegisterUnit c, DateTimeOffset now)
    {
        if (RegisterProblem(c) is { } problem)
            return problem;
        IReadOnlyList<string> words = [.. c.Capabilities.Distinct().Order(StringComparer.Ordinal)];
        var plate = c.Plate.Trim();
        var s = Stamp.Of(c.By, now);
        if (!state.IsRegistered)
            return new UnitRegistered(s.At, s.RecordedAt, s.Actor, s.Source, c.AmbulanceId, c.StationId, plate, words, c.Crew, c.DeviceKeyHash);
        if (state.Id != c.AmbulanceId)
            return TextRules.Invalid($"this is unit {state.Id}");
        var same = state.StationId == c.StationId && state.Plate == plate && state.Crew == c.Crew
            && state.DeviceKeyHash == c.DeviceKeyHash && state.Capabilities.SequenceEqual(words);
        return same
            ? Decision<UnitEvent>.Unchanged
            : new UnitDetailsChanged(s.At, s.RecordedAt, s.Actor, s.Source, c.StationId, plate, words, c.Crew, c.DeviceKeyHash);
    }

    public static Decision<UnitEvent> Set(AmbulanceUnit state, SetDuty c, DateTimeOffset now)
    {
        var problem = TextRules.Defined(c.Duty, "duty")
            ?? (c.Duty is UnitDuty.OnMission ? TextRules.Invalid("a unit goes on a mission by being reserved") : null)
            ?? TextRules.Optional(c.Reason, TextLimits.Reason, "the reason");
        if (problem is not null)
            return problem;
        if (state.Active is { } mission)
            return OnMission(mission);
        var reason = TextRules.Clean(c.Reason);
        if (state.BaseDuty == c.Duty && (reason is null || reason == state.DutyReason))
            return Decision<UnitEvent>.Unchanged;
        if (!IsLegal(state.BaseDuty, c.Duty))
            return Decision<UnitEvent>.Reject(RejectionCodes.IllegalTransition, $"from {state.BaseDuty} to {c.Duty}");
        if (c.Duty is UnitDuty.Paused or UnitDuty.OutOfService && TextRules.Reason(reason, c.Duty.ToString()) is { } unexplained)
            return unexplained;
        if (c.Duty is UnitDuty.OffDuty or UnitDuty.OutOfService && !state.Queue.IsEmpty)
            return Decision<UnitEvent>.Reject(RejectionCodes.UnitHasReservations, $"{state.Queue.Count} kept for later, next for case {state.Queue[0].CaseId}");
        var changed = new DutyChanged(now, now, c.By.Actor, c.By.Source, c.Duty, reason);
        // A unit that moves and is said to stand at a station has arrived where it was sent.
        IReadOnlyList<UnitEvent> happened = c.Duty is UnitDuty.AvailableAtStation && state.Move is { } move
            ? [UnitMoveRules.Ended(move, MoveEnd.Arrived, c.By, now), changed]
            : [changed];
        return ReservationRules.WithPromotion(state, happened, c.By, now);
    }

    public static Decision<UnitEvent> Arrive(AmbulanceUnit state, ArriveAtStation c, DateTimeOffset now)
    {
        if (state.Active is { } mission)
            return OnMission(mission);
        if (state.Move is { } move)
        {
            // It comes by its own station on the way to another.
            return move.To == state.StationId ? UnitMoveRules.Ended(move, MoveEnd.Arrived, c.By, now) : Decision<UnitEvent>.Unchanged;
        }
        return state.BaseDuty switch
        {
            UnitDuty.AvailableAtStation => Decision<UnitEvent>.Unchanged,
            UnitDuty.AvailableMobile => new DutyChanged(now, now, c.By.Actor, c.By.Source, UnitDuty.AvailableAtStation),
            var duty => Decision<UnitEvent>.Reject(RejectionCodes.IllegalTransition, $"from {duty} to {UnitDuty.AvailableAtStation} by arriving"),
        };
    }

    /// <summary>Only a unit that was available is paused; everything else may follow everything.</summary>
    private static bool IsLegal(UnitDuty from, UnitDuty to) =>
        to is not UnitDuty.Paused || from is UnitDuty.AvailableAtStation or UnitDuty.AvailableMobile or UnitDuty.Paused;

    private static Rejection OnMission(Reservation mission) =>
        new(RejectionCodes.UnitOnMission, $"the unit is on case {mission.CaseId} as {mission.AssignmentId}");

    private static Rejection? RegisterProblem(RegisterUnit c) =>
        TextRules.Word(c.AmbulanceId.Value, "the ambulance id")
        ?? TextRules.Word(c.StationId.Value, "the station id")
        ?? TextRules.Required(c.Plate, TextLimits.Name, "the plate")
        ?? TextRules.Optional(c.DeviceKeyHash, TextLimits.Key, "the device key's hash")
        ?? TextRules.Within(c.Capabilities.Count, 0, UnitLimits.Capabilities, "the number of capabilities")
        ?? (c.Capabilities.All(WordId.IsValid) ? null : TextRules.Invalid("a capability must be a word"))
        ?? TextRules.Within(c.Crew.Physicians, 0, UnitLimits.CrewOfOneRole, "the number of physicians")
        ?? TextRules.Within(c.Crew.Nurses, 0, UnitLimits.CrewOfOneRole, "the number of nurses")
        ?? TextRules.Within(c.Crew.Drivers, 0, UnitLimits.CrewOfOneRole, "the number of drivers")
        ?? TextRules.Within(c.Crew.Bearers, 0, UnitLimits.CrewOfOneRole, "the number of bearers");
}
