using System.Collections.Immutable;
using Emergency.Contracts;

namespace Emergency.Agent;

/// <summary>One way to the server, such as one radio. A composition of several is an uplink too.</summary>
public interface IUplink
{
    /// <summary>Opens a connection.</summary>
    /// <param name="pushes">Told what the server pushes, one at a time and in order.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Exception">The server cannot be reached, or refuses the device; trying again later may help.</exception>
    Task<IUplinkSession> Connect(IAgentClient pushes, CancellationToken cancellation);
}

/// <summary>
/// One connection. A call fails with <see cref="Microsoft.AspNetCore.SignalR.HubException"/> when the server answered that it could not
/// carry it out and the connection still stands, and with anything else when the connection is gone or as good as gone.
/// </summary>
public interface IUplinkSession : IAsyncDisposable
{
    /// <summary>The name of the way, such as <c>5G</c>.</summary>
    string Uplink { get; }

    /// <summary>Bytes that were sent, with everything that frames them.</summary>
    long BytesSent { get; }

    /// <summary>Ends when the connection ends; it never fails.</summary>
    Task<Exception?> Closed { get; }

    /// <summary>Presents the device; comes first.</summary>
    Task<AgentWelcome> Hello(AgentHello hello, CancellationToken cancellation);

    /// <summary>Sends fixes.</summary>
    Task<FixAck> Send(FixBatch batch, CancellationToken cancellation);

    /// <summary>Sends milestones.</summary>
    Task<ImmutableArray<MilestoneAck>> Send(ImmutableArray<AgentMilestone> milestones, CancellationToken cancellation);

    /// <summary>Sends reports of the crew.</summary>
    Task<ImmutableArray<CrewReportAck>> Send(ImmutableArray<CrewReport> reports, CancellationToken cancellation);

    /// <summary>Sends vital signs.</summary>
    Task<TelemetryAck> Send(VitalsBatch batch, CancellationToken cancellation);

    /// <summary>Sends the live ECG.</summary>
    Task<TelemetryAck> Send(EcgBatch batch, CancellationToken cancellation);

    /// <summary>Announces an attachment.</summary>
    Task<AttachmentState> Send(AttachmentOffer offer, CancellationToken cancellation);

    /// <summary>Sends a piece of an attachment.</summary>
    Task<AttachmentState> Send(AttachmentPiece piece, CancellationToken cancellation);

    /// <summary>Says how the link is.</summary>
    Task<DateTimeOffset> Send(LinkReport report, CancellationToken cancellation);

    /// <summary>Passes a signal on to the physicians of a case.</summary>
    Task<bool> Send(CallSignal signal, CancellationToken cancellation);

    /// <summary>Asks for the care of the unit's cases.</summary>
    Task<ImmutableArray<CrewCare>> GetCare(CancellationToken cancellation);

    /// <summary>Asks how to reach a physician by video.</summary>
    Task<ImmutableArray<IceServer>> GetIceServers(CancellationToken cancellation);
}
