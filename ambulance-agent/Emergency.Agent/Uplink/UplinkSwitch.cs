using System.Collections.Immutable;
using Emergency.Contracts;

namespace Emergency.Agent;

/// <summary>One of several ways, and how it is asked whether it works again.</summary>
/// <param name="Name">Its name on screens.</param>
/// <param name="Way">The way itself.</param>
/// <param name="Probe">Whether the server answers over it; does not throw but for cancellation.</param>
public sealed record NamedUplink(string Name, IUplink Way, Func<CancellationToken, Task<bool>> Probe);

/// <summary>How ways are switched.</summary>
public sealed record UplinkSwitchOptions
{
    /// <summary>How often better ways are asked whether they work again; 1 s to 10 minutes, by default 10 s.</summary>
    public TimeSpan ProbeEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many answers in a row bring the connection back to a better way; 1 to 20, by default 3.</summary>
    public int ProbesToReturn { get; init; } = 3;

    /// <summary>How long a connection stays before it is given up for a better way; 0 to 1 hour, by default 30 s.</summary>
    public TimeSpan StayAtLeast { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a way that failed comes last; 0 to 1 hour, by default 15 s.</summary>
    public TimeSpan AvoidAfterFailure { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (ProbeEvery < TimeSpan.FromSeconds(1) || ProbeEvery > TimeSpan.FromMinutes(10))
            yield return $"Switch.ProbeEvery is {ProbeEvery}: expected 1 s to 10 minutes";
        if (ProbesToReturn is < 1 or > 20)
            yield return $"Switch.ProbesToReturn is {ProbesToReturn}: expected 1 to 20";
        if (StayAtLeast < TimeSpan.Zero || StayAtLeast > TimeSpan.FromHours(1))
            yield return $"Switch.StayAtLeast is {StayAtLeast}: expected 0 to 1 hour";
        if (AvoidAfterFailure < TimeSpan.Zero || AvoidAfterFailure > TimeSpan.FromHours(1))
            yield return $"Switch.AvoidAfterFailure is {AvoidAfterFailure}: expected 0 to 1 hour";
    }
}

/// <summary>
/// Several ways in order of preference. A connection is opened on the first that works; one that failed a moment ago comes last. While a
/// lesser way is in use the better ones are probed, and once one has answered several times in a row the connection is closed so that the
/// next one takes it: with hysteresis, so that a way that comes and goes does not tear the link every time.
/// </summary>
/// <remarks>For one connection at a time.</remarks>
public sealed partial class UplinkSwitch : IUplink
{
    private readonly ImmutableArray<NamedUplink> _ways;
    private readonly UplinkSwitchOptions _options;
    private readonly TimeProvider _network;
    private readonly ILogger _logger;
    private readonly long?[] _failedAt;

    /// <summary>Prepares the switch.</summary>
    /// <param name="ways">The ways, best first.</param>
    /// <param name="options">When to switch.</param>
    /// <param name="network">The network's clock.</param>
    /// <param name="logger">For what an operator must know.</param>
    public UplinkSwitch(IEnumerable<NamedUplink> ways, UplinkSwitchOptions options, TimeProvider network, ILogger<UplinkSwitch> logger)
    {
        _ways = [.. ways];
        if (_ways.IsEmpty)
            throw new ArgumentException("there is no uplink", nameof(ways));
        (_options, _network, _logger) = (options, network, logger);
        _failedAt = new long?[_ways.Length];
    }

    /// <inheritdoc/>
    public async Task<IUplinkSession> Connect(IAgentClient pushes, CancellationToken cancellation)
    {
        List<Exception> failures = [];
        foreach (var index in Enumerable.Range(0, _ways.Length).OrderBy(index => IsAvoided(index) ? 1 : 0).ToList())
        {
            try
            {
                return Watched(await _ways[index].Way.Connect(pushes, cancellation), index);
            }
            // The next way is tried; when none is left the caller learns why the last and best ones failed.
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                _failedAt[index] = _network.GetTimestamp();
                LogFailed(_logger, _ways[index].Name, failure.Message);
                failures.Add(failure);
            }
        }

        throw new IOException(
            string.Join("; ", failures.Select((failure, at) => failure.Message).Distinct()), new AggregateException(failures));
    }

    private bool IsAvoided(int index) =>
        _failedAt[index] is { } at && _network.GetElapsedTime(at) < _options.AvoidAfterFailure;

    private SwitchedSession Watched(IUplinkSession session, int index)
    {
        var watched = new SwitchedSession(session, _ways[index].Name);
        watched.Watching = Watch(watched, index);
        return watched;
    }

    /// <summary>Follows one connection to its end: notes a failed way, and ends the connection for a better one.</summary>
    private async Task Watch(SwitchedSession session, int index)
    {
        using var ending = new CancellationTokenSource();
        var better = index == 0 ? Task.Delay(Timeout.InfiniteTimeSpan, _network, ending.Token) : BetterWay(index, ending.Token);
        var first = await Task.WhenAny(session.InnerClosed, better, session.Left);
        if (first == session.InnerClosed && !session.Left.IsCompleted)
            _failedAt[index] = _network.GetTimestamp();
        if (first == better && better.IsCompletedSuccessfully)
        {
            LogReturning(_logger, _ways[index].Name);
            session.EndForBetter();
        }

        await ending.CancelAsync();
        await better.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task BetterWay(int index, CancellationToken cancellation)
    {
        await Task.Delay(_options.StayAtLeast, _network, cancellation);
        var answers = new int[index];
        while (true)
        {
            for (var better = 0; better < index; better++)
            {
                answers[better] = await _ways[better].Probe(cancellation) ? answers[better] + 1 : 0;
                if (answers[better] < _options.ProbesToReturn)
                    continue;
                _failedAt[better] = null;
                return;
            }

            await Task.Delay(_options.ProbeEvery, _network, cancellation);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Uplink {Uplink} failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string uplink, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "A better uplink than {Uplink} works again")]
    private static partial void LogReturning(ILogger logger, string uplink);

    /// <summary>A connection that can be ended because a better way works again.</summary>
    private sealed class SwitchedSession(IUplinkSession inner, string name) : IUplinkSession
    {
        private readonly TaskCompletionSource<Exception?> _better = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Watching { get; set; } = Task.CompletedTask;

        public Task<Exception?> InnerClosed => inner.Closed;

        public Task Left => _left.Task;

        public string Uplink => name;

        public long BytesSent => inner.BytesSent;

        public Task<Exception?> Closed => Task.WhenAny(inner.Closed, _better.Task).Unwrap();

        public void EndForBetter() => _better.TrySetResult(new UplinkReturnException());

        public Task<AgentWelcome> Hello(AgentHello hello, CancellationToken cancellation) => inner.Hello(hello, cancellation);

        public Task<FixAck> Send(FixBatch batch, CancellationToken cancellation) => inner.Send(batch, cancellation);

        public Task<ImmutableArray<MilestoneAck>> Send(ImmutableArray<AgentMilestone> milestones, CancellationToken cancellation) =>
            inner.Send(milestones, cancellation);

        public Task<ImmutableArray<CrewReportAck>> Send(ImmutableArray<CrewReport> reports, CancellationToken cancellation) =>
            inner.Send(reports, cancellation);

        public Task<TelemetryAck> Send(VitalsBatch batch, CancellationToken cancellation) => inner.Send(batch, cancellation);

        public Task<TelemetryAck> Send(EcgBatch batch, CancellationToken cancellation) => inner.Send(batch, cancellation);

        public Task<AttachmentState> Send(AttachmentOffer offer, CancellationToken cancellation) => inner.Send(offer, cancellation);

        public Task<AttachmentState> Send(AttachmentPiece piece, CancellationToken cancellation) => inner.Send(piece, cancellation);

        public Task<DateTimeOffset> Send(LinkReport report, CancellationToken cancellation) => inner.Send(report, cancellation);

        public Task<bool> Send(CallSignal signal, CancellationToken cancellation) => inner.Send(signal, cancellation);

        public Task<ImmutableArray<CrewCare>> GetCare(CancellationToken cancellation) => inner.GetCare(cancellation);

        public Task<ImmutableArray<IceServer>> GetIceServers(CancellationToken cancellation) => inner.GetIceServers(cancellation);

        public async ValueTask DisposeAsync()
        {
            _left.TrySetResult();
            await inner.DisposeAsync();
            await Watching;
        }
    }
}

/// <summary>A connection was ended on purpose, because a better way works again; it is to be opened anew at once.</summary>
public sealed class UplinkReturnException : IOException
{
    public UplinkReturnException()
        : base("a better uplink works again")
    {
    }

    public UplinkReturnException(string message)
        : base(message)
    {
    }

    public UplinkReturnException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
