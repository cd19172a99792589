using System.Collections.Immutable;

namespace Emergency.Agent;

/// <summary>How the link to the server is.</summary>
public enum LinkPhase
{
    /// <summary>Not connected, and waiting before the next attempt.</summary>
    Offline = 0,

    /// <summary>Not connected, and trying.</summary>
    Connecting = 1,

    /// <summary>Connected and welcomed.</summary>
    Online = 2,
}

/// <summary>The link as it is now.</summary>
/// <param name="Phase">How it is.</param>
/// <param name="Since">Since when it has been online, or not online, by the clock of events.</param>
/// <param name="LastError">Why it is not online, or was not before; null when it never failed.</param>
/// <param name="Uplink">The name of the way in use; null while there is none.</param>
public sealed record LinkStatus(LinkPhase Phase, DateTimeOffset Since, string? LastError, string? Uplink = null);

/// <summary>What an agent has and has not yet got rid of.</summary>
/// <param name="Link">The link.</param>
/// <param name="Outbox">What waits, and what became of the rest.</param>
/// <param name="Lag">Age of the oldest thing that waits; zero when nothing does.</param>
/// <param name="OrdersVersion">Version of the orders it goes by; 0 when it has none.</param>
/// <param name="Quality">What was measured of the present connection.</param>
/// <param name="Ecg">How much of the live ECG is sent.</param>
/// <param name="Radio">The modem's own words; null when there are none.</param>
/// <param name="EcgChanges">The last changes of what is sent of the ECG, oldest first.</param>
public sealed record AgentStatus(
    LinkStatus Link,
    OutboxStatus Outbox,
    TimeSpan Lag,
    long OrdersVersion,
    LinkQuality Quality,
    EcgMode Ecg,
    string? Radio,
    ImmutableArray<EcgModeChange> EcgChanges);
