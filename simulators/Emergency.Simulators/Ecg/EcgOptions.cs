namespace Emergency.Simulators;

/// <summary>How the simulated electrocardiograph records.</summary>
internal sealed record EcgOptions
{
    /// <summary>Samples a second of each lead; 250 to 1000, by default 500.</summary>
    public int SampleRate { get; init; } = 500;

    /// <summary>What one step of a sample is worth, in nanovolts; 500 to 10,000, by default 5000.</summary>
    public int LsbNanovolts { get; init; } = 5000;

    /// <summary>Noise of muscles and amplifier at each electrode, one standard deviation in millivolts; 0 to 0.2, by default 0.006.</summary>
    public double MuscleMillivolts { get; init; } = 0.006;

    /// <summary>Mains hum at each electrode in millivolts; 0 to 0.2, by default 0.002.</summary>
    public double MainsMillivolts { get; init; } = 0.002;

    /// <summary>Slow wander of each electrode, one standard deviation in millivolts; 0 to 2, by default 0.05.</summary>
    public double WanderMillivolts { get; init; } = 0.05;

    /// <summary>Bursts of artefact in a minute of a bad road; 0 to 60, by default 6.</summary>
    public double BurstsPerMinute { get; init; } = 6;

    /// <summary>Height of such a burst, one standard deviation in millivolts; 0 to 5, by default 0.4.</summary>
    public double BurstMillivolts { get; init; } = 0.4;

    /// <summary>Share of beats that come early from the ventricle; 0 to 0.5, by default 0.01.</summary>
    public double EctopicShare { get; init; } = 0.01;

    /// <summary>A recorder in a laboratory: no noise, no early beats.</summary>
    public EcgOptions Clean() => this with
    {
        MuscleMillivolts = 0,
        MainsMillivolts = 0,
        WanderMillivolts = 0,
        BurstsPerMinute = 0,
        EctopicShare = 0,
    };

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var (name, value, least, most) in new[]
        {
            (nameof(SampleRate), SampleRate, 250, 1000.0),
            (nameof(LsbNanovolts), LsbNanovolts, 500, 10_000),
            (nameof(MuscleMillivolts), MuscleMillivolts, 0, 0.2),
            (nameof(MainsMillivolts), MainsMillivolts, 0, 0.2),
            (nameof(WanderMillivolts), WanderMillivolts, 0, 2),
            (nameof(BurstsPerMinute), BurstsPerMinute, 0, 60),
            (nameof(BurstMillivolts), BurstMillivolts, 0, 5),
            (nameof(EctopicShare), EctopicShare, 0, 0.5),
        })
        {
            if (!(value >= least && value <= most))
                yield return FormattableString.Invariant($"{name} is {value}: expected {least} to {most}");
        }
    }
}
