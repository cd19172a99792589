using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;

namespace Emergency.Web.Tests;

/// <summary>A clinical record with the least rules that the web can be tried against. Its case must be there.</summary>
internal sealed class FakeCare(FakeCounty county, string id)
{
    private CareView? _view;

    /// <summary>The record; empty as long as nothing happened, null without a case.</summary>
    public CareView? View
    {
        get => county.Case(id).View is null ? null : _view ?? Sample.Care(id, 0);
        set => _view = value;
    }

    public ImmutableArray<NewestVitals> Vitals { get; set; } = [];

    public ImmutableArray<TimelineEntry> Timeline { get; set; } = [];

    /// <summary>What the safety check finds.</summary>
    public ImmutableArray<SafetyFindingView> Findings { get; set; } = [];

    /// <summary>The commands that got here, oldest first.</summary>
    public List<object> Commands { get; } = [];

    public object? Last => Commands.LastOrDefault();

    public Task<CareView?> Get() => Task.FromResult(View);

    public Task<ImmutableArray<NewestVitals>> GetNewestVitals() => Task.FromResult(Vitals);

    public Task<Outcome<VitalTrendView>> GetTrend(PatientId patient, DateTimeOffset from, DateTimeOffset to, int buckets) =>
        Task.FromResult<Outcome<VitalTrendView>>(Has(patient)
            ? new VitalTrendView(new CaseId(id), patient, from, to, (to - from).TotalSeconds / buckets, [])
            : NoPatient());

    public Task<ImmutableArray<VitalsSample>> GetVitals(PatientId patient, DateTimeOffset from, DateTimeOffset to, int limit) =>
        Task.FromResult<ImmutableArray<VitalsSample>>([new VitalsSample(limit, from, new CaseId(id))]);

    public Task<ImmutableArray<LiveEcg>> GetEcg(PatientId patient, DateTimeOffset from, DateTimeOffset to, int limit) =>
        Task.FromResult<ImmutableArray<LiveEcg>>([Sample.Ecg(id, limit, patient: patient.Value)]);

    public Task<ImmutableArray<TimelineEntry>> GetTimeline() => Task.FromResult(Timeline);

    public Task<Outcome<CareView>> Describe(DescribePatient command) => Change(command, view => view with
    {
        Patients = [.. view.Patients.Where(p => p.PatientId != command.PatientId), new CarePatient(command.PatientId, null, command.Facts, [])],
    });

    public async Task<Outcome<GuidanceView>> Guide(GiveGuidance command)
    {
        var said = new GuidanceView(
            command.GuidanceId, command.PatientId, command.By.Name, false, Sample.Noon, command.Text,
            [.. command.Checklist.Select(line => new ChecklistItem(line))], command.Mark, null, null);
        var changed = await Change(command, view => view with { Guidance = view.Guidance.Add(said) });
        return changed.Succeeded ? said : changed.Refusal;
    }

    public Task<Outcome<SafetyCheckView>> CheckOrder(PatientId patient, OrderBody body) => Task.FromResult<Outcome<SafetyCheckView>>(
        View is null ? NoCase() : Has(patient) ? new SafetyCheckView(Findings.Any(f => f.Severity == "severe"), Findings, "1", "sample", "样例") : NoPatient());

    public async Task<Outcome<OrderView>> Order(GiveOrder command)
    {
        if (View is null)
            return NoCase();
        if (!Has(command.PatientId))
            return NoPatient();
        if (command.OverrideReason is null && Findings.Any(finding => finding.Severity == "severe"))
            return new Refusal("order-unsafe", "the dose is far above the maximum");
        var order = new OrderView(
            command.OrderId, command.PatientId, null, command.Body, OrderState.Ordered, [], Findings, command.OverrideReason, null, null, null);
        await Change(command, view => view with { Orders = view.Orders.Add(order) });
        return order;
    }

    public Task<Outcome<OrderView>> Progress(ProgressOrder command) => OnOrder(command.OrderId, command);

    public Task<Outcome<OrderView>> CancelOrder(CancelOrder command) => OnOrder(command.OrderId, command);

    public Task<Outcome<OrderView>> AcknowledgeEscalation(string orderId, ActorRef by) => OnOrder(orderId, by);

    public Task<Outcome<CareView>> Participate(SetParticipant command) => Change(command, view => view with
    {
        Participants =
        [
            .. view.Participants.Where(one => one.User != command.User),
            new ParticipantView(command.User, command.Affiliation, command.State, Sample.Noon, command.By.Name),
        ],
    });

    public async Task<Outcome<ChannelView>> OpenChannel(OpenChannel command)
    {
        if (View is null)
            return NoCase();
        var channel = Sample.Channel(command.ChannelId) with { Kind = command.Kind, HospitalId = command.HospitalId };
        await Change(command, view => view with { Channels = view.Channels.Add(channel) });
        return channel;
    }

    public Task<Outcome<ChannelView>> RecordChannelEvent(RecordChannelEvent command) => OnChannel(command.ChannelId, command);

    public Task<Outcome<ChannelView>> CloseChannel(CloseChannel command) => OnChannel(command.ChannelId, command);

    public Task<Outcome<EcgView>> ReadEcg(ReadEcg command) => Task.FromResult<Outcome<EcgView>>(
        View is null ? NoCase() : new Refusal("unknown-ecg", "there is no such ECG"));

    public Task<Outcome<VitalAlarmView>> AcknowledgeAlarm(string alarmId, ActorRef by) => Task.FromResult<Outcome<VitalAlarmView>>(
        View is null ? NoCase() : new Refusal("unknown-alarm", "there is no such alarm"));

    public async Task<Outcome<EcgView>> NoteAttachment(NoteAttachment command)
    {
        var offer = command.Offer;
        var ecg = new EcgView(
            offer.AttachmentId, offer.Kind, offer.PatientId ?? new PatientId("1"), offer.At, Sample.Noon, offer.MediaType, offer.Length, offer.Statement, null);
        await Change(command, view => view with { Ecgs = [.. view.Ecgs.Where(known => known.EcgId != ecg.EcgId), ecg] });
        return ecg;
    }

    public Task<string?> GetHandover(PatientId patient) => Task.FromResult(Has(patient) ? """{"patient":"1"}""" : null);

    public Task<string?> GetHandoverFhir(PatientId patient) => Task.FromResult(Has(patient) ? """{"resourceType":"Bundle"}""" : null);

    private async Task<Outcome<CareView>> Change(object command, Func<CareView, CareView> change)
    {
        if (View is not { } view)
            return NoCase();
        Commands.Add(command);
        View = change(view) with { Version = view.Version + 1 };
        await county.Changed(LiveStreams.Care, View!);
        return View!;
    }

    private async Task<Outcome<OrderView>> OnOrder(string orderId, object command)
    {
        if (View?.Orders.FirstOrDefault(order => order.OrderId == orderId) is not { } order)
            return View is null ? NoCase() : new Refusal("unknown-order", "there is no such order");
        await Change(command, view => view);
        return order;
    }

    private async Task<Outcome<ChannelView>> OnChannel(string channelId, object command)
    {
        if (View?.Channels.FirstOrDefault(channel => channel.ChannelId == channelId) is not { } channel)
            return View is null ? NoCase() : new Refusal("unknown-channel", "there is no such channel");
        await Change(command, view => view);
        return channel;
    }

    private bool Has(PatientId patient) => View?.Patients.Any(known => known.PatientId == patient) ?? false;

    private static Refusal NoCase() => new("unknown-case", "there is no such case");

    private static Refusal NoPatient() => new("unknown-patient", "there is no such patient");
}
