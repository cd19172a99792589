using System.Collections.Frozen;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Vitals;

namespace Emergency.Agent.Tablet;

/// <summary>
/// Grades values on the vehicle by the usual limits of an age, so that what is abnormal looks abnormal in a dead zone too. Alarms are the
/// server's: a county may have other limits.
/// </summary>
internal static class VitalLevels
{
    private static readonly FrozenDictionary<string, VitalKind> Kinds = new Dictionary<string, VitalKind>
    {
        ["heartRate"] = VitalKind.HeartRate,
        ["pulse"] = VitalKind.Pulse,
        ["spO2"] = VitalKind.SpO2,
        ["respirationRate"] = VitalKind.RespirationRate,
        ["systolic"] = VitalKind.SystolicPressure,
        ["diastolic"] = VitalKind.DiastolicPressure,
        ["mean"] = VitalKind.MeanPressure,
        ["temperature"] = VitalKind.Temperature,
        ["etCO2"] = VitalKind.EtCO2,
        ["glucose"] = VitalKind.Glucose,
    }.ToFrozenDictionary();

    /// <summary>The limits' band of a patient; adult while the age is unknown.</summary>
    public static AgeBand BandOf(PatientFactsView? facts) => AgeBands.Of(facts switch
    {
        { AgeMonths: { } months } => PatientAge.OfMonths(months),
        { AgeYears: { } years } => new PatientAge(years),
        _ => null,
    });

    /// <summary>The value with its level; without one when its kind has no limits at that age.</summary>
    public static VitalValue Grade(VitalValue value, AgeBand band) =>
        Kinds.TryGetValue(value.Kind, out var kind) && VitalAlarmOptions.Default.Find(kind, band) is { } limits
            ? value with { Level = LevelOf(value.Value, limits) }
            : value;

    private static string LevelOf(double value, VitalLimits limits)
    {
        if (value < limits.DangerLow || value > limits.DangerHigh)
            return "danger";
        return value < limits.WarningLow || value > limits.WarningHigh ? "warning" : "normal";
    }
}
