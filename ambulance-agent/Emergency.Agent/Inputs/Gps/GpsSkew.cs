namespace Emergency.Agent.Inputs;

/// <summary>How this machine's clock stands to that of the satellites.</summary>
/// <param name="Skew">This machine's clock minus the satellites'; positive when it is fast. Null until measured.</param>
/// <param name="Corrected">By how much events are dated back or forth because of it; zero within the tolerance.</param>
/// <param name="Believed">False when the receiver's clock cannot be right.</param>
public sealed record SkewStatus(TimeSpan? Skew, TimeSpan Corrected, bool Believed);

/// <summary>
/// Measures the difference between this machine's clock and the satellites' time, and corrects the clock of events by it: milestones,
/// vitals and fixes of a vehicle with a wrong clock are then dated rightly. Safe to use from several threads.
/// </summary>
/// <param name="options">Its bounds.</param>
/// <param name="machine">This machine's clock.</param>
public sealed class GpsSkew(GpsOptions options, TimeProvider machine)
{
    /// <summary>How many samples are looked at; a fix arrives late, never early, so that the least difference is the best.</summary>
    private const int Window = 10;

    private readonly Lock _gate = new();
    private readonly Queue<TimeSpan> _differences = new(Window);
    private SkewStatus _status = new(null, TimeSpan.Zero, true);

    /// <summary>How the clocks stand now.</summary>
    public SkewStatus Status
    {
        get
        {
            lock (_gate)
            {
                return _status;
            }
        }
    }

    /// <summary>A clock for events: this machine's, corrected.</summary>
    public TimeProvider Events => new Corrected(this, machine);

    /// <summary>When a sample was taken, by the clock of events; now, when the receiver does not know or cannot be believed.</summary>
    public DateTimeOffset Date(DateTimeOffset? satellites)
    {
        var now = machine.GetUtcNow();
        lock (_gate)
        {
            if (satellites is { } time)
                Learn(now - time);
            var here = now - _status.Corrected;
            var taken = satellites is { } told && _status.Believed ? told : here;
            return taken > here ? here : taken;
        }
    }

    private void Learn(TimeSpan difference)
    {
        if (difference.Duration() > options.MaxSkew)
        {
            _status = _status with { Skew = difference, Believed = false };
            return;
        }

        if (_differences.Count == Window)
            _differences.Dequeue();
        _differences.Enqueue(difference);
        var least = _differences.Min();
        // One sample is not enough to move the clock of a vehicle; within the tolerance nothing is.
        var settled = _differences.Count >= Window / 2 && _differences.Max() - least < options.SkewTolerance * 2;
        var corrected = !settled ? _status.Corrected : least.Duration() > options.SkewTolerance ? least : TimeSpan.Zero;
        _status = new SkewStatus(least, corrected, true);
    }

    private sealed class Corrected(GpsSkew skew, TimeProvider machine) : TimeProvider
    {
        public override long TimestampFrequency => machine.TimestampFrequency;

        public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

        public override DateTimeOffset GetUtcNow() => machine.GetUtcNow() - skew.Status.Corrected;

        public override long GetTimestamp() => machine.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            machine.CreateTimer(callback, state, dueTime, period);
    }
}
