namespace Emergency.Contracts;

/// <summary>Names of the streams on which grains tell what changed. Each has the key <see cref="CountyKey.Value"/>.</summary>
public static class LiveStreams
{
    /// <summary>The stream provider.</summary>
    public const string Provider = "live";

    /// <summary><see cref="CaseView"/>: the whole case after every change.</summary>
    public const string Cases = "cases";

    /// <summary><see cref="UnitView"/>: the whole unit after every change of anything but its position.</summary>
    public const string Units = "units";

    /// <summary><see cref="UnitPosition"/>: a newer fix.</summary>
    public const string Positions = "positions";

    /// <summary><see cref="HospitalView"/>: the whole hospital after every change.</summary>
    public const string Hospitals = "hospitals";

    /// <summary><see cref="CoverageView"/>: the newest coverage.</summary>
    public const string Coverage = "coverage";

    /// <summary><see cref="AlarmsView"/>: every alarm after any changed.</summary>
    public const string Alarms = "alarms";

    /// <summary><see cref="RoadConditionsView"/>: all road conditions after any changed.</summary>
    public const string Roads = "roads";

    /// <summary><see cref="RelocationsView"/>: all suggestions after any changed.</summary>
    public const string Relocations = "relocations";

    /// <summary><see cref="AgentOrders"/>: what a unit has to do.</summary>
    public const string Orders = "orders";

    /// <summary><see cref="CareView"/>: the whole clinical record of a case after every change of its facts.</summary>
    public const string Care = "care";

    /// <summary><see cref="CrewCare"/>: what a crew must know of it.</summary>
    public const string CrewCare = "crew-care";

    /// <summary><see cref="NewestVitals"/>: newer vitals of a patient.</summary>
    public const string Vitals = "vitals";

    /// <summary><see cref="LiveEcg"/>: live waveform.</summary>
    public const string Ecg = "ecg";

    /// <summary><see cref="CallSignal"/>: how peer connections are set up.</summary>
    public const string Signals = "signals";
}
