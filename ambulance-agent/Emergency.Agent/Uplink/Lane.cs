using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;

namespace Emergency.Agent;

/// <summary>What one turn of a lane led to.</summary>
internal enum LaneStep
{
    /// <summary>Nothing waits.</summary>
    Idle,

    /// <summary>Something left the outbox, or came nearer to leaving it.</summary>
    Progressed,

    /// <summary>The server answered, and nothing left the outbox.</summary>
    Stuck,
}

/// <summary>Wakes whoever waits; waking several times before anybody waits is waking once.</summary>
internal sealed class Wake
{
    private readonly Channel<bool> _bell =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Whether it rang and nobody has come since.</summary>
    public bool IsRinging => _bell.Reader.Count > 0;

    public void Ring() => _bell.Writer.TryWrite(true);

    /// <summary>Comes, whether it rang or not.</summary>
    public void Answer() => _bell.Reader.TryRead(out _);

    public async ValueTask Wait(CancellationToken cancellation) => await _bell.Reader.WaitToReadAsync(cancellation);
}

/// <summary>The way out for one kind of thing on one connection: one call at a time, the next when the server has answered.</summary>
internal sealed partial class Lane(
    Func<CancellationToken, Task<LaneStep>> sendNext, Wake wake, Backoff retry, TimeProvider network, ILogger logger)
{
    /// <summary>The least time between two calls.</summary>
    public TimeSpan Pacing { get; init; }

    /// <summary>Where it gives way to lanes that matter more; null when it never does.</summary>
    public LaneGate.Place? GivesWay { get; init; }

    /// <summary>Runs until cancelled or until the connection fails.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        while (true)
        {
            if (GivesWay is not null)
                await GivesWay.Clear(cancellation);
            wake.Answer();
            switch (await Turn(cancellation))
            {
                case LaneStep.Idle:
                    await wake.Wait(cancellation);
                    break;
                case LaneStep.Progressed:
                    retry.Reset();
                    if (Pacing > TimeSpan.Zero)
                        await Task.Delay(Pacing, network, cancellation);
                    break;
                default:
                    await Task.Delay(retry.Next(), network, cancellation);
                    break;
            }
        }
    }

    private async Task<LaneStep> Turn(CancellationToken cancellation)
    {
        try
        {
            return await sendNext(cancellation);
        }
        catch (HubException refused)
        {
            // The connection stands and the other lanes go on; this one tries again later.
            LogCallFailed(logger, refused.Message);
            return LaneStep.Stuck;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server could not carry out a call: {Reason}")]
    private static partial void LogCallFailed(ILogger logger, string reason);
}

/// <summary>
/// Lets lanes with much to send give way to those that matter more: before each call such a lane waits until nothing new waits in a lane before
/// it that is not itself held up.
/// </summary>
/// <param name="network">The network's clock.</param>
internal sealed class LaneGate(TimeProvider network)
{
    /// <summary>How often a lane that gives way looks again.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>The longest a lane gives way, so that one that is held up does not stop the trace for good.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>The place behind some lanes.</summary>
    public Place Behind(params Wake[] before) => new(before, network);

    /// <summary>A lane's place.</summary>
    internal sealed class Place(Wake[] before, TimeProvider network)
    {
        /// <summary>Waits until nothing new waits before it.</summary>
        public async Task Clear(CancellationToken cancellation)
        {
            var since = network.GetTimestamp();
            while (before.Any(wake => wake.IsRinging) && network.GetElapsedTime(since) < Longest)
                await Task.Delay(Look, network, cancellation);
        }
    }
}
