using System.Collections.Immutable;
using Emergency.Contracts;

namespace Emergency.Web.Hubs;

/// <content>What a vehicle sends of its patient.</content>
internal sealed partial class AgentHub
{
    public Task<ImmutableArray<CrewReportAck>> Reports(ImmutableArray<CrewReport> reports) => throw new NotSupportedException();

    public Task<TelemetryAck> Vitals(VitalsBatch batch) => throw new NotSupportedException();

    public Task<TelemetryAck> Ecg(EcgBatch batch) => throw new NotSupportedException();

    public Task<AttachmentState> OfferAttachment(AttachmentOffer offer) => throw new NotSupportedException();

    public Task<AttachmentState> SendPiece(AttachmentPiece piece) => throw new NotSupportedException();

    public Task<DateTimeOffset> ReportLink(LinkReport report) => throw new NotSupportedException();

    public Task<ImmutableArray<CrewCare>> GetCare() => throw new NotSupportedException();

    public Task Signal(CallSignal signal) => throw new NotSupportedException();

    public Task<ImmutableArray<IceServer>> GetIceServers() => throw new NotSupportedException();
}
