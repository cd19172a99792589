namespace Emergency.Simulators;

/// <summary>How real driving differs from the map's times. The values are our own, of a size that drivers know.</summary>
public sealed record DrivingOptions
{
    /// <summary>How much one trip differs from another: standard deviation of the logarithm; 0 to 0.5, by default 0.08.</summary>
    public double TripSpread { get; init; } = 0.08;

    /// <summary>How much one stretch of a trip differs from another, likewise; 0 to 0.5, by default 0.10.</summary>
    public double StretchSpread { get; init; } = 0.10;

    /// <summary>The least share of the map's time that a stretch takes; 0.5 to 1, by default 0.85.</summary>
    public double LeastFactor { get; init; } = 0.85;

    /// <summary>The greatest share of the map's time that a stretch takes; 1 to 5, by default 1.6.</summary>
    public double GreatestFactor { get; init; } = 1.6;

    /// <summary>Stops at junctions per kilometre with siren; 0 to 10, by default 0.03.</summary>
    public double SirenStopsPerKilometre { get; init; } = 0.03;

    /// <summary>Stops at junctions per kilometre in ordinary traffic; 0 to 10, by default 0.2.</summary>
    public double NormalStopsPerKilometre { get; init; } = 0.2;

    /// <summary>How long a stop lasts; by default 9 s in the median.</summary>
    public SpanDistribution Stop { get; init; } = SpanDistribution.Seconds(9, 0.6);

    /// <summary>The speed where no road leads, in km/h; 5 to 60, by default 20.</summary>
    public double TrackKmh { get; init; } = 20;

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (!(TripSpread is >= 0 and <= 0.5))
            yield return $"TripSpread is {TripSpread}: expected 0 to 0.5";
        if (!(StretchSpread is >= 0 and <= 0.5))
            yield return $"StretchSpread is {StretchSpread}: expected 0 to 0.5";
        if (!(LeastFactor is >= 0.5 and <= 1))
            yield return $"LeastFactor is {LeastFactor}: expected 0.5 to 1";
        if (!(GreatestFactor is >= 1 and <= 5))
            yield return $"GreatestFactor is {GreatestFactor}: expected 1 to 5";
        if (!(SirenStopsPerKilometre is >= 0 and <= 10))
            yield return $"SirenStopsPerKilometre is {SirenStopsPerKilometre}: expected 0 to 10";
        if (!(NormalStopsPerKilometre is >= 0 and <= 10))
            yield return $"NormalStopsPerKilometre is {NormalStopsPerKilometre}: expected 0 to 10";
        if (!(TrackKmh is >= 5 and <= 60))
            yield return $"TrackKmh is {TrackKmh}: expected 5 to 60";
        foreach (var problem in Stop.Problems(nameof(Stop)))
            yield return problem;
    }
}
