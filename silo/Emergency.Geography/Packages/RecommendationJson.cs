using Emergency.Domain;
using Emergency.Domain.Recommendations;

namespace Emergency.Geography;

/// <summary>
/// The section <c>recommendation</c> of <c>county.json</c>. What is left out keeps its default; a list that is given replaces the default one
/// as a whole.
/// </summary>
internal sealed record RecommendationJson
{
    private const string Section = "recommendation";

    public Priority? DivertFor { get; init; }

    public Milestone? DivertUntil { get; init; }

    public Priority? CoverageFrom { get; init; }

    public double? CoverageStepPeople { get; init; }

    public double? FixStaleSeconds { get; init; }

    public double? FixUselessSeconds { get; init; }

    public Priority? RestFrom { get; init; }

    public double? RestAfterMissionMinutes { get; init; }

    public double? BreakAfterHours { get; init; }

    public double? ShiftEndMarginMinutes { get; init; }

    public double? SeenForSeconds { get; init; }

    public double? SameArrivalSeconds { get; init; }

    public double? BedsStaleMinutes { get; init; }

    public CrewJson[]? Crew { get; init; }

    public ComplaintJson[]? Complaints { get; init; }

    public Dictionary<Priority, string[]>? Always { get; init; }

    public SupportJson[]? Support { get; init; }

    /// <summary>What differs from the defaults; null when nothing does.</summary>
    public static RecommendationJson? Of(RecommendationOptions o)
    {
        var usual = RecommendationOptions.Default;
        if (o == usual) return null;
        return new RecommendationJson
        {
            DivertFor = o.DivertFor,
            DivertUntil = o.DivertUntil,
            CoverageFrom = o.CoverageFrom,
            CoverageStepPeople = o.CoverageStep,
            FixStaleSeconds = o.FixStale.TotalSeconds,
            FixUselessSeconds = o.FixUseless.TotalSeconds,
            RestFrom = o.RestFrom,
            RestAfterMissionMinutes = o.RestAfterMission.TotalMinutes,
            BreakAfterHours = o.BreakAfter.TotalHours,
            ShiftEndMarginMinutes = o.ShiftEndMargin.TotalMinutes,
            SeenForSeconds = o.SeenFor.TotalSeconds,
            SameArrivalSeconds = o.SameArrival.TotalSeconds,
            BedsStaleMinutes = o.BedsStale.TotalMinutes,
            Crew = ReferenceEquals(o.Crew, usual.Crew) ? null : [.. o.Crew.Select(c => new CrewJson(c.Capability, c.Drivers, c.Attendants, c.Physicians))],
            Complaints = ReferenceEquals(o.Complaints, usual.Complaints)
                ? null : [.. o.Complaints.Rules.Select(r => new ComplaintJson([.. r.Words], [.. r.Capabilities], r.Centres is null ? null : [.. r.Centres]))],
            Always = ReferenceEquals(o.Complaints, usual.Complaints) ? null : o.Complaints.ByPriority.ToDictionary(p => p.Key, p => p.Value.ToArray()),
            Support = ReferenceEquals(o.Support, usual.Support)
                ? null : [.. o.Support.Select(s => new SupportJson(s.Kind, s.Capability, s.Words is null ? null : [.. s.Words], s.AtLeast, s.PatientsAbove, s.WhenLacking))],
        };
    }

    public RecommendationOptions ToOptions()
    {
        var usual = RecommendationOptions.Default;
        return usual with
        {
            DivertFor = DivertFor ?? usual.DivertFor,
            DivertUntil = DivertUntil ?? usual.DivertUntil,
            CoverageFrom = CoverageFrom ?? usual.CoverageFrom,
            CoverageStep = CoverageStepPeople ?? usual.CoverageStep,
            FixStale = Span(FixStaleSeconds, TimeSpan.TicksPerSecond) ?? usual.FixStale,
            FixUseless = Span(FixUselessSeconds, TimeSpan.TicksPerSecond) ?? usual.FixUseless,
            RestFrom = RestFrom ?? usual.RestFrom,
            RestAfterMission = Span(RestAfterMissionMinutes, TimeSpan.TicksPerMinute) ?? usual.RestAfterMission,
            BreakAfter = Span(BreakAfterHours, TimeSpan.TicksPerHour) ?? usual.BreakAfter,
            ShiftEndMargin = Span(ShiftEndMarginMinutes, TimeSpan.TicksPerMinute) ?? usual.ShiftEndMargin,
            SeenFor = Span(SeenForSeconds, TimeSpan.TicksPerSecond) ?? usual.SeenFor,
            SameArrival = Span(SameArrivalSeconds, TimeSpan.TicksPerSecond) ?? usual.SameArrival,
            BedsStale = Span(BedsStaleMinutes, TimeSpan.TicksPerMinute) ?? usual.BedsStale,
            Crew = Crew is null ? usual.Crew : [.. Crew.Select(c => new CrewMinimum(c.Capability, c.Drivers, c.Attendants, c.Physicians))],
            Complaints = Complaints is null && Always is null ? usual.Complaints : ToComplaints(usual.Complaints),
            Support = Support is null ? usual.Support : [.. Support.Select(s => new SupportRule(s.Kind, s.Capability, s.Words, s.AtLeast, s.PatientsAbove, s.WhenLacking))],
        };
    }

    /// <summary>Says what is missing or out of range, by the name that it has in the file, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        var missing = MissingParts().ToList();
        return (missing.Count > 0 ? missing : ToOptions().Problems()).Select(p => $"{Section}.{p}");
    }

    private IEnumerable<string> MissingParts()
    {
        if (Crew?.Any(c => c?.Capability is null) == true) yield return "crew has an entry without capability";
        if (Complaints?.Any(c => c?.Words is null || c.Words.Any(w => w is null) || c.Capabilities?.Any(w => w is null) == true) == true)
            yield return "complaints has an entry without words";
        if (Always?.Values.Any(words => words?.All(w => w is not null) != true) == true) yield return "always has an entry without words";
        if (Support?.Any(s => s?.Kind is null || s.Words?.Any(w => w is null) == true) == true) yield return "support has an entry without kind";
    }

    private ComplaintRules ToComplaints(ComplaintRules usual) => new(
        Complaints is null ? usual.Rules : [.. Complaints.Select(c => new ComplaintRule(c.Words, c.Capabilities ?? [], c.Centres))],
        Always is null ? usual.ByPriority : Always.ToDictionary(p => p.Key, p => (IReadOnlyList<string>)p.Value));

    /// <summary>A time of that many units; one that no clock can hold becomes the longest there is, which the bounds then refuse.</summary>
    private static TimeSpan? Span(double? count, long ticks) => count is not { } number ? null
        : Math.Abs(number) * ticks < long.MaxValue / 2 ? TimeSpan.FromTicks((long)(number * ticks))
        : number < 0 ? TimeSpan.MinValue : TimeSpan.MaxValue;
}

internal sealed record CrewJson(string Capability, int Drivers = 0, int Attendants = 0, int Physicians = 0);

internal sealed record ComplaintJson(string[] Words, string[]? Capabilities = null, string[]? Centres = null);

internal sealed record SupportJson(
    string Kind,
    string? Capability = null,
    string[]? Words = null,
    Priority? AtLeast = null,
    int? PatientsAbove = null,
    string? WhenLacking = null);
