using System.Net;
using System.Net.Sockets;

namespace Emergency.Agent;

/// <summary>One way to the server: a radio, told apart by the address it gave this machine, by a proxy, or by another address of the server.</summary>
public sealed record UplinkRoute
{
    /// <summary>Its name on screens, such as <c>5G</c>, <c>4G</c> or <c>satellite</c>; 1 to 32 characters.</summary>
    public string Name { get; init; } = "";

    /// <summary>Another address of the server; null for that of the agent.</summary>
    public Uri? Server { get; init; }

    /// <summary>The address of this machine from which to connect; null for any.</summary>
    public string? LocalAddress { get; init; }

    /// <summary>An HTTP proxy; null for none.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Stands between the agent and the network, such as a simulated radio; null for nothing.</summary>
    public Func<Stream, Stream>? Medium { get; init; }

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (Name.Length is < 1 or > 32)
            yield return $"an uplink is named '{Name}': expected 1 to 32 characters";
        if (Server is { } server && (!server.IsAbsoluteUri || server.Scheme is not ("http" or "https")))
            yield return $"uplink {Name} has the server '{server}': expected http:// or https://";
        if (LocalAddress is { } local && !IPAddress.TryParse(local, out _))
            yield return $"uplink {Name} has the local address '{local}': expected an IP address of this machine";
        if (Proxy is { } proxy && (!proxy.IsAbsoluteUri || proxy.Scheme is not ("http" or "https")))
            yield return $"uplink {Name} has the proxy '{proxy}': expected http:// or https://";
    }

    /// <summary>What opens connections on this way; the caller disposes it.</summary>
    internal SocketsHttpHandler Handler()
    {
        var handler = new SocketsHttpHandler { UseProxy = Proxy is not null, Proxy = Proxy is null ? null : new WebProxy(Proxy) };
        if (LocalAddress is not null)
            handler.ConnectCallback = ConnectFrom(IPAddress.Parse(LocalAddress));
        if (Medium is { } medium)
            handler.PlaintextStreamFilter = (context, _) => ValueTask.FromResult(medium(context.PlaintextStream));
        return handler;
    }

    private static Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> ConnectFrom(IPAddress local) => async (context, cancellation) =>
    {
        var socket = new Socket(local.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(local, 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    };
}
