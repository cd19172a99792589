namespace Emergency.Simulators;

/// <summary>How simulated dispatchers work.</summary>
public sealed record DispatchOptions
{
    /// <summary>The shortest time from the call to the first decision, by the county's clock; by default 10 s.</summary>
    public TimeSpan QuickestDecision { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest; by default 40 s.</summary>
    public TimeSpan SlowestDecision { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>When no unit could be sent, until it is tried again, by the county's clock; by default 45 s.</summary>
    public TimeSpan TryAgain { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How often the queue is looked at, by the county's clock; 0.1 s to 1 hour, by default 3 s.</summary>
    public TimeSpan Glance { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>However fast the county's clock runs, not oftener than this in real time; 20 ms to 1 minute, by default 0.1 s.</summary>
    public TimeSpan QuickestGlance { get; init; } = TimeSpan.FromSeconds(0.1);

    /// <summary>However slow it runs, not less often than this in real time; 20 ms to 1 minute, by default 1 s.</summary>
    public TimeSpan SlowestGlance { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The most units that are asked for one case before it waits for another try; 1 to 20, by default 4.</summary>
    public int MostCandidates { get; init; } = 4;

    /// <summary>
    /// The most cases that are looked after at once; the oldest is left to people beyond that. 10 to 100,000, by default 2,000.
    /// </summary>
    public int MostCases { get; init; } = 2_000;

    /// <summary>The real time between two glances at a clock's speed.</summary>
    public TimeSpan GlanceAt(double speed) =>
        TimeSpan.FromTicks(Math.Clamp((Glance / speed).Ticks, QuickestGlance.Ticks, SlowestGlance.Ticks));

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (QuickestDecision < TimeSpan.Zero || SlowestDecision < QuickestDecision || SlowestDecision > TimeSpan.FromHours(1))
            yield return $"decisions take {QuickestDecision} to {SlowestDecision}: expected 0 to 1 hour";
        if (TryAgain < TimeSpan.FromSeconds(1) || TryAgain > TimeSpan.FromHours(1))
            yield return $"TryAgain is {TryAgain}: expected 1 s to 1 hour";
        if (Glance < TimeSpan.FromSeconds(0.1) || Glance > TimeSpan.FromHours(1))
            yield return $"Glance is {Glance}: expected 0.1 s to 1 hour";
        if (QuickestGlance < TimeSpan.FromMilliseconds(20) || SlowestGlance < QuickestGlance || SlowestGlance > TimeSpan.FromMinutes(1))
            yield return $"glances are {QuickestGlance} to {SlowestGlance} apart: expected 20 ms to 1 minute";
        if (MostCandidates is < 1 or > 20)
            yield return $"MostCandidates is {MostCandidates}: expected 1 to 20";
        if (MostCases is < 10 or > 100_000)
            yield return $"MostCases is {MostCases}: expected 10 to 100000";
    }
}
