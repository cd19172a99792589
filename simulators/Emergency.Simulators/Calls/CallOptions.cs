namespace Emergency.Simulators;

/// <summary>How many calls come, when and from where.</summary>
public sealed record CallOptions
{
    /// <summary>Calls of a mean day among <see cref="DefaultPeople"/>.</summary>
    public const double DefaultPerDay = 45;

    /// <summary>The people who make <see cref="DefaultPerDay"/> calls a day.</summary>
    public const double DefaultPeople = 430_000;

    /// <summary>Calls of a mean day; 0 to 100,000, by default 45.</summary>
    public double PerDay { get; init; } = DefaultPerDay;

    /// <summary>
    /// Variance of the calls of a day divided by their mean: 1 is a plain Poisson process, and real services show about 2.
    /// 1 to 20, by default 2.
    /// </summary>
    public double Dispersion { get; init; } = 2;

    /// <summary>When in the week calls come.</summary>
    public CallRhythmOptions Rhythm { get; init; } = new();

    /// <summary>How far from the middle of its cell a caller may be, along each axis in metres; 0 to 2,000, by default 220.</summary>
    public double JitterMetres { get; init; } = 220;

    /// <summary>
    /// A call this much too late, because the clock or the centre stood still, is not made any more; by default 15 minutes.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (!(PerDay is >= 0 and <= 100_000))
            yield return $"the calls a day are {PerDay}: expected 0 to 100000";
        if (!(Dispersion is >= 1 and <= 20))
            yield return $"Dispersion is {Dispersion}: expected 1 to 20";
        if (!(JitterMetres is >= 0 and <= 2_000))
            yield return $"JitterMetres is {JitterMetres}: expected 0 to 2000";
        if (Patience < TimeSpan.FromMinutes(1) || Patience > TimeSpan.FromDays(1))
            yield return $"Patience is {Patience}: expected 1 minute to 1 day";
        foreach (var problem in Rhythm.Problems())
            yield return problem;
    }
}

/// <summary>
/// The shape of a week: the logarithm of the rate swings once and twice a day, and weekends have fuller nights. Chosen so that the
/// shape resembles that of a published year of 48,877 emergency calls (hour-of-week correlation 0.98).
/// </summary>
public sealed record CallRhythmOptions
{
    /// <summary>How far the logarithm swings once a day; 0 to 3, by default 0.58.</summary>
    public double DailySwing { get; init; } = 0.58;

    /// <summary>When that swing is highest, in hours of the local day; by default 14.5.</summary>
    public double DailyPeak { get; init; } = 14.5;

    /// <summary>How far it swings twice a day; 0 to 3, by default 0.19.</summary>
    public double HalfDailySwing { get; init; } = 0.19;

    /// <summary>When that swing is highest first; by default 9.6, and so 21.6 as well.</summary>
    public double HalfDailyPeak { get; init; } = 9.6;

    /// <summary>How much fuller weekend nights are, and emptier weekend days; 0 to 1, by default 0.16.</summary>
    public double WeekendNights { get; init; } = 0.16;

    /// <summary>How much the logarithm of the rate is lower on weekends; −1 to 1, by default 0.055.</summary>
    public double WeekendLess { get; init; } = 0.055;

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (!(DailySwing is >= 0 and <= 3))
            yield return $"DailySwing is {DailySwing}: expected 0 to 3";
        if (!(HalfDailySwing is >= 0 and <= 3))
            yield return $"HalfDailySwing is {HalfDailySwing}: expected 0 to 3";
        if (!(DailyPeak is >= 0 and <= 24))
            yield return $"DailyPeak is {DailyPeak}: expected 0 to 24";
        if (!(HalfDailyPeak is >= 0 and <= 24))
            yield return $"HalfDailyPeak is {HalfDailyPeak}: expected 0 to 24";
        if (!(WeekendNights is >= 0 and <= 1))
            yield return $"WeekendNights is {WeekendNights}: expected 0 to 1";
        if (!(WeekendLess is >= -1 and <= 1))
            yield return $"WeekendLess is {WeekendLess}: expected -1 to 1";
    }
}
