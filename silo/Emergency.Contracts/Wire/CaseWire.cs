using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Emergency.Domain;
using Emergency.Domain.Clocks;

namespace Emergency.Contracts;

/// <summary>Where a patient is.</summary>
/// <param name="Lon">Degrees east, WGS-84.</param>
/// <param name="Lat">Degrees north, WGS-84.</param>
/// <param name="Address">What the caller said of the place.</param>
[GenerateSerializer, Immutable, Alias("Emergency.CaseLocation")]
public sealed record CaseLocation([property: Id(0)] double Lon, [property: Id(1)] double Lat, [property: Id(2)] string? Address)
{
    /// <summary>The same as a point.</summary>
    [JsonIgnore]
    public GeoPoint Point => new(Lon, Lat);
}

/// <summary>Who rang.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.CallerInfo")]
public sealed record CallerInfo([property: Id(0)] string? Name, [property: Id(1)] string? Phone);

/// <summary>A patient of a case, as far as known.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.PatientView")]
public sealed record PatientView(
    [property: Id(0)] string PatientId,
    [property: Id(1)] string? Name,
    [property: Id(2)] int? AgeYears,
    [property: Id(3)] string? Sex,
    [property: Id(4)] string? Notes);

/// <summary>A milestone that was reached.</summary>
/// <param name="Milestone">Which.</param>
/// <param name="OccurredAt">When it happened, by the clock of whoever set it, checked against the server's.</param>
/// <param name="RecordedAt">When the server learnt it.</param>
/// <param name="Source">Desk, vehicle, geofence or system.</param>
/// <param name="Actor">The user or vehicle that set it.</param>
/// <param name="Reason">Why, for the exits and corrections.</param>
[GenerateSerializer, Immutable, Alias("Emergency.MilestoneView")]
public sealed record MilestoneView(
    [property: Id(0)] Milestone Milestone,
    [property: Id(1)] DateTimeOffset OccurredAt,
    [property: Id(2)] DateTimeOffset RecordedAt,
    [property: Id(3)] FactSource Source,
    [property: Id(4)] string Actor,
    [property: Id(5)] string? Reason);

/// <summary>One unit's part in a case.</summary>
/// <param name="AssignmentId">Which part.</param>
/// <param name="AmbulanceId">The unit.</param>
/// <param name="Milestone">The furthest milestone reached, or the exit.</param>
/// <param name="EtaSeconds">Seconds to the scene as reckoned at <paramref name="EtaAt"/>; null when unknown.</param>
/// <param name="EtaAt">When the arrival was reckoned.</param>
/// <param name="Active">Whether the unit is still bound to it.</param>
/// <param name="Milestones">What was reached, in order of the milestones.</param>
/// <param name="HospitalId">Where the patient is taken; null when not decided.</param>
/// <param name="OverrideReason">Why another unit than the first recommended was sent.</param>
/// <param name="NotBefore">For a reservation: the earliest time to send the unit.</param>
/// <param name="Pending">The unit was asked and has not answered yet.</param>
/// <param name="FirstChoice">The unit that was recommended first when this one was chosen; null when that is not known.</param>
/// <param name="FirstChoiceEtaSeconds">Its expected seconds to the scene then; null when unknown.</param>
[GenerateSerializer, Immutable, Alias("Emergency.AssignmentView")]
public sealed record AssignmentView(
    [property: Id(0)] AssignmentId AssignmentId,
    [property: Id(1)] AmbulanceId AmbulanceId,
    [property: Id(2)] Milestone Milestone,
    [property: Id(3)] double? EtaSeconds,
    [property: Id(4)] DateTimeOffset? EtaAt,
    [property: Id(5)] bool Active,
    [property: Id(6)] ImmutableArray<MilestoneView> Milestones,
    [property: Id(7)] HospitalId? HospitalId,
    [property: Id(8)] string? OverrideReason,
    [property: Id(9)] DateTimeOffset? NotBefore,
    [property: Id(10)] bool Pending,
    [property: Id(11)] AmbulanceId? FirstChoice = null,
    [property: Id(12)] double? FirstChoiceEtaSeconds = null);

/// <summary>A running or stopped clock of a case, as it stood when the view was made: whoever shows it lets it run on.</summary>
/// <param name="Name">Kebab-case word: <c>answer</c>, <c>dispatch</c>, <c>turnout</c>, <c>response</c> …</param>
/// <param name="From">When it started; null when not yet, or unknown.</param>
/// <param name="To">When it stopped; null while it runs.</param>
/// <param name="TargetSeconds">Its target.</param>
/// <param name="State">How it stood.</param>
/// <param name="AssignmentId">The assignment that it is about; null when it is about the case.</param>
[GenerateSerializer, Immutable, Alias("Emergency.ClockView")]
public sealed record ClockView(
    [property: Id(0)] string Name,
    [property: Id(1)] DateTimeOffset? From,
    [property: Id(2)] DateTimeOffset? To,
    [property: Id(3)] double TargetSeconds,
    [property: Id(4)] ClockState State,
    [property: Id(5)] AssignmentId? AssignmentId = null);

/// <summary>A whole case as consoles see it.</summary>
/// <param name="Version">Two views of one case are ordered by it.</param>
/// <param name="ResponseKnowledge">What is known of the response.</param>
/// <param name="ResponseSeconds">From the answered call to the first unit on scene; null unless known.</param>
[GenerateSerializer, Immutable, Alias("Emergency.CaseView")]
public sealed record CaseView(
    [property: Id(0)] CaseId CaseId,
    [property: Id(1)] string Number,
    [property: Id(2)] CaseStatus Status,
    [property: Id(3)] Priority Priority,
    [property: Id(4)] CaseLocation Location,
    [property: Id(5)] AreaKind Area,
    [property: Id(6)] double StandardSeconds,
    [property: Id(7)] DateTimeOffset ReceivedAt,
    [property: Id(8)] string Complaint,
    [property: Id(9)] CallerInfo? Caller,
    [property: Id(10)] int PatientCount,
    [property: Id(11)] ImmutableArray<string> Notes,
    [property: Id(12)] ImmutableArray<AssignmentView> Assignments,
    [property: Id(13)] ImmutableArray<PatientView> Patients,
    [property: Id(14)] ImmutableArray<ClockView> Clocks,
    [property: Id(15)] DateTimeOffset? EndedAt,
    [property: Id(16)] string? EndReason,
    [property: Id(17)] long Version,
    [property: Id(18)] ResponseKnowledge ResponseKnowledge,
    [property: Id(19)] double? ResponseSeconds);

/// <summary>One line of a case's timeline.</summary>
/// <param name="Sequence">The event's place in the case's journal, from 1.</param>
/// <param name="At">When it happened.</param>
/// <param name="RecordedAt">When the server learnt it.</param>
/// <param name="Kind">The event's kebab-case kind, such as <c>milestone-recorded</c>.</param>
/// <param name="FirstChoice">For a request: the unit that was recommended first when this one was chosen.</param>
[GenerateSerializer, Immutable, Alias("Emergency.TimelineEntry")]
public sealed record TimelineEntry(
    [property: Id(0)] long Sequence,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] DateTimeOffset RecordedAt,
    [property: Id(3)] string Kind,
    [property: Id(4)] string Actor,
    [property: Id(5)] FactSource Source,
    [property: Id(6)] AssignmentId? AssignmentId = null,
    [property: Id(7)] AmbulanceId? AmbulanceId = null,
    [property: Id(8)] Milestone? Milestone = null,
    [property: Id(9)] string? Reason = null,
    [property: Id(10)] string? Detail = null,
    [property: Id(11)] AmbulanceId? FirstChoice = null);
