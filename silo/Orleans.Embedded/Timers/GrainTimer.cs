namespace Orleans.Runtime;

/// <summary>A timer of one activation. Its clock starts anew when a callback ends, so that callbacks never overlap.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly ITimer _timer;
    private readonly Tick _tick;
    private TimeSpan _period;
    private TimeSpan? _next;
    private bool _running;
    private bool _queued;
    private bool _disposed;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _callback = callback;
        _tick = new Tick(this, options);
        _timer = activation.Runtime.Time.CreateTimer(
            static state => ((GrainTimer)state!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        _period = period;
        // While a callback runs, the time is only noted: the clock starts when the callback ends.
        if (_running) _next = dueTime;
        else if (!_disposed) _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _timer.Dispose();
        _cancellation.Cancel();
        _activation.Forget(this);
    }

    private static void Check(TimeSpan time, string name)
    {
        if ((time < TimeSpan.Zero && time != Timeout.InfiniteTimeSpan) || time > Longest)
            throw new ArgumentOutOfRangeException(name, time, "A timer's time is infinite, or from zero to about 49 days");
    }

    private void Rearm()
    {
        _running = false;
        if (!_disposed) _timer.Change(_next ?? _period, Timeout.InfiniteTimeSpan);
        _next = null;
    }

    /// <summary>
    /// While the runtime stops, nothing new begins: a grain that a call woke for a moment would otherwise, by a timer due at once, wake others,
    /// and those it again, for seconds.
    /// </summary>
    private void Fire()
    {
        if (!_activation.Runtime.IsRunning) return;
        if (Interlocked.Exchange(ref _queued, true)) return;
        _activation.Receive(_tick);
    }

    /// <summary>One callback as a turn.</summary>
    internal sealed class Tick : GrainMessage
    {
        private readonly GrainTimer _timer;
        private readonly bool _keepAlive;

        public Tick(GrainTimer timer, GrainTimerCreationOptions options)
        {
            _timer = timer;
            _keepAlive = options.KeepAlive;
            Target = timer._activation.GrainId;
            AlwaysInterleave = options.Interleave;
        }

        public override bool CountsAsUse => _keepAlive;

        public override bool IsAbandoned => _timer._disposed;

        public override bool Run(Activation activation)
        {
            Volatile.Write(ref _timer._queued, false);
            _timer._running = true;
            var running = RunAsync(activation);
            if (running.IsCompleted) return true;
            _ = FinishAsync(running, activation);
            return false;
        }

        public override void Reject(Exception reason) => _timer.Dispose();

        private async Task RunAsync(Activation activation)
        {
            try
            {
                await _timer._callback(_timer._cancellation.Token);
            }
            catch (OperationCanceledException) when (_timer._disposed)
            {
                // The timer ended and took its callback with it.
            }
            catch (Exception e)
            {
                activation.Runtime.Log.TimerFailed(activation.GrainId, activation.Examine(e));
            }

            _timer.Rearm();
        }

        private async Task FinishAsync(Task running, Activation activation)
        {
            await running;
            activation.Finish(this);
        }
    }
}
