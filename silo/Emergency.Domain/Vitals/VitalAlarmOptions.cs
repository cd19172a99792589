using System.Collections.Immutable;

namespace Emergency.Domain.Vitals;

/// <summary>When a value of one vital sign at one age alarms. Values are in the vital sign's own unit; null never alarms.</summary>
/// <param name="DangerLow">Below this it is a danger.</param>
/// <param name="WarningLow">Below this it is a warning.</param>
/// <param name="WarningHigh">Above this it is a warning.</param>
/// <param name="DangerHigh">Above this it is a danger.</param>
/// <param name="Margin">An alarm ends only when the value is back by this much beyond the limit that it crossed; 0 or more.</param>
public sealed record VitalLimits(
    VitalKind Kind, AgeBand Band, double? DangerLow, double? WarningLow, double? WarningHigh, double? DangerHigh, double Margin)
{
    /// <summary>What is wrong with it, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (!Enum.IsDefined(Kind) || !Enum.IsDefined(Band))
        {
            yield return "limits of no known vital sign or age band";
            yield break;
        }
        var d = VitalCatalogue.Of(Kind);
        double[] inOrder = [.. new[] { DangerLow, WarningLow, WarningHigh, DangerHigh }.OfType<double>()];
        if (!inOrder.SequenceEqual(inOrder.Order()))
            yield return $"limits of {d.Name} for {Band} are not in order";
        if (inOrder.Any(v => !(v >= d.Low && v <= d.High)))
            yield return FormattableString.Invariant($"a limit of {d.Name} for {Band} is not within {d.Low} to {d.High}");
        if (!(Margin >= 0 && Margin <= d.High - d.Low))
            yield return $"the margin of {d.Name} for {Band} is negative or too large";
    }
}

/// <summary>
/// When vital signs alarm: what a county may set. Default limits are general figures of emergency medicine and paediatric life support, for triage
/// of attention and not for diagnosis; a physician may narrow or widen them.
/// </summary>
public sealed record VitalAlarmOptions
{
    /// <summary>The defaults.</summary>
    public static VitalAlarmOptions Default { get; } = new();

    /// <summary>At most one entry for a vital sign and a band; what has none never alarms.</summary>
    public ImmutableArray<VitalLimits> Limits { get; init; } = DefaultVitalLimits.All;

    /// <summary>
    /// A continuous vital sign must be beyond its limit for this long before it alarms; 0 to 120 s. Default: 10 s. One that is measured now and then
    /// (pressure, temperature, glucose) alarms at once.
    /// </summary>
    public TimeSpan RaiseAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A continuous vital sign must be back, margin included, for this long before its alarm ends; 0 to 120 s. Default: 5 s.</summary>
    public TimeSpan EndAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A continuous vital sign that says nothing for longer is lost: a technical alarm; 3 to 300 s. Default: 15 s.</summary>
    public TimeSpan LostAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A danger that nobody acknowledges rises one level after each such time; 10 to 3600 s. Default: 60 s.</summary>
    public TimeSpan EscalateDangerAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A warning or a technical alarm that nobody acknowledges rises one level after each such time; 10 to 3600 s. Default: 180 s.</summary>
    public TimeSpan EscalateWarningAfter { get; init; } = TimeSpan.FromSeconds(180);

    /// <summary>The limits that hold; null when the vital sign never alarms at that age.</summary>
    public VitalLimits? Find(VitalKind kind, AgeBand band)
    {
        foreach (var limits in Limits)
            if (limits.Kind == kind && limits.Band == band) return limits;
        return null;
    }

    /// <summary>Says what is out of range, by name, or nothing.</summary>
    public IEnumerable<string> Problems() =>
        new[]
        {
            Range("raiseAfterSeconds", RaiseAfter, 0, 120), Range("endAfterSeconds", EndAfter, 0, 120), Range("lostAfterSeconds", LostAfter, 3, 300),
            Range("escalateDangerAfterSeconds", EscalateDangerAfter, 10, 3600), Range("escalateWarningAfterSeconds", EscalateWarningAfter, 10, 3600),
        }.OfType<string>().Concat(Limits.SelectMany(l => l.Problems()))
            .Concat(Limits.GroupBy(l => (l.Kind, l.Band)).Where(g => g.Count() > 1).Select(g => $"limits of {g.Key.Kind} for {g.Key.Band} stand twice"));

    private static string? Range(string name, TimeSpan value, double low, double high) =>
        value.TotalSeconds >= low && value.TotalSeconds <= high
            ? null
            : FormattableString.Invariant($"{name} is {value.TotalSeconds}: expected {low} to {high}");
}

/// <summary>The limits that hold where a county sets none. A pulse has danger limits alone: its warnings are those of the heart rate.</summary>
internal static class DefaultVitalLimits
{
    private static readonly AgeBand[] Bands = Enum.GetValues<AgeBand>();

    public static ImmutableArray<VitalLimits> All { get; } =
    [
        .. Rows(VitalKind.HeartRate, 5, (80, 100, 180, 200), (80, 100, 170, 190), (70, 85, 150, 170), (60, 70, 130, 150), (50, 55, 120, 140), (40, 50, 120, 140)),
        .. Rows(VitalKind.Pulse, 5, (80, null, null, 200), (80, null, null, 190), (70, null, null, 170), (60, null, null, 150), (50, null, null, 140), (40, null, null, 140)),
        .. Rows(VitalKind.RespirationRate, 2, (20, 30, 60, 70), (18, 25, 50, 60), (14, 20, 40, 50), (10, 15, 30, 40), (8, 12, 25, 30), (8, 10, 24, 30)),
        .. Rows(VitalKind.SystolicPressure, 5, (50, 60, 90, 100), (60, 70, 110, 120), (65, 75, 115, 130), (70, 85, 125, 140), (80, 95, 140, 160), (80, 90, 180, 220)),
        .. Rows(VitalKind.SpO2, 1, (85, 90, null, null), (85, 92, null, null), (85, 92, null, null), (85, 92, null, null), (85, 92, null, null), (85, 92, null, null)),
        .. Rows(VitalKind.Temperature, 0.2, (35, 36, 38, 39), (34, 35.5, 38.5, 40), (34, 35.5, 38.5, 40), (34, 35.5, 38.5, 40), (34, 35.5, 38.5, 40), (34, 35.5, 38.5, 40)),
        .. Rows(VitalKind.EtCO2, 2, (20, 30, 50, 60), (20, 30, 50, 60), (20, 30, 50, 60), (20, 30, 50, 60), (20, 30, 50, 60), (20, 30, 50, 60)),
        .. Rows(VitalKind.Glucose, 0.3, (2.0, 2.6, 10, 15), (3, 3.9, 15, 25), (3, 3.9, 15, 25), (3, 3.9, 15, 25), (3, 3.9, 15, 25), (3, 3.9, 15, 25)),
        .. Rows(VitalKind.ComaScale, 1, (9, 13, null, null), (9, 13, null, null), (9, 13, null, null), (9, 13, null, null), (9, 13, null, null), (9, 13, null, null)),
    ];

    private static IEnumerable<VitalLimits> Rows(
        VitalKind kind, double margin, params (double? DangerLow, double? WarningLow, double? WarningHigh, double? DangerHigh)[] bands) =>
        bands.Select((b, i) => new VitalLimits(kind, Bands[i], b.DangerLow, b.WarningLow, b.WarningHigh, b.DangerHigh, margin));
}
