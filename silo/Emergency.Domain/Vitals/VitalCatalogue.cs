using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Emergency.Domain.Vitals;

/// <summary>What a kind of vital sign is called, coded and measured in, and what can be true of a living patient.</summary>
/// <param name="Name">As on the wire, such as <c>systolicPressure</c>.</param>
/// <param name="Display">The English name that stands beside the code.</param>
/// <param name="Loinc">The LOINC code.</param>
/// <param name="Ucum">The unit as a UCUM code, such as <c>mm[Hg]</c>.</param>
/// <param name="Unit">The unit as people read it, such as <c>mmHg</c>.</param>
/// <param name="Low">The least plausible value, inclusive.</param>
/// <param name="High">The greatest plausible value, inclusive.</param>
/// <param name="ExpectedInterval">How often a monitor is expected to say it while it measures.</param>
/// <param name="IsContinuous">Whether a monitor says it all the time, so that silence means a lost signal.</param>
public sealed record VitalDefinition(
    VitalKind Kind,
    string Name,
    string Display,
    string Loinc,
    string Ucum,
    string Unit,
    double Low,
    double High,
    TimeSpan ExpectedInterval,
    bool IsContinuous);

/// <summary>
/// Every kind of vital sign. Codes are LOINC's, units UCUM's. Plausible ranges are those of the scores where a score uses the value
/// (see <see cref="Scores.News2Input"/>), else what common bedside devices can show. A value outside is refused by name, never clamped.
/// </summary>
public static class VitalCatalogue
{
    /// <summary>The LOINC code that pulse oximetry's saturation carries beside 59408-5, as its parent.</summary>
    public const string OxygenSaturationLoinc = "2708-6";

    /// <summary>The LOINC code of a blood pressure panel.</summary>
    public const string BloodPressurePanelLoinc = "85354-9";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Cuff = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Spot = TimeSpan.FromMinutes(15);

    /// <summary>Every definition, in the order of <see cref="VitalKind"/>.</summary>
    public static ImmutableArray<VitalDefinition> All { get; } =
    [
        new(VitalKind.HeartRate, "heartRate", "Heart rate", "8867-4", "/min", "/min", 0, 350, Second, true),
        new(VitalKind.Pulse, "pulse", "Heart rate by pulse oximetry", "8889-8", "/min", "/min", 0, 350, Second, true),
        new(VitalKind.SpO2, "spo2", "Oxygen saturation by pulse oximetry", "59408-5", "%", "%", 30, 100, Second, true),
        new(VitalKind.RespirationRate, "respirationRate", "Respiratory rate", "9279-1", "/min", "/min", 0, 100, Second, true),
        new(VitalKind.SystolicPressure, "systolicPressure", "Systolic blood pressure", "8480-6", "mm[Hg]", "mmHg", 0, 350, Cuff, false),
        new(VitalKind.DiastolicPressure, "diastolicPressure", "Diastolic blood pressure", "8462-4", "mm[Hg]", "mmHg", 0, 300, Cuff, false),
        new(VitalKind.MeanPressure, "meanPressure", "Mean blood pressure", "8478-0", "mm[Hg]", "mmHg", 0, 320, Cuff, false),
        new(VitalKind.Temperature, "temperature", "Body temperature", "8310-5", "Cel", "°C", 15, 46, Spot, false),
        new(VitalKind.EtCO2, "etco2", "Carbon dioxide at end expiration", "19891-1", "mm[Hg]", "mmHg", 0, 150, Second, true),
        new(VitalKind.Glucose, "glucose", "Glucose in capillary blood", "14743-9", "mmol/L", "mmol/L", 0, 60, Spot, false),
        new(VitalKind.OxygenFlow, "oxygenFlow", "Inhaled oxygen flow rate", "3151-8", "L/min", "L/min", 0, 60, Spot, false),
        new(VitalKind.ComaScale, "comaScale", "Glasgow coma score total", "9269-2", "{score}", "", 3, 15, Spot, false),
    ];

    private static readonly FrozenDictionary<string, VitalDefinition> ByName = All.ToFrozenDictionary(d => d.Name);
    private static readonly FrozenDictionary<string, VitalDefinition> ByCode = All.ToFrozenDictionary(d => d.Loinc);

    /// <summary>The definition of a kind.</summary>
    public static VitalDefinition Of(VitalKind kind) => All[(int)kind];

    /// <summary>The definition that goes by this name on the wire; null when none does.</summary>
    public static VitalDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The definition of a LOINC code, 2708-6 included; null when none has it.</summary>
    public static VitalDefinition? FindLoinc(string code) =>
        code == OxygenSaturationLoinc ? Of(VitalKind.SpO2) : ByCode.GetValueOrDefault(code);

    /// <summary>Null when the value can be true, else <see cref="RejectionCodes.ImplausibleValue"/> and the vital's name.</summary>
    public static Rejection? Check(VitalKind kind, double value)
    {
        if (!Enum.IsDefined(kind))
            return new(RejectionCodes.ImplausibleValue, "no such kind of vital sign");
        var d = Of(kind);
        return value >= d.Low && value <= d.High
            ? null
            : new(RejectionCodes.ImplausibleValue, FormattableString.Invariant($"{d.Name} must be {d.Low} to {d.High} {d.Unit}").TrimEnd());
    }
}

/// <summary>One value of one vital sign at one moment.</summary>
/// <param name="Value">In the unit of <see cref="VitalCatalogue"/>; null when the monitor said that it cannot measure (a lead is off, no finger).</param>
/// <param name="At">When it was measured.</param>
public sealed record VitalReading(VitalKind Kind, double? Value, DateTimeOffset At);
