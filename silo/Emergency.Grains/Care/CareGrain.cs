using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Microsoft.Extensions.Logging;

namespace Emergency.Grains;

/// <summary>The clinical record of one case: validate, decide, persist, tell.</summary>
public sealed partial class CareGrain(ILogger<CareGrain> logger) : Grain, ICareGrain
{
    private readonly ILogger _logger = logger;

    private CaseId Id => new(this.GetPrimaryKeyString());

    public async Task<CareView?> Get() =>
        await GrainFactory.GetGrain<IPatientCaseGrain>(Id.Value).Get() is null ? null : new CareView(Id, 0, [], [], [], [], [], [], [], []);

    public Task<ImmutableArray<NewestVitals>> GetNewestVitals() => Task.FromResult<ImmutableArray<NewestVitals>>([]);

    public Task<Outcome<VitalTrendView>> GetTrend(PatientId patient, DateTimeOffset from, DateTimeOffset to, int buckets) => throw new NotSupportedException();

    public Task<ImmutableArray<VitalsSample>> GetVitals(PatientId patient, DateTimeOffset from, DateTimeOffset to, int limit) => throw new NotSupportedException();

    public Task<ImmutableArray<LiveEcg>> GetEcg(PatientId patient, DateTimeOffset from, DateTimeOffset to, int limit) => throw new NotSupportedException();

    public Task<ImmutableArray<TimelineEntry>> GetTimeline() => Task.FromResult<ImmutableArray<TimelineEntry>>([]);

    public Task<Outcome<CareView>> Describe(DescribePatient command) => throw new NotSupportedException();

    public Task<Outcome<GuidanceView>> Guide(GiveGuidance command) => throw new NotSupportedException();

    public Task<Outcome<SafetyCheckView>> CheckOrder(PatientId patient, OrderBody body) => throw new NotSupportedException();

    public Task<Outcome<OrderView>> Order(GiveOrder command) => throw new NotSupportedException();

    public Task<Outcome<OrderView>> CancelOrder(CancelOrder command) => throw new NotSupportedException();

    public Task<Outcome<OrderView>> AcknowledgeEscalation(string orderId, ActorRef by) => throw new NotSupportedException();

    public Task<Outcome<CareView>> Participate(SetParticipant command) => throw new NotSupportedException();

    public Task<Outcome<ChannelView>> OpenChannel(OpenChannel command) => throw new NotSupportedException();

    public Task<Outcome<ChannelView>> RecordChannelEvent(RecordChannelEvent command) => throw new NotSupportedException();

    public Task<Outcome<ChannelView>> CloseChannel(CloseChannel command) => throw new NotSupportedException();

    public Task<Outcome<EcgView>> ReadEcg(ReadEcg command) => throw new NotSupportedException();

    public Task<Outcome<VitalAlarmView>> AcknowledgeAlarm(string alarmId, ActorRef by) => throw new NotSupportedException();

    public Task<Outcome<EcgView>> NoteAttachment(NoteAttachment command) => throw new NotSupportedException();

    public Task<Refusal?> ReportFromUnit(AmbulanceId unit, string dedupeKey, CrewReport report) => throw new NotSupportedException();

    public Task TakeVitals(AmbulanceId unit, AssignmentId? assignment, ImmutableArray<VitalsSample> samples) => throw new NotSupportedException();

    public Task<PatientId> PatientOf(AssignmentId assignment) => throw new NotSupportedException();

    public Task CaseChanged(CaseView view) => Task.CompletedTask;

    public Task NoticeAcknowledged(HospitalId hospital, AssignmentId assignment, ActorRef by, DateTimeOffset at) => throw new NotSupportedException();

    public Task<CrewCare?> GetCrewCare(AssignmentId assignment) => throw new NotSupportedException();

    public Task LinkReported(AmbulanceId unit, LinkReport report) => throw new NotSupportedException();

    public Task<string?> GetHandover(PatientId patient) => throw new NotSupportedException();

    public Task<string?> GetHandoverFhir(PatientId patient) => throw new NotSupportedException();

    public Task Resume() => Task.CompletedTask;
}
