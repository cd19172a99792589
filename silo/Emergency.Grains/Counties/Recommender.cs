using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Recommendations;

namespace Emergency.Grains.Counties;

/// <summary>Which unit to send: gathers what the ranking must know of each. Used by one grain at a time.</summary>
internal sealed class Recommender(CountyGeography geography, GrainOptions options)
{
    /// <summary>The units that could go, best first.</summary>
    /// <param name="query">The case.</param>
    /// <param name="units">Every unit, as last heard of.</param>
    /// <param name="priorityOf">How urgent another open case is; null when it is not open.</param>
    /// <param name="coverageCostOf">People who would no longer be reached in time if a unit left; null when not reckoned.</param>
    /// <param name="now">By the county's clock.</param>
    public RecommendationsView Recommend(
        RecommendationQuery query,
        IEnumerable<UnitView> units,
        Func<CaseId, Priority?> priorityOf,
        Func<AmbulanceId, double?> coverageCostOf,
        DateTimeOffset now)
    {
        var request = new RecommendationRequest(
            query.Priority, TimeSpan.FromSeconds(query.StandardSeconds), ComplaintRules.Default.RequiredFor(query.Complaint, query.Priority),
            now - query.ReceivedAt);
        var arrivals = geography.TreeTo(query.Location.Point);
        var candidates = Recommendation.Rank(request, units.Where(u => u.CaseId != query.CaseId).Select(Snapshot));
        return new RecommendationsView(query.CaseId, now, [.. candidates.Select(CountyMapping.ToView)]);

        UnitSnapshot Snapshot(UnitView unit)
        {
            var from = geography.UsablePosition(unit, now, options.FixUsableFor);
            var drive = from is { } here && geography.County.Snapper.Snap(here.Point).Place is { } place ? arrivals?.At(place) : null;
            return new UnitSnapshot(
                unit.AmbulanceId, unit.Duty, unit.Capabilities, drive is { } way ? geography.Turnout(unit.Duty) + way : null,
                from is { IsFix: true } && unit.FixAt is { } at ? now - at : null, CountyMapping.ToLink(unit.Link.State),
                unit.CaseId is { } mission ? priorityOf(mission) : null, unit.Milestone, coverageCostOf(unit.AmbulanceId));
        }
    }
}
