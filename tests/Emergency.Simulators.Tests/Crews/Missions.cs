using Emergency.Domain;

namespace Emergency.Simulators.Tests;

/// <summary>What missions of crews look like.</summary>
internal static class Missions
{
    /// <summary>Crews to whom nothing unusual happens.</summary>
    public static readonly CrewOptions Steady = new() { DeclineShare = 0, NoPatientShare = 0, RefusalShare = 0, DeathShare = 0 };

    /// <summary>Every step of a mission that goes its usual way.</summary>
    public static readonly Milestone[] WholeMission =
    [
        Milestone.Acknowledged, Milestone.EnRoute, Milestone.OnScene, Milestone.AtPatient, Milestone.PatientLoaded, Milestone.LeftScene,
        Milestone.AtHospital, Milestone.HandedOver, Milestone.Cleared, Milestone.BackAtStation,
    ];
}
