using System.Net;

namespace Emergency.Silo;

/// <summary>How the actors of one process run. Times are real ones: an accelerated clock does not shorten them.</summary>
public sealed record ActorRuntimeOptions
{
    /// <summary>The shortest response timeout.</summary>
    public static readonly TimeSpan ShortestResponseTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The longest response timeout.</summary>
    public static readonly TimeSpan LongestResponseTimeout = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The folder in which the embedded runtime keeps reminders and the stream subscriptions of grains over a restart. Null: they end with
    /// the process. The Orleans lane keeps them in Redis, if it has one.
    /// </summary>
    public string? DataDirectory { get; init; }

    /// <summary>
    /// How long a call waits for its answer before it fails with a <see cref="TimeoutException"/>. Default 30 s; from
    /// <see cref="ShortestResponseTimeout"/> to <see cref="LongestResponseTimeout"/>.
    /// </summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The Redis servers that tie processes into a cluster, as StackExchange.Redis writes it. Null: one process. Only the Orleans lane can
    /// have it.
    /// </summary>
    public string? Redis { get; init; }

    /// <summary>The name of the service; what it stored is found again under it. Default "emergency"; not blank.</summary>
    public string ServiceId { get; init; } = "emergency";

    /// <summary>The name of the set of processes that work together. Default "emergency"; not blank.</summary>
    public string ClusterId { get; init; } = "emergency";

    /// <summary>
    /// The address at which other processes reach this one, in the Orleans lane with Redis. Null: the first one that the machine has.
    /// </summary>
    public IPAddress? AdvertisedAddress { get; init; }

    /// <summary>The port for other silos, in the Orleans lane with Redis. Default 11111; 1 to 65535.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>The port for clients, in the Orleans lane with Redis. Default 30000; 1 to 65535.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">One is out of its range.</exception>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(ServiceId);
        ArgumentException.ThrowIfNullOrWhiteSpace(ClusterId);
        ArgumentOutOfRangeException.ThrowIfLessThan(ResponseTimeout, ShortestResponseTimeout);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ResponseTimeout, LongestResponseTimeout);
        foreach (var port in (int[])[SiloPort, GatewayPort])
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(port, IPEndPoint.MinPort + 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort);
        }
    }
}
