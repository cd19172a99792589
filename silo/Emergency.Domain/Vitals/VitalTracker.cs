namespace Emergency.Domain.Vitals;

/// <summary>How often something speaks, and whether it is overdue. A monitor that says a value once a minute is not lost after fifteen seconds.</summary>
internal struct Rhythm
{
    private const int Beats = 3;

    /// <summary>A pause that is longer than this is an outage and no rhythm.</summary>
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(60);

    private TimeSpan _interval;

    /// <summary>When it last spoke; null when it never did.</summary>
    public DateTimeOffset? At { get; private set; }

    /// <summary>It speaks.</summary>
    public void Hear(DateTimeOffset at)
    {
        if (at <= At) return;
        if (at - At is { } interval) _interval = interval > Slowest ? Slowest : interval;
        At = at;
    }

    /// <summary>Whether it has been quiet for longer than <paramref name="lostAfter"/> and than three of its own intervals.</summary>
    /// <param name="since">From when on it is expected, where that is later than when it last spoke.</param>
    public readonly bool IsOverdue(DateTimeOffset now, TimeSpan lostAfter, DateTimeOffset? since = null)
    {
        if (At is not { } at) return false;
        var quiet = now - (since > at ? since.Value : at);
        return quiet > lostAfter && quiet > _interval * Beats;
    }
}

/// <summary>What one vital sign has been doing: since when it is beyond each limit, since when it is back, when it last spoke. Not thread-safe.</summary>
internal sealed class VitalTracker(VitalDefinition definition, VitalAlarmOptions options)
{
    private static readonly (VitalAlarmCondition Side, VitalAlarmLevel Level)[] Grades =
    [
        (VitalAlarmCondition.Low, VitalAlarmLevel.Danger), (VitalAlarmCondition.High, VitalAlarmLevel.Danger),
        (VitalAlarmCondition.Low, VitalAlarmLevel.Warning), (VitalAlarmCondition.High, VitalAlarmLevel.Warning),
    ];

    private readonly DateTimeOffset?[] _beyondSince = new DateTimeOffset?[Grades.Length];
    private DateTimeOffset? _backSince;
    private Rhythm _values;

    public VitalDefinition Definition { get; } = definition;

    /// <summary>When the monitor last spoke of it, with or without a value.</summary>
    public DateTimeOffset? SpokeAt { get; private set; }

    /// <summary>The newest value.</summary>
    public double? Value { get; private set; }

    private TimeSpan RaiseAfter => Definition.IsContinuous ? options.RaiseAfter : TimeSpan.Zero;

    private TimeSpan EndAfter => Definition.IsContinuous ? options.EndAfter : TimeSpan.Zero;

    /// <summary>Whether its signal is lost: it spoke, and has had no value for too long.</summary>
    /// <param name="backAt">When the monitor itself came back; a signal has that long again.</param>
    public bool IsLost(DateTimeOffset now, DateTimeOffset? backAt)
    {
        if (!Definition.IsContinuous || SpokeAt is null) return false;
        return _values.At is null ? now - SpokeAt > options.LostAfter : _values.IsOverdue(now, options.LostAfter, backAt);
    }

    /// <summary>Takes a reading; false when it is not newer than what is known.</summary>
    public bool Take(double? value, DateTimeOffset at, VitalLimits? limits, VitalAlarm? standing)
    {
        if (at <= SpokeAt) return false;
        SpokeAt = at;
        if (value is not { } v) return true;
        _values.Hear(at);
        Value = v;
        for (var i = 0; i < Grades.Length; i++) _beyondSince[i] = IsBeyond(v, limits, i) ? _beyondSince[i] ?? at : null;
        _backSince = standing is not null && IsBack(v, limits, standing) ? _backSince ?? at : null;
        return true;
    }

    /// <summary>The gravest grade that has held for long enough by then; null when none has.</summary>
    public (VitalAlarmCondition Side, VitalAlarmLevel Level)? Grade(DateTimeOffset asOf)
    {
        for (var i = 0; i < Grades.Length; i++)
            if (_beyondSince[i] is { } since && asOf - since >= RaiseAfter) return Grades[i];
        return null;
    }

    /// <summary>Whether the value has been back for long enough by then.</summary>
    public bool HasRecovered(DateTimeOffset asOf) => _backSince is { } since && asOf - since >= EndAfter;

    /// <summary>The next alarm of it has its own way back.</summary>
    public void ForgetBack() => _backSince = null;

    public static double? LimitOf(VitalLimits limits, VitalAlarmCondition side, VitalAlarmLevel level) => (side, level) switch
    {
        (VitalAlarmCondition.Low, VitalAlarmLevel.Danger) => limits.DangerLow,
        (VitalAlarmCondition.Low, _) => limits.WarningLow,
        (_, VitalAlarmLevel.Danger) => limits.DangerHigh,
        _ => limits.WarningHigh,
    };

    private static bool IsBeyond(double value, VitalLimits? limits, int grade)
    {
        if (limits is null) return false;
        var (side, level) = Grades[grade];
        var limit = LimitOf(limits, side, level);
        return side is VitalAlarmCondition.Low ? value < limit : value > limit;
    }

    /// <summary>An alarm whose limits are gone (another age was said) is over.</summary>
    private static bool IsBack(double value, VitalLimits? limits, VitalAlarm standing)
    {
        if (limits is null || LimitOf(limits, standing.Condition, standing.Level) is not { } limit) return true;
        return standing.Condition is VitalAlarmCondition.Low ? value >= limit + limits.Margin : value <= limit - limits.Margin;
    }
}
