using System.Collections.Immutable;
using Emergency.Contracts;

namespace Emergency.Grains;

/// <summary>What a vehicle reports of its patient.</summary>
public sealed partial class AmbulanceGrain
{
    public Task<ImmutableArray<CrewReportAck>> AcceptReports(string deviceId, ImmutableArray<CrewReport> reports) => throw new NotSupportedException();

    public Task<Outcome<TelemetryAck>> AcceptVitals(VitalsBatch batch) => throw new NotSupportedException();

    public Task<Outcome<TelemetryAck>> AcceptEcg(EcgBatch batch) => throw new NotSupportedException();

    public Task<Refusal?> AttachmentComplete(AttachmentOffer offer) => throw new NotSupportedException();

    public Task ReportLink(LinkReport report) => throw new NotSupportedException();

    public Task<ImmutableArray<CrewCare>> GetCare() => throw new NotSupportedException();
}
