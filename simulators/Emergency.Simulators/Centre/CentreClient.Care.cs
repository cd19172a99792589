using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;

namespace Emergency.Simulators;

/// <summary>Says that one takes part, or leaves.</summary>
internal sealed record ParticipateRequest(string State);

/// <summary>What an ECG shows.</summary>
internal sealed record ReadingRequest(EcgStatement Statement, string? Text);

/// <summary>Gives an order.</summary>
internal sealed record OrderRequest(PatientId PatientId, OrderBody Order);

/// <summary>Says something to the crew.</summary>
internal sealed record GuidanceRequest(PatientId? PatientId, string Text, ImmutableArray<string> Checklist);

/// <summary>Something happened on a green channel.</summary>
internal sealed record ChannelEventRequest(ChannelEvent Event, DateTimeOffset OccurredAt, HospitalId? HospitalId);

/// <summary>A request whose path says everything.</summary>
internal sealed record NothingMore;

/// <content>The clinical part of the API.</content>
internal sealed partial class CentreClient
{
    /// <summary>The user that is signed in.</summary>
    public string User => _options.User;

    /// <summary>The clinical record of a case.</summary>
    public Task<CareView> Care(CaseId id, CancellationToken cancellation) => Get<CareView>($"/api/cases/{id}/care", cancellation);

    /// <summary>The newest vitals of a case.</summary>
    public Task<NewestVitals[]> NewestVitals(CaseId id, CancellationToken cancellation) =>
        Get<NewestVitals[]>($"/api/cases/{id}/vitals/newest", cancellation);

    /// <summary>All hospitals with who is on the way to them.</summary>
    public Task<HospitalView[]> Hospitals(CancellationToken cancellation) => Get<HospitalView[]>("/api/hospitals", cancellation);

    /// <summary>Takes part in the care of a case.</summary>
    public Task<CentreAnswer<CareView>> Join(CaseId id, string key, CancellationToken cancellation) =>
        Post<ParticipateRequest, CareView>($"/api/cases/{id}/participants/me", new("joined"), key, cancellation);

    /// <summary>Says what an ECG shows.</summary>
    public Task<CentreAnswer<EcgView>> Read(CaseId id, string ecg, ReadingRequest reading, string key, CancellationToken cancellation) =>
        Post<ReadingRequest, EcgView>($"/api/cases/{id}/ecgs/{ecg}/reading", reading, key, cancellation);

    /// <summary>Gives an order.</summary>
    public Task<CentreAnswer<OrderView>> Order(CaseId id, OrderRequest order, string key, CancellationToken cancellation) =>
        Post<OrderRequest, OrderView>($"/api/cases/{id}/orders", order, key, cancellation);

    /// <summary>Says something to the crew.</summary>
    public Task<CentreAnswer<GuidanceView>> Guide(CaseId id, GuidanceRequest guidance, string key, CancellationToken cancellation) =>
        Post<GuidanceRequest, GuidanceView>($"/api/cases/{id}/guidance", guidance, key, cancellation);

    /// <summary>Says that an alarm was seen.</summary>
    public Task<CentreAnswer<VitalAlarmView>> SeeAlarm(CaseId id, string alarm, string key, CancellationToken cancellation) =>
        Post<NothingMore, VitalAlarmView>($"/api/cases/{id}/alarms/{alarm}/acknowledge", new(), key, cancellation);

    /// <summary>Says that an order without an answer was seen.</summary>
    public Task<CentreAnswer<OrderView>> SeeEscalation(CaseId id, string order, string key, CancellationToken cancellation) =>
        Post<NothingMore, OrderView>($"/api/cases/{id}/orders/{order}/escalation/acknowledge", new(), key, cancellation);

    /// <summary>Something happened on a green channel.</summary>
    public Task<CentreAnswer<ChannelView>> Happened(
        CaseId id, string channel, ChannelEventRequest happened, string key, CancellationToken cancellation) =>
        Post<ChannelEventRequest, ChannelView>($"/api/cases/{id}/channels/{channel}/events", happened, key, cancellation);

    /// <summary>A hospital's desk knows who is on the way to it.</summary>
    public Task<CentreAnswer<HospitalView>> Acknowledge(HospitalId hospital, AssignmentId assignment, string key, CancellationToken cancellation) =>
        Post<NothingMore, HospitalView>($"/api/hospitals/{hospital}/inbound/{assignment}/acknowledge", new(), key, cancellation);
}
