using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Agent;

/// <summary>The two clocks of an agent.</summary>
/// <param name="Events">By which events are dated; it may be accelerated.</param>
/// <param name="Network">By which the network is timed: the system's.</param>
public sealed record AgentClocks(TimeProvider Events, TimeProvider Network);

/// <summary>
/// Keeps one vehicle in touch with its server, for ever: whatever is reported goes into the outbox first and leaves it only when the
/// server took it. After an outage the newest position and vital signs go first and the backlog follows in order.
/// </summary>
/// <remarks>Reports may come from any thread, before and while it runs.</remarks>
public sealed partial class AgentConnection
{
    private readonly AgentOptions _options;
    private readonly IOutbox _outbox;
    private readonly IUplink _uplink;
    private readonly AgentClocks _clocks;
    private readonly IAgentObserver _observer;
    private readonly ILogger _logger;
    private readonly Random _random;
    private readonly Backoff _reconnect;
    private readonly RadioReader? _radio;
    private readonly Lock _telling = new();
    private LinkStatus _link;
    private AgentOrders? _orders;
    private ImmutableDictionary<CaseId, CrewCare> _care = ImmutableDictionary<CaseId, CrewCare>.Empty;
    private IUplinkSession? _session;

    /// <summary>Prepares a connection; <see cref="Run"/> opens it.</summary>
    /// <param name="options">Bounds and waits.</param>
    /// <param name="outbox">Where everything goes first.</param>
    /// <param name="uplink">The way to the server.</param>
    /// <param name="clocks">The two clocks.</param>
    /// <param name="random">For the jitter; used by this agent alone.</param>
    /// <param name="observer">Is told what the agent learns.</param>
    /// <param name="logger">For what an operator must know.</param>
    /// <param name="radio">What the modem says; null when there is none.</param>
    public AgentConnection(
        AgentOptions options,
        IOutbox outbox,
        IUplink uplink,
        AgentClocks clocks,
        Random random,
        IAgentObserver observer,
        ILogger<AgentConnection> logger,
        RadioReader? radio = null)
    {
        _options = options.Checked();
        (_outbox, _uplink, _clocks, _random, _observer, _logger, _radio) = (outbox, uplink, clocks, random, observer, logger, radio);
        _reconnect = new Backoff(options.Backoff, random);
        _link = new LinkStatus(LinkPhase.Offline, clocks.Events.GetUtcNow(), null);
        _ecgRate = new EcgRate(options.EcgRate, clocks.Network);
        _meter = new LinkMeter(clocks.Network);
    }

    /// <summary>The orders the vehicle goes by; null until the server gave some.</summary>
    public AgentOrders? Orders => Volatile.Read(ref _orders);

    /// <summary>The care of the unit's cases, as far as the server told it since the start.</summary>
    public IReadOnlyCollection<CrewCare> Care => [.. Volatile.Read(ref _care).Values];

    /// <summary>How things are now.</summary>
    public AgentStatus Status
    {
        get
        {
            var outbox = _outbox.Status;
            var lag = outbox.OldestWaiting is { } oldest ? _clocks.Events.GetUtcNow() - oldest : TimeSpan.Zero;
            return new AgentStatus(
                Volatile.Read(ref _link), outbox, lag > TimeSpan.Zero ? lag : TimeSpan.Zero, Orders?.Version ?? 0, _meter.Quality,
                _ecgRate.Mode, _radio?.Words, EcgChanges);
        }
    }

    /// <summary>Connects, and connects again whenever the link is lost, until cancelled. Call it once.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var error = await RunOnce(cancellation);
                Tell(LinkPhase.Offline, error.Message);
                if (error is not UplinkReturnException)
                    await Task.Delay(_reconnect.Next(), _clocks.Network, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Tell(LinkPhase.Offline, "stopped");
        }
    }

    /// <summary>Passes a signal on to the physicians; it is not kept.</summary>
    /// <exception cref="InvalidOperationException">There is no link now.</exception>
    public Task Send(CallSignal signal, CancellationToken cancellation) => Online().Send(signal, cancellation);

    /// <summary>Asks how to reach a physician by video.</summary>
    /// <exception cref="InvalidOperationException">There is no link now.</exception>
    public Task<ImmutableArray<IceServer>> GetIceServers(CancellationToken cancellation) => Online().GetIceServers(cancellation);

    private IUplinkSession Online() =>
        Volatile.Read(ref _session) ?? throw new InvalidOperationException("there is no link now");

    /// <summary>One connection from its opening to its end.</summary>
    /// <returns>Why it ended.</returns>
    private async Task<Exception> RunOnce(CancellationToken cancellation)
    {
        Tell(LinkPhase.Connecting, null);
        var opened = _clocks.Network.GetTimestamp();
        try
        {
            await using var session = await _uplink.Connect(new Pushes(this), cancellation);
            await Present(session, cancellation);
            opened = _clocks.Network.GetTimestamp();
            await Pump(session, cancellation);
            return new IOException("the connection was closed");
        }
        // Whatever ended the connection, the agent connects again: nobody is there to do it by hand.
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            if (_link.Phase == LinkPhase.Online)
                LogLinkLost(_logger, _options.AmbulanceId.Value, error.Message);
            else
                LogNoLink(_logger, _options.AmbulanceId.Value, error.Message);
            return error;
        }
        finally
        {
            Volatile.Write(ref _session, null);
            if (_link.Phase == LinkPhase.Online && _clocks.Network.GetElapsedTime(opened) >= _options.StableAfter)
                _reconnect.Reset();
        }
    }

    private async Task Present(IUplinkSession session, CancellationToken cancellation)
    {
        var hello = new AgentHello(_outbox.DeviceId, AgentVersion.Text, _clocks.Events.GetUtcNow());
        var welcome = await session.Hello(hello, cancellation);
        await _outbox.Fixes.ContinueAfter(welcome.FixesThrough);
        lock (_telling)
        {
            _observer.Welcomed(welcome);
        }

        TakeOrders(welcome.Orders);
        LogLinked(_logger, _options.AmbulanceId.Value, session.Uplink, _link.LastError);
        _meter = new LinkMeter(_clocks.Network);
        _ecgMeasuredTo.Restart();
        Volatile.Write(ref _session, session);
        Tell(LinkPhase.Online, null, session.Uplink);
    }

    /// <summary>Runs the lanes until one of them or the connection ends.</summary>
    private async Task Pump(IUplinkSession session, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] parts =
        [
            .. Lanes(session).Select(lane => lane.Run(ending.Token)),
            FetchCare(session, ending.Token),
            WatchLink(session, ending.Token),
            session.Closed.WaitAsync(ending.Token),
        ];
        var first = await Task.WhenAny(parts);
        await ending.CancelAsync();
        await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
        if (first is Task<Exception?> { Result: { } error })
            throw error is UplinkReturnException ? error : new IOException(error.Message, error);
    }

    /// <summary>What the server pushes, taken up by the connection.</summary>
    private sealed class Pushes(AgentConnection connection) : IAgentClient
    {
        public Task Orders(AgentOrders orders)
        {
            connection.TakeOrders(orders);
            return Task.CompletedTask;
        }

        public Task Care(CrewCare care)
        {
            connection.TakeCare(care);
            return Task.CompletedTask;
        }

        public Task Signal(CallSignal signal)
        {
            connection.TakeSignal(signal);
            return Task.CompletedTask;
        }
    }
}
