using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Emergency.Agent;

/// <summary>What one turn of a lane led to.</summary>
internal enum LaneStep
{
    /// <summary>Nothing waits.</summary>
    Idle,

    /// <summary>Something left the outbox.</summary>
    Progressed,

    /// <summary>The server answered, and nothing left the outbox.</summary>
    Stuck,
}

/// <summary>Wakes whoever waits; waking several times before anybody waits is waking once.</summary>
internal sealed class Wake
{
    private readonly Channel<bool> _bell =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _bell.Writer.TryWrite(true);

    public ValueTask<bool> Wait(CancellationToken cancellation) => _bell.Reader.ReadAsync(cancellation);
}

/// <summary>The way out for one kind of thing on one connection: one call at a time, the next when the server has answered.</summary>
internal sealed partial class Lane(
    Func<CancellationToken, Task<LaneStep>> sendNext, Wake wake, Backoff retry, TimeProvider network, ILogger logger)
{
    /// <summary>The least time between two calls.</summary>
    public TimeSpan Pacing { get; init; }

    /// <summary>Runs until cancelled or until the connection fails.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        while (true)
        {
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
