namespace Emergency.Simulators;

/// <summary>How simulated physicians and hospital desks behave.</summary>
internal sealed record PhysicianOptions
{
    /// <summary>Between two looks at the screen, in real time; 1 s to 5 minutes, by default 4 s.</summary>
    public TimeSpan Glance { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Share of cases in which a physician answers late; 0 to 1, by default 0.2.</summary>
    public double LateShare { get; init; } = 0.2;

    /// <summary>Share of cases in which no physician ever answers; 0 to 1, by default 0.08.</summary>
    public double SilentShare { get; init; } = 0.08;

    /// <summary>From something new on the screen to the answer; by default 35 s in the median.</summary>
    public SpanDistribution Prompt { get; init; } = SpanDistribution.Seconds(35, 0.5);

    /// <summary>The same of one who is late; by default 5 minutes in the median.</summary>
    public SpanDistribution Late { get; init; } = SpanDistribution.Minutes(5, 0.4);

    /// <summary>From the activation of a cath lab or a scanner to its readiness; by default 14 minutes in the median.</summary>
    public SpanDistribution MakeReady { get; init; } = SpanDistribution.Minutes(14, 0.4);

    /// <summary>The most cases that are looked at in one glance; 1 to 500, by default 40. The rest waits for the next.</summary>
    public int MostCases { get; init; } = 40;

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (Glance < TimeSpan.FromSeconds(1) || Glance > TimeSpan.FromMinutes(5))
            yield return $"Glance is {Glance}: expected 1 s to 5 minutes";
        if (!(LateShare is >= 0 and <= 1) || !(SilentShare is >= 0 and <= 1) || LateShare + SilentShare > 1)
            yield return $"LateShare is {LateShare} and SilentShare {SilentShare}: expected 0 to 1, and together at most 1";
        if (MostCases is < 1 or > 500)
            yield return $"MostCases is {MostCases}: expected 1 to 500";
        foreach (var problem in Prompt.Problems(nameof(Prompt)).Concat(Late.Problems(nameof(Late))).Concat(MakeReady.Problems(nameof(MakeReady))))
            yield return problem;
    }
}
