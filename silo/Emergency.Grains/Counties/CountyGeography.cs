using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Geography;

namespace Emergency.Grains;

/// <summary>What grains ask of the county's map. Safe for use by many grains at once.</summary>
public sealed class CountyGeography(County county)
{
    /// <summary>The county itself.</summary>
    public County County { get; } = county;

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
    /// Where to reckon a unit from: its fix while that is fresh; its station when it is said to stand there; else its fix, however old;
    /// null when nobody knows.
    /// </summary>
    public UsablePosition? UsablePosition(UnitView unit, DateTimeOffset now, TimeSpan fresh)
    {
        var fix = unit.FixAt is not null && unit.Position is { } position ? new UsablePosition(position.Point, IsFix: true) : (UsablePosition?)null;
        if (fix is not null && now - unit.FixAt <= fresh) return fix;
        return unit.Duty is UnitDuty.AvailableAtStation && StationOf(unit.AmbulanceId) is { } station
            ? new UsablePosition(station, IsFix: false)
            : fix;
    }

    /// <summary>Seconds from the order to the moving wheel for a unit of this duty; zero for one that rolls already.</summary>
    public TimeSpan Turnout(UnitDuty duty) => duty switch
    {
        UnitDuty.AvailableAtStation => County.Profile.Delays.TurnoutAtStation,
        UnitDuty.AvailableMobile => County.Profile.Delays.TurnoutMobile,
        _ => TimeSpan.Zero,
    };

    /// <summary>Where a unit stands when nobody has heard of it.</summary>
    public GeoPoint? StationOf(AmbulanceId ambulance) =>
        VehicleOf(ambulance) is { } vehicle ? County.FindStation(vehicle.Station)?.Position : null;

    /// <summary>The vehicle of county data; null when there is none.</summary>
    public CountyVehicle? VehicleOf(AmbulanceId ambulance) => County.Vehicles.FirstOrDefault(v => v.Id == ambulance);

    /// <summary>The hospital of county data; null when there is none.</summary>
    public CountyHospital? HospitalOf(HospitalId hospital) => County.Hospitals.FirstOrDefault(h => h.Id == hospital);
}

/// <summary>A position that travel times are reckoned from.</summary>
/// <param name="Point">Where.</param>
/// <param name="IsFix">Measured; otherwise the unit's station, where it is said to stand.</param>
public readonly record struct UsablePosition(GeoPoint Point, bool IsFix);
