namespace Emergency.Simulators;

/// <summary>How the call rate follows the week: a smooth curve with mean 1.</summary>
internal sealed class CallRhythm
{
    private const int HoursOfDay = 24;
    private const int HoursOfWeek = 168;

    /// <summary>Curve points per hour from which mean and highest rate are taken.</summary>
    private const int Fineness = 4;

    private readonly CallRhythmOptions _options;
    private readonly double _mean;

    public CallRhythm(CallRhythmOptions options)
    {
        _options = options;
        var curve = Enumerable.Range(0, HoursOfWeek * Fineness).Select(i => Raw((i + 0.5) / Fineness)).ToArray();
        _mean = curve.Average();
        // Between two points the curve rises by less than this margin.
        Highest = curve.Max() / _mean * 1.02;
    }

    /// <summary>No rate is above this multiple of the mean.</summary>
    public double Highest { get; }

    /// <summary>The rate at an hour of the week as a multiple of its mean.</summary>
    /// <param name="hourOfWeek">Hours since Monday, midnight, local time; 0 to 168.</param>
    public double At(double hourOfWeek) => Raw(hourOfWeek) / _mean;

    /// <summary>The rate at a local time.</summary>
    public double At(DateTime local) => At(((int)local.DayOfWeek + 6) % 7 * HoursOfDay + local.TimeOfDay.TotalHours);

    private double Raw(double hourOfWeek)
    {
        var hour = hourOfWeek % HoursOfDay;
        var log = _options.DailySwing * Math.Cos(Angle(hour - _options.DailyPeak))
            + _options.HalfDailySwing * Math.Cos(2 * Angle(hour - _options.HalfDailyPeak));
        if (hourOfWeek >= 5 * HoursOfDay)
            log += _options.WeekendNights * Math.Cos(Angle(hour)) - _options.WeekendLess;
        return Math.Exp(log);
    }

    private static double Angle(double hours) => 2 * Math.PI * hours / HoursOfDay;
}
