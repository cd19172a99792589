using System.Collections.Immutable;

namespace Emergency.Contracts;

/// <summary>What the server tells a vehicle at <c>/hubs/agent</c>.</summary>
public interface IAgentClient
{
    /// <summary>What the unit has to do changed; an older version than the known one is to be ignored.</summary>
    Task Orders(AgentOrders orders);
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
}

/// <summary>How a vehicle signs in: <c>Authorization: Device {ambulanceId}:{key}</c> on the WebSocket request.</summary>
public static class DeviceAuthentication
{
    /// <summary>The scheme's word in the header.</summary>
    public const string Scheme = "Device";
}
