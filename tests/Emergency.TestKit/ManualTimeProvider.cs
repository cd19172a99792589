namespace Emergency.TestKit;

/// <summary>
/// A clock that stands still until a test moves it. Timers that fall due fire during the move, in order, on the caller's thread. A timer
/// that is set for no time at all is due already: it fires at once, on the thread pool.
/// </summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now;
    private long _ticks;

    /// <summary>Starts the clock at an instant; at the start of 2026 in UTC when none is given.</summary>
    public ManualTimeProvider(DateTimeOffset? now = null) => _now = now ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers are set and have not fired for the last time.</summary>
    public int ActiveTimers
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return _ticks;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock and fires what falls due, each at its own time.</summary>
    public void Advance(TimeSpan by)
    {
        var until = GetTimestamp() + by.Ticks;
        while (NextDue(until) is { } timer)
            timer.Fire();
        lock (_gate)
        {
            MoveTo(until);
        }
    }

    /// <summary>Sets the wall clock without letting time pass, as an operator or a time server does.</summary>
    public void StepTo(DateTimeOffset now)
    {
        lock (_gate)
        {
            _now = now;
        }
    }

    private ManualTimer? NextDue(long until)
    {
        lock (_gate)
        {
            var next = _timers.MinBy(timer => timer.Due);
            if (next is null || next.Due > until)
                return null;
            MoveTo(Math.Max(_ticks, next.Due));
            next.Arm(next.Period);
            return next;
        }
    }

    private void MoveTo(long ticks)
    {
        _now += TimeSpan.FromTicks(ticks - _ticks);
        _ticks = ticks;
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        public long Due { get; private set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                Period = period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan;
                Arm(dueTime == TimeSpan.Zero ? Period : dueTime);
            }

            if (dueTime == TimeSpan.Zero) ThreadPool.QueueUserWorkItem(static timer => timer.Fire(), this, preferLocal: false);
            return true;
        }

        /// <summary>Sets when it fires next; never, when that is infinite. The clock's lock is held.</summary>
        public void Arm(TimeSpan dueTime)
        {
            clock._timers.Remove(this);
            Due = clock._ticks + dueTime.Ticks;
            if (dueTime != Timeout.InfiniteTimeSpan)
                clock._timers.Add(this);
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
