namespace Emergency.Domain.Coverage;

/// <summary>What a watch finds.</summary>
public enum ShareFinding
{
    /// <summary>Nothing new.</summary>
    None = 0,

    /// <summary>The share has been too low for long enough.</summary>
    Raised = 1,

    /// <summary>It has been so low for long enough that it is a danger.</summary>
    Worsened = 2,

    /// <summary>It has been high enough for long enough.</summary>
    Recovered = 3,
}

/// <summary>
/// Watches one share against its limits. It speaks only when the share has stayed on the other side for the whole dwell time, and the
/// way back is longer than the way down (hysteresis), so that a share that trembles about its threshold alarms once. Not thread-safe.
/// </summary>
public sealed class ShareWatch(ShareLimits limits)
{
    private DateTimeOffset? _lowSince;
    private DateTimeOffset? _dangerSince;
    private DateTimeOffset? _highSince;

    /// <summary>Looks once.</summary>
    /// <param name="share">0 to 1; null while unknown, which neither alarms nor recovers.</param>
    /// <param name="standing">The level of the alarm that stands; null when none does.</param>
    /// <param name="now">When the share was so.</param>
    public ShareFinding Look(double? share, AlarmLevel? standing, DateTimeOffset now)
    {
        if (share is not { } value)
        {
            (_lowSince, _dangerSince, _highSince) = (null, null, null);
            return ShareFinding.None;
        }

        var low = Holds(ref _lowSince, value < limits.Threshold, now);
        var danger = Holds(ref _dangerSince, value < limits.Danger, now);
        var high = Holds(ref _highSince, value >= limits.Recovery, now);
        return standing switch
        {
            null when low => ShareFinding.Raised,
            AlarmLevel.Warning when danger => ShareFinding.Worsened,
            not null when high => ShareFinding.Recovered,
            _ => ShareFinding.None,
        };
    }

    /// <summary>How grave a share is.</summary>
    public AlarmLevel LevelOf(double share) => share < limits.Danger ? AlarmLevel.Danger : AlarmLevel.Warning;

    private bool Holds(ref DateTimeOffset? since, bool isSo, DateTimeOffset now)
    {
        since = isSo ? since ?? now : null;
        return since is { } start && now - start >= limits.Dwell;
    }
}
