namespace Emergency.TestKit;

/// <summary>
/// Another clock, read so that no two readings are the same, as with any real clock. Orleans waits for an instant by delays of whole
/// milliseconds, and asks the clock again without a pause when less than one is left: before a clock that stands still it would ask for ever.
/// </summary>
/// <param name="clock">The clock behind. A reading is ahead of it by 100 ns for each one since it last moved.</param>
internal sealed class RestlessClock(TimeProvider clock) : TimeProvider
{
    private readonly Lock _gate = new();
    private DateTimeOffset _last = DateTimeOffset.MinValue;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            return _last = now > _last ? now : _last.AddTicks(1);
        }
    }

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
