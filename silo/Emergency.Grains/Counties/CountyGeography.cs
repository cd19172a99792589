using System.Collections.Frozen;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Recommendations;
using Emergency.Geography;
using Emergency.Grains.Counties;

namespace Emergency.Grains;

/// <summary>What grains ask of the county's map. Safe for use by many grains at once.</summary>
public sealed class CountyGeography(County county)
{
    private readonly FrozenDictionary<AmbulanceId, CountyVehicle> _vehicles = county.Vehicles.DistinctBy(v => v.Id).ToFrozenDictionary(v => v.Id);
    private readonly FrozenSet<string> _capabilities =
        county.Vehicles.SelectMany(v => v.Capabilities).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _centres = county.Hospitals.SelectMany(h => h.Centres).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The county itself.</summary>
    public County County { get; } = county;

    /// <summary>The county's policy of dispatch.</summary>
    public RecommendationOptions Policy => County.Profile.Recommendation;

    /// <summary>
    /// The capabilities that a complaint asks of a unit. What no vehicle of the county has is not asked for: nobody could do better.
    /// </summary>
    public IReadOnlyList<string> NeedsOf(string complaint, Priority priority) =>
        [.. Policy.Complaints.RequiredFor(complaint, priority).Where(_capabilities.Contains)];

    /// <summary>The centres that a complaint asks of a hospital, as far as the county has such.</summary>
    public IReadOnlyList<string> CentresFor(string complaint) => [.. Policy.Complaints.CentresFor(complaint).Where(_centres.Contains)];

    /// <summary>Why a unit may not be sent with the crew that it has; null when it may, or when nobody said who rides on it.</summary>
    public Refusal? WhyCrewIncomplete(UnitView unit)
    {
        if (CrewRules.WhyIncomplete(unit.Capabilities, CountyMapping.ToCrew(unit.Crew), Policy.Crew) is not { } why) return null;
        return new Refusal(
            ReasonCodes.CrewIncomplete, $"{unit.AmbulanceId} has no complete crew: {why.Arguments["missing"]} more needed of {why.Arguments["role"]}");
    }

    /// <summary>Why a point cannot be a scene in this county, as a refusal; null when it can.</summary>
    public Refusal? WhyNotHere(GeoPoint point) => County.Areas.Locate(point) switch
    {
        CountyPosition.Inside => County.Snapper.Snap(point) is { Place: null } lost ? new Refusal("no-road", lost.Explanation) : null,
        CountyPosition.LooksSwapped => new Refusal(
            "swapped-coordinates", $"{point} is outside the county, but {point.Latitude:0.00000},{point.Longitude:0.00000} is inside: longitude comes first"),
        CountyPosition.NotOnEarth => new Refusal("validation", "the coordinates are not a position on the earth"),
        _ => new Refusal("out-of-county", $"{point} is {County.Areas.DistanceTo(point).Value / 1000:0.0} km outside the county"),
    };

    /// <summary>Which standard holds at a point.</summary>
    public (AreaKind Area, TimeSpan Standard) StandardAt(GeoPoint point)
    {
        var area = County.Areas.KindOf(point);
        return (area, County.Profile.Standards.For(area));
    }

    /// <summary>Least driving time with siren; null when either end has no road or there is no way.</summary>
    public TimeSpan? DriveTime(GeoPoint from, GeoPoint to) =>
        County.Snapper.Snap(from).Place is { } origin && County.Snapper.Snap(to).Place is { } destination
            ? County.TravelTimes.Between(origin, destination, TravelProfile.Siren)?.Duration
            : null;

    /// <summary>Driving times with siren from everywhere to a point; null when it has no road.</summary>
    public TravelTree? TreeTo(GeoPoint destination) =>
        County.Snapper.Snap(destination).Place is { } place ? County.TravelTimes.To(place, TravelProfile.Siren) : null;

    /// <summary>
    /// Where to reckon a unit from: its fix while that is fresh; its station when it is said to stand there; else its fix, however old; else
    /// where its own view assumes it, not having set out; null when nobody knows.
    /// </summary>
    public UsablePosition? UsablePosition(UnitView unit, DateTimeOffset now, TimeSpan fresh)
    {
        var fix = unit.FixAt is not null && unit.Position is { } position ? new UsablePosition(position.Point, IsFix: true) : (UsablePosition?)null;
        if (fix is not null && now - unit.FixAt <= fresh) return fix;
        return unit.Duty is UnitDuty.AvailableAtStation && StandOf(unit.AmbulanceId, unit.StandsAt) is { } station
            ? new UsablePosition(station, IsFix: false)
            : fix ?? (unit.Position is { } assumed ? new UsablePosition(assumed.Point, IsFix: false) : null);
    }

    /// <summary>Seconds from the order to the moving wheel for a unit of this duty; zero for one that rolls already.</summary>
    public TimeSpan Turnout(UnitDuty duty) => duty switch
    {
        UnitDuty.AvailableAtStation => County.Profile.Delays.TurnoutAtStation,
        UnitDuty.AvailableMobile => County.Profile.Delays.TurnoutMobile,
        _ => TimeSpan.Zero,
    };

    /// <summary>The same for a unit as it is: one that was sent and has not set out yet still has to.</summary>
    public TimeSpan Turnout(UnitView unit) =>
        unit is { Duty: UnitDuty.OnMission, Milestone: < Milestone.EnRoute } ? County.Profile.Delays.TurnoutAtStation : Turnout(unit.Duty);

    /// <summary>Where a unit stands when nobody has heard of it.</summary>
    public GeoPoint? StationOf(AmbulanceId ambulance) =>
        VehicleOf(ambulance) is { } vehicle ? County.FindStation(vehicle.Station)?.Position : null;

    /// <summary>The same for one that moved to another station.</summary>
    public GeoPoint? StandOf(AmbulanceId ambulance, StationId? movedTo) =>
        movedTo is { } id && County.FindStation(id) is { } station ? station.Position : StationOf(ambulance);

    /// <summary>The vehicle of county data; null when there is none.</summary>
    public CountyVehicle? VehicleOf(AmbulanceId ambulance) => _vehicles.GetValueOrDefault(ambulance);

    /// <summary>The hospital of county data; null when there is none.</summary>
    public CountyHospital? HospitalOf(HospitalId hospital) => County.Hospitals.FirstOrDefault(h => h.Id == hospital);
}

/// <summary>A position that travel times are reckoned from.</summary>
/// <param name="Point">Where.</param>
/// <param name="IsFix">Measured; otherwise the unit's station, where it is said to stand.</param>
public readonly record struct UsablePosition(GeoPoint Point, bool IsFix);
