namespace Emergency.Simulators;

/// <summary>
/// How crews behave. The spans are our own, of the size that ambulance services publish for theirs; they are there to make a
/// believable day, not to measure one.
/// </summary>
public sealed record CrewOptions
{
    /// <summary>From the offer to its acknowledgement; by default 12 s in the median.</summary>
    public SpanDistribution Answer { get; init; } = SpanDistribution.Seconds(12, 0.5);

    /// <summary>From the acknowledgement to the moving wheel, at the station by day; by default 65 s in the median.</summary>
    public SpanDistribution Turnout { get; init; } = SpanDistribution.Seconds(65, 0.4);

    /// <summary>The same for a crew on the road; by default 10 s in the median.</summary>
    public SpanDistribution TurnoutOnTheRoad { get; init; } = SpanDistribution.Seconds(10, 0.5);

    /// <summary>How much longer answer and turnout take at night; 1 to 5, by default 1.5.</summary>
    public double NightFactor { get; init; } = 1.5;

    /// <summary>When the night starts, in local time; by default 22:00.</summary>
    public TimeOnly NightStarts { get; init; } = new(22, 0);

    /// <summary>When the night ends, in local time; by default 07:00.</summary>
    public TimeOnly NightEnds { get; init; } = new(7, 0);

    /// <summary>From the arrival on scene to the patient; by default 80 s in the median.</summary>
    public SpanDistribution Approach { get; init; } = SpanDistribution.Seconds(80, 0.6);

    /// <summary>From the patient to the patient on board; by default 12 minutes in the median.</summary>
    public SpanDistribution Care { get; init; } = SpanDistribution.Minutes(12, 0.45);

    /// <summary>From the patient on board to the moving wheel; by default 75 s in the median.</summary>
    public SpanDistribution Boarding { get; init; } = SpanDistribution.Seconds(75, 0.5);

    /// <summary>From the arrival at the hospital to the end of the handover; by default 11 minutes in the median.</summary>
    public SpanDistribution Handover { get; init; } = SpanDistribution.Minutes(11, 0.5);

    /// <summary>From the handover to the unit's being free; by default 7 minutes in the median.</summary>
    public SpanDistribution Cleanup { get; init; } = SpanDistribution.Minutes(7, 0.5);

    /// <summary>Share of offers that are declined; 0 to 1, by default 0.01.</summary>
    public double DeclineShare { get; init; } = 0.01;

    /// <summary>Share of scenes where nobody is found; 0 to 1, by default 0.04.</summary>
    public double NoPatientShare { get; init; } = 0.04;

    /// <summary>Share of patients who decline transport; 0 to 1, by default 0.06.</summary>
    public double RefusalShare { get; init; } = 0.06;

    /// <summary>Share of patients who die on scene; 0 to 1, by default 0.01.</summary>
    public double DeathShare { get; init; } = 0.01;

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (!(NightFactor is >= 1 and <= 5))
            yield return $"NightFactor is {NightFactor}: expected 1 to 5";
        foreach (var (name, share) in new[]
        {
            (nameof(DeclineShare), DeclineShare), (nameof(NoPatientShare), NoPatientShare), (nameof(RefusalShare), RefusalShare),
            (nameof(DeathShare), DeathShare),
        })
        {
            if (!(share is >= 0 and <= 1))
                yield return $"{name} is {share}: expected 0 to 1";
        }

        var spans = new[]
        {
            (nameof(Answer), Answer), (nameof(Turnout), Turnout), (nameof(TurnoutOnTheRoad), TurnoutOnTheRoad),
            (nameof(Approach), Approach), (nameof(Care), Care), (nameof(Boarding), Boarding),
            (nameof(Handover), Handover), (nameof(Cleanup), Cleanup),
        };
        foreach (var problem in spans.SelectMany(span => span.Item2.Problems(span.Item1)))
            yield return problem;
    }
}

/// <summary>What crews give as reasons.</summary>
internal static class CrewReasons
{
    public const string Declined = "车辆故障，无法出车";
    public const string NoPatient = "到达现场，未找到病人";
    public const string Refused = "病人及家属不同意送医";
    public const string NoHospital = "本县无可送达医院";
    public const string Died = "到达时已无生命体征，经抢救无效";
}
