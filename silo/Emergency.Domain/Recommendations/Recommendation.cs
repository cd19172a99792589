namespace Emergency.Domain.Recommendations;

/// <summary>
/// Which unit to send, and why each ranks where it does. Advice: the dispatcher decides.
/// <list type="number">
/// <item>No candidates: units off duty, paused or out of service; units on a mission, unless the case is urgent enough
/// (<see cref="RecommendationOptions.DivertFor"/>), their own case is less urgent, and they are no further than under way.</item>
/// <item>Free units with every required capability come first, then such units on a less urgent mission, then free units that lack
/// something, then units on a mission that lack something. Within each, those with no known way or no usable position come last.</item>
/// <item>Within a group the shorter travel time goes first. From <see cref="RecommendationOptions.CoverageFrom"/> down, units in time go
/// before late ones, and among those in time the one whose leaving costs others least: for less urgent cases only, because it
/// lengthens the mean response (Jagtenberg and others, EJOR 2017).</item>
/// <item>Ties go by travel time, then by link, then by name, so that the same input always gives the same order.</item>
/// </list>
/// </summary>
public static class Recommendation
{
    /// <summary>The candidates, best first.</summary>
    public static IReadOnlyList<Candidate> Rank(RecommendationRequest request, IEnumerable<UnitSnapshot> units, RecommendationOptions? options = null)
    {
        var settings = options ?? RecommendationOptions.Default;
        var entries = units.Where(u => IsCandidate(request, u, settings)).Select(u => new Entry(request, u, settings)).ToList();
        var context = new ReasonContext(request, settings, Best(entries, e => e.Eta), LeastCost(entries, request, settings));
        return [.. entries
            .OrderBy(e => e.Group)
            .ThenBy(e => e.Doubt)
            .ThenBy(e => e.LateLast)
            .ThenBy(e => e.CostStep)
            .ThenBy(e => e.Eta ?? TimeSpan.MaxValue)
            .ThenBy(e => e.LinkOrder)
            .ThenBy(e => e.Unit.AmbulanceId.Value, StringComparer.Ordinal)
            .Select((e, index) => e.ToCandidate(index + 1, context))];
    }

    private static bool IsCandidate(RecommendationRequest request, UnitSnapshot unit, RecommendationOptions options) => unit.Duty switch
    {
        UnitDuty.AvailableAtStation or UnitDuty.AvailableMobile => true,
        UnitDuty.OnMission => request.Priority <= options.DivertFor
            && unit.MissionPriority > request.Priority
            && unit.MissionMilestone is >= Milestone.Offered and <= Milestone.EnRoute,
        _ => false,
    };

    private static TimeSpan? Best(IEnumerable<Entry> entries, Func<Entry, TimeSpan?> time) =>
        entries.Where(e => e.Group is UnitGroup.FreeAndSuitable && e.Doubt is 0).Min(time);

    private static double? LeastCost(IEnumerable<Entry> entries, RecommendationRequest request, RecommendationOptions options) =>
        request.Priority < options.CoverageFrom
            ? null
            : entries.Where(e => e is { Group: UnitGroup.FreeAndSuitable, MeetsStandard: true }).Min(e => e.Unit.CoverageCost);
}

/// <summary>The groups in the order that they rank.</summary>
internal enum UnitGroup
{
    FreeAndSuitable = 0,
    DivertedAndSuitable = 1,
    FreeButLacking = 2,
    DivertedAndLacking = 3,
}

/// <summary>A candidate with everything that it is ordered by.</summary>
internal sealed class Entry
{
    public Entry(RecommendationRequest request, UnitSnapshot unit, RecommendationOptions options)
    {
        Unit = unit;
        Missing = [.. request.Required.Except(unit.Capabilities, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        RequiresDivert = unit.Duty is UnitDuty.OnMission;
        Group = (RequiresDivert, Missing.Count > 0) switch
        {
            (false, false) => UnitGroup.FreeAndSuitable,
            (true, false) => UnitGroup.DivertedAndSuitable,
            (false, true) => UnitGroup.FreeButLacking,
            (true, true) => UnitGroup.DivertedAndLacking,
        };
        IsAssumed = unit.FixAge is null;
        var isLost = unit.Duty is not UnitDuty.AvailableAtStation && !(unit.FixAge <= options.FixUseless);
        Doubt = Eta is null ? 2 : isLost ? 1 : 0;
        Margin = request.Standard - request.Elapsed - Eta;
        MeetsStandard = Margin is { } margin ? margin >= TimeSpan.Zero : null;
        var byCoverage = request.Priority >= options.CoverageFrom;
        LateLast = byCoverage && MeetsStandard is not true;
        CostStep = byCoverage && MeetsStandard is true && unit.CoverageCost is { } cost ? Math.Floor(cost / options.CoverageStep) : 0;
    }

    public UnitSnapshot Unit { get; }

    public IReadOnlyList<string> Missing { get; }

    public bool RequiresDivert { get; }

    public UnitGroup Group { get; }

    /// <summary>The position is only assumed.</summary>
    public bool IsAssumed { get; }

    /// <summary>0: its travel time can be relied on; 1: reckoned from a useless position; 2: no way known.</summary>
    public int Doubt { get; }

    public TimeSpan? Eta => Unit.Eta;

    /// <summary>What is left of the standard on arrival; negative when late.</summary>
    public TimeSpan? Margin { get; }

    public bool? MeetsStandard { get; }

    public bool LateLast { get; }

    public double CostStep { get; }

    public int LinkOrder => Unit.Link switch
    {
        UnitLink.Online => 0,
        UnitLink.Stale => 1,
        UnitLink.Offline => 2,
        _ => 3,
    };

    public Candidate ToCandidate(int rank, ReasonContext context) => new(
        Unit.AmbulanceId, rank, Eta, MeetsStandard, Unit.Duty, Unit.Capabilities, Unit.FixAge, Unit.CoverageCost, RequiresDivert,
        Missing.Count > 0, context.ReasonsFor(this));
}
