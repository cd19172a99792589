using Emergency.Contracts;
using Emergency.Domain.Vitals;

namespace Emergency.Grains.Care;

/// <summary>The words of vital values on the wire, and the values of a sample under them.</summary>
internal static class VitalWords
{
    private static readonly (string Word, VitalKind Kind, Func<VitalsSample, double?> Read, Func<VitalsSample, VitalsSample> Drop)[] All =
    [
        ("heartRate", VitalKind.HeartRate, s => s.HeartRate, s => s with { HeartRate = null }),
        ("pulse", VitalKind.Pulse, s => s.Pulse, s => s with { Pulse = null }),
        ("spO2", VitalKind.SpO2, s => s.SpO2, s => s with { SpO2 = null }),
        ("respirationRate", VitalKind.RespirationRate, s => s.RespirationRate, s => s with { RespirationRate = null }),
        ("systolic", VitalKind.SystolicPressure, s => s.Systolic, s => s with { Systolic = null }),
        ("diastolic", VitalKind.DiastolicPressure, s => s.Diastolic, s => s with { Diastolic = null }),
        ("mean", VitalKind.MeanPressure, s => s.Mean, s => s with { Mean = null }),
        ("temperature", VitalKind.Temperature, s => s.Temperature, s => s with { Temperature = null }),
        ("etCO2", VitalKind.EtCO2, s => s.EtCO2, s => s with { EtCO2 = null }),
        ("glucose", VitalKind.Glucose, s => s.Glucose, s => s with { Glucose = null }),
    ];

    /// <summary>The kinds that a monitor's sample can hold.</summary>
    public static IEnumerable<VitalKind> Kinds => All.Select(v => v.Kind);

    /// <summary>The word of a kind; the domain's own name for one that no sample holds.</summary>
    public static string Of(VitalKind kind) => Array.Find(All, v => v.Kind == kind) is { Word: { } word } ? word : VitalCatalogue.Of(kind).Name;

    /// <summary>What a sample says: its values, and with null what the monitor cannot measure now.</summary>
    public static IEnumerable<VitalReading> ReadingsIn(VitalsSample sample)
    {
        foreach (var (word, kind, read, _) in All)
        {
            if (read(sample) is { } value) yield return new(kind, value, sample.At);
            else if (sample.Off is { } off && off.Contains(word, StringComparer.OrdinalIgnoreCase)) yield return new(kind, null, sample.At);
        }
    }

    /// <summary>The sample without what cannot be true, and what that was.</summary>
    public static (VitalsSample Sample, string? Refused) Plausible(VitalsSample sample)
    {
        string? refused = null;
        foreach (var (_, kind, read, drop) in All)
        {
            if (read(sample) is not { } value || VitalCatalogue.Check(kind, value) is not { } problem) continue;
            sample = drop(sample);
            refused = refused is null ? problem.Detail : $"{refused}; {problem.Detail}";
        }

        return (sample, refused);
    }
}
