using System.Net;
using System.Net.Sockets;

namespace Emergency.Simulators.Tests.Faults;

/// <summary>Answers every byte with itself, and remembers how its connections ended.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Task> _serving = [];
    private readonly Task _accepting;
    private long _received;

    public EchoServer()
    {
        _listener.Start();
        Endpoint = (IPEndPoint)_listener.LocalEndpoint;
        _accepting = Accept();
    }

    public IPEndPoint Endpoint { get; }

    public long Received => Interlocked.Read(ref _received);

    /// <summary>Connections that ended with a reset, and those that ended with a goodbye.</summary>
    public int Resets { get; private set; }

    public int Goodbyes { get; private set; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_serving).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
    }

    private async Task Accept()
    {
        try
        {
            while (true)
                _serving.Add(Serve(await _listener.AcceptSocketAsync()));
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            return; // the listener was stopped
        }
    }

    private async Task Serve(Socket client)
    {
        using var socket = client;
        var bytes = new byte[8192];
        try
        {
            while (await socket.ReceiveAsync(bytes) is > 0 and var count)
            {
                Interlocked.Add(ref _received, count);
                await socket.SendAsync(bytes.AsMemory(0, count));
            }

            Goodbyes++;
        }
        catch (SocketException)
        {
            Resets++;
        }
    }
}
