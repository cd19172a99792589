using System.Net;

namespace Emergency.Agent.Inputs;

/// <summary>How patient monitors reach the agent.</summary>
public sealed record MonitorOptions
{
    /// <summary>Whether to listen for HL7 v2 over MLLP; by default yes.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The address to listen on; by default loopback. A monitor on the cabin's network needs that network's address here.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>The port, 0 to 65,535; by default 2575, as registered for MLLP. 0 takes any free one.</summary>
    public int Port { get; init; } = 2575;

    /// <summary>The largest message, bytes; 1,024 to 16 MiB, by default 256 KiB.</summary>
    public int LargestMessage { get; init; } = 256 * 1024;

    /// <summary>The most monitors at once; 1 to 64, by default 4. One more is turned away.</summary>
    public int MaxConnections { get; init; } = 4;

    /// <summary>How long a monitor may say nothing before its connection is closed; 10 s to 1 day, by default 10 minutes.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>After how long without vitals the input counts as silent; 1 s to 1 hour, by default 30 s.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Up to how far back a monitor's own time is believed; 1 s to 1 day, by default 5 minutes. Beyond, vitals are of now.</summary>
    public TimeSpan BelieveTimeWithin { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (!IPAddress.TryParse(Address, out _))
            yield return $"Monitor.Address is '{Address}': expected an address of this machine such as 127.0.0.1";
        if (Port is < 0 or > 65_535)
            yield return $"Monitor.Port is {Port}: expected 0 to 65535";
        if (LargestMessage is < 1024 or > 16 * 1024 * 1024)
            yield return $"Monitor.LargestMessage is {LargestMessage}: expected 1024 to {16 * 1024 * 1024}";
        if (MaxConnections is < 1 or > 64)
            yield return $"Monitor.MaxConnections is {MaxConnections}: expected 1 to 64";
        if (IdleTimeout < TimeSpan.FromSeconds(10) || IdleTimeout > TimeSpan.FromDays(1))
            yield return $"Monitor.IdleTimeout is {IdleTimeout}: expected 10 s to 1 day";
        if (SilentAfter < TimeSpan.FromSeconds(1) || SilentAfter > TimeSpan.FromHours(1))
            yield return $"Monitor.SilentAfter is {SilentAfter}: expected 1 s to 1 hour";
        if (BelieveTimeWithin < TimeSpan.FromSeconds(1) || BelieveTimeWithin > TimeSpan.FromDays(1))
            yield return $"Monitor.BelieveTimeWithin is {BelieveTimeWithin}: expected 1 s to 1 day";
    }
}
