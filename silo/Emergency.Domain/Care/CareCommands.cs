using System.Collections.Immutable;
using Emergency.Domain.Vitals;

namespace Emergency.Domain.Care;

/// <summary>What can be asked of a <see cref="CareRecord"/>.</summary>
/// <param name="By">Who asks.</param>
public abstract record CareCommand(FactAuthor By)
{
    /// <summary>A word that is the same when the same report comes again, such as device and sequence; null when it is no report.</summary>
    public string? Key { get; init; }

    /// <summary>When it happened, by the clock of whoever reports it; null for now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}

/// <summary>What the record must know of the case: who is on it, how far, and where to.</summary>
public sealed record CaseCourse(bool IsOver, ImmutableArray<AssignmentCourse> Assignments);

/// <summary>One assignment as the case has it.</summary>
/// <param name="IsActive">The unit holds it now.</param>
/// <param name="IsOver">It has ended.</param>
/// <param name="Contact">When the crew was at the patient; null when unknown.</param>
/// <param name="Door">When it was at the hospital; null when unknown.</param>
public sealed record AssignmentCourse(
    AssignmentId Id, bool IsActive, bool IsOver, DateTimeOffset? Contact, DateTimeOffset? Door, HospitalId? Destination);

/// <summary>Settles which patient an assignment's vehicle has: the first that none has yet, else a new one.</summary>
public sealed record BindPatient(FactAuthor By, AssignmentId AssignmentId) : CareCommand(By);

/// <summary>Says what is known of a patient. The number after the last one makes a new patient.</summary>
public sealed record StateFacts(FactAuthor By, PatientId PatientId, PatientDescription Facts) : CareCommand(By);

/// <summary>Invites, joins, leaves.</summary>
public sealed record ChangeParticipant(FactAuthor By, string User, ParticipantState State, string? Affiliation = null) : CareCommand(By);

/// <summary>Says something to crews, or as a crew.</summary>
/// <param name="AssignmentId">The crew that says it; null for somebody who guides.</param>
public sealed record SayGuidance(
    FactAuthor By, string GuidanceId, PatientId? PatientId, string Text, IReadOnlyList<string> Checklist, MarkedStretch? Mark = null,
    AssignmentId? AssignmentId = null) : CareCommand(By);

/// <summary>Guidance is on the vehicle, or was read.</summary>
public sealed record SeeGuidance(FactAuthor By, string GuidanceId, bool Read) : CareCommand(By);

/// <summary>Ticks a line, from 0.</summary>
public sealed record TickLine(FactAuthor By, string GuidanceId, int Item) : CareCommand(By);

/// <summary>Gives an order that was checked.</summary>
public sealed record PlaceOrder(
    FactAuthor By, string OrderId, PatientId PatientId, OrderContent Content, IReadOnlyList<KeptFinding> Findings, string? RulesVersion,
    string? OverrideReason) : CareCommand(By);

/// <summary>A crew brings an order a step further.</summary>
/// <param name="AssignmentId">The crew's part in the case.</param>
public sealed record StepOrder(FactAuthor By, string OrderId, AssignmentId? AssignmentId, OrderState State, string? Text = null) : CareCommand(By);

/// <summary>Takes an order back.</summary>
public sealed record WithdrawOrder(FactAuthor By, string OrderId, string Reason) : CareCommand(By);

/// <summary>Has seen that no answer came.</summary>
public sealed record SeeEscalation(FactAuthor By, string OrderId) : CareCommand(By);

/// <summary>A crew gave a drug by its own standing orders. Findings are kept, and never stand against what was done.</summary>
public sealed record NoteDrug(
    FactAuthor By, string OrderId, PatientId PatientId, AssignmentId AssignmentId, OrderContent Content, IReadOnlyList<KeptFinding> Findings)
    : CareCommand(By);

/// <summary>A recording is complete and durable.</summary>
public sealed record NoteRecording(
    FactAuthor By, string EcgId, string What, PatientId PatientId, string MediaType, long Length, string Sha256, string? MonitorStatement)
    : CareCommand(By);

/// <summary>Says what an ECG shows. Another word later stands beside the first and counts instead.</summary>
public sealed record InterpretEcg(FactAuthor By, string EcgId, EcgStatement Statement, string? Text) : CareCommand(By);

/// <summary>Opens a channel; what happened already is taken over at once.</summary>
/// <param name="PatientId">Null for the only patient.</param>
public sealed record BeginChannel(
    FactAuthor By, string ChannelId, ChannelKind Kind, PatientId? PatientId, HospitalId? HospitalId, CaseCourse Course) : CareCommand(By);

/// <summary>Something happened on a channel. Another time for what was recorded is a correction, from a desk, with a reason.</summary>
public sealed record StepChannel(FactAuthor By, string ChannelId, ChannelEvent Event, HospitalId? HospitalId = null, string? Reason = null)
    : CareCommand(By);

/// <summary>Closes a channel.</summary>
public sealed record CloseGreenChannel(FactAuthor By, string ChannelId, string Reason) : CareCommand(By);

/// <summary>The hospital was told.</summary>
public sealed record SendNotice(FactAuthor By, string ChannelId, HospitalId HospitalId) : CareCommand(By);

/// <summary>The hospital's desk knows of the patient of an assignment.</summary>
public sealed record SeeNotice(FactAuthor By, HospitalId HospitalId, AssignmentId AssignmentId) : CareCommand(By);

/// <summary>The case answered where an assignment goes.</summary>
/// <param name="Refused">The code of its no; null for yes.</param>
public sealed record SettleDirection(FactAuthor By, AssignmentId AssignmentId, HospitalId HospitalId, string? Refused) : CareCommand(By);

/// <summary>The case changed.</summary>
public sealed record FollowCase(FactAuthor By, CaseCourse Course) : CareCommand(By);

/// <summary>Time went on: what fell due is told.</summary>
/// <param name="CaseIsOver">The case has ended.</param>
public sealed record PassTime(FactAuthor By, OrderTimes Times, bool CaseIsOver) : CareCommand(By);

/// <summary>The vehicle gave up stored waveform.</summary>
public sealed record NoteLostWaveform(FactAuthor By, DateTimeOffset From, DateTimeOffset To, int Blocks) : CareCommand(By);

/// <summary>What the alarm book of a patient says.</summary>
public sealed record NoteAlarms(FactAuthor By, PatientId PatientId, IReadOnlyList<VitalAlarmEvent> Facts) : CareCommand(By);
