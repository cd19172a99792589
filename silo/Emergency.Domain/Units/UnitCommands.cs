using Emergency.Domain.Cases;

namespace Emergency.Domain.Units;

/// <summary>What can be asked of an <see cref="AmbulanceUnit"/>.</summary>
/// <param name="By">Who asks.</param>
public abstract record UnitCommand(FactAuthor By);

/// <summary>Registers the unit from county data, or brings its details up to date. The same details again change nothing.</summary>
/// <param name="Plate">The number plate.</param>
/// <param name="Capabilities">Words such as <c>bls</c>, <c>als</c>, <c>newborn</c>, <c>doctor</c>; order and repeats do not matter.</param>
/// <param name="DeviceKeyHash">The hash of the onboard agent's key; null while the vehicle has none.</param>
public sealed record RegisterUnit(
    FactAuthor By,
    AmbulanceId AmbulanceId,
    StationId StationId,
    string Plate,
    IReadOnlyList<string> Capabilities,
    CrewComplement Crew,
    string? DeviceKeyHash = null) : UnitCommand(By);

/// <summary>
/// Changes what the unit does when it has no mission: on duty (available at station or mobile), off duty, paused, out of service, and back.
/// Pausing and going out of service need a reason. Refused while a mission lasts.
/// </summary>
public sealed record SetDuty(FactAuthor By, UnitDuty Duty, string? Reason = null) : UnitCommand(By);

/// <summary>The unit is back at its station.</summary>
public sealed record ArriveAtStation(FactAuthor By) : UnitCommand(By);

/// <summary>
/// A case asks for the unit. <see cref="AssignmentMode.Now"/>: yes when it is free and on duty. <see cref="AssignmentMode.Later"/>: put into
/// the queue, also during a mission or a pause; taken up at once when the unit is free and it is due. Asking again gets the same yes;
/// <see cref="AmbulanceUnit.StandingOf"/> tells whether that yes means held or queued.
/// </summary>
public sealed record ReserveUnit(
    FactAuthor By,
    CaseId CaseId,
    AssignmentId AssignmentId,
    AssignmentMode Mode,
    Priority Priority,
    DateTimeOffset? NotBefore = null) : UnitCommand(By);

/// <summary>
/// The case is done with the unit: frees it, or takes the assignment out of the queue. An assignment that the unit never heard of is barred
/// for ever, so that a late duplicate of its question is answered with no.
/// </summary>
/// <param name="To">
/// Where it is free: at station or mobile; null for as it was before the mission, which is right only when it never moved
/// (<see cref="Assignment.HasRolled"/>).
/// </param>
public sealed record ReleaseUnit(FactAuthor By, AssignmentId AssignmentId, UnitDuty? To = null) : UnitCommand(By);

/// <summary>
/// Passes the unit from one assignment to a more urgent one in a single step. The losing case decides first whether that is legal
/// (<see cref="Cases.DivertAssignment"/>); its milestones are its own and not looked at here. When the unit does not hold the losing
/// assignment any more, this is the same as reserving it now.
/// </summary>
public sealed record DivertUnit(
    FactAuthor By,
    AssignmentId FromAssignment,
    CaseId ToCase,
    AssignmentId ToAssignment,
    Priority Priority) : UnitCommand(By);

/// <summary>Time has passed: takes up the head of the queue when the unit is free and it is due.</summary>
public sealed record PromoteDue(FactAuthor By) : UnitCommand(By);

/// <summary>The case knows now that the unit took up what it kept for later.</summary>
public sealed record ConfirmPromotion(FactAuthor By, AssignmentId AssignmentId) : UnitCommand(By);

/// <summary>Sends the free unit to another station; a move that it makes already gives way. The same move again changes nothing.</summary>
public sealed record OrderMove(FactAuthor By, string MoveId, StationId To) : UnitCommand(By);

/// <summary>Ends the move of this name; when the unit makes no such move, nothing changes.</summary>
public sealed record EndMove(FactAuthor By, string MoveId, MoveEnd How) : UnitCommand(By);
