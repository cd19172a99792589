using System.Collections.Frozen;

namespace Emergency.Simulators;

/// <summary>What a condition does to a patient. Figures are our own, of the size that textbooks describe; they teach nobody medicine.</summary>
/// <param name="AtWorst">How far the vital signs are moved when the illness is as grave as it can be short of an arrest.</param>
/// <param name="YoungestYears">The youngest patient who has it.</param>
/// <param name="OldestYears">The oldest.</param>
internal sealed record Pathology(VitalShift AtWorst, double YoungestYears = 18, double OldestYears = 88)
{
    /// <summary>What the heart does while it has a circulation.</summary>
    public Rhythm Rhythm { get; init; } = Rhythm.Sinus;

    /// <summary>Where the heart's wall is hurt.</summary>
    public Territory Injury { get; init; }

    /// <summary>How far the ST segment moves in millivolts when the illness is gravest.</summary>
    public double InjuryMillivolts { get; init; }

    /// <summary>Probability that an arrest begins with fibrillation, which a shock can end; 0 to 1.</summary>
    public double FibrillationShare { get; init; } = 0.2;

    /// <summary>Whether only women of child-bearing age have it.</summary>
    public bool OnlyMothers { get; init; }

    private static readonly FrozenDictionary<Condition, Pathology> Table = new Dictionary<Condition, Pathology>
    {
        [Condition.Minor] = new(new(HeartRate: 8, Systolic: 6), 3),
        [Condition.AnteriorInfarction] = new(new(30, -55, -9, 9, 0, -6, -2), 38)
        {
            Injury = Territory.Anterior,
            InjuryMillivolts = 0.45,
            FibrillationShare = 0.85,
        },
        [Condition.InferiorInfarction] = new(new(-26, -50, -5, 5, 0, -5, -2), 38)
        {
            Injury = Territory.Inferior,
            InjuryMillivolts = 0.35,
            FibrillationShare = 0.75,
        },
        [Condition.Angina] = new(new(26, 24, -4, 6), 35)
        {
            Injury = Territory.Subendocardial,
            InjuryMillivolts = 0.2,
            FibrillationShare = 0.7,
        },
        [Condition.FastFibrillation] = new(new(85, -28, -4, 6, 0, -2, -1), 45) { Rhythm = Rhythm.AtrialFibrillation, FibrillationShare = 0.6 },
        [Condition.VentricularTachycardia] = new(new(112, -48, -7, 9, 0, -6, -3), 40)
        {
            Rhythm = Rhythm.VentricularTachycardia,
            FibrillationShare = 0.95,
        },
        [Condition.HeartFailure] = new(new(42, 34, -22, 18, 0, 4, -4), 50) { FibrillationShare = 0.4 },
        [Condition.Bronchospasm] = new(new(46, 14, -20, 18, 0, 18, -5), 6),
        [Condition.Stroke] = new(new(8, 55, -5, 3, 0.2, 0, -7), 45),
        [Condition.BrainBleed] = new(new(-18, 60, -10, -4, 0.3, 5, -10), 20),
        [Condition.Seizure] = new(new(52, 28, -16, 4, 0.9, 12, -11), 1),
        [Condition.Faint] = new(new(-8, -22, 0, 0, 0, 0, -1), 14),
        [Condition.LowSugar] = new(new(28, 16, -2, 3, -0.5, 0, -10), 20),
        [Condition.Bleeding] = new(new(62, -68, -6, 15, -1, -12, -6), 5),
        [Condition.Pain] = new(new(28, 22, 0, 6), 3),
        [Condition.Infection] = new(new(46, -38, -12, 14, 2.9, -6, -4), 0.3),
        [Condition.Labour] = new(new(28, 22, 0, 8, 0.2, -4), 19, 42) { OnlyMothers = true },
        [Condition.Poisoning] = new(new(-14, -30, -26, -11, -0.8, 22, -11), 14),
        [Condition.Anaphylaxis] = new(new(58, -66, -17, 13, 0, -4, -6), 4),
        [Condition.Asphyxia] = new(new(36, 10, -34, 12, -0.5, 18, -11), 1),
        [Condition.Arrest] = new(new(20, -35, -12, 0, -0.5, 0, -11), 30) { FibrillationShare = 0.6 },
    }.ToFrozenDictionary();

    /// <summary>The pathology of a condition.</summary>
    public static Pathology Of(Condition condition) => Table[condition];
}
