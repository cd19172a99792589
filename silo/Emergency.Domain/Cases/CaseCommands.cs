namespace Emergency.Domain.Cases;

/// <summary>What can be asked of a <see cref="PatientCase"/>.</summary>
/// <param name="By">Who asks.</param>
public abstract record CaseCommand(FactAuthor By);

/// <summary>Opens the case. The same call again is unchanged; other facts under the same id are <c>case-exists</c>.</summary>
/// <param name="Location">Where the unit must go, in WGS-84.</param>
/// <param name="PatientCount">1 to <see cref="CaseLimits.Patients"/>.</param>
/// <param name="Standard">The longest response that meets the county's standard here.</param>
/// <param name="ReceivedAt">When the call was answered: the start of the response clock. At most 2 min ahead of now (taken as now).</param>
/// <param name="Number">What people call the case, such as <c>20261122-0007</c>.</param>
/// <param name="RingAt">When the telephone began to ring; null when the case did not come by telephone.</param>
public sealed record OpenCase(
    FactAuthor By,
    CaseId CaseId,
    string Number,
    GeoPoint Location,
    string Complaint,
    Priority Priority,
    AreaKind Area,
    TimeSpan Standard,
    DateTimeOffset ReceivedAt,
    int PatientCount = 1,
    string? Address = null,
    string? CallerName = null,
    string? CallerPhone = null,
    string? Notes = null,
    DateTimeOffset? RingAt = null) : CaseCommand(By);

/// <summary>Changes what is not null. A new location brings its area and standard with it. Not for a closed case.</summary>
public sealed record AmendCase(
    FactAuthor By,
    Priority? Priority = null,
    string? Complaint = null,
    GeoPoint? Location = null,
    string? Address = null,
    AreaKind? Area = null,
    TimeSpan? Standard = null,
    int? PatientCount = null,
    string? Notes = null) : CaseCommand(By);

/// <summary>Adds a note, at any time after opening.</summary>
public sealed record AddNote(FactAuthor By, string Text) : CaseCommand(By);

/// <summary>Adds a patient or replaces what was known of one, at any time after opening.</summary>
public sealed record RecordPatient(FactAuthor By, PatientRecord Patient) : CaseCommand(By);

/// <summary>
/// The intent to send a unit; recorded before the unit is asked, so that asking can be resumed after a crash.
/// </summary>
/// <param name="Eta">Expected travel time when it was requested; null when unknown.</param>
/// <param name="RecommendedRank">1 for the unit recommended first; null when it was not among the candidates.</param>
/// <param name="OverrideReason">Why this unit in spite of what speaks against it.</param>
/// <param name="NeedsOverride">
/// What speaks against this unit, as a sentence (it is not the first choice, or lacks something): then a reason is required. Null for nothing.
/// </param>
/// <param name="NotBefore">For <see cref="AssignmentMode.Later"/>: the earliest offer. Null: as soon as the unit is free.</param>
/// <param name="DivertFrom">The assignment of another case that the unit is to be taken from.</param>
/// <param name="FirstChoice">The unit that was recommended first when this one was chosen; null when that is not known.</param>
/// <param name="FirstChoiceEta">Its expected travel time; null when unknown.</param>
public sealed record RequestAssignment(
    FactAuthor By,
    AssignmentId AssignmentId,
    AmbulanceId AmbulanceId,
    AssignmentMode Mode = AssignmentMode.Now,
    TimeSpan? Eta = null,
    int? RecommendedRank = null,
    string? OverrideReason = null,
    string? NeedsOverride = null,
    DateTimeOffset? NotBefore = null,
    DivertOrigin? DivertFrom = null,
    AmbulanceId? FirstChoice = null,
    TimeSpan? FirstChoiceEta = null) : CaseCommand(By);

/// <summary>The unit said yes: it holds the assignment, or keeps it in its queue.</summary>
public sealed record ConfirmOffer(FactAuthor By, AssignmentId AssignmentId, bool Queued = false) : CaseCommand(By);

/// <summary>The unit said no, for the reason it gave.</summary>
public sealed record RefuseOffer(FactAuthor By, AssignmentId AssignmentId, Rejection Why) : CaseCommand(By);

/// <summary>The unit became free and took up an assignment that it kept for later.</summary>
public sealed record PromoteAssignment(FactAuthor By, AssignmentId AssignmentId) : CaseCommand(By);

/// <summary>A milestone or an exit happened. <see cref="MilestoneRules"/> says which are legal when.</summary>
/// <param name="OccurredAt">When it happened, by the clock of whoever saw it.</param>
/// <param name="Reason">Required for exits, and for clearing with the patient still on board.</param>
/// <param name="HospitalId">For leaving the scene and reaching hospital: which one.</param>
/// <param name="Key">A word that is the same when the same message comes again, such as device and sequence.</param>
public sealed record RecordMilestone(
    FactAuthor By,
    AssignmentId AssignmentId,
    Milestone Milestone,
    DateTimeOffset OccurredAt,
    string? Reason = null,
    HospitalId? HospitalId = null,
    string? Key = null) : CaseCommand(By);

/// <summary>Replaces the time of a recorded milestone; the old time stays in its history.</summary>
public sealed record CorrectMilestone(
    FactAuthor By,
    AssignmentId AssignmentId,
    Milestone Milestone,
    DateTimeOffset OccurredAt,
    string Reason,
    string? Key = null) : CaseCommand(By);

/// <summary>Names the hospital that the unit is to go to. Until hand-over.</summary>
public sealed record SetDestination(FactAuthor By, AssignmentId AssignmentId, HospitalId HospitalId) : CaseCommand(By);

/// <summary>Calls an assignment off, in any phase before a patient is on board; with a reason.</summary>
public sealed record CancelAssignment(FactAuthor By, AssignmentId AssignmentId, string Reason) : CaseCommand(By);

/// <summary>
/// Gives the unit to a more urgent case, while it is still no further than under way. This case decides first;
/// then the unit is diverted in one step of its own, and then the other case is told that it has the unit.
/// </summary>
public sealed record DivertAssignment(FactAuthor By, AssignmentId AssignmentId, DivertTarget To, string Reason) : CaseCommand(By);

/// <summary>The unit confirmed that it no longer holds or keeps an ended assignment.</summary>
public sealed record ConfirmRelease(FactAuthor By, AssignmentId AssignmentId) : CaseCommand(By);

/// <summary>Calls the whole case off and cancels every assignment that has not ended.</summary>
public sealed record CancelCase(FactAuthor By, string Reason) : CaseCommand(By);

/// <summary>Closes a case on which no unit is working. Needs a reason when no unit brought it to an end.</summary>
public sealed record CloseCase(FactAuthor By, string? Reason = null) : CaseCommand(By);
