namespace Emergency.Agent.Geofence;

/// <summary>When the vehicle's position proposes a milestone.</summary>
public sealed record GeofenceOptions
{
    /// <summary>Whether anything is proposed; by default yes.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How near the scene counts as there, metres; 20 to 2,000, by default 80.</summary>
    public double SceneMetres { get; init; } = 80;

    /// <summary>How near the hospital counts as there, metres; 20 to 2,000, by default 150.</summary>
    public double HospitalMetres { get; init; } = 150;

    /// <summary>How near the base counts as there, metres; 20 to 2,000, by default 120.</summary>
    public double StationMetres { get; init; } = 120;

    /// <summary>A place is left only beyond its radius times this; 1.1 to 5, by default 1.6. The band between is hysteresis.</summary>
    public double LeaveFactor { get; init; } = 1.6;

    /// <summary>How long the vehicle must be there, or away, before it is proposed; 0 to 5 minutes, by default 10 s.</summary>
    public TimeSpan Dwell { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A fix less accurate than this proposes nothing, metres; 5 to 1,000, by default 100.</summary>
    public double MaxAccuracyMetres { get; init; } = 100;

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        (string Name, double Value, double Least, double Most)[] figures =
        [
            (nameof(SceneMetres), SceneMetres, 20, 2000), (nameof(HospitalMetres), HospitalMetres, 20, 2000),
            (nameof(StationMetres), StationMetres, 20, 2000), (nameof(LeaveFactor), LeaveFactor, 1.1, 5),
            (nameof(MaxAccuracyMetres), MaxAccuracyMetres, 5, 1000), ("Dwell (s)", Dwell.TotalSeconds, 0, 300),
        ];
        return figures.Where(figure => !(figure.Value >= figure.Least && figure.Value <= figure.Most))
            .Select(figure => FormattableString.Invariant($"Geofence.{figure.Name} is {figure.Value}: expected {figure.Least} to {figure.Most}"));
    }
}
