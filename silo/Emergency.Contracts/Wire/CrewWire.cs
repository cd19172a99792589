using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Emergency.Domain;
using Emergency.Domain.Care;

namespace Emergency.Contracts;

/// <summary>What a crew must know of the care of its case. It replaces whatever the agent knew of that case when its version is newer.</summary>
/// <param name="PatientId">The patient of this assignment; null when not settled yet.</param>
[GenerateSerializer, Immutable, Alias("Emergency.CrewCare")]
public sealed record CrewCare(
    [property: Id(0)] AmbulanceId AmbulanceId,
    [property: Id(1)] CaseId CaseId,
    [property: Id(2)] AssignmentId AssignmentId,
    [property: Id(3)] long Version,
    [property: Id(4)] PatientId? PatientId,
    [property: Id(5)] ImmutableArray<CarePatient> Patients,
    [property: Id(6)] ImmutableArray<ParticipantView> Participants,
    [property: Id(7)] ImmutableArray<GuidanceView> Guidance,
    [property: Id(8)] ImmutableArray<OrderView> Orders,
    [property: Id(9)] ImmutableArray<EcgView> Ecgs,
    [property: Id(10)] ImmutableArray<ChannelView> Channels,
    [property: Id(11)] ImmutableArray<VitalAlarmView> Alarms);

/// <summary>A fact that the crew set on the vehicle, with the time at which it happened.</summary>
/// <param name="Sequence">Grows with every report of the device, milestones not counted; with the device it is the report's identity.</param>
[GenerateSerializer, Immutable, Alias("Emergency.CrewReport")]
public sealed record CrewReport(
    [property: Id(0)] long Sequence,
    [property: Id(1)] CaseId CaseId,
    [property: Id(2)] AssignmentId AssignmentId,
    [property: Id(3)] DateTimeOffset OccurredAt,
    [property: Id(4)] CrewAct Act);

/// <summary>What a crew can say.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "act")]
[JsonDerivedType(typeof(OrderProgress), "order-progress")]
[JsonDerivedType(typeof(GuidanceSeen), "guidance-seen")]
[JsonDerivedType(typeof(ChecklistTicked), "checklist-ticked")]
[JsonDerivedType(typeof(CrewSaid), "crew-said")]
[JsonDerivedType(typeof(PatientDescribed), "patient-described")]
[JsonDerivedType(typeof(ChannelOpened), "channel-opened")]
[JsonDerivedType(typeof(ChannelHappened), "channel-happened")]
[JsonDerivedType(typeof(DrugGiven), "drug-given")]
[JsonDerivedType(typeof(AlarmSeen), "alarm-seen")]
[JsonDerivedType(typeof(WaveformThinned), "waveform-thinned")]
[GenerateSerializer, Immutable, Alias("Emergency.CrewAct")]
public abstract record CrewAct;

/// <summary>An order came a step further: <c>delivered</c>, <c>read-back</c>, <c>done</c> or <c>not-done</c>.</summary>
/// <param name="Text">The words read back, or why it was not done (required then).</param>
[GenerateSerializer, Immutable, Alias("Emergency.OrderProgress")]
public sealed record OrderProgress([property: Id(0)] string OrderId, [property: Id(1)] OrderState State, [property: Id(2)] string? Text = null) : CrewAct;

/// <summary>Guidance is on the vehicle, or the crew has read it.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.GuidanceSeen")]
public sealed record GuidanceSeen([property: Id(0)] string GuidanceId, [property: Id(1)] bool Read) : CrewAct;

/// <summary>A line of a checklist was ticked.</summary>
/// <param name="Item">Its place, from 0.</param>
[GenerateSerializer, Immutable, Alias("Emergency.ChecklistTicked")]
public sealed record ChecklistTicked([property: Id(0)] string GuidanceId, [property: Id(1)] int Item) : CrewAct;

/// <summary>The crew says something to the physicians.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.CrewSaid")]
public sealed record CrewSaid([property: Id(0)] string GuidanceId, [property: Id(1)] string Text) : CrewAct;

/// <summary>The crew says what is known of the patient.</summary>
/// <param name="PatientId">Null for the patient of this assignment.</param>
[GenerateSerializer, Immutable, Alias("Emergency.PatientDescribed")]
public sealed record PatientDescribed([property: Id(0)] PatientId? PatientId, [property: Id(1)] PatientFactsView Facts) : CrewAct;

/// <summary>The crew opens a green channel.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.ChannelOpened")]
public sealed record ChannelOpened([property: Id(0)] string ChannelId, [property: Id(1)] ChannelKind Kind, [property: Id(2)] PatientId? PatientId = null) : CrewAct;

/// <summary>Something happened on a channel, as the crew says.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.ChannelHappened")]
public sealed record ChannelHappened([property: Id(0)] string ChannelId, [property: Id(1)] ChannelEvent Event, [property: Id(2)] string? Reason = null) : CrewAct;

/// <summary>The crew gave a drug by its own standing orders.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.DrugGiven")]
public sealed record DrugGiven([property: Id(0)] string OrderId, [property: Id(1)] OrderBody Body, [property: Id(2)] PatientId? PatientId = null) : CrewAct;

/// <summary>The crew has seen a vital alarm.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.AlarmSeen")]
public sealed record AlarmSeen([property: Id(0)] string AlarmId) : CrewAct;

/// <summary>The vehicle gave up stored waveform to keep room for facts, and says which.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.WaveformThinned")]
public sealed record WaveformThinned([property: Id(0)] DateTimeOffset From, [property: Id(1)] DateTimeOffset To, [property: Id(2)] int Blocks) : CrewAct;

/// <summary>The server's word on one report of a crew: durable, or refused for good.</summary>
/// <param name="Refusal">Null when it is durable.</param>
[GenerateSerializer, Immutable, Alias("Emergency.CrewReportAck")]
public sealed record CrewReportAck([property: Id(0)] long Sequence, [property: Id(1)] Refusal? Refusal);

/// <summary>How a vehicle's link is, as the vehicle measures it. Newest wins; it is not kept.</summary>
/// <param name="Uplink">Name of the way in use, such as <c>5G</c>.</param>
/// <param name="RttMs">Round trip of a small call.</param>
/// <param name="LossShare">Calls without an answer in time, 0 to 1, over the last minute.</param>
/// <param name="BytesPerSecond">What was carried, over the last 10 seconds.</param>
/// <param name="EcgMode"><c>full</c>, <c>half-rate</c>, <c>four-leads</c> or <c>off</c>.</param>
/// <param name="Radio">What the modem says, as words and figures; null when there is none.</param>
/// <param name="Waiting">Facts that wait to be sent.</param>
/// <param name="BacklogSeconds">Age of the oldest thing that waits, seconds.</param>
[GenerateSerializer, Immutable, Alias("Emergency.LinkReport")]
public sealed record LinkReport(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] string Uplink,
    [property: Id(2)] double? RttMs,
    [property: Id(3)] double? LossShare,
    [property: Id(4)] double? BytesPerSecond,
    [property: Id(5)] string EcgMode,
    [property: Id(6)] string? Radio,
    [property: Id(7)] int Waiting,
    [property: Id(8)] double BacklogSeconds);

/// <summary>The last link report of a vehicle.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.VehicleLink")]
public sealed record VehicleLink([property: Id(0)] AmbulanceId AmbulanceId, [property: Id(1)] LinkReport Report);

/// <summary>How a peer connection is set up: passed on between a tablet or cabin camera and physicians, never kept.</summary>
/// <param name="From">Who says it: <c>vehicle:{ambulanceId}:{page}</c> or <c>user:{name}:{page}</c>. The server writes it.</param>
/// <param name="To">Whom it is for; null for everybody on the case.</param>
/// <param name="Kind"><c>join leave offer answer candidate state</c>.</param>
/// <param name="Payload">JSON that the server does not look into, at most 32 KiB.</param>
[GenerateSerializer, Immutable, Alias("Emergency.CallSignal")]
public sealed record CallSignal(
    [property: Id(0)] CaseId CaseId,
    [property: Id(1)] string From,
    [property: Id(2)] string? To,
    [property: Id(3)] string Kind,
    [property: Id(4)] string Payload);

/// <summary>A server that helps two sides to reach each other (STUN or TURN).</summary>
[GenerateSerializer, Immutable, Alias("Emergency.IceServer")]
public sealed record IceServer(
    [property: Id(0)] ImmutableArray<string> Urls,
    [property: Id(1)] string? Username = null,
    [property: Id(2)] string? Credential = null);
