namespace Emergency.Simulators;

/// <summary>What a crew is doing.</summary>
internal enum CrewPhase
{
    /// <summary>Waiting at the station.</summary>
    AtStation,

    /// <summary>Reading the offer.</summary>
    Answering,

    /// <summary>Getting under way.</summary>
    TurningOut,

    /// <summary>Driving to the scene.</summary>
    ToScene,

    /// <summary>Going from the vehicle to the patient.</summary>
    Approaching,

    /// <summary>Treating on scene.</summary>
    Caring,

    /// <summary>Making ready to leave with the patient.</summary>
    Boarding,

    /// <summary>Driving to the hospital.</summary>
    ToHospital,

    /// <summary>Handing the patient over.</summary>
    HandingOver,

    /// <summary>Making the vehicle ready again.</summary>
    CleaningUp,

    /// <summary>Driving home.</summary>
    ToStation,

    /// <summary>Driving to another station, to wait there.</summary>
    Moving,
}
