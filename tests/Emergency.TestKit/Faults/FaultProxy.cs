using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Emergency.TestKit.Faults;

/// <summary>
/// A TCP proxy on loopback between clients and one server, whose links can be made to fail while it runs: cut, closed, half open, held,
/// delayed, throttled, corrupted, refused; one connection or all. With the same seed the same bytes are corrupted.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private const int Backlog = 128;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<int, ProxyConnection> _open = new();
    private readonly IPEndPoint _server;
    private readonly int _seed;
    private readonly TimeProvider _clock;
    private readonly Task _accepting;
    private LinkFaults _faults = LinkFaults.None;
    private long _accepted;
    private long _refused;

    private FaultProxy(IPEndPoint server, int seed, TimeProvider clock)
    {
        (_server, _seed, _clock) = (server, seed, clock);
        _listener.Start(Backlog);
        Endpoint = (IPEndPoint)_listener.LocalEndpoint;
        _accepting = Accept();
    }

    /// <summary>Where clients connect.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>The faults of all connections, those to come included, that have none of their own.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public LinkFaults Faults
    {
        get => Volatile.Read(ref _faults);
        set
        {
            Volatile.Write(ref _faults, value.Checked());
            foreach (var connection in _open.Values)
                connection.Changed();
        }
    }

    /// <summary>Whether new connections are reset at once.</summary>
    public bool RefuseConnections { get; set; }

    /// <summary>The connections that are open now, oldest first.</summary>
    public IReadOnlyList<ProxyConnection> Connections => [.. _open.Values.OrderBy(connection => connection.Number)];

    /// <summary>What it did so far.</summary>
    public ProxyCounts Counts => Tally.Counts(Interlocked.Read(ref _accepted), Interlocked.Read(ref _refused));

    internal ProxyTally Tally { get; } = new();

    /// <summary>Starts a proxy on a free port.</summary>
    /// <param name="server">Where clients are passed on to.</param>
    /// <param name="seed">Decides which bytes are corrupted.</param>
    /// <param name="clock">For delays and rates; the system's when null.</param>
    public static FaultProxy Start(IPEndPoint server, int seed, TimeProvider? clock = null) => new(server, seed, clock ?? TimeProvider.System);

    /// <summary>Starts a proxy before a server that is known by its address on loopback.</summary>
    public static FaultProxy Start(Uri server, int seed, TimeProvider? clock = null) =>
        Start(new IPEndPoint(IPAddress.Loopback, server.Port), seed, clock);

    /// <summary>The address of a server as its clients see it through the proxy.</summary>
    public Uri Through(Uri server) => new UriBuilder(server) { Host = Endpoint.Address.ToString(), Port = Endpoint.Port }.Uri;

    /// <summary>Resets all connections.</summary>
    public void CutAll()
    {
        foreach (var connection in _open.Values)
            connection.Cut();
    }

    /// <summary>Says goodbye on all connections.</summary>
    public void CloseAll()
    {
        foreach (var connection in _open.Values)
            connection.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting;
        CutAll();
        await Task.WhenAll(_open.Values.Select(connection => connection.Ended));
        _ending.Dispose();
    }

    private async Task Accept()
    {
        while (!_ending.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptSocketAsync(_ending.Token);
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The listener was stopped, which is how the proxy ends.
                return;
            }

            if (RefuseConnections)
                Refuse(client);
            else
                _ = Join(client);
        }
    }

    private async Task Join(Socket client)
    {
        var server = new Socket(_server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await server.ConnectAsync(_server, _ending.Token);
        }
        catch (Exception unreachable) when (unreachable is SocketException or OperationCanceledException)
        {
            // There is no server: the client learns it as it would without a proxy, by a reset.
            server.Dispose();
            Refuse(client);
            return;
        }

        var number = (int)Interlocked.Increment(ref _accepted);
        using var connection = new ProxyConnection(this, number, client, server, new Random(unchecked(_seed * 397 ^ number)), _clock);
        _open[number] = connection;
        if (_ending.IsCancellationRequested)
            connection.Cut();
        await connection.Run();
        _open.TryRemove(number, out _);
    }

    private void Refuse(Socket client)
    {
        Interlocked.Increment(ref _refused);
        client.Close(timeout: 0);
    }
}
