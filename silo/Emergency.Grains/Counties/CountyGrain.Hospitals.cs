using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Recommendations;
using Emergency.Geography;
using Emergency.Grains.Counties;

namespace Emergency.Grains;

/// <summary>Where to take a patient.</summary>
public sealed partial class CountyGrain
{
    private TravelTree? _tree;

    public Task<HospitalRecommendationsView?> RecommendHospitals(CaseId caseId)
    {
        if (_cases.FindOpen(caseId) is not { } view) return Task.FromResult<HospitalRecommendationsView?>(null);
        var now = clock.GetUtcNow();
        var carrier = CarrierOf(view);
        var times = TimesFrom(carrier?.Position?.Point ?? view.Location.Point);
        var needs = geography.CentresFor(view.Complaint);
        var ranked = HospitalAdvice.Rank(needs, _hospitals.Values.Select(h => Snapshot(h, times, caseId, now)), geography.Policy);
        return Task.FromResult<HospitalRecommendationsView?>(new HospitalRecommendationsView(
            caseId, now, carrier?.AmbulanceId, carrier?.FixAt is { } at ? Math.Max(0, (now - at).TotalSeconds) : null, [.. needs],
            [.. ranked.Select(c => ToView(c, _hospitals[c.HospitalId], now))]));
    }

    /// <summary>The unit that has the patient on board, as far as is known, with a measured position; null when the times are from the scene.</summary>
    private UnitView? CarrierOf(CaseView view)
    {
        foreach (var assignment in view.Assignments)
        {
            if (assignment is { Active: true, Milestone: Milestone.PatientLoaded or Milestone.LeftScene }
                && _units.GetValueOrDefault(assignment.AmbulanceId) is { Position: not null, FixAt: not null } unit)
                return unit;
        }

        return null;
    }

    private TravelTree? TimesFrom(GeoPoint origin)
    {
        if (geography.County.Snapper.Snap(origin).Place is not { } place) return null;
        _tree ??= new TravelTree(geography.County.Roads);
        geography.County.TravelTimes.FillFrom(place, TravelProfile.Siren, _tree);
        return _tree;
    }

    private HospitalSnapshot Snapshot(HospitalView hospital, TravelTree? times, CaseId caseId, DateTimeOffset now) => new(
        hospital.HospitalId, hospital.Centres, geography.County.Snapper.Snap(hospital.Position.Point).Place is { } place ? times?.At(place) : null,
        hospital.Capacity, hospital.CapacityAt is { } stated ? now - stated : null,
        hospital.Diversion is { } diversion && !(diversion.Until <= now) ? diversion.Reason : null,
        hospital.Inbound.Count(i => i.CaseId != caseId));

    private static HospitalCandidateView ToView(HospitalCandidate candidate, HospitalView hospital, DateTimeOffset now) => new(
        candidate.HospitalId, hospital.Name, candidate.Eta?.TotalSeconds, candidate.IsSuitable, hospital.Centres, hospital.Capacity,
        hospital.CapacityAt is { } stated ? Math.Max(0, (now - stated).TotalSeconds) : null, hospital.Diversion,
        CountyMapping.ToViews(candidate.Reasons));
}
