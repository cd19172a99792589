using System.Text.Json.Serialization;

namespace Emergency.Domain.Cases;

/// <summary>A fact of a case. Persisted as JSON under its kind; members are only ever appended, with a default.</summary>
/// <param name="At">When it happened.</param>
/// <param name="RecordedAt">When the server learnt it; never before <paramref name="At"/> by more than clocks differ.</param>
/// <param name="Actor">Who said so.</param>
/// <param name="Source">Through what.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CaseOpened), "case-opened")]
[JsonDerivedType(typeof(CaseAmended), "case-amended")]
[JsonDerivedType(typeof(NoteAdded), "note-added")]
[JsonDerivedType(typeof(PatientRecorded), "patient-recorded")]
[JsonDerivedType(typeof(AssignmentRequested), "assignment-requested")]
[JsonDerivedType(typeof(AssignmentOffered), "assignment-offered")]
[JsonDerivedType(typeof(AssignmentReserved), "assignment-reserved")]
[JsonDerivedType(typeof(AssignmentRefused), "assignment-refused")]
[JsonDerivedType(typeof(AssignmentPromoted), "assignment-promoted")]
[JsonDerivedType(typeof(MilestoneRecorded), "milestone-recorded")]
[JsonDerivedType(typeof(MilestoneCorrected), "milestone-corrected")]
[JsonDerivedType(typeof(DestinationSet), "destination-set")]
[JsonDerivedType(typeof(AssignmentReleased), "assignment-released")]
[JsonDerivedType(typeof(CaseCancelled), "case-cancelled")]
[JsonDerivedType(typeof(CaseClosed), "case-closed")]
public abstract record CaseEvent(DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source)
{
    /// <summary>The stable name of this kind of event.</summary>
    [JsonIgnore]
    public string Kind => EventKind<CaseEvent>.Of(this);
}

/// <summary>The case came in; <see cref="CaseEvent.At"/> is when the call was answered.</summary>
public sealed record CaseOpened(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    CaseId CaseId,
    string Number,
    GeoPoint Location,
    string Complaint,
    Priority Priority,
    AreaKind Area,
    TimeSpan Standard,
    int PatientCount,
    string? Address = null,
    string? CallerName = null,
    string? CallerPhone = null,
    string? Notes = null,
    DateTimeOffset? RingAt = null) : CaseEvent(At, RecordedAt, Actor, Source);

/// <summary>What is not null was changed to this.</summary>
public sealed record CaseAmended(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    Priority? Priority = null,
    string? Complaint = null,
    GeoPoint? Location = null,
    string? Address = null,
    AreaKind? Area = null,
    TimeSpan? Standard = null,
    int? PatientCount = null,
    string? Notes = null) : CaseEvent(At, RecordedAt, Actor, Source);

/// <summary>A note was added.</summary>
public sealed record NoteAdded(DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string Text)
    : CaseEvent(At, RecordedAt, Actor, Source);

/// <summary>A patient was added, or what was known of one was replaced.</summary>
public sealed record PatientRecorded(DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, PatientRecord Patient)
    : CaseEvent(At, RecordedAt, Actor, Source);

/// <summary>A unit is going to be asked.</summary>
/// <param name="FirstChoice">The unit that was recommended first when this one was chosen; null when that is not known.</param>
/// <param name="FirstChoiceEta">Its expected travel time; null when unknown.</param>
/// <param name="Overrides">What spoke against the chosen unit, as a sentence; null when nothing did.</param>
public sealed record AssignmentRequested(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    AssignmentId AssignmentId,
    AmbulanceId AmbulanceId,
    AssignmentMode Mode,
    Priority Priority,
    TimeSpan? Eta = null,
    int? RecommendedRank = null,
    string? OverrideReason = null,
    DateTimeOffset? NotBefore = null,
    DivertOrigin? DivertFrom = null,
    AmbulanceId? FirstChoice = null,
    TimeSpan? FirstChoiceEta = null,
    string? Overrides = null) : CaseEvent(At, RecordedAt, Actor, Source);

/// <summary>The unit holds the assignment: milestone <see cref="Milestone.Offered"/>.</summary>
public sealed record AssignmentOffered(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    AssignmentId AssignmentId) : CaseEvent(At, RecordedAt, Actor, Source);

/// <summary>The unit keeps the assignment for later: milestone <see cref="Milestone.Reserved"/>.</summary>
public sealed record AssignmentReserved(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    AssignmentId AssignmentId) : CaseEvent(At, RecordedAt, Actor, Source);

/// <summary>The unit said no.</summary>
public sealed record AssignmentRefused(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    AssignmentId AssignmentId,
    string Code,
    string Detail) : CaseEvent(At, RecordedAt, Actor, Source);

/// <summary>What was kept for later is now offered: milestone <see cref="Milestone.Offered"/>.</summary>
public sealed record AssignmentPromoted(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    AssignmentId AssignmentId) : CaseEvent(At, RecordedAt, Actor, Source);

/// <summary>A milestone or an exit happened.</summary>
/// <param name="ClaimedAt">The time that was said, where clock tolerance moved <see cref="CaseEvent.At"/>; else null.</param>
/// <param name="DivertedTo">Only with <see cref="Milestone.Diverted"/>.</param>
public sealed record MilestoneRecorded(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    AssignmentId AssignmentId,
    Milestone Milestone,
    string? Reason = null,
    HospitalId? HospitalId = null,
    string? Key = null,
    DateTimeOffset? ClaimedAt = null,
    DivertTarget? DivertedTo = null) : CaseEvent(At, RecordedAt, Actor, Source);

/// <summary>A milestone's time was corrected to <see cref="CaseEvent.At"/>.</summary>
public sealed record MilestoneCorrected(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    AssignmentId AssignmentId,
    Milestone Milestone,
    DateTimeOffset PreviousAt,
    string Reason,
    string? Key = null,
    DateTimeOffset? ClaimedAt = null) : CaseEvent(At, RecordedAt, Actor, Source);

/// <summary>The unit's destination was named.</summary>
public sealed record DestinationSet(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    AssignmentId AssignmentId,
    HospitalId HospitalId) : CaseEvent(At, RecordedAt, Actor, Source);

/// <summary>The unit confirmed that it is rid of the assignment; nothing of it is left to do.</summary>
public sealed record AssignmentReleased(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    AssignmentId AssignmentId) : CaseEvent(At, RecordedAt, Actor, Source);

/// <summary>The case was called off.</summary>
public sealed record CaseCancelled(DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string Reason)
    : CaseEvent(At, RecordedAt, Actor, Source);

/// <summary>The case ended.</summary>
/// <param name="Automatic">True when the end of its last assignment closed it.</param>
public sealed record CaseClosed(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    string? Reason = null,
    bool Automatic = false) : CaseEvent(At, RecordedAt, Actor, Source);
