using Emergency.Domain.Care;

namespace Emergency.Grains;

/// <summary>What happens without being asked: orders stay without an answer, clocks run out, alarms rise.</summary>
public sealed partial class CareGrain
{
    private IGrainTimer? _timer;
    private DateTimeOffset? _wakesAt;

    /// <summary>While something is due, the grain looks at least this often, so that nobody takes it for idle and forgets it with its timer.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private bool HasUnsettled =>
        State.PendingDirections.Any() || State.PendingNotices.Any(n => FindKnown(n.Assignment) is { Active: true });

    /// <summary>
    /// Sets the one timer to when something falls due next, and lets the grain be forgotten when nothing does. While a monitor is heard, or
    /// something could not be told, that is the next tick.
    /// </summary>
    private void Arm()
    {
        var now = clock.GetUtcNow();
        var due = State.NextDue(options.Value.OrderTimes, now, CaseIsOver);
        if (due > now + LongestWait) due = now + LongestWait;
        var tick = now + options.Value.CareTickInterval;
        if (IsWatching || HasUnsettled) due = due < tick ? due : tick;
        if (due is null)
        {
            _timer?.Dispose();
            (_timer, _wakesAt) = (null, null);
            return;
        }

        // A tick that comes sooner than needed is harmless; one that is moved on at every sample would never come.
        if (_timer is not null && _wakesAt <= due) return;
        _wakesAt = due;
        var wait = due > now ? due.Value - now : TimeSpan.Zero;
        if (_timer is not null) _timer.Change(wait, Timeout.InfiniteTimeSpan);
        else _timer = this.RegisterGrainTimer(Pass, new GrainTimerCreationOptions { DueTime = wait, Period = Timeout.InfiniteTimeSpan, KeepAlive = true });
    }

    private async Task Pass(CancellationToken cancellationToken)
    {
        _wakesAt = null;
        await WatchVitals();
        await Carry(new PassTime(Author(Self), options.Value.OrderTimes, CaseIsOver));
        if (HasUnsettled) await Settle();
        Arm();
    }
}
