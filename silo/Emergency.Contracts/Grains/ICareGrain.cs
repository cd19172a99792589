using System.Collections.Immutable;
using Emergency.Domain;
using Orleans.Concurrency;

namespace Emergency.Contracts;

/// <summary>The clinical record of one case: patients, vitals and their alarms, ECGs, guidance, orders, green channels. Its key is the <see cref="CaseId"/>.</summary>
/// <remarks>A case that was never opened has none: commands are refused with <c>unknown-case</c>.</remarks>
[Alias("Emergency.ICareGrain")]
public interface ICareGrain : IGrainWithStringKey
{
    /// <summary>The record as it stands; null when the case was never opened.</summary>
    [AlwaysInterleave]
    Task<CareView?> Get();

    /// <summary>The newest vitals of each patient.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<NewestVitals>> GetNewestVitals();

    /// <summary>Vitals of a patient over a span, in <paramref name="buckets"/> equal parts, 1 to 2,000.</summary>
    [AlwaysInterleave]
    Task<Outcome<VitalTrendView>> GetTrend(PatientId patient, DateTimeOffset from, DateTimeOffset to, int buckets);

    /// <summary>Every sample of a patient, oldest first, at most <paramref name="limit"/>.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<VitalsSample>> GetVitals(PatientId patient, DateTimeOffset from, DateTimeOffset to, int limit);

    /// <summary>Stored live ECG of a patient, oldest first, at most <paramref name="limit"/> blocks.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<LiveEcg>> GetEcg(PatientId patient, DateTimeOffset from, DateTimeOffset to, int limit);

    /// <summary>Everything that happened, in the order it was recorded; merged into the case's timeline.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<TimelineEntry>> GetTimeline();

    /// <summary>What is known of a patient.</summary>
    Task<Outcome<CareView>> Describe(DescribePatient command);

    /// <summary>Says something to the crew.</summary>
    Task<Outcome<GuidanceView>> Guide(GiveGuidance command);

    /// <summary>What the safety check says of an order now; gives nothing.</summary>
    [AlwaysInterleave]
    Task<Outcome<SafetyCheckView>> CheckOrder(PatientId patient, OrderBody body);

    /// <summary>Gives an order. Severe findings without a reason to override: refused with <c>order-unsafe</c>.</summary>
    Task<Outcome<OrderView>> Order(GiveOrder command);

    /// <summary>Takes an order back.</summary>
    Task<Outcome<OrderView>> CancelOrder(CancelOrder command);

    /// <summary>A clinic carries an order out that no vehicle has; one that a vehicle has is refused with <c>unknown-order</c>.</summary>
    Task<Outcome<OrderView>> Progress(ProgressOrder command);

    /// <summary>Somebody has seen that an order stays without an answer.</summary>
    Task<Outcome<OrderView>> AcknowledgeEscalation(string orderId, ActorRef by);

    /// <summary>Invites, joins, leaves.</summary>
    Task<Outcome<CareView>> Participate(SetParticipant command);

    /// <summary>Opens a green channel. One of the same kind that is open already is answered instead.</summary>
    Task<Outcome<ChannelView>> OpenChannel(OpenChannel command);

    /// <summary>Records that something happened on a channel.</summary>
    Task<Outcome<ChannelView>> RecordChannelEvent(RecordChannelEvent command);

    /// <summary>Closes a channel.</summary>
    Task<Outcome<ChannelView>> CloseChannel(CloseChannel command);

    /// <summary>A physician says what an ECG shows.</summary>
    Task<Outcome<EcgView>> ReadEcg(ReadEcg command);

    /// <summary>Somebody has seen a vital alarm.</summary>
    Task<Outcome<VitalAlarmView>> AcknowledgeAlarm(string alarmId, ActorRef by);

    /// <summary>A complete attachment is known to the case. The same one again changes nothing.</summary>
    Task<Outcome<EcgView>> NoteAttachment(NoteAttachment command);

    /// <summary>A report of a crew; the key makes a repeated one the same.</summary>
    Task<Refusal?> ReportFromUnit(AmbulanceId unit, string dedupeKey, CrewReport report);

    /// <summary>Durable vitals of a vehicle on this case; the patient is settled here.</summary>
    Task TakeVitals(AmbulanceId unit, AssignmentId? assignment, ImmutableArray<VitalsSample> samples);

    /// <summary>The patient that a vehicle's telemetry is of; settles it at the first asking.</summary>
    Task<PatientId> PatientOf(AssignmentId assignment);

    /// <summary>The case or one of its assignments changed: milestones, destination, end.</summary>
    Task CaseChanged(CaseView view);

    /// <summary>A hospital's desk acknowledged the notice of a patient.</summary>
    Task NoticeAcknowledged(HospitalId hospital, AssignmentId assignment, ActorRef by, DateTimeOffset at);

    /// <summary>What the crew of an assignment must know.</summary>
    [AlwaysInterleave]
    Task<CrewCare?> GetCrewCare(AssignmentId assignment);

    /// <summary>A vehicle's link, newest wins, not kept.</summary>
    [AlwaysInterleave]
    Task LinkReported(AmbulanceId unit, LinkReport report);

    /// <summary>The handover report as it stands: JSON text of the report's own form.</summary>
    [AlwaysInterleave]
    Task<string?> GetHandover(PatientId patient);

    /// <summary>The handover as a FHIR R4 document bundle: JSON text.</summary>
    [AlwaysInterleave]
    Task<string?> GetHandoverFhir(PatientId patient);

    /// <summary>Finishes what a crash left half done, such as escalations that fell due; harmless at any time.</summary>
    Task Resume();
}
