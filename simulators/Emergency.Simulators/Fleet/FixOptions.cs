namespace Emergency.Simulators;

/// <summary>How simulated receivers measure and how often.</summary>
public sealed record FixOptions
{
    /// <summary>Between two fixes of a driving vehicle, by the county's clock; 0.2 s to 5 minutes, by default 1 s.</summary>
    public TimeSpan Driving { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Between two fixes of a standing vehicle, by the county's clock; 0.2 s to 30 minutes, by default 10 s.</summary>
    public TimeSpan Standing { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The most fixes of one driving vehicle in a second of real time, however fast the county's clock runs; 0.1 to 100, by default
    /// 2.
    /// </summary>
    public double MostPerSecond { get; init; } = 2;

    /// <summary>The most fixes of one standing vehicle in a second of real time; 0.01 to 100, by default 0.5.</summary>
    public double MostPerSecondStanding { get; init; } = 0.5;

    /// <summary>Error along each axis in metres, one standard deviation; 0 to 100, by default 3.</summary>
    public double NoiseMetres { get; init; } = 3;

    /// <summary>How long the error lasts: after this time little of it is left; 1 s to 1 hour, by default 30 s.</summary>
    public TimeSpan NoiseMemory { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Error of the speed in km/h, one standard deviation; 0 to 20, by default 0.8.</summary>
    public double SpeedNoiseKmh { get; init; } = 0.8;

    /// <summary>The intervals that keep within the rates at a clock's speed.</summary>
    public FixOptions At(double speed) => this with
    {
        Driving = Longer(Driving, TimeSpan.FromSeconds(speed / MostPerSecond)),
        Standing = Longer(Standing, TimeSpan.FromSeconds(speed / MostPerSecondStanding)),
    };

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (Driving < TimeSpan.FromSeconds(0.2) || Driving > TimeSpan.FromMinutes(5))
            yield return $"Driving is {Driving}: expected 0.2 s to 5 minutes";
        if (Standing < TimeSpan.FromSeconds(0.2) || Standing > TimeSpan.FromMinutes(30))
            yield return $"Standing is {Standing}: expected 0.2 s to 30 minutes";
        if (!(MostPerSecond is >= 0.1 and <= 100))
            yield return $"MostPerSecond is {MostPerSecond}: expected 0.1 to 100";
        if (!(MostPerSecondStanding is >= 0.01 and <= 100))
            yield return $"MostPerSecondStanding is {MostPerSecondStanding}: expected 0.01 to 100";
        if (!(NoiseMetres is >= 0 and <= 100))
            yield return $"NoiseMetres is {NoiseMetres}: expected 0 to 100";
        if (NoiseMemory < TimeSpan.FromSeconds(1) || NoiseMemory > TimeSpan.FromHours(1))
            yield return $"NoiseMemory is {NoiseMemory}: expected 1 s to 1 hour";
        if (!(SpeedNoiseKmh is >= 0 and <= 20))
            yield return $"SpeedNoiseKmh is {SpeedNoiseKmh}: expected 0 to 20";
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
