using System.Collections.Immutable;

namespace Emergency.Contracts;

/// <summary>What the server tells a vehicle at <c>/hubs/agent</c>.</summary>
public interface IAgentClient
{
    /// <summary>What the unit has to do changed; an older version than the known one is to be ignored.</summary>
    Task Orders(AgentOrders orders);

    /// <summary>The care of a case of the unit changed; an older version than the known one of that case is to be ignored.</summary>
    Task Care(CrewCare care);

    /// <summary>Somebody on the case sets up a video or voice connection.</summary>
    Task Signal(CallSignal signal);
}

/// <summary>What a vehicle may send to <c>/hubs/agent</c>. Its identity is that of its connection.</summary>
public interface IAgentHub
{
    /// <summary>Presents the device; must come first on every connection.</summary>
    Task<AgentWelcome> Hello(AgentHello hello);

    /// <summary>Sends fixes; the answer means that they are durable.</summary>
    Task<FixAck> Fixes(FixBatch batch);

    /// <summary>Sends milestones, at most 50 at once; the answer means durable, or refused for good.</summary>
    Task<ImmutableArray<MilestoneAck>> Milestones(ImmutableArray<AgentMilestone> milestones);

    /// <summary>Sends facts that the crew set, at most <see cref="MaxReports"/> at once; the answer means durable, or refused for good.</summary>
    Task<ImmutableArray<CrewReportAck>> Reports(ImmutableArray<CrewReport> reports);

    /// <summary>Sends vitals; the answer means that they are durable.</summary>
    Task<TelemetryAck> Vitals(VitalsBatch batch);

    /// <summary>Sends stretches of the live ECG; the answer means that they are durable.</summary>
    Task<TelemetryAck> Ecg(EcgBatch batch);

    /// <summary>Announces an attachment and asks how much of it the server holds.</summary>
    Task<AttachmentState> OfferAttachment(AttachmentOffer offer);

    /// <summary>Sends the next piece; the answer means that it is durable.</summary>
    Task<AttachmentState> SendPiece(AttachmentPiece piece);

    /// <summary>Says how the link is; also serves to measure it. Answers the server's time.</summary>
    Task<DateTimeOffset> ReportLink(LinkReport report);

    /// <summary>The care of the unit's cases as it stands, one for each assignment it holds.</summary>
    Task<ImmutableArray<CrewCare>> GetCare();

    /// <summary>Passes a signal on to the physicians of a case; the server writes the sender.</summary>
    Task Signal(CallSignal signal);

    /// <summary>How to reach a physician by video.</summary>
    Task<ImmutableArray<IceServer>> GetIceServers();

    /// <summary>The most reports in one message.</summary>
    public const int MaxReports = 50;
}

/// <summary>How a vehicle signs in: <c>Authorization: Device {ambulanceId}:{key}</c> on the WebSocket request.</summary>
public static class DeviceAuthentication
{
    /// <summary>The scheme's word in the header.</summary>
    public const string Scheme = "Device";
}
