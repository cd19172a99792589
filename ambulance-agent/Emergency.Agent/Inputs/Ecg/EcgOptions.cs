using System.Net;
using System.Net.Sockets;

namespace Emergency.Agent.Inputs;

/// <summary>Where the waveform comes from.</summary>
public sealed record EcgOptions
{
    /// <summary>
    /// Where monitors hand in frames: <c>unix:///path</c>, <c>tcp://127.0.0.1:port</c> or <c>none</c>; by default a Unix socket.
    /// </summary>
    public string Listen { get; init; } = "unix:///run/emergency-agent/ecg.sock";

    /// <summary>A WFDB header or CSV file that is replayed over and over instead; null by default.</summary>
    public string? Replay { get; init; }

    /// <summary>The length of a block on the way to the server; 0.05 to 2 s, by default 0.2 s. Shorter is sooner, longer is smaller.</summary>
    public TimeSpan BlockLength { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>How much is kept for the tablet to draw and for a 12-lead recording; 10 s to 2 minutes, by default 30 s.</summary>
    public TimeSpan Recent { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Up to which difference a monitor's own time is believed; 0.1 s to 1 day, by default 5 s.</summary>
    public TimeSpan BelieveTimeWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After how long without a frame the input counts as silent; 0.5 s to 10 minutes, by default 3 s.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (Listen != "none" && EndPointOf(Listen) is null)
            yield return $"Ecg.Listen is '{Listen}': expected unix:///path, tcp://address:port or none";
        if (Replay is { } file && !File.Exists(file))
            yield return $"Ecg.Replay is '{file}': there is no such file";
        if (BlockLength < TimeSpan.FromSeconds(0.05) || BlockLength > TimeSpan.FromSeconds(2))
            yield return $"Ecg.BlockLength is {BlockLength}: expected 0.05 to 2 s";
        if (Recent < TimeSpan.FromSeconds(10) || Recent > TimeSpan.FromMinutes(2))
            yield return $"Ecg.Recent is {Recent}: expected 10 s to 2 minutes";
        if (BelieveTimeWithin < TimeSpan.FromSeconds(0.1) || BelieveTimeWithin > TimeSpan.FromDays(1))
            yield return $"Ecg.BelieveTimeWithin is {BelieveTimeWithin}: expected 0.1 s to 1 day";
        if (SilentAfter < TimeSpan.FromSeconds(0.5) || SilentAfter > TimeSpan.FromMinutes(10))
            yield return $"Ecg.SilentAfter is {SilentAfter}: expected 0.5 s to 10 minutes";
    }

    internal static EndPoint? EndPointOf(string listen)
    {
        if (!Uri.TryCreate(listen, UriKind.Absolute, out var address))
            return null;
        return address.Scheme switch
        {
            "unix" when address.AbsolutePath.Length > 1 => new UnixDomainSocketEndPoint(address.AbsolutePath),
            "tcp" when address.Port >= 0 && IPAddress.TryParse(address.Host, out var ip) => new IPEndPoint(ip, address.Port),
            _ => null,
        };
    }
}
