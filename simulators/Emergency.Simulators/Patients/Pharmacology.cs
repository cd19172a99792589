using System.Collections.Frozen;

namespace Emergency.Simulators;

/// <summary>
/// What a substance does: an Emax model of the dose (half of the most at <paramref name="HalfDose"/>), with an effect that comes and goes
/// exponentially.
/// </summary>
/// <param name="Onset">Time constant with which it comes.</param>
/// <param name="HalfLife">In which half of it goes.</param>
/// <param name="HalfDose">Per kilogram, in the unit of its kind: gives half of the most.</param>
/// <param name="AtMost">What it does at the most.</param>
internal sealed record SubstanceEffect(TimeSpan Onset, TimeSpan HalfLife, double HalfDose, VitalShift AtMost)
{
    /// <summary>How much of an illness it takes away at the most; 0 to 1, by condition.</summary>
    public IReadOnlyDictionary<Condition, double> Relief { get; init; } = FrozenDictionary<Condition, double>.Empty;

    /// <summary>Share of the most at a time after a dose; 0 to 1.</summary>
    public double ShareAt(double perKilogram, TimeSpan since) => since <= TimeSpan.Zero
        ? 0
        : perKilogram / (perKilogram + HalfDose) * (1 - Math.Exp(-(since / Onset))) * double.Exp2(-(since / HalfLife));
}

/// <summary>What treatments do. Figures are our own, of the size that drug monographs give; nobody is to be treated by them.</summary>
internal static class Pharmacology
{
    /// <summary>What an allergen does to somebody who cannot bear it, whatever the dose.</summary>
    public static SubstanceEffect Allergy { get; } = new(Minutes(2), Minutes(40), 1e-9, new(48, -48, -12, 11, 0, 0, -3));

    /// <summary>What nitrates do besides when the right heart is hurt too, as it often is with the lower wall.</summary>
    public static VitalShift NitrateWithInferiorInfarction { get; } = new(Systolic: -45, Awareness: -2);

    private static readonly FrozenDictionary<TreatmentKind, SubstanceEffect> Table = new Dictionary<TreatmentKind, SubstanceEffect>
    {
        [TreatmentKind.Fluids] = new(Minutes(5), Minutes(45), 12, new(HeartRate: -6, Systolic: 16))
        {
            Relief = Relieves((Condition.Bleeding, 0.6), (Condition.Anaphylaxis, 0.3), (Condition.Infection, 0.35), (Condition.Faint, 0.6)),
        },
        [TreatmentKind.Nitrate] = new(Minutes(1.5), Minutes(12), 0.008, new(HeartRate: 12, Systolic: -42))
        {
            Relief = Relieves((Condition.Angina, 0.7), (Condition.HeartFailure, 0.6)),
        },
        [TreatmentKind.Adrenaline] = new(Minutes(0.7), Minutes(5), 0.012, new(HeartRate: 62, Systolic: 80, Spo2: 2))
        {
            Relief = Relieves((Condition.Anaphylaxis, 1.4), (Condition.Bronchospasm, 0.4)),
        },
        [TreatmentKind.Atropine] = new(Minutes(1), Minutes(60), 0.01, new(HeartRate: 46, Systolic: 8)),
        [TreatmentKind.Amiodarone] = new(Minutes(6), Minutes(240), 4, new(HeartRate: -34, Systolic: -22))
        {
            Relief = Relieves((Condition.FastFibrillation, 0.6)),
        },
        [TreatmentKind.Metoprolol] = new(Minutes(5), Minutes(180), 0.12, new(HeartRate: -44, Systolic: -32)),
        [TreatmentKind.Urapidil] = new(Minutes(3), Minutes(60), 0.35, new(HeartRate: 2, Systolic: -62)),
        [TreatmentKind.Furosemide] = new(Minutes(10), Minutes(120), 0.6, new(Systolic: -14))
        {
            Relief = Relieves((Condition.HeartFailure, 0.5)),
        },
        [TreatmentKind.Midazolam] = new(Minutes(2), Minutes(40), 0.12, new(-6, -24, -8, -10, 0, 10, -9))
        {
            Relief = Relieves((Condition.Seizure, 1.6)),
        },
        [TreatmentKind.Morphine] = new(Minutes(4), Minutes(120), 0.12, new(-14, -20, -8, -9, 0, 9, -4))
        {
            Relief = Relieves((Condition.Pain, 0.9), (Condition.HeartFailure, 0.2)),
        },
        [TreatmentKind.Naloxone] = new(Minutes(1.5), Minutes(45), 0.008, default) { Relief = Relieves((Condition.Poisoning, 1.2)) },
        [TreatmentKind.Salbutamol] = new(Minutes(4), Minutes(180), 0.06, new(HeartRate: 22))
        {
            Relief = Relieves((Condition.Bronchospasm, 1.1)),
        },
        [TreatmentKind.Glucose] = new(Minutes(3), Minutes(240), 0.25, default) { Relief = Relieves((Condition.LowSugar, 1.8)) },
        [TreatmentKind.Paracetamol] = new(Minutes(25), Minutes(180), 10, default) { Relief = Relieves((Condition.Infection, 0.4)) },
        [TreatmentKind.TranexamicAcid] = new(Minutes(15), Minutes(180), 12, default) { Relief = Relieves((Condition.Bleeding, 0.3)) },
    }.ToFrozenDictionary();

    /// <summary>What a treatment does, or null where it has no effect of this form.</summary>
    public static SubstanceEffect? Of(TreatmentKind kind) => Table.GetValueOrDefault(kind);

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);

    private static FrozenDictionary<Condition, double> Relieves(params ReadOnlySpan<(Condition Condition, double Share)> shares)
    {
        var relief = new Dictionary<Condition, double>();
        foreach (var (condition, share) in shares)
            relief[condition] = share;
        return relief.ToFrozenDictionary();
    }
}
