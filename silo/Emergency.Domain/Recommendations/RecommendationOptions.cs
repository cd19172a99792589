namespace Emergency.Domain.Recommendations;

/// <summary>The policy of dispatch: what a county may set of the ranking. Every figure has the default that is named with it.</summary>
public sealed record RecommendationOptions
{
    /// <summary>The defaults.</summary>
    public static RecommendationOptions Default { get; } = new();

    /// <summary>The least urgent priority that a unit is taken from another case for. Default: II.</summary>
    public Priority DivertFor { get; init; } = Priority.II;

    /// <summary>The furthest that a unit may have come on the case that it is taken from: Offered to EnRoute. Default: EnRoute.</summary>
    public Milestone DivertUntil { get; init; } = Milestone.EnRoute;

    /// <summary>From this priority down, units in time are ranked by what their leaving costs others. Default: III.</summary>
    public Priority CoverageFrom { get; init; } = Priority.III;

    /// <summary>Costs are compared in steps of this many, and within a step the nearer unit goes; 1 to 1,000,000. Default: 500 people.</summary>
    public double CoverageStep { get; init; } = 500;

    /// <summary>A position older than this is said to be stale; 1 s to 1 day. Default: 2 min.</summary>
    public TimeSpan FixStale { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A unit on the road whose position is older than this ranks behind those whose position is known; 1 s to 1 day. Default: 15 min.</summary>
    public TimeSpan FixUseless { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>From this priority down, a crew that should rest ranks behind rested ones that are in time. Default: III.</summary>
    public Priority RestFrom { get; init; } = Priority.III;

    /// <summary>A crew should rest this long after a mission; 0 to 4 h. Default: 10 min.</summary>
    public TimeSpan RestAfterMission { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A crew should have a break after working this long; 1 to 24 h. Default: 6 h.</summary>
    public TimeSpan BreakAfter { get; init; } = TimeSpan.FromHours(6);

    /// <summary>A crew whose shift ends within this time should not be sent far; 0 to 4 h. Default: 15 min.</summary>
    public TimeSpan ShiftEndMargin { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// For how long what a dispatcher saw counts: choosing what was first on the screen needs no reason even where another unit has come
    /// first meanwhile. 0 to 10 min. Default: 1 min.
    /// </summary>
    public TimeSpan SeenFor { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Arrivals this close to the first choice's are no worse: positions are no surer than that, and nobody must justify such a choice.
    /// 0 to 2 min. Default: 10 s.
    /// </summary>
    public TimeSpan SameArrival { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The least crew for each level; a unit that falls short of it does not count as that.</summary>
    public IReadOnlyList<CrewMinimum> Crew { get; init; } = CrewMinimum.Default;

    /// <summary>What complaints ask of units and hospitals.</summary>
    public ComplaintRules Complaints { get; init; } = ComplaintRules.Default;

    /// <summary>When a further unit is advised.</summary>
    public IReadOnlyList<SupportRule> Support { get; init; } = SupportRule.Default;

    /// <summary>What a hospital's stated beds are worth: older than this, none stated free does not count as full; 1 min to 7 days. Default: 4 h.</summary>
    public TimeSpan BedsStale { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Says what is out of range, by name, or nothing.</summary>
    public IEnumerable<string> Problems() =>
        new[]
        {
            Known("divertFor", DivertFor),
            DivertUntil is >= Milestone.Offered and <= Milestone.EnRoute ? null : $"divertUntil is {DivertUntil}: expected Offered, Acknowledged or EnRoute",
            Known("coverageFrom", CoverageFrom),
            Range("coverageStepPeople", CoverageStep, 1, 1_000_000),
            Range("fixStaleSeconds", FixStale.TotalSeconds, 1, 86_400),
            Range("fixUselessSeconds", FixUseless.TotalSeconds, 1, 86_400),
            FixStale <= FixUseless ? null : "fixStaleSeconds is more than fixUselessSeconds",
            Known("restFrom", RestFrom),
            Range("restAfterMissionMinutes", RestAfterMission.TotalMinutes, 0, 240),
            Range("breakAfterHours", BreakAfter.TotalHours, 1, 24),
            Range("shiftEndMarginMinutes", ShiftEndMargin.TotalMinutes, 0, 240),
            Range("seenForSeconds", SeenFor.TotalSeconds, 0, 600),
            Range("sameArrivalSeconds", SameArrival.TotalSeconds, 0, 120),
            Range("bedsStaleMinutes", BedsStale.TotalMinutes, 1, 10_080),
        }.OfType<string>().Concat(CrewMinimum.Problems(Crew)).Concat(Complaints.Problems()).Concat(SupportRule.Problems(Support));

    private static string? Known(string name, Priority priority) => Enum.IsDefined(priority) ? null : $"{name} is {(int)priority}: expected I to IV";

    private static string? Range(string name, double value, double min, double max) =>
        value >= min && value <= max ? null : FormattableString.Invariant($"{name} is {value}: expected {min} to {max}");
}
