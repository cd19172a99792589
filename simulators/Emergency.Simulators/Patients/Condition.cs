namespace Emergency.Simulators;

/// <summary>What is wrong with a simulated patient.</summary>
public enum Condition
{
    /// <summary>Nothing that shows in the vital signs: a transport, a sprain, a check.</summary>
    Minor,

    /// <summary>Acute infarction of the front wall.</summary>
    AnteriorInfarction,

    /// <summary>Acute infarction of the lower wall; nitrates let the pressure fall.</summary>
    InferiorInfarction,

    /// <summary>Chest pain without ST elevation.</summary>
    Angina,

    /// <summary>Atrial fibrillation with a fast ventricular answer.</summary>
    FastFibrillation,

    /// <summary>Ventricular tachycardia with a pulse.</summary>
    VentricularTachycardia,

    /// <summary>Acute failure of the left heart.</summary>
    HeartFailure,

    /// <summary>Narrow airways: asthma, or COPD made worse.</summary>
    Bronchospasm,

    /// <summary>Ischaemic stroke.</summary>
    Stroke,

    /// <summary>Bleeding in the head, by itself or after a blow.</summary>
    BrainBleed,

    /// <summary>A seizure that goes on.</summary>
    Seizure,

    /// <summary>A faint that is over.</summary>
    Faint,

    /// <summary>Too little sugar in the blood.</summary>
    LowSugar,

    /// <summary>Loss of blood, outwards or inwards.</summary>
    Bleeding,

    /// <summary>Pain without loss of blood.</summary>
    Pain,

    /// <summary>Infection with fever.</summary>
    Infection,

    /// <summary>Birth under way.</summary>
    Labour,

    /// <summary>Opioids, spirits, pesticides: breathing and wakefulness go down.</summary>
    Poisoning,

    /// <summary>A severe allergic reaction.</summary>
    Anaphylaxis,

    /// <summary>No air: a foreign body, drowning, carbon monoxide.</summary>
    Asphyxia,

    /// <summary>The heart stands still or flutters; somebody is pressing on the chest.</summary>
    Arrest,
}

/// <summary>How a patient's illness goes on when nobody does anything.</summary>
public enum Course
{
    /// <summary>It stays as it is.</summary>
    Stable,

    /// <summary>It goes away by itself, by half in <see cref="IllnessOptions.HalfLife"/>.</summary>
    Improving,

    /// <summary>It gets worse steadily, and stops short of an arrest.</summary>
    Worsening,

    /// <summary>It stays as it is for a while; then the patient collapses within minutes and the heart stops.</summary>
    Crash,
}

/// <summary>What the heart does.</summary>
public enum Rhythm
{
    /// <summary>Sinus rhythm, slow or fast.</summary>
    Sinus,

    /// <summary>Atrial fibrillation.</summary>
    AtrialFibrillation,

    /// <summary>Ventricular tachycardia with a pulse.</summary>
    VentricularTachycardia,

    /// <summary>Ventricular fibrillation: no pulse.</summary>
    VentricularFibrillation,

    /// <summary>No beats at all.</summary>
    Asystole,
}

/// <summary>Where the heart's wall is hurt.</summary>
public enum Territory
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>The front wall: ST elevation in V1 to V4.</summary>
    Anterior,

    /// <summary>The lower wall: ST elevation in II, III and aVF.</summary>
    Inferior,

    /// <summary>Under the inner lining, everywhere: ST depression.</summary>
    Subendocardial,
}
