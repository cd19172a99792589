namespace Emergency.Simulators;

/// <summary>How crews look after their patients. The spans are counted from the arrival at the patient unless they say otherwise.</summary>
internal sealed record BedsideOptions
{
    /// <summary>Until the monitor is attached; by default 40 s in the median.</summary>
    public SpanDistribution Attach { get; init; } = SpanDistribution.Seconds(40, 0.4);

    /// <summary>Until the crew has said who the patient is; by default 80 s in the median.</summary>
    public SpanDistribution Describe { get; init; } = SpanDistribution.Seconds(80, 0.4);

    /// <summary>Until a green channel is opened, where the patient needs one; by default 2 minutes in the median.</summary>
    public SpanDistribution OpenChannel { get; init; } = SpanDistribution.Minutes(2, 0.5);

    /// <summary>Until the 12-lead ECG is recorded, where the patient needs one; by default 3.5 minutes in the median.</summary>
    public SpanDistribution TwelveLead { get; init; } = SpanDistribution.Minutes(3.5, 0.4);

    /// <summary>The 12-lead ECG is never later; 1 to 60 minutes, by default 9 minutes.</summary>
    public TimeSpan LatestTwelveLead { get; init; } = TimeSpan.FromMinutes(9);

    /// <summary>From an order on the tablet to its being read back; by default 18 s in the median.</summary>
    public SpanDistribution ReadBack { get; init; } = SpanDistribution.Seconds(18, 0.5);

    /// <summary>From the reading back to the order done; by default 70 s in the median.</summary>
    public SpanDistribution CarryOut { get; init; } = SpanDistribution.Seconds(70, 0.5);

    /// <summary>Share of orders that are not done, with a reason; 0 to 1, by default 0.06.</summary>
    public double NotDoneShare { get; init; } = 0.06;

    /// <summary>From guidance on the tablet to its being read; by default 15 s in the median.</summary>
    public SpanDistribution ReadGuidance { get; init; } = SpanDistribution.Seconds(15, 0.6);

    /// <summary>From an alarm to the crew's having seen it; by default 20 s in the median.</summary>
    public SpanDistribution SeeAlarm { get; init; } = SpanDistribution.Seconds(20, 0.7);

    /// <summary>From an arrest to compressions; by default 25 s in the median.</summary>
    public SpanDistribution Compress { get; init; } = SpanDistribution.Seconds(25, 0.4);

    /// <summary>Between two looks at the rhythm; 30 s to 10 minutes, by default 2 minutes.</summary>
    public TimeSpan RhythmCheck { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a block of the live ECG is; 0.1 to 2 s, by default 0.25 s.</summary>
    public TimeSpan EcgBlock { get; init; } = TimeSpan.FromSeconds(0.25);

    /// <summary>How long the 12-lead ECG is; 2.5 to 60 s, by default 10 s.</summary>
    public TimeSpan EcgLength { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How illnesses go.</summary>
    public IllnessOptions Illness { get; init; } = new();

    /// <summary>How monitors measure.</summary>
    public MonitorOptions Monitor { get; init; } = new();

    /// <summary>How the electrocardiograph records.</summary>
    public EcgOptions Ecg { get; init; } = new();

    /// <summary>The same on a faster clock: the live ECG cannot be hurried, and readings keep to a rate of real time.</summary>
    public BedsideOptions At(double speed) => this with
    {
        Monitor = Monitor with { Steady = Longer(Monitor.Steady, speed), Unstable = Longer(Monitor.Unstable, speed) },
    };

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (LatestTwelveLead < TimeSpan.FromMinutes(1) || LatestTwelveLead > TimeSpan.FromHours(1))
            yield return $"LatestTwelveLead is {LatestTwelveLead}: expected 1 to 60 minutes";
        if (!(NotDoneShare is >= 0 and <= 1))
            yield return $"NotDoneShare is {NotDoneShare}: expected 0 to 1";
        if (RhythmCheck < TimeSpan.FromSeconds(30) || RhythmCheck > TimeSpan.FromMinutes(10))
            yield return $"RhythmCheck is {RhythmCheck}: expected 30 s to 10 minutes";
        if (EcgBlock < TimeSpan.FromSeconds(0.1) || EcgBlock > TimeSpan.FromSeconds(2))
            yield return $"EcgBlock is {EcgBlock}: expected 0.1 to 2 s";
        if (EcgLength < TimeSpan.FromSeconds(2.5) || EcgLength > TimeSpan.FromMinutes(1))
            yield return $"EcgLength is {EcgLength}: expected 2.5 to 60 s";
        var spans = new[]
        {
            (nameof(Attach), Attach), (nameof(Describe), Describe), (nameof(OpenChannel), OpenChannel), (nameof(TwelveLead), TwelveLead),
            (nameof(ReadBack), ReadBack), (nameof(CarryOut), CarryOut), (nameof(ReadGuidance), ReadGuidance), (nameof(SeeAlarm), SeeAlarm),
            (nameof(Compress), Compress),
        };
        foreach (var problem in spans.SelectMany(span => span.Item2.Problems(span.Item1))
            .Concat(Illness.Problems()).Concat(Monitor.Problems()).Concat(Ecg.Problems()))
            yield return problem;
    }

    /// <summary>At most two readings of one patient in a second of real time.</summary>
    private static TimeSpan Longer(TimeSpan span, double speed) => TimeSpan.FromTicks(Math.Max(span.Ticks, TimeSpan.FromSeconds(speed / 2).Ticks));
}
