using System.Collections.Immutable;
using Emergency.Contracts;

namespace Emergency.Agent;

/// <summary>One way to the server, such as one radio. A composition of several is an uplink too.</summary>
public interface IUplink
{
    /// <summary>Opens a connection.</summary>
    /// <param name="onOrders">Called for every order that the server pushes, one at a time.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Exception">The server cannot be reached, or refuses the device; trying again later may help.</exception>
    Task<IUplinkSession> Connect(Action<AgentOrders> onOrders, CancellationToken cancellation);
}

/// <summary>
/// One connection. A call fails with <see cref="Microsoft.AspNetCore.SignalR.HubException"/> when the server answered that it could not
/// carry it out and the connection still stands, and with anything else when the connection is gone or as good as gone.
/// </summary>
public interface IUplinkSession : IAsyncDisposable
{
    /// <summary>Ends when the connection ends; it never fails.</summary>
    Task<Exception?> Closed { get; }

    /// <summary>Presents the device; comes first.</summary>
    Task<AgentWelcome> Hello(AgentHello hello, CancellationToken cancellation);

    /// <summary>Sends fixes.</summary>
    Task<FixAck> Send(FixBatch batch, CancellationToken cancellation);

    /// <summary>Sends milestones.</summary>
    Task<ImmutableArray<MilestoneAck>> Send(ImmutableArray<AgentMilestone> milestones, CancellationToken cancellation);
}
