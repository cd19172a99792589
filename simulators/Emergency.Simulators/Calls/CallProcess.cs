namespace Emergency.Simulators;

/// <summary>
/// When calls come: a Poisson process whose rate follows the week, times a gamma-distributed factor of mean 1 that each local day draws
/// anew, so that some days are busy and others quiet. The same seed gives the same days, wherever one starts.
/// Drawn by thinning (P. A. W. Lewis and G. S. Shedler, 1979). For one caller at a time.
/// </summary>
internal sealed class CallProcess(CallOptions options, CallRhythm rhythm, TimeZoneInfo zone, Seed seed)
{
    /// <summary>The times of the calls of one local day, in order.</summary>
    public IReadOnlyList<DateTimeOffset> Day(DateOnly day)
    {
        var times = new List<DateTimeOffset>();
        var random = seed.Branch("day", day.DayNumber).Random();
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        var (start, end) = (Utc(midnight), Utc(midnight.AddDays(1)));
        var highest = options.PerDay * DayFactor(random) * rhythm.Highest;
        if (highest <= 0)
            return times;
        for (var at = start + Gap(random, highest); at < end; at += Gap(random, highest))
        {
            if (random.Chance(rhythm.At(TimeZoneInfo.ConvertTime(at, zone).DateTime) / rhythm.Highest))
                times.Add(at);
        }

        return times;
    }

    /// <summary>The calls after a time, for ever.</summary>
    public IEnumerable<DateTimeOffset> After(DateTimeOffset time)
    {
        for (var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime); ; day = day.AddDays(1))
        {
            foreach (var at in Day(day).Where(at => at > time))
                yield return at;
        }
    }

    private static TimeSpan Gap(Random random, double perDay) => TimeSpan.FromDays(random.Exponential() / perDay);

    /// <summary>
    /// With a factor of variance v the count of a day has variance mean + mean² · v, so v follows from the dispersion wanted.
    /// </summary>
    private double DayFactor(Random random)
    {
        if (options.PerDay <= 0 || options.Dispersion <= 1)
            return 1;
        var shape = options.PerDay / (options.Dispersion - 1);
        return random.Gamma(shape) / shape;
    }

    private DateTimeOffset Utc(DateTime local) => new(local, zone.GetUtcOffset(local));
}
