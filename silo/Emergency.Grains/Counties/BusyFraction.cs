namespace Emergency.Grains.Counties;

/// <summary>
/// How busy the fleet has been: the share of the units on duty that were on a mission, averaged over time with older times fading
/// (exponentially, by half in <see cref="HalfLife"/>). Unknown until somebody was on duty. Used by one grain at a time.
/// </summary>
internal sealed class BusyFraction
{
    private static readonly TimeSpan HalfLife = TimeSpan.FromMinutes(30);

    /// <summary>A fleet that is wholly busy covers nobody; beyond this the formula says nothing useful.</summary>
    private const double Most = 0.99;

    private DateTimeOffset? _last;

    /// <summary>0 to 0.99; null while not known.</summary>
    public double? Value { get; private set; }

    public void Look(int onMission, int available, DateTimeOffset now)
    {
        if (onMission + available > 0)
        {
            var share = (double)onMission / (onMission + available);
            var keep = _last is { } last ? Math.Pow(0.5, Math.Max(0, (now - last) / HalfLife)) : 0;
            Value = Math.Min(Most, Value is { } before ? share + ((before - share) * keep) : share);
        }

        _last = now;
    }
}
