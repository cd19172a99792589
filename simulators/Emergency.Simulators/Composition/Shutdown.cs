using System.Runtime.InteropServices;

namespace Emergency.Simulators;

/// <summary>Turns SIGINT and SIGTERM into a cancellation, and makes sure that the process ends soon after.</summary>
internal sealed class Shutdown : IDisposable
{
    /// <summary>What has not ended by then is left behind.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<PosixSignalRegistration> _signals;

    public Shutdown() => _signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
    ];

    /// <summary>Cancelled when the process was told to stop.</summary>
    public CancellationToken Token => _stopping.Token;

    /// <summary>Runs something until it ends or, after a signal, until the grace is over.</summary>
    public async Task Run(Func<CancellationToken, Task> work)
    {
        var running = work(Token);
        var told = new TaskCompletionSource();
        await using var registration = Token.Register(told.SetResult);
        if (await Task.WhenAny(running, told.Task) == told.Task)
            await Task.WhenAny(running, Task.Delay(Grace, TimeProvider.System, CancellationToken.None));
        if (running.IsCompleted && !(running.IsCanceled && Token.IsCancellationRequested))
            await running;
    }

    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        _stopping.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _stopping.Cancel();
    }
}
