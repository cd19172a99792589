using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Emergency.Agent.Tablet;

/// <summary>
/// Who may use the tablet's interface: this machine, and a device on the vehicle's network that entered the PIN. A page of another site,
/// open in the same browser, may not, whatever name it found for our address.
/// </summary>
internal sealed class TabletAccess(TabletOptions options, TimeProvider network)
{
    /// <summary>Wrong PINs in a row after which nobody may try for <see cref="LockedFor"/>.</summary>
    private const int MaxWrong = 5;

    /// <summary>The most devices that are known at once; a further one makes all enter the PIN again.</summary>
    private const int MaxDevices = 32;

    private const string Cookie = "emergency-tablet";
    private static readonly TimeSpan LockedFor = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, byte> _devices = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private int _wrong;
    private long _lockedAt;

    /// <summary>Whether a request may pass, and if not, why.</summary>
    public Contracts.Refusal? WhyNot(HttpContext context)
    {
        var request = context.Request;
        if (!IsOurName(request.Host.Host) || !IsOurPage(request))
            return new("forbidden", "Only the tablet's own pages may ask here.");
        return IsThisMachine(context) || IsKnownDevice(request) ? null : new("pin-required", "Enter the vehicle's PIN.");
    }

    /// <summary>Lets a device in that knows the PIN.</summary>
    public Contracts.Refusal? Enter(HttpContext context, string pin)
    {
        lock (_gate)
        {
            if (_wrong >= MaxWrong && network.GetElapsedTime(_lockedAt) < LockedFor)
                return new("too-many-attempts", "Wait a minute.");
            if (options.Pin is null || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(pin), Encoding.UTF8.GetBytes(options.Pin)))
            {
                (_wrong, _lockedAt) = (_wrong >= MaxWrong ? 1 : _wrong + 1, network.GetTimestamp());
                return new("wrong-pin", "The PIN is not that one.");
            }

            _wrong = 0;
            if (_devices.Count >= MaxDevices)
                _devices.Clear();
        }

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        _devices[token] = 0;
        context.Response.Cookies.Append(Cookie, token, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true });
        return null;
    }

    private static bool IsThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && (IPAddress.IsLoopback(remote) || remote.Equals(context.Connection.LocalIpAddress));

    private bool IsKnownDevice(HttpRequest request) => request.Cookies.TryGetValue(Cookie, out var token) && _devices.ContainsKey(token);

    /// <summary>A name that a stranger's DNS could have given our address is refused.</summary>
    private bool IsOurName(string host) =>
        host == "localhost" || IPAddress.TryParse(host.Trim('[', ']'), out _) || string.Equals(host, options.Address.Host, StringComparison.OrdinalIgnoreCase);

    private static bool IsOurPage(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
