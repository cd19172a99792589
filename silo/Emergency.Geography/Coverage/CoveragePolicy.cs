namespace Emergency.Geography;

/// <summary>When a county wants to be told that too few people can be reached in time.</summary>
public sealed record CoveragePolicy
{
    /// <summary>The share of people under the urban standard below which the desk is warned, 0 to 1; by default 0.8. 0 never warns.</summary>
    public double UrbanThreshold { get; init; } = 0.8;

    /// <summary>The same under the rural standard; by default 0.7.</summary>
    public double RuralThreshold { get; init; } = 0.7;

    /// <summary>How far below its threshold a share is a danger rather than a warning, 0 to 1; by default 0.2.</summary>
    public double DangerBelow { get; init; } = 0.2;

    /// <summary>How far above its threshold a share must come before the warning is over, 0 to 0.5; by default 0.03.</summary>
    public double Hysteresis { get; init; } = 0.03;

    /// <summary>For how long a share must stay below, or above, before anybody is told, 0 to 1 hour; by default 30 s.</summary>
    public TimeSpan Dwell { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The share of its time for which a unit is busy, 0 to 0.99, for coverage that can be expected; null to measure it as the share of the
    /// units on duty that are on a mission.
    /// </summary>
    public double? BusyFraction { get; init; }

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems() => new[]
    {
        Range("urbanThreshold", UrbanThreshold, 0, 1),
        Range("ruralThreshold", RuralThreshold, 0, 1),
        Range("dangerBelow", DangerBelow, 0, 1),
        Range("hysteresis", Hysteresis, 0, 0.5),
        Range("dwellSeconds", Dwell.TotalSeconds, 0, 3600),
        Range("busyFraction", BusyFraction ?? 0, 0, 0.99),
    }.OfType<string>();

    private static string? Range(string name, double value, double min, double max) =>
        value >= min && value <= max ? null : FormattableString.Invariant($"coverage.{name} is {value}: expected {min} to {max}");
}
