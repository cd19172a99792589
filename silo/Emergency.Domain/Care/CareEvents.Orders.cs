namespace Emergency.Domain.Care;

/// <summary>A physician gave an order.</summary>
/// <param name="AssignmentId">Whose crew is to do it; null while no vehicle has the patient.</param>
/// <param name="RulesVersion">The rule set that checked it; null when none was asked.</param>
public sealed record OrderGiven(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string OrderId, PatientId PatientId, OrderContent Content,
    IReadOnlyList<KeptFinding> Findings, AssignmentId? AssignmentId = null, string? OverrideReason = null, string? RulesVersion = null)
    : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>The crew brought an order a step further.</summary>
/// <param name="ClaimedAt">The time that was said, where <see cref="CareEvent.At"/> had to be moved; else null.</param>
public sealed record OrderStepped(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string OrderId, OrderState State, string? Text = null,
    DateTimeOffset? ClaimedAt = null) : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>An order was taken back.</summary>
public sealed record OrderWithdrawn(DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string OrderId, string Reason)
    : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>No answer to an order came in time.</summary>
/// <param name="State">Where it stood.</param>
/// <param name="DueAt">When the next step should have come.</param>
public sealed record OrderEscalated(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string OrderId, OrderState State, DateTimeOffset DueAt)
    : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>Somebody has seen that no answer came.</summary>
public sealed record EscalationSeen(DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string OrderId)
    : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>A crew gave a drug by its own standing orders.</summary>
public sealed record StandingDrugGiven(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string OrderId, PatientId PatientId, OrderContent Content,
    IReadOnlyList<KeptFinding> Findings, AssignmentId? AssignmentId = null, DateTimeOffset? ClaimedAt = null)
    : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>It was decided where an assignment goes; its case is to be told.</summary>
/// <param name="Cause">The order or channel that says so.</param>
public sealed record DirectionDecided(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, AssignmentId AssignmentId, HospitalId HospitalId, string Cause)
    : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>The case was told and answered.</summary>
/// <param name="Refused">The code of its no; null for yes.</param>
public sealed record DirectionSettled(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, AssignmentId AssignmentId, HospitalId HospitalId,
    string? Refused = null) : CareEvent(At, RecordedAt, Actor, Source);
