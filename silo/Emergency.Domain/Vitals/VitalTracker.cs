namespace Emergency.Domain.Vitals;

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

    public VitalDefinition Definition { get; } = definition;

    /// <summary>When the monitor last spoke of it, with or without a value.</summary>
    public DateTimeOffset? SpokeAt { get; private set; }

    /// <summary>When it last had a value.</summary>
    public DateTimeOffset? ValueAt { get; private set; }

    /// <summary>The newest value.</summary>
    public double? Value { get; private set; }

    private TimeSpan RaiseAfter => Definition.IsContinuous ? options.RaiseAfter : TimeSpan.Zero;

    private TimeSpan EndAfter => Definition.IsContinuous ? options.EndAfter : TimeSpan.Zero;

    /// <summary>Whether its signal is lost.</summary>
    /// <param name="backAt">When the monitor itself came back; a signal has that long again.</param>
    public bool IsLost(DateTimeOffset now, DateTimeOffset? backAt) =>
        Definition.IsContinuous && SpokeAt is not null && now - Later(ValueAt ?? SpokeAt.Value, backAt) > options.LostAfter;

    /// <summary>Takes a reading; false when it is not newer than what is known.</summary>
    public bool Take(double? value, DateTimeOffset at, VitalLimits? limits, VitalAlarm? standing)
    {
        if (at <= SpokeAt) return false;
        SpokeAt = at;
        if (value is not { } v) return true;
        // What happened in a gap is unknown: nothing is known to have held through it.
        if (Definition.IsContinuous && at - ValueAt > options.LostAfter) Forget();
        (Value, ValueAt) = (v, at);
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

    private void Forget()
    {
        Array.Clear(_beyondSince);
        _backSince = null;
    }

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

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset? b) => b > a ? b.Value : a;
}
