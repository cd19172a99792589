namespace Emergency.Simulators;

/// <summary>What can be done to a simulated patient. The unit of the amount stands behind each.</summary>
public enum TreatmentKind
{
    /// <summary>Oxygen, litres a minute from now on; 0 ends it.</summary>
    Oxygen,

    /// <summary>Breathing for the patient with bag or ventilator: 1 begins, 0 ends.</summary>
    Ventilation,

    /// <summary>Chest compressions: 1 begins, 0 ends.</summary>
    Compressions,

    /// <summary>A shock, joules. Ends fibrillation or a tachycardia, perhaps.</summary>
    Shock,

    /// <summary>Crystalloid, millilitres.</summary>
    Fluids,

    /// <summary>Glyceryl trinitrate, milligrams.</summary>
    Nitrate,

    /// <summary>Adrenaline, milligrams.</summary>
    Adrenaline,

    /// <summary>Atropine, milligrams.</summary>
    Atropine,

    /// <summary>Amiodarone, milligrams.</summary>
    Amiodarone,

    /// <summary>Metoprolol, milligrams.</summary>
    Metoprolol,

    /// <summary>Urapidil, milligrams.</summary>
    Urapidil,

    /// <summary>Furosemide, milligrams.</summary>
    Furosemide,

    /// <summary>Midazolam, milligrams.</summary>
    Midazolam,

    /// <summary>Morphine, milligrams.</summary>
    Morphine,

    /// <summary>Naloxone, milligrams.</summary>
    Naloxone,

    /// <summary>Salbutamol, milligrams.</summary>
    Salbutamol,

    /// <summary>Glucose, grams.</summary>
    Glucose,

    /// <summary>Paracetamol, milligrams.</summary>
    Paracetamol,

    /// <summary>Tranexamic acid, milligrams.</summary>
    TranexamicAcid,

    /// <summary>Aspirin, milligrams; shows in no vital sign.</summary>
    Aspirin,

    /// <summary>Something that the simulation knows no effect of; given, and that is all.</summary>
    Other,
}

/// <summary>Something done to a patient.</summary>
/// <param name="Kind">What.</param>
/// <param name="Amount">How much, in the unit of its kind; 0 or more.</param>
/// <param name="At">When.</param>
/// <param name="Substance">Its name, by which an allergy is recognised; null where there is none.</param>
internal sealed record Treatment(TreatmentKind Kind, double Amount, DateTimeOffset At, string? Substance = null);
