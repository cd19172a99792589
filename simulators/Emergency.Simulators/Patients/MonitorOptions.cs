namespace Emergency.Simulators;

/// <summary>How simulated patient monitors measure.</summary>
internal sealed record MonitorOptions
{
    /// <summary>Between two readings of a steady patient; 1 s to 5 minutes, by default 5 s.</summary>
    public TimeSpan Steady { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Between two readings of a patient who is in danger; 1 s to 5 minutes, by default 1 s.</summary>
    public TimeSpan Unstable { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Between two measurements of the blood pressure by cuff; 1 to 60 minutes, by default 5 minutes.</summary>
    public TimeSpan Cuff { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The same in danger, and the wait after one that failed; 1 to 60 minutes, by default 2 minutes.</summary>
    public TimeSpan CuffUnstable { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Share of cuff measurements that fail in a vehicle at rest; 0 to 1, by default 0.05. A drive and a low pressure add to it.</summary>
    public double CuffFails { get; init; } = 0.05;

    /// <summary>Mean time until the finger probe slips off; 1 minute to 1 day, by default 12 minutes.</summary>
    public TimeSpan ProbeStays { get; init; } = TimeSpan.FromMinutes(12);

    /// <summary>Mean time until an electrode comes off; 1 minute to 1 day, by default 40 minutes.</summary>
    public TimeSpan ElectrodesStay { get; init; } = TimeSpan.FromMinutes(40);

    /// <summary>How long it takes to put a sensor back; by default 35 s in the median.</summary>
    public SpanDistribution PutBack { get; init; } = SpanDistribution.Seconds(35, 0.5);

    /// <summary>Share of readings on a drive that an artefact makes wrong; 0 to 1, by default 0.02.</summary>
    public double ArtefactShare { get; init; } = 0.02;

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var (name, span, least, most) in new[]
        {
            (nameof(Steady), Steady, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
            (nameof(Unstable), Unstable, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
            (nameof(Cuff), Cuff, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)),
            (nameof(CuffUnstable), CuffUnstable, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)),
            (nameof(ProbeStays), ProbeStays, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1)),
            (nameof(ElectrodesStay), ElectrodesStay, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1)),
        })
        {
            if (span < least || span > most)
                yield return $"{name} is {span}: expected {least} to {most}";
        }

        if (!(CuffFails is >= 0 and <= 1))
            yield return $"CuffFails is {CuffFails}: expected 0 to 1";
        if (!(ArtefactShare is >= 0 and <= 1))
            yield return $"ArtefactShare is {ArtefactShare}: expected 0 to 1";
        foreach (var problem in PutBack.Problems(nameof(PutBack)))
            yield return problem;
    }
}
