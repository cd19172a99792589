namespace Emergency.Domain.Coverage;

/// <summary>
/// Averages coverage over each hour, each reading counting for as long as it stood. A gap longer than <see cref="LongestStanding"/>
/// counts as not observed: nobody knows what was. Not thread-safe.
/// </summary>
public sealed class HourMeter(TimeSpan longestStanding)
{
    private readonly Sum _urban = new();
    private readonly Sum _rural = new();
    private DateTimeOffset? _hour;
    private DateTimeOffset _last;
    private double _units;
    private double _seconds;

    /// <summary>For how long a reading may stand for what comes after it.</summary>
    public TimeSpan LongestStanding { get; } = longestStanding;

    /// <summary>The hour under way; null before the first reading.</summary>
    public CoverageHour? Current => _hour is { } start ? Close(start) : null;

    /// <summary>Takes a reading.</summary>
    /// <returns>The hour before, when this reading begins a new one; null otherwise, or when nothing was observed in it.</returns>
    public CoverageHour? Take(double? urban, double? rural, int units, DateTimeOffset at)
    {
        var hour = new DateTimeOffset(at.Year, at.Month, at.Day, at.Hour, 0, 0, at.Offset);
        CoverageHour? finished = null;
        if (_hour is { } before && before != hour)
        {
            finished = _seconds > 0 ? Close(before) : null;
            (_units, _seconds) = (0, 0);
            _urban.Clear();
            _rural.Clear();
            _last = at;
        }
        else if (_hour is null)
        {
            _last = at;
        }

        var stood = at - _last;
        var seconds = stood > TimeSpan.Zero && stood <= LongestStanding ? stood.TotalSeconds : 0;
        _urban.Take(urban, seconds);
        _rural.Take(rural, seconds);
        _units += units * seconds;
        _seconds += seconds;
        (_hour, _last) = (hour, at);
        return finished;
    }

    private CoverageHour Close(DateTimeOffset start) =>
        new(start, _urban.Share, _rural.Share, _seconds > 0 ? Math.Round(_units / _seconds, 2) : 0, Math.Round(_seconds, 1));

    private sealed class Sum
    {
        private double _sum;
        private double _seconds;
        private double? _least;

        public HourShare Share => new(_seconds > 0 ? Math.Round(_sum / _seconds, 6) : null, _least);

        public void Take(double? share, double seconds)
        {
            if (share is not { } value)
                return;
            _sum += value * seconds;
            _seconds += seconds;
            _least = Math.Min(_least ?? value, value);
        }

        public void Clear() => (_sum, _seconds, _least) = (0, 0, null);
    }
}
