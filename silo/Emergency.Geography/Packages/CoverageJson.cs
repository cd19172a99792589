namespace Emergency.Geography;

/// <summary>The member <c>coverage</c> of <c>county.json</c>; what is left out is as <see cref="CoveragePolicy"/> has it.</summary>
internal sealed record CoverageJson
{
    private static readonly CoveragePolicy Usual = new();

    public double UrbanThreshold { get; init; } = Usual.UrbanThreshold;

    public double RuralThreshold { get; init; } = Usual.RuralThreshold;

    public double DangerBelow { get; init; } = Usual.DangerBelow;

    public double Hysteresis { get; init; } = Usual.Hysteresis;

    public double DwellSeconds { get; init; } = Usual.Dwell.TotalSeconds;

    public double? BusyFraction { get; init; }

    public static CoverageJson Of(CoveragePolicy p) => new()
    {
        UrbanThreshold = p.UrbanThreshold,
        RuralThreshold = p.RuralThreshold,
        DangerBelow = p.DangerBelow,
        Hysteresis = p.Hysteresis,
        DwellSeconds = p.Dwell.TotalSeconds,
        BusyFraction = p.BusyFraction,
    };

    public IEnumerable<string> Problems() =>
        DwellSeconds is >= 0 and <= 3600
            ? ToPolicy().Problems()
            : [FormattableString.Invariant($"coverage.dwellSeconds is {DwellSeconds}: expected 0 to 3600")];

    public CoveragePolicy ToPolicy() => new()
    {
        UrbanThreshold = UrbanThreshold,
        RuralThreshold = RuralThreshold,
        DangerBelow = DangerBelow,
        Hysteresis = Hysteresis,
        Dwell = TimeSpan.FromSeconds(DwellSeconds),
        BusyFraction = BusyFraction,
    };
}
