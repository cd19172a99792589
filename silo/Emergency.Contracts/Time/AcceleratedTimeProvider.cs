namespace Emergency.Contracts;

/// <summary>
/// A clock that runs a fixed number of times faster than the system's, for demonstrations and simulated days.
/// The instant, the timestamps and the timers all run at that pace; server and simulators use the same one.
/// </summary>
/// <remarks>
/// <para>It counts from the inner clock's monotonic timestamps, so that a step of the system's clock is not multiplied by the speed.</para>
/// <para>Timers are set at the nominal speed, rounded up to what a system timer can tell apart, and so never fire early;
/// while the clock is being steered they may be off by <see cref="SteeringShare"/> of their length.</para>
/// <para>Safe to use from several threads.</para>
/// </remarks>
public sealed class AcceleratedTimeProvider : TimeProvider
{
    /// <summary>The slowest pace: that of the system's clock.</summary>
    public const double MinSpeed = 1;

    /// <summary>The fastest pace: an hour in a second.</summary>
    public const double MaxSpeed = 3600;

    /// <summary>By what share of the speed the clock runs faster or slower while it is steered.</summary>
    public const double SteeringShare = 0.1;

    private readonly TimeProvider _inner;
    private readonly Lock _gate = new();
    private Course _course;

    /// <summary>Starts a clock that shows <paramref name="origin"/> now.</summary>
    /// <param name="origin">What the clock shows as it is made.</param>
    /// <param name="speed">Its seconds per second, <see cref="MinSpeed"/> to <see cref="MaxSpeed"/>.</param>
    /// <param name="inner">The clock it is driven by; the system's when null.</param>
    public AcceleratedTimeProvider(DateTimeOffset origin, double speed, TimeProvider? inner = null)
    {
        if (!IsValidSpeed(speed))
        {
            throw new ArgumentOutOfRangeException(nameof(speed), speed, $"a clock runs {MinSpeed} to {MaxSpeed} times as fast");
        }

        _inner = inner ?? System;
        Speed = speed;
        _course = new Course(origin.UtcTicks, _inner.GetTimestamp(), 0, speed, 0);
    }

    /// <summary>Seconds of this clock per second of the inner one.</summary>
    public double Speed { get; }

    /// <summary>Whole ticks, so that a fast clock's timestamps last for years.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The zone of the inner clock.</summary>
    public override TimeZoneInfo LocalTimeZone => _inner.LocalTimeZone;

    /// <summary>Whether a clock can run at this pace.</summary>
    public static bool IsValidSpeed(double speed) => speed is >= MinSpeed and <= MaxSpeed;

    /// <summary>
    /// The clock of an installation. At speed 1 and with no origin it is the inner clock itself, shifted by nothing.
    /// </summary>
    /// <param name="speed">Its seconds per second.</param>
    /// <param name="origin">What it shows as it is made; what the inner clock shows when null.</param>
    /// <param name="inner">The clock it is driven by; the system's when null.</param>
    public static TimeProvider Create(double speed, DateTimeOffset? origin = null, TimeProvider? inner = null)
    {
        inner ??= System;
        return speed == MinSpeed && origin is null ? inner : new AcceleratedTimeProvider(origin ?? inner.GetUtcNow(), speed, inner);
    }

    public override DateTimeOffset GetUtcNow()
    {
        var course = Volatile.Read(ref _course);
        return new DateTimeOffset(course.OriginTicks + Elapsed(course), TimeSpan.Zero);
    }

    public override long GetTimestamp() => Elapsed(Volatile.Read(ref _course));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(_inner.CreateTimer(callback, state, ToInner(dueTime), ToInner(period)), this);

    /// <summary>Corrects the clock towards what it ought to show now.</summary>
    /// <param name="target">What it ought to show.</param>
    /// <param name="stepBeyond">A larger error is corrected at once, even backwards; a smaller one by running a little
    /// faster or slower until it is gone, so that the clock never goes back.</param>
    /// <returns>The error: how far the clock was behind.</returns>
    public TimeSpan Steer(DateTimeOffset target, TimeSpan stepBeyond)
    {
        lock (_gate)
        {
            var course = _course;
            var from = _inner.GetTimestamp();
            var elapsed = Elapsed(course, from);
            var error = target.UtcTicks - (course.OriginTicks + elapsed);
            var pace = Speed * (1 + Math.Sign(error) * SteeringShare);
            var next = Math.Abs(error) > stepBeyond.Ticks
                ? new Course(course.OriginTicks + error, from, elapsed, Speed, 0)
                : new Course(course.OriginTicks, from, elapsed, pace, (long)(Math.Abs(error) / (Speed * SteeringShare)));
            Volatile.Write(ref _course, next);
            return new TimeSpan(error);
        }
    }

    private long Elapsed(Course course) => Elapsed(course, _inner.GetTimestamp());

    private long Elapsed(Course course, long timestamp)
    {
        var real = _inner.GetElapsedTime(course.FromTimestamp, timestamp).Ticks;
        var steered = Math.Min(real, course.SteeredTicks);
        return course.FromElapsed + (long)(steered * course.Pace + (real - steered) * Speed);
    }

    /// <summary>The inner clock's length of one of ours: whole milliseconds, rounded up, since a system timer takes no less.</summary>
    private TimeSpan ToInner(TimeSpan length) => length <= TimeSpan.Zero
        ? length
        : TimeSpan.FromMilliseconds(Math.Ceiling(Math.Round(length / Speed / TimeSpan.FromMilliseconds(1), 6)));

    /// <summary>
    /// How the clock runs: at <paramref name="Pace"/> for <paramref name="SteeredTicks"/> of the inner clock, then at its speed.
    /// </summary>
    private sealed record Course(long OriginTicks, long FromTimestamp, long FromElapsed, double Pace, long SteeredTicks);

    private sealed class Timer(ITimer inner, AcceleratedTimeProvider clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(clock.ToInner(dueTime), clock.ToInner(period));

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
