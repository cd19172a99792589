using System.Net.Sockets;

namespace Emergency.TestKit.Faults;

/// <summary>One client's connection through a <see cref="FaultProxy"/>.</summary>
public sealed class ProxyConnection : IDisposable
{
    private readonly FaultProxy _proxy;
    private readonly Socket _client;
    private readonly Socket _server;
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ProxyPump _up;
    private readonly ProxyPump _down;
    private LinkFaults? _faults;
    private int _finished;

    internal ProxyConnection(FaultProxy proxy, int number, Socket client, Socket server, Random random, TimeProvider clock)
    {
        (_proxy, Number, _client, _server) = (proxy, number, client, server);
        _client.NoDelay = _server.NoDelay = true;
        _up = new ProxyPump(this, client, server, up: true, new Random(random.Next()), clock);
        _down = new ProxyPump(this, server, client, up: false, new Random(random.Next()), clock);
    }

    /// <summary>Counts the connections of the proxy, from 1.</summary>
    public int Number { get; }

    /// <summary>The faults of this connection alone; null for the proxy's.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public LinkFaults? Faults
    {
        get => Volatile.Read(ref _faults);
        set
        {
            Volatile.Write(ref _faults, value?.Checked());
            Changed();
        }
    }

    /// <summary>Completes when nothing of it is left.</summary>
    public Task Ended => _ended.Task;

    internal LinkFaults Effective => Faults ?? _proxy.Faults;

    internal ProxyTally Tally => _proxy.Tally;

    /// <summary>Ends it with a reset on both sides: both learn at once, and lose what was under way.</summary>
    public void Cut()
    {
        if (Interlocked.Exchange(ref _finished, 1) != 0)
            return;
        Tally.Cut();
        _ending.Cancel();
        _client.Close(timeout: 0);
        _server.Close(timeout: 0);
    }

    /// <summary>Ends it with a goodbye on both sides; what is still in the proxy is lost.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _finished, 1) != 0)
            return;
        Tally.Closed();
        _ending.Cancel();
        SayGoodbye(_client);
        SayGoodbye(_server);
    }

    public void Dispose()
    {
        Cut();
        _ending.Dispose();
    }

    /// <summary>The faults changed: whoever waits by the old ones looks again.</summary>
    internal void Changed()
    {
        _up.Look();
        _down.Look();
    }

    /// <summary>Runs until both directions have ended.</summary>
    internal async Task Run()
    {
        await Task.WhenAll(_up.Run(_ending.Token), _down.Run(_ending.Token));
        if (Interlocked.Exchange(ref _finished, 1) == 0)
        {
            _client.Dispose();
            _server.Dispose();
        }

        _ended.TrySetResult();
    }

    /// <summary>One side reset the connection: so does the proxy on the other, unless the link is silent there.</summary>
    internal void Broken(Socket other)
    {
        if (Volatile.Read(ref _finished) == 0)
            other.Close(timeout: 0);
    }

    private static void SayGoodbye(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The other side was faster.
        }

        socket.Dispose();
    }
}
