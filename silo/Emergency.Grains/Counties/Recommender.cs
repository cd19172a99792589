using System.Runtime.InteropServices;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Recommendations;

namespace Emergency.Grains.Counties;

/// <summary>
/// Which unit to send: gathers what the ranking must know of each unit, and remembers what dispatchers saw. Used by one grain at a time.
/// </summary>
internal sealed class Recommender(CountyGeography geography, GrainOptions options)
{
    private readonly UnitPlaces _places = new(geography.County.Snapper);
    private readonly FirstCases _firstCases = new(geography);
    private readonly SeenRecommendations _seen = new(geography.Policy.SeenFor * options.ClockSpeed);
    private readonly CrewShifts _shifts = new(geography.County);
    private readonly SceneTree _scene = new(geography.County);

    /// <summary>A case changed: units may be on it.</summary>
    public void Take(CaseView view)
    {
        _firstCases.Take(view);
        if (!FirstCases.IsOpen(view)) _seen.Forget(view.CaseId);
    }

    /// <summary>A unit moved: it is put on the road now, so that whoever asks for a recommendation does not wait for it.</summary>
    public void Take(UnitPosition fix) => _places.Of(fix.AmbulanceId, fix.Position.Point);

    /// <summary>The units that could go, best first.</summary>
    /// <param name="query">The case.</param>
    /// <param name="units">Every unit, as last heard of.</param>
    /// <param name="coverageCostOf">People who would no longer be reached in time if a unit left; null when not reckoned.</param>
    /// <param name="now">By the county's clock.</param>
    public RecommendationsView Recommend(
        RecommendationQuery query, IReadOnlyCollection<UnitView> units, Func<AmbulanceId, double?> coverageCostOf, DateTimeOffset now)
    {
        var needs = geography.NeedsOf(query.Complaint, query.Priority);
        var advice = Advise(query, needs, units, coverageCostOf, now);
        var candidates = new CandidateView[advice.Candidates.Count];
        for (var i = 0; i < candidates.Length; i++) candidates[i] = CountyMapping.ToView(advice.Candidates[i]);
        return new RecommendationsView(
            query.CaseId, now, ImmutableCollectionsMarshal.AsImmutableArray(candidates), _seen.Note(query.CaseId, SeenAdvice.Of(advice, geography.Policy), now), [.. needs],
            [.. advice.Unavailable.Select(CountyMapping.ToView)],
            [.. advice.Additional.Select(a => new AdditionalUnitView(
                a.Kind, CountyMapping.ToView(a.Why), [.. a.Candidates.Select(c => candidates[c.Rank - 1])]))]);
    }

    /// <summary>What choosing a unit means against the recommendation.</summary>
    /// <param name="chosen">The unit that somebody wants to send.</param>
    /// <param name="recommendationId">What that person saw; null when unknown.</param>
    public ChoiceView Judge(
        RecommendationQuery query,
        IReadOnlyCollection<UnitView> units,
        Func<AmbulanceId, double?> coverageCostOf,
        AmbulanceId chosen,
        string? recommendationId,
        DateTimeOffset now)
    {
        var advice = Advise(query, geography.NeedsOf(query.Complaint, query.Priority), units, coverageCostOf, now);
        var verdict = ChoiceRule.Judge(chosen, advice, _seen.Find(query.CaseId, recommendationId, now), geography.Policy);
        return new ChoiceView(verdict.FirstChoice, verdict.FirstChoiceEta?.TotalSeconds, verdict.Rank, verdict.Override);
    }

    private Advice Advise(
        RecommendationQuery query,
        IReadOnlyList<string> needs,
        IReadOnlyCollection<UnitView> units,
        Func<AmbulanceId, double?> coverageCostOf,
        DateTimeOffset now)
    {
        var arrivals = _scene.To(query.Location.Point);
        var shift = _shifts.At(now);
        var snapshots = new List<UnitSnapshot>(units.Count);
        var placed = new List<PlacedUnit>(units.Count);
        var onCase = new List<IReadOnlyList<string>>();
        foreach (var unit in units)
        {
            var from = geography.UsablePosition(unit, now, options.FixUsableFor);
            var place = from is { } here ? _places.Of(unit.AmbulanceId, here.Point) : null;
            placed.Add(new PlacedUnit(unit, place, geography.Turnout(unit)));
            if (unit.CaseId == query.CaseId)
            {
                onCase.Add(unit.Capabilities);
                continue;
            }

            var eta = place is { } start && arrivals?.At(start) is { } drive ? placed[^1].Turnout + drive : (TimeSpan?)null;
            snapshots.Add(new UnitSnapshot(
                unit.AmbulanceId, unit.Duty, unit.Capabilities, eta, from is { IsFix: true } && unit.FixAt is { } at ? now - at : null,
                CountyMapping.ToLink(unit.Link.State), unit.CaseId is { } mission ? _firstCases.PriorityOf(mission) : null, unit.Milestone,
                coverageCostOf(unit.AmbulanceId))
            {
                Crew = CountyMapping.ToCrew(unit.Crew),
                DutyReason = unit.DutyReason,
                Rest = shift.RestOf(unit.Crew, now),
            });
        }

        var request = new RecommendationRequest(query.Priority, TimeSpan.FromSeconds(query.StandardSeconds), needs, now - query.ReceivedAt)
        {
            Complaint = query.Complaint,
            Patients = query.PatientCount,
            OnCase = onCase,
        };
        return Recommendation.Advise(request, snapshots, geography.Policy, _firstCases.Losses(placed, now));
    }
}
