using Emergency.Contracts;
using Microsoft.Extensions.Logging;

namespace Emergency.Agent;

/// <summary>The two clocks of an agent.</summary>
/// <param name="Events">By which events are dated; it may be accelerated.</param>
/// <param name="Network">By which the network is timed: the system's.</param>
public sealed record AgentClocks(TimeProvider Events, TimeProvider Network);

/// <summary>
/// Keeps one vehicle in touch with its server, for ever: whatever is reported goes into the outbox first and leaves it only when the
/// server took it. After an outage the newest position goes first and the backlog follows in order.
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
    private readonly Wake _fixWake = new();
    private readonly Wake _milestoneWake = new();
    private readonly Lock _telling = new();
    private LinkStatus _link;
    private AgentOrders? _orders;

    /// <summary>Prepares a connection; <see cref="Run"/> opens it.</summary>
    /// <param name="options">Bounds and waits.</param>
    /// <param name="outbox">Where everything goes first.</param>
    /// <param name="uplink">The way to the server.</param>
    /// <param name="clocks">The two clocks.</param>
    /// <param name="random">For the jitter; used by this agent alone.</param>
    /// <param name="observer">Is told what the agent learns.</param>
    /// <param name="logger">For what an operator must know.</param>
    public AgentConnection(
        AgentOptions options,
        IOutbox outbox,
        IUplink uplink,
        AgentClocks clocks,
        Random random,
        IAgentObserver observer,
        ILogger<AgentConnection> logger)
    {
        _options = options.Checked();
        (_outbox, _uplink, _clocks, _random, _observer, _logger) = (outbox, uplink, clocks, random, observer, logger);
        _reconnect = new Backoff(options.Backoff, random);
        _link = new LinkStatus(LinkPhase.Offline, clocks.Events.GetUtcNow(), null);
    }

    /// <summary>The orders the vehicle goes by; null until the server gave some.</summary>
    public AgentOrders? Orders => Volatile.Read(ref _orders);

    /// <summary>How things are now.</summary>
    public AgentStatus Status
    {
        get
        {
            var outbox = _outbox.Status;
            var lag = outbox.OldestWaiting is { } oldest ? _clocks.Events.GetUtcNow() - oldest : TimeSpan.Zero;
            return new AgentStatus(Volatile.Read(ref _link), outbox, lag > TimeSpan.Zero ? lag : TimeSpan.Zero, Orders?.Version ?? 0);
        }
    }

    /// <summary>Reports a position.</summary>
    /// <returns>Its sequence.</returns>
    public async ValueTask<long> Report(FixReading reading)
    {
        var sequence = await _outbox.Add(reading);
        _fixWake.Ring();
        return sequence;
    }

    /// <summary>Reports a milestone.</summary>
    /// <returns>Its sequence.</returns>
    /// <exception cref="OutboxFullException">The outbox has no room; nothing was kept.</exception>
    public async ValueTask<long> Report(MilestoneReport report)
    {
        var sequence = await _outbox.Add(report);
        _milestoneWake.Ring();
        return sequence;
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
                await Task.Delay(_reconnect.Next(), _clocks.Network, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Tell(LinkPhase.Offline, "stopped");
        }
    }

    /// <summary>One connection from its opening to its end.</summary>
    /// <returns>Why it ended.</returns>
    private async Task<Exception> RunOnce(CancellationToken cancellation)
    {
        Tell(LinkPhase.Connecting, null);
        var opened = _clocks.Network.GetTimestamp();
        try
        {
            await using var session = await _uplink.Connect(TakeOrders, cancellation);
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
            if (_link.Phase == LinkPhase.Online && _clocks.Network.GetElapsedTime(opened) >= _options.StableAfter)
                _reconnect.Reset();
        }
    }

    private async Task Present(IUplinkSession session, CancellationToken cancellation)
    {
        var hello = new AgentHello(_outbox.DeviceId, AgentVersion.Text, _clocks.Events.GetUtcNow());
        var welcome = await session.Hello(hello, cancellation);
        await _outbox.ContinueAfter(welcome.FixesThrough);
        lock (_telling)
        {
            _observer.Welcomed(welcome);
        }

        TakeOrders(welcome.Orders);
        LogLinked(_logger, _options.AmbulanceId.Value, _link.LastError);
        Tell(LinkPhase.Online, null);
    }

    /// <summary>Runs the lanes until one of them or the connection ends.</summary>
    private async Task Pump(IUplinkSession session, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] parts =
        [
            MilestoneLane(session).Run(ending.Token),
            FixLane(session).Run(ending.Token),
            session.Closed.WaitAsync(ending.Token),
        ];
        var first = await Task.WhenAny(parts);
        await ending.CancelAsync();
        await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
        if (first is Task<Exception?> { Result: { } error })
            throw new IOException(error.Message, error);
    }

    private Lane FixLane(IUplinkSession session)
    {
        var newestFirst = true;
        return new Lane(SendFixes, _fixWake, Retry(), _clocks.Network, _logger) { Pacing = _options.FixPacing };

        async Task<LaneStep> SendFixes(CancellationToken cancellation)
        {
            var fixes = await _outbox.NextFixes(newestFirst ? 1 : _options.FixBatchSize);
            if (fixes.IsEmpty)
                return LaneStep.Idle;
            var ack = await session.Send(new FixBatch(_outbox.DeviceId, fixes), cancellation);
            newestFirst = false;
            foreach (var code in ack.Rejected.GroupBy(item => item.Code))
                LogFixesRejected(_logger, _options.AmbulanceId.Value, code.Count(), code.Key, code.First().Detail);
            return await _outbox.Settle(ack) > 0 ? LaneStep.Progressed : LaneStep.Stuck;
        }
    }

    /// <summary>Lanes run side by side, and a random source serves one caller.</summary>
    private Backoff Retry() => new(_options.Backoff, new Random(_random.Next()));

    private Lane MilestoneLane(IUplinkSession session)
    {
        return new Lane(SendMilestones, _milestoneWake, Retry(), _clocks.Network, _logger);

        async Task<LaneStep> SendMilestones(CancellationToken cancellation)
        {
            var milestones = await _outbox.NextMilestones(_options.MilestoneBatchSize);
            if (milestones.IsEmpty)
                return LaneStep.Idle;
            var acks = await session.Send(milestones, cancellation);
            var settled = await _outbox.Settle(acks);
            foreach (var milestone in milestones)
                TellRefusal(milestone, acks.FirstOrDefault(ack => ack.Sequence == milestone.Sequence)?.Refusal);
            return settled > 0 ? LaneStep.Progressed : LaneStep.Stuck;
        }
    }
}
