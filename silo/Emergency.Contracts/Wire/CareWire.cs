using System.Collections.Immutable;
using Emergency.Domain;
using Emergency.Domain.Care;

namespace Emergency.Contracts;

/// <summary>What is known of a patient that treatment depends on. Null is unknown; an empty list means that somebody asked and there is none.</summary>
/// <param name="AgeYears">0 to 130.</param>
/// <param name="AgeMonths">For children under two: whole months, 0 to 24, instead of years.</param>
/// <param name="Sex"><c>male</c> or <c>female</c>.</param>
/// <param name="WeightKg">0.3 to 400.</param>
/// <param name="WeightEstimated">The weight was guessed, not measured or said.</param>
/// <param name="Allergies">Codes of ingredients or classes, or words of the crew's own.</param>
/// <param name="Conditions">Codes or words of conditions.</param>
/// <param name="OnsetAt">When it began; for stroke: last seen well.</param>
/// <param name="Gcs">Coma scale, 3 to 15.</param>
/// <param name="OnOxygen">Whether the patient is given oxygen.</param>
/// <param name="Consciousness">One of <c>A C V P U</c>: alert, new confusion, responds to voice, to pain, unresponsive.</param>
[GenerateSerializer, Immutable, Alias("Emergency.PatientFactsView")]
public sealed record PatientFactsView(
    [property: Id(0)] string? Name = null,
    [property: Id(1)] int? AgeYears = null,
    [property: Id(2)] int? AgeMonths = null,
    [property: Id(3)] string? Sex = null,
    [property: Id(4)] double? WeightKg = null,
    [property: Id(5)] bool WeightEstimated = false,
    [property: Id(6)] Pregnancy Pregnancy = Pregnancy.Unknown,
    [property: Id(7)] ImmutableArray<string>? Allergies = null,
    [property: Id(8)] ImmutableArray<string>? Conditions = null,
    [property: Id(9)] DateTimeOffset? OnsetAt = null,
    [property: Id(10)] int? Gcs = null,
    [property: Id(11)] bool? OnOxygen = null,
    [property: Id(12)] string? Consciousness = null);

/// <summary>A computed score with what went into it. The software shows and computes, it never diagnoses.</summary>
/// <param name="Name"><c>news2</c>, <c>shock-index</c>, <c>gcs</c>, <c>rts</c> …</param>
/// <param name="Total">Null unless complete.</param>
/// <param name="Status"><c>complete</c>, <c>incomplete</c> or <c>notApplicable</c>.</param>
/// <param name="Band">Such as <c>urgent</c>; null unless complete.</param>
/// <param name="Missing">What it lacks, or is too old.</param>
/// <param name="At">The oldest value that it rests on; null unless complete.</param>
[GenerateSerializer, Immutable, Alias("Emergency.ScoreView")]
public sealed record ScoreView(
    [property: Id(0)] string Name,
    [property: Id(1)] double? Total,
    [property: Id(2)] string Status,
    [property: Id(3)] string? Band,
    [property: Id(4)] ImmutableArray<string> Missing,
    [property: Id(5)] DateTimeOffset? At);

/// <summary>A patient in care.</summary>
/// <param name="AssignmentId">The assignment whose vehicle has the patient; null when none has, such as in a clinic.</param>
[GenerateSerializer, Immutable, Alias("Emergency.CarePatient")]
public sealed record CarePatient(
    [property: Id(0)] PatientId PatientId,
    [property: Id(1)] AssignmentId? AssignmentId,
    [property: Id(2)] PatientFactsView Facts,
    [property: Id(3)] ImmutableArray<ScoreView> Scores);

/// <summary>A physician or other person who takes part from afar.</summary>
/// <param name="User">Sign-in name.</param>
/// <param name="Affiliation">Whose physician: a hospital's name; null when not said.</param>
[GenerateSerializer, Immutable, Alias("Emergency.ParticipantView")]
public sealed record ParticipantView(
    [property: Id(0)] string User,
    [property: Id(1)] string? Affiliation,
    [property: Id(2)] ParticipantState State,
    [property: Id(3)] DateTimeOffset Since,
    [property: Id(4)] string? InvitedBy);

/// <summary>A marked interval of an ECG.</summary>
/// <param name="FromMs">Milliseconds from the first sample.</param>
/// <param name="Leads">Lead names; empty for all.</param>
[GenerateSerializer, Immutable, Alias("Emergency.EcgMark")]
public sealed record EcgMark(
    [property: Id(0)] string EcgId,
    [property: Id(1)] int FromMs,
    [property: Id(2)] int ToMs,
    [property: Id(3)] ImmutableArray<string> Leads);

/// <summary>One line of a checklist.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.ChecklistItem")]
public sealed record ChecklistItem(
    [property: Id(0)] string Text,
    [property: Id(1)] DateTimeOffset? TickedAt = null,
    [property: Id(2)] string? TickedBy = null);

/// <summary>Something said between physicians and crew: a text, a checklist, a marked stretch of an ECG.</summary>
/// <param name="Author">User or vehicle.</param>
/// <param name="FromCrew">Said by the crew rather than to it.</param>
/// <param name="DeliveredAt">When it was on the vehicle; null when not yet, or when the crew said it.</param>
/// <param name="ReadAt">When the crew said that it has read it.</param>
[GenerateSerializer, Immutable, Alias("Emergency.GuidanceView")]
public sealed record GuidanceView(
    [property: Id(0)] string GuidanceId,
    [property: Id(1)] PatientId? PatientId,
    [property: Id(2)] string Author,
    [property: Id(3)] bool FromCrew,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] string Text,
    [property: Id(6)] ImmutableArray<ChecklistItem> Checklist,
    [property: Id(7)] EcgMark? Mark,
    [property: Id(8)] DateTimeOffset? DeliveredAt,
    [property: Id(9)] DateTimeOffset? ReadAt);

/// <summary>An order as a physician writes it. What <see cref="Kind"/> does not need stays null.</summary>
/// <param name="DrugCode">A code of the rule set.</param>
/// <param name="Dose">In <paramref name="DoseUnit"/>, above 0.</param>
/// <param name="DoseUnit">Such as <c>mg</c>, <c>µg</c>, <c>mL</c>, <c>IU</c>, <c>mg/kg</c>.</param>
/// <param name="Route">Such as <c>iv po im io sl in neb sc</c>.</param>
/// <param name="Rate">For an infusion, in <paramref name="RateUnit"/>.</param>
/// <param name="Procedure">A word such as <c>defibrillation</c>, or text.</param>
/// <param name="HospitalId">For a destination.</param>
/// <param name="Text">Anything more; required for a procedure without a word.</param>
[GenerateSerializer, Immutable, Alias("Emergency.OrderBody")]
public sealed record OrderBody(
    [property: Id(0)] OrderKind Kind,
    [property: Id(1)] string? DrugCode = null,
    [property: Id(2)] double? Dose = null,
    [property: Id(3)] string? DoseUnit = null,
    [property: Id(4)] string? Route = null,
    [property: Id(5)] double? Rate = null,
    [property: Id(6)] string? RateUnit = null,
    [property: Id(7)] string? Procedure = null,
    [property: Id(8)] HospitalId? HospitalId = null,
    [property: Id(9)] string? Text = null);

/// <summary>What the safety check found.</summary>
/// <param name="Severity"><c>severe</c>, <c>warning</c> or <c>information</c>.</param>
/// <param name="Code">A kebab-case word that catalogues put into words.</param>
/// <param name="Values">Figures and names for those words.</param>
/// <param name="Detail">The same as a sentence in English.</param>
[GenerateSerializer, Immutable, Alias("Emergency.SafetyFindingView")]
public sealed record SafetyFindingView(
    [property: Id(0)] string Severity,
    [property: Id(1)] string RuleId,
    [property: Id(2)] string Code,
    [property: Id(3)] ImmutableDictionary<string, string> Values,
    [property: Id(4)] string Detail);

/// <summary>The answer of the safety check before an order is given.</summary>
/// <param name="Blocks">A severe finding stands: the order needs an override with a reason.</param>
/// <param name="RulesVersion">Which rule set checked it.</param>
[GenerateSerializer, Immutable, Alias("Emergency.SafetyCheckView")]
public sealed record SafetyCheckView(
    [property: Id(0)] bool Blocks,
    [property: Id(1)] ImmutableArray<SafetyFindingView> Findings,
    [property: Id(2)] string RulesVersion,
    [property: Id(3)] string Notice,
    [property: Id(4)] string NoticeZh);

/// <summary>A step of an order.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.OrderStep")]
public sealed record OrderStep(
    [property: Id(0)] OrderState State,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] DateTimeOffset RecordedAt,
    [property: Id(3)] string Actor,
    [property: Id(4)] string? Text = null);

/// <summary>An order and how far it has come.</summary>
/// <param name="Findings">What the safety check found when it was given.</param>
/// <param name="OverrideReason">Why it was given against a severe finding.</param>
/// <param name="DueAt">When the next step should have come; null when none is awaited.</param>
/// <param name="EscalatedAt">When it was told that no answer came; null when it was not, or an answer came since.</param>
/// <param name="EscalationSeenBy">Who has seen that.</param>
[GenerateSerializer, Immutable, Alias("Emergency.OrderView")]
public sealed record OrderView(
    [property: Id(0)] string OrderId,
    [property: Id(1)] PatientId PatientId,
    [property: Id(2)] AssignmentId? AssignmentId,
    [property: Id(3)] OrderBody Body,
    [property: Id(4)] OrderState State,
    [property: Id(5)] ImmutableArray<OrderStep> Steps,
    [property: Id(6)] ImmutableArray<SafetyFindingView> Findings,
    [property: Id(7)] string? OverrideReason,
    [property: Id(8)] DateTimeOffset? DueAt,
    [property: Id(9)] DateTimeOffset? EscalatedAt,
    [property: Id(10)] string? EscalationSeenBy);

/// <summary>A recorded 12-lead ECG or still.</summary>
/// <param name="EcgId">The attachment's id; its bytes are at <c>/api/cases/{id}/attachments/{ecgId}</c>.</param>
/// <param name="MonitorStatement">What the monitor wrote on it.</param>
[GenerateSerializer, Immutable, Alias("Emergency.EcgView")]
public sealed record EcgView(
    [property: Id(0)] string EcgId,
    [property: Id(1)] string Kind,
    [property: Id(2)] PatientId PatientId,
    [property: Id(3)] DateTimeOffset AcquiredAt,
    [property: Id(4)] DateTimeOffset ReceivedAt,
    [property: Id(5)] string MediaType,
    [property: Id(6)] long Length,
    [property: Id(7)] string? MonitorStatement,
    [property: Id(8)] EcgReading? Reading);

/// <summary>What a physician read in an ECG.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.EcgReading")]
public sealed record EcgReading(
    [property: Id(0)] EcgStatement Statement,
    [property: Id(1)] string? Text,
    [property: Id(2)] string By,
    [property: Id(3)] DateTimeOffset At);

/// <summary>Something that happened on a green channel.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.ChannelStep")]
public sealed record ChannelStep(
    [property: Id(0)] ChannelEvent Event,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] DateTimeOffset RecordedAt,
    [property: Id(3)] string Actor,
    [property: Id(4)] HospitalId? HospitalId = null,
    [property: Id(5)] string? Reason = null);

/// <summary>A green channel with its clocks.</summary>
/// <param name="HospitalId">Where it leads; null when not decided.</param>
/// <param name="NoticeSentAt">When that hospital was told.</param>
/// <param name="NoticeAcknowledgedAt">When its desk said that it knows.</param>
[GenerateSerializer, Immutable, Alias("Emergency.ChannelView")]
public sealed record ChannelView(
    [property: Id(0)] string ChannelId,
    [property: Id(1)] ChannelKind Kind,
    [property: Id(2)] PatientId PatientId,
    [property: Id(3)] DateTimeOffset OpenedAt,
    [property: Id(4)] string OpenedBy,
    [property: Id(5)] ImmutableArray<ChannelStep> Steps,
    [property: Id(6)] ImmutableArray<ClockView> Clocks,
    [property: Id(7)] HospitalId? HospitalId,
    [property: Id(8)] DateTimeOffset? NoticeSentAt,
    [property: Id(9)] DateTimeOffset? NoticeAcknowledgedAt,
    [property: Id(10)] string? NoticeAcknowledgedBy,
    [property: Id(11)] DateTimeOffset? ClosedAt,
    [property: Id(12)] string? CloseReason);

/// <summary>An alarm about a vital value.</summary>
/// <param name="Kind">Word of the value.</param>
/// <param name="Level"><c>warning</c>, <c>danger</c>, or <c>technical</c> when the signal is lost.</param>
/// <param name="Direction"><c>high</c> or <c>low</c>; null for a technical one.</param>
/// <param name="Escalation">0, or how many times nobody answered in time.</param>
[GenerateSerializer, Immutable, Alias("Emergency.VitalAlarmView")]
public sealed record VitalAlarmView(
    [property: Id(0)] string AlarmId,
    [property: Id(1)] PatientId PatientId,
    [property: Id(2)] string Kind,
    [property: Id(3)] string Level,
    [property: Id(4)] string? Direction,
    [property: Id(5)] double? Value,
    [property: Id(6)] double? Limit,
    [property: Id(7)] DateTimeOffset RaisedAt,
    [property: Id(8)] int Escalation,
    [property: Id(9)] DateTimeOffset? AcknowledgedAt,
    [property: Id(10)] string? AcknowledgedBy,
    [property: Id(11)] DateTimeOffset? EndedAt);

/// <summary>The clinical record of a case as desks see it: everything that is a fact. Newest vitals come beside it.</summary>
/// <param name="Version">Two views of one case are ordered by it.</param>
/// <param name="Links">The last link report of each vehicle on the case.</param>
[GenerateSerializer, Immutable, Alias("Emergency.CareView")]
public sealed record CareView(
    [property: Id(0)] CaseId CaseId,
    [property: Id(1)] long Version,
    [property: Id(2)] ImmutableArray<CarePatient> Patients,
    [property: Id(3)] ImmutableArray<ParticipantView> Participants,
    [property: Id(4)] ImmutableArray<GuidanceView> Guidance,
    [property: Id(5)] ImmutableArray<OrderView> Orders,
    [property: Id(6)] ImmutableArray<EcgView> Ecgs,
    [property: Id(7)] ImmutableArray<ChannelView> Channels,
    [property: Id(8)] ImmutableArray<VitalAlarmView> Alarms,
    [property: Id(9)] ImmutableArray<VehicleLink> Links);
