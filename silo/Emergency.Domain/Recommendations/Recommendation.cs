namespace Emergency.Domain.Recommendations;

/// <summary>
/// Which unit to send, and why each ranks where it does. Advice: the dispatcher decides.
/// <list type="number">
/// <item>No candidates: units off duty, paused or out of service; units whose crew is short of every level; units on a mission, unless the
/// case is urgent enough (<see cref="RecommendationOptions.DivertFor"/>), their own case is less urgent, and they are no further than
/// <see cref="RecommendationOptions.DivertUntil"/>. They are listed apart, each with what stands against it.</item>
/// <item>Free units with every required capability come first, then such units on a less urgent mission, then free units that lack
/// something, then units on a mission that lack something. A level that the crew is too small for counts as lacking. Within each, those
/// with no known way or no usable position come last.</item>
/// <item>Within a group the shorter travel time goes first. From <see cref="RecommendationOptions.CoverageFrom"/> down, units in time go
/// before late ones, and among those in time the one whose leaving costs others least: for less urgent cases only, because it
/// lengthens the mean response (Jagtenberg and others, EJOR 2017). Rested crews go before tired ones in the same way, from
/// <see cref="RecommendationOptions.RestFrom"/> down.</item>
/// <item>Ties go by travel time, then by link, then by name, so that the same input always gives the same order.</item>
/// </list>
/// </summary>
public static class Recommendation
{
    /// <summary>How many candidates are named for a further unit.</summary>
    private const int SupportCandidates = 3;

    /// <summary>The candidates, best first.</summary>
    public static IReadOnlyList<Candidate> Rank(RecommendationRequest request, IEnumerable<UnitSnapshot> units, RecommendationOptions? options = null) =>
        Advise(request, units, options).Candidates;

    /// <summary>Candidates, units that could not go, and further units that the rules ask for.</summary>
    /// <param name="request">The case.</param>
    /// <param name="units">Every unit but those on the case; ids must not repeat.</param>
    /// <param name="options">The county's policy; null for the defaults.</param>
    /// <param name="lossOf">
    /// What the first case would lose if a unit were taken from it, asked in the order of rank; null, or an answer of null, for not known.
    /// </param>
    public static Advice Advise(
        RecommendationRequest request,
        IEnumerable<UnitSnapshot> units,
        RecommendationOptions? options = null,
        Func<AmbulanceId, DivertLoss?>? lossOf = null)
    {
        var settings = options ?? RecommendationOptions.Default;
        var entries = new List<Entry>();
        var unavailable = new List<UnavailableUnit>();
        foreach (var unit in units)
        {
            if (Availability.WhyNot(request, unit, settings) is { } why) unavailable.Add(new(unit.AmbulanceId, unit.Duty, [why]));
            else entries.Add(new Entry(request, unit, settings));
        }

        entries.Sort();
        unavailable.Sort((a, b) => string.CompareOrdinal(a.AmbulanceId.Value, b.AmbulanceId.Value));
        var context = new ReasonContext(request, settings, BestFree(entries), LeastCost(entries, request, settings), lossOf);
        var candidates = new Candidate[entries.Count];
        for (var i = 0; i < candidates.Length; i++) candidates[i] = entries[i].ToCandidate(i + 1, context);
        return new Advice(candidates, unavailable, Additional(request, settings, entries, candidates));
    }

    private static TimeSpan? BestFree(List<Entry> entries)
    {
        TimeSpan? best = null;
        foreach (var entry in entries)
        {
            if (entry is { Group: UnitGroup.FreeAndSuitable, Doubt: 0, Eta: { } eta } && !(best <= eta)) best = eta;
        }

        return best;
    }

    private static double? LeastCost(List<Entry> entries, RecommendationRequest request, RecommendationOptions options)
    {
        if (request.Priority < options.CoverageFrom) return null;
        double? least = null;
        foreach (var entry in entries)
        {
            if (entry is { Group: UnitGroup.FreeAndSuitable, MeetsStandard: true, Unit.CoverageCost: { } cost } && !(least <= cost)) least = cost;
        }

        return least;
    }

    private static List<AdvisedUnit> Additional(
        RecommendationRequest request, RecommendationOptions options, List<Entry> entries, Candidate[] candidates)
    {
        var advised = new List<AdvisedUnit>();
        var first = entries.Count > 0 ? entries[0] : null;
        foreach (var rule in options.Support)
        {
            if (advised.Exists(a => a.Kind == rule.Kind) || rule.WhyFor(request, first?.Effective) is not { } why) continue;
            // While nobody is on the case, its first choice is the first unit, not the second.
            var skip = rule.Capability is null && request.OnCase.Count == 0 ? 1 : 0;
            var could = new List<Candidate>(SupportCandidates);
            for (var i = skip; i < entries.Count && could.Count < SupportCandidates; i++)
            {
                var fits = rule.Capability is { } word ? CrewRules.Has(entries[i].Effective, word) : !entries[i].IsSupportCar;
                if (fits) could.Add(candidates[i]);
            }

            advised.Add(new AdvisedUnit(rule.Kind, why, could));
        }

        return advised;
    }
}

/// <summary>Whether a unit could go at all.</summary>
internal static class Availability
{
    /// <summary>What stands against it; null when it could go.</summary>
    public static RecommendationReason? WhyNot(RecommendationRequest request, UnitSnapshot unit, RecommendationOptions options) => unit.Duty switch
    {
        UnitDuty.AvailableAtStation or UnitDuty.AvailableMobile => CrewRules.WhyIncomplete(unit.Capabilities, unit.Crew, options.Crew),
        UnitDuty.OnMission => WhyNotDivert(request, unit, options) ?? CrewRules.WhyIncomplete(unit.Capabilities, unit.Crew, options.Crew),
        UnitDuty.Paused => RecommendationReason.Of(ReasonCodes.Paused, "reason", unit.DutyReason ?? ""),
        UnitDuty.OutOfService => RecommendationReason.Of(ReasonCodes.OutOfService, "reason", unit.DutyReason ?? ""),
        _ => RecommendationReason.Of(ReasonCodes.OffDuty),
    };

    private static RecommendationReason? WhyNotDivert(RecommendationRequest request, UnitSnapshot unit, RecommendationOptions options)
    {
        if (unit is not { MissionPriority: { } priority, MissionMilestone: { } milestone }) return RecommendationReason.Of(ReasonCodes.MissionUnknown);
        if (priority <= request.Priority) return RecommendationReason.Of(ReasonCodes.MissionAsUrgent, "priority", priority.ToString());
        if (milestone < Milestone.Offered || milestone > options.DivertUntil)
            return RecommendationReason.Of(ReasonCodes.MissionTooFar, "milestone", milestone.ToString());
        return request.Priority <= options.DivertFor ? null : RecommendationReason.Of(ReasonCodes.MissionKept, "priority", priority.ToString());
    }
}
