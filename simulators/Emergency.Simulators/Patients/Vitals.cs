using Emergency.Domain.Scores;

namespace Emergency.Simulators;

/// <summary>A patient's true vital signs at one time, whether or not anybody measures them. Always physically possible.</summary>
/// <param name="HeartRate">Beats with a pulse in a minute, 0 to 250; 0 exactly when the circulation stands.</param>
/// <param name="Systolic">mmHg, 30 to 260; 0 while the circulation stands.</param>
/// <param name="Diastolic">mmHg, below systolic; 0 while the circulation stands.</param>
/// <param name="Spo2">Percent, 30 to 100.</param>
/// <param name="Respiration">Breaths a minute, 0 to 70.</param>
/// <param name="Temperature">°C, 30 to 42.5.</param>
/// <param name="Etco2">mmHg, 0 to 100.</param>
/// <param name="Coma">Points of the Glasgow scale, 3 to 15.</param>
internal readonly record struct Vitals(
    double HeartRate, double Systolic, double Diastolic, double Spo2, double Respiration, double Temperature, double Etco2, int Coma)
{
    /// <summary>The mean arterial pressure in mmHg, as a third of the way up.</summary>
    public double Mean => Diastolic + (Systolic - Diastolic) / 3;

    /// <summary>The level of consciousness.</summary>
    public Consciousness Consciousness => Coma switch
    {
        15 => Consciousness.A,
        >= 13 => Consciousness.C,
        >= 9 => Consciousness.V,
        >= 5 => Consciousness.P,
        _ => Consciousness.U,
    };

    /// <summary>Whether blood goes round.</summary>
    public bool HasCirculation => HeartRate > 0;
}

/// <summary>What the electrocardiograph sees of a patient.</summary>
/// <param name="Rhythm">What the heart does.</param>
/// <param name="Rate">Electrical beats a minute; 0 where there are none to count.</param>
/// <param name="Injury">Where the wall is hurt.</param>
/// <param name="InjuryMillivolts">How far that lifts or lowers the ST segment in the lead that shows it most; 0 to 0.6.</param>
/// <param name="Respiration">Breaths a minute, for the sway of the baseline.</param>
/// <param name="Coarseness">Of fibrillation, 1 at its start, falling to 0.</param>
internal readonly record struct HeartState(
    Rhythm Rhythm, double Rate, Territory Injury = Territory.None, double InjuryMillivolts = 0, double Respiration = 15, double Coarseness = 1);
