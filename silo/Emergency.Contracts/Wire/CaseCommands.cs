using Emergency.Domain;

namespace Emergency.Contracts;

/// <summary>Who does something, and from where.</summary>
/// <param name="Name">The signed-in user, or the ambulance.</param>
/// <param name="Source">Desk, vehicle, geofence or system.</param>
[GenerateSerializer, Immutable, Alias("Emergency.ActorRef")]
public sealed record ActorRef([property: Id(0)] string Name, [property: Id(1)] FactSource Source);

/// <summary>Opens a case from a call that was answered. Coordinates are WGS-84 already.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.OpenCase")]
public sealed record OpenCase(
    [property: Id(0)] ActorRef By,
    [property: Id(1)] CaseLocation Location,
    [property: Id(2)] string Complaint,
    [property: Id(3)] Priority Priority,
    [property: Id(4)] int PatientCount,
    [property: Id(5)] CallerInfo? Caller,
    [property: Id(6)] string? Notes,
    [property: Id(7)] DateTimeOffset? RingAt);

/// <summary>Changes what is known of a case; null leaves a field as it is.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.AmendCase")]
public sealed record AmendCase(
    [property: Id(0)] ActorRef By,
    [property: Id(1)] Priority? Priority = null,
    [property: Id(2)] string? Complaint = null,
    [property: Id(3)] CaseLocation? Location = null,
    [property: Id(4)] int? PatientCount = null,
    [property: Id(5)] string? Note = null);

/// <summary>Sends a unit to a case, or keeps it for later.</summary>
/// <param name="By">Who decides.</param>
/// <param name="AssignmentId">Made by the caller, so that a repeated command is the same command.</param>
/// <param name="AmbulanceId">The unit.</param>
/// <param name="OverrideReason">Why not the first recommended unit.</param>
/// <param name="Queue">Put it behind the unit's present mission instead of refusing when the unit is busy.</param>
/// <param name="NotBefore">The earliest time to send it; implies <paramref name="Queue"/>.</param>
/// <param name="RecommendationId">The recommendation that the dispatcher saw; null when unknown.</param>
/// <param name="DivertReason">Take the unit from a less urgent case it has not reached yet; says why.</param>
[GenerateSerializer, Immutable, Alias("Emergency.AssignUnit")]
public sealed record AssignUnit(
    [property: Id(0)] ActorRef By,
    [property: Id(1)] AssignmentId AssignmentId,
    [property: Id(2)] AmbulanceId AmbulanceId,
    [property: Id(3)] string? OverrideReason = null,
    [property: Id(4)] bool Queue = false,
    [property: Id(5)] DateTimeOffset? NotBefore = null,
    [property: Id(6)] string? DivertReason = null,
    [property: Id(7)] string? RecommendationId = null);

/// <summary>Says that an assignment reached a milestone or an exit.</summary>
/// <param name="By">Who says so.</param>
/// <param name="AssignmentId">Which assignment.</param>
/// <param name="Milestone">Which milestone or exit.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="Reason">Required for exits and corrections.</param>
/// <param name="DedupeKey">The same key twice is the same report; at most 128 characters.</param>
/// <param name="HospitalId">With LeftScene or AtHospital: which hospital.</param>
/// <param name="Correct">Replace the time of a milestone already recorded; the old one stays in the timeline.</param>
[GenerateSerializer, Immutable, Alias("Emergency.ReportMilestone")]
public sealed record ReportMilestone(
    [property: Id(0)] ActorRef By,
    [property: Id(1)] AssignmentId AssignmentId,
    [property: Id(2)] Milestone Milestone,
    [property: Id(3)] DateTimeOffset OccurredAt,
    [property: Id(4)] string? Reason = null,
    [property: Id(5)] string? DedupeKey = null,
    [property: Id(6)] HospitalId? HospitalId = null,
    [property: Id(7)] bool Correct = false);

/// <summary>Another case takes the unit of an assignment.</summary>
/// <param name="By">Who decides.</param>
/// <param name="AssignmentId">The assignment that loses its unit.</param>
/// <param name="ToCase">The more urgent case.</param>
/// <param name="ToAssignment">The assignment that gets the unit.</param>
/// <param name="ToPriority">That case's priority.</param>
/// <param name="Reason">Why.</param>
[GenerateSerializer, Immutable, Alias("Emergency.DivertAssignment")]
public sealed record DivertAssignment(
    [property: Id(0)] ActorRef By,
    [property: Id(1)] AssignmentId AssignmentId,
    [property: Id(2)] CaseId ToCase,
    [property: Id(3)] AssignmentId ToAssignment,
    [property: Id(4)] Priority ToPriority,
    [property: Id(5)] string Reason);

/// <summary>Decides where the patient of an assignment is taken.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.SetDestination")]
public sealed record SetDestination(
    [property: Id(0)] ActorRef By,
    [property: Id(1)] AssignmentId AssignmentId,
    [property: Id(2)] HospitalId HospitalId);

/// <summary>Ends a case: closes one that is served, or cancels one that needs nobody.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.EndCase")]
public sealed record EndCase([property: Id(0)] ActorRef By, [property: Id(1)] string Reason, [property: Id(2)] bool Cancelled);
