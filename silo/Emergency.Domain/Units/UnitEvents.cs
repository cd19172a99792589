using System.Text.Json.Serialization;

namespace Emergency.Domain.Units;

/// <summary>A fact of a unit. Persisted as JSON under its kind; members are only ever appended, with a default.</summary>
/// <param name="At">When it happened.</param>
/// <param name="RecordedAt">When the server learnt it.</param>
/// <param name="Actor">Who said so.</param>
/// <param name="Source">Through what.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(UnitRegistered), "unit-registered")]
[JsonDerivedType(typeof(UnitDetailsChanged), "unit-details-changed")]
[JsonDerivedType(typeof(DutyChanged), "duty-changed")]
[JsonDerivedType(typeof(UnitReserved), "unit-reserved")]
[JsonDerivedType(typeof(ReservationQueued), "reservation-queued")]
[JsonDerivedType(typeof(ReservationPromoted), "reservation-promoted")]
[JsonDerivedType(typeof(PromotionConfirmed), "promotion-confirmed")]
[JsonDerivedType(typeof(ReservationReleased), "reservation-released")]
[JsonDerivedType(typeof(ReservationBarred), "reservation-barred")]
[JsonDerivedType(typeof(UnitDiverted), "unit-diverted")]
[JsonDerivedType(typeof(UnitMoveOrdered), "unit-move-ordered")]
[JsonDerivedType(typeof(UnitMoveEnded), "unit-move-ended")]
public abstract record UnitEvent(DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source)
{
    /// <summary>The stable name of this kind of event.</summary>
    [JsonIgnore]
    public string Kind => EventKind<UnitEvent>.Of(this);
}

/// <summary>The unit exists; it begins off duty.</summary>
public sealed record UnitRegistered(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    AmbulanceId AmbulanceId,
    StationId StationId,
    string Plate,
    IReadOnlyList<string> Capabilities,
    CrewComplement Crew,
    string? DeviceKeyHash = null) : UnitEvent(At, RecordedAt, Actor, Source);

/// <summary>County data about the unit changed to this.</summary>
public sealed record UnitDetailsChanged(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    StationId StationId,
    string Plate,
    IReadOnlyList<string> Capabilities,
    CrewComplement Crew,
    string? DeviceKeyHash = null) : UnitEvent(At, RecordedAt, Actor, Source);

/// <summary>What the unit does without a mission changed to this. Never <see cref="UnitDuty.OnMission"/>, which follows from a reservation.</summary>
public sealed record DutyChanged(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    UnitDuty Duty,
    string? Reason = null) : UnitEvent(At, RecordedAt, Actor, Source);

/// <summary>The unit holds this assignment.</summary>
public sealed record UnitReserved(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    CaseId CaseId,
    AssignmentId AssignmentId,
    Priority Priority) : UnitEvent(At, RecordedAt, Actor, Source);

/// <summary>The unit keeps this assignment for later.</summary>
public sealed record ReservationQueued(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    CaseId CaseId,
    AssignmentId AssignmentId,
    Priority Priority,
    DateTimeOffset? NotBefore = null) : UnitEvent(At, RecordedAt, Actor, Source);

/// <summary>The unit took up an assignment from its queue and holds it; the case is still to be told.</summary>
public sealed record ReservationPromoted(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    CaseId CaseId,
    AssignmentId AssignmentId) : UnitEvent(At, RecordedAt, Actor, Source);

/// <summary>The case was told of the promotion.</summary>
public sealed record PromotionConfirmed(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    CaseId CaseId,
    AssignmentId AssignmentId) : UnitEvent(At, RecordedAt, Actor, Source);

/// <summary>The unit no longer holds or keeps this assignment.</summary>
/// <param name="To">What the unit does now; null when the assignment was only queued.</param>
public sealed record ReservationReleased(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    CaseId CaseId,
    AssignmentId AssignmentId,
    UnitDuty? To = null) : UnitEvent(At, RecordedAt, Actor, Source);

/// <summary>The unit will never take this assignment, of which it had not heard.</summary>
public sealed record ReservationBarred(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    AssignmentId AssignmentId) : UnitEvent(At, RecordedAt, Actor, Source);

/// <summary>The unit passed from one assignment to another in one step.</summary>
public sealed record UnitDiverted(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    CaseId FromCase,
    AssignmentId FromAssignment,
    CaseId ToCase,
    AssignmentId ToAssignment,
    Priority Priority) : UnitEvent(At, RecordedAt, Actor, Source);

/// <summary>The unit was told to go to another station. A mission, a pause or the end of duty ends that without a fact of its own.</summary>
public sealed record UnitMoveOrdered(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    string MoveId,
    StationId To) : UnitEvent(At, RecordedAt, Actor, Source);

/// <summary>The unit is at that station, or need not go any more.</summary>
public sealed record UnitMoveEnded(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    string MoveId,
    StationId To,
    MoveEnd How) : UnitEvent(At, RecordedAt, Actor, Source);
