namespace Emergency.Agent.Inputs;

/// <summary>
/// Puts the sentences of one moment together. GGA says where and how well, RMC says the date, the speed and the course. A moment is
/// told when both have come, or at once when the receiver sends only one of them.
/// </summary>
/// <param name="clock">Tells which day it is as long as the receiver does not.</param>
internal sealed class NmeaEpochs(TimeProvider clock)
{
    /// <summary>A typical error of one range, metres; times the dilution of precision it is the error of the position.</summary>
    private const double RangeErrorMetres = 5;

    private const double KmhPerKnot = 1.852;

    /// <summary>Receivers count weeks in ten bits and fall back by that many when these run over.</summary>
    private static readonly TimeSpan WeekRollover = TimeSpan.FromDays(1024 * 7);

    private TimeSpan? _time;
    private GpsSample? _position;
    private GpsSample? _movement;
    private DateOnly? _date;
    private DateTimeOffset? _last;
    private bool _told;
    private bool _sendsBoth;

    /// <summary>Takes a sentence.</summary>
    /// <returns>The moment that it makes whole; null when there is none.</returns>
    public GpsSample? Take(NmeaSentence sentence)
    {
        var (time, isPosition) = sentence.Kind switch
        {
            "GGA" => (sentence.TimeOfDay(0), true),
            "RMC" => (sentence.TimeOfDay(0), false),
            _ => (null, false),
        };
        if (sentence.Kind is not ("GGA" or "RMC"))
            return null;
        if (time is null)
            return new GpsSample(null, GpsMode.NoFix);
        var late = time != _time ? Begin(time.Value) : null;
        if (isPosition)
            _position = Position(sentence);
        else
            (_movement, _date) = (Movement(sentence), sentence.Date(8) ?? _date);
        // A moment that is only now known to be over is told first; what has just come follows with its own moment.
        return late ?? (IsWhole ? Tell() : null);
    }

    private bool IsWhole => !_told && (_position is not null && _movement is not null || !_sendsBoth);

    private GpsSample? Begin(TimeSpan time)
    {
        var late = !_told && _time is not null ? Tell() : null;
        if (_time is not null)
            _sendsBoth = _position is not null && _movement is not null;
        (_time, _position, _movement, _told) = (time, null, null, false);
        return late;
    }

    private GpsSample Tell()
    {
        _told = true;
        var (where, moves) = (_position ?? _movement!, _movement);
        var mode = moves is { Mode: GpsMode.NoFix } ? GpsMode.NoFix : where.Mode;
        return where with { Time = TimeOf(_time!.Value), Mode = mode, SpeedKmh = moves?.SpeedKmh, HeadingDegrees = moves?.HeadingDegrees };
    }

    private static GpsSample Position(NmeaSentence gga)
    {
        // 1 to 5 are satellite fixes of some kind, 6 is dead reckoning from one; 7 and 8 are typed in or made up.
        var mode = gga.Number(5) is >= 1 and <= 6 ? gga.Number(8) is null ? GpsMode.Fix2D : GpsMode.Fix3D : GpsMode.NoFix;
        return new GpsSample(
            null, mode, gga.Angle(3, 'E', 'W'), gga.Angle(1, 'N', 'S'), AccuracyMetres: gga.Number(7) * RangeErrorMetres,
            Satellites: (int?)gga.Number(6));
    }

    private static GpsSample Movement(NmeaSentence rmc)
    {
        var valid = rmc.Text(1) == "A" && rmc.Text(11) is not ("N" or "S" or "M");
        return new GpsSample(
            null, valid ? GpsMode.Fix2D : GpsMode.NoFix, rmc.Angle(4, 'E', 'W'), rmc.Angle(2, 'N', 'S'), rmc.Number(6) * KmhPerKnot, rmc.Number(7));
    }

    /// <summary>
    /// The moment of a time of day. The receiver's date may be of the day before when only RMC carries it and midnight has passed since,
    /// and may be weeks of ten bits too early; without any the day is the one that brings the time nearest to now.
    /// </summary>
    private DateTimeOffset TimeOf(TimeSpan time)
    {
        var now = clock.GetUtcNow();
        if (_date is not { } date)
            return Nearest(new DateTimeOffset(now.Date, TimeSpan.Zero) + time, now, TimeSpan.FromDays(1), mostSteps: 1);
        var stated = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) + time;
        if (_movement is null)
            stated = Nearest(stated, _last ?? stated, TimeSpan.FromDays(1), mostSteps: 1);
        _last = stated;
        var rolls = (int)Math.Round((now - stated) / WeekRollover);
        return rolls > 0 && (now - stated - rolls * WeekRollover).Duration() < TimeSpan.FromDays(7) ? stated + rolls * WeekRollover : stated;
    }

    private static DateTimeOffset Nearest(DateTimeOffset time, DateTimeOffset to, TimeSpan step, int mostSteps)
    {
        var steps = Math.Clamp((int)Math.Round((to - time) / step), -mostSteps, mostSteps);
        return time + steps * step;
    }
}
