using Emergency.Agent;

namespace Emergency.Simulators;

/// <summary>How many vehicles are simulated and how finely.</summary>
public sealed record FleetOptions
{
    /// <summary>The most vehicles of the county that get a crew; 0 to 10,000, by default 10,000.</summary>
    public int MostVehicles { get; init; } = 10_000;

    /// <summary>
    /// How often vehicles live on, in real time; 20 ms to 5 s, by default 100 ms. What happens in between still has its exact time.
    /// </summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Over how long the first connections are spread, in real time; 0 to 1 minute, by default 1 s.</summary>
    public TimeSpan ConnectSpread { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How crews behave.</summary>
    public CrewOptions Crews { get; init; } = new();

    /// <summary>How they drive.</summary>
    public DrivingOptions Driving { get; init; } = new();

    /// <summary>How their receivers measure.</summary>
    public FixOptions Fixes { get; init; } = new();

    /// <summary>Whether patients have vital signs; by default they do.</summary>
    public bool Patients { get; init; } = true;

    /// <summary>The most vehicles that send a live ECG at a time; 0 to 1,000, by default 4. None does on a clock of more than double speed.</summary>
    public int EcgStreams { get; init; } = 4;

    /// <summary>How crews look after their patients.</summary>
    internal BedsideOptions Bedsides { get; init; } = new();

    /// <summary>What their outboxes hold.</summary>
    public MemoryOutboxOptions Outbox { get; init; } = new();

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (MostVehicles is < 0 or > 10_000)
            yield return $"the vehicles are {MostVehicles}: expected 0 to 10000";
        if (Tick < TimeSpan.FromMilliseconds(20) || Tick > TimeSpan.FromSeconds(5))
            yield return $"Tick is {Tick}: expected 20 ms to 5 s";
        if (ConnectSpread < TimeSpan.Zero || ConnectSpread > TimeSpan.FromMinutes(1))
            yield return $"ConnectSpread is {ConnectSpread}: expected 0 to 1 minute";
        if (EcgStreams is < 0 or > 1_000)
            yield return $"EcgStreams is {EcgStreams}: expected 0 to 1000";
        foreach (var problem in Crews.Problems().Concat(Driving.Problems()).Concat(Fixes.Problems()).Concat(Bedsides.Problems()))
            yield return problem;
    }
}
