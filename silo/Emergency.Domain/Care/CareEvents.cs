using System.Text.Json.Serialization;
using Emergency.Domain.Vitals;

namespace Emergency.Domain.Care;

/// <summary>A clinical fact of a case. Persisted as JSON under its kind; members are only ever appended, with a default.</summary>
/// <param name="At">When it happened.</param>
/// <param name="RecordedAt">When the server learnt it.</param>
/// <param name="Actor">Who said so.</param>
/// <param name="Source">Through what.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PatientBound), "patient-bound")]
[JsonDerivedType(typeof(FactsStated), "patient-described")]
[JsonDerivedType(typeof(ParticipantChanged), "participant-changed")]
[JsonDerivedType(typeof(GuidanceSaid), "guidance-given")]
[JsonDerivedType(typeof(GuidanceDelivered), "guidance-delivered")]
[JsonDerivedType(typeof(GuidanceWasRead), "guidance-read")]
[JsonDerivedType(typeof(ChecklistLineTicked), "checklist-ticked")]
[JsonDerivedType(typeof(OrderGiven), "order-given")]
[JsonDerivedType(typeof(OrderStepped), "order-stepped")]
[JsonDerivedType(typeof(OrderWithdrawn), "order-cancelled")]
[JsonDerivedType(typeof(OrderEscalated), "order-escalated")]
[JsonDerivedType(typeof(EscalationSeen), "order-escalation-acknowledged")]
[JsonDerivedType(typeof(StandingDrugGiven), "drug-given")]
[JsonDerivedType(typeof(RecordingReceived), "attachment-received")]
[JsonDerivedType(typeof(EcgInterpreted), "ecg-read")]
[JsonDerivedType(typeof(ChannelBegun), "channel-opened")]
[JsonDerivedType(typeof(ChannelStepped), "channel-stepped")]
[JsonDerivedType(typeof(ChannelDirected), "channel-directed")]
[JsonDerivedType(typeof(NoticeSent), "notice-sent")]
[JsonDerivedType(typeof(NoticeSeen), "notice-acknowledged")]
[JsonDerivedType(typeof(ChannelClockAlerted), "channel-clock-alerted")]
[JsonDerivedType(typeof(ChannelClosed), "channel-closed")]
[JsonDerivedType(typeof(AlarmNoted), "vital-alarm")]
[JsonDerivedType(typeof(WaveformLost), "waveform-thinned")]
[JsonDerivedType(typeof(DirectionDecided), "direction-decided")]
[JsonDerivedType(typeof(DirectionSettled), "direction-settled")]
public abstract record CareEvent(DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source)
{
    /// <summary>The stable name of this kind of event.</summary>
    [JsonIgnore]
    public string Kind => EventKind<CareEvent>.Of(this);

    /// <summary>The key of the report that said it; the same key again is the same report. Null when it came otherwise.</summary>
    public string? Key { get; init; }
}

/// <summary>The case has a patient; the assignment's vehicle has it, when one is named.</summary>
public sealed record PatientBound(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, PatientId PatientId, AssignmentId? AssignmentId = null)
    : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>What is not null was said of a patient.</summary>
public sealed record FactsStated(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, PatientId PatientId, PatientDescription Facts)
    : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>Somebody was invited, joined or left.</summary>
public sealed record ParticipantChanged(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string User, ParticipantState State, string? Affiliation = null)
    : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>Something was said to crews, or by one.</summary>
/// <param name="AssignmentId">The crew that said it; null when it was said to crews.</param>
public sealed record GuidanceSaid(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string GuidanceId, string Text,
    PatientId? PatientId = null, AssignmentId? AssignmentId = null, IReadOnlyList<string>? Checklist = null, MarkedStretch? Mark = null)
    : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>Guidance is on the vehicle.</summary>
public sealed record GuidanceDelivered(DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string GuidanceId)
    : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>The crew has read it.</summary>
public sealed record GuidanceWasRead(DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string GuidanceId)
    : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>A line of a checklist was ticked.</summary>
/// <param name="Item">Its place, from 0.</param>
public sealed record ChecklistLineTicked(DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string GuidanceId, int Item)
    : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>A 12-lead recording or a still is complete and durable; <see cref="CareEvent.At"/> is when it was recorded.</summary>
/// <param name="What"><c>ecg-12-lead</c> or <c>still</c>.</param>
public sealed record RecordingReceived(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string EcgId, string What, PatientId PatientId, string MediaType,
    long Length, string Sha256, string? MonitorStatement = null) : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>A physician said what an ECG shows.</summary>
public sealed record EcgInterpreted(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string EcgId, EcgStatement Statement, string? Text = null)
    : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>The vehicle gave up stored waveform to keep room for facts.</summary>
public sealed record WaveformLost(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, DateTimeOffset From, DateTimeOffset To, int Blocks)
    : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>A fact about an alarm of a patient's vital signs.</summary>
public sealed record AlarmNoted(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, PatientId PatientId, VitalAlarmEvent Fact)
    : CareEvent(At, RecordedAt, Actor, Source);
