namespace Emergency.Agent.Inputs;

/// <summary>Keeps an input open for ever: whatever ends it, it is opened again after a wait that grows.</summary>
public sealed partial class InputLoop(string name, InputMeter meter, BackoffOptions backoff, Random random, TimeProvider clock, ILogger logger)
{
    private readonly Backoff _wait = new(backoff, random);

    /// <summary>Runs sessions until cancelled.</summary>
    /// <param name="session">Opens the source and reads it to its end; the action says that something usable came.</param>
    public async Task Run(Func<Action, CancellationToken, Task> session, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var problem = await Once(session, cancellation);
            if (problem is null || cancellation.IsCancellationRequested)
                return;
            meter.Down(problem);
            LogEnded(logger, name, problem);
            await Task.Delay(_wait.Next(), clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Why the session ended; null when it was cancelled.</returns>
    private async Task<string?> Once(Func<Action, CancellationToken, Task> session, CancellationToken cancellation)
    {
        try
        {
            await session(_wait.Reset, cancellation);
            return "the source ended";
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
        // An input may fail in any way its source can; the vehicle goes on and tries again.
        catch (Exception failure)
        {
            return failure.Message;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Input {Input}: {Problem}")]
    private static partial void LogEnded(ILogger logger, string input, string problem);
}
