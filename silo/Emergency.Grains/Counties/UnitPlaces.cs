using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Recommendations;
using Emergency.Geography;

namespace Emergency.Grains.Counties;

/// <summary>A unit with the road that it stands on.</summary>
/// <param name="Place">Null when nobody knows, or no road is near.</param>
/// <param name="Turnout">From the order to the moving wheel.</param>
internal readonly record struct PlacedUnit(UnitView Unit, RoadPlace? Place, TimeSpan Turnout);

/// <summary>The road place of each unit's position, snapped once for as long as the unit stands still. As many entries as units.</summary>
internal sealed class UnitPlaces(ISnapper snapper)
{
    private readonly Dictionary<AmbulanceId, (GeoPoint Point, RoadPlace? Place)> _known = [];

    /// <summary>Where a position is on the road; null when no road is near.</summary>
    public RoadPlace? Of(AmbulanceId unit, GeoPoint point)
    {
        if (_known.TryGetValue(unit, out var known) && known.Point == point) return known.Place;
        var place = snapper.Snap(point).Place;
        _known[unit] = (point, place);
        return place;
    }
}

/// <summary>The times from everywhere to one scene, in a buffer that is filled again for each.</summary>
internal sealed class SceneTree(Geography.County county)
{
    private TravelTree? _tree;

    /// <summary>Driving times with siren to a point; null when no road is near. Holds until the next call.</summary>
    public TravelTree? To(GeoPoint scene)
    {
        if (county.Snapper.Snap(scene).Place is not { } place) return null;
        _tree ??= new TravelTree(county.Roads);
        county.TravelTimes.FillTo(place, TravelProfile.Siren, _tree);
        return _tree;
    }
}

/// <summary>The shifts of the crews.</summary>
internal sealed class CrewShifts(Geography.County county)
{
    private readonly TimeZoneInfo _zone = CountyMapping.ZoneOf(county);

    /// <summary>The shift that runs at a moment.</summary>
    public CrewShift At(DateTimeOffset now)
    {
        var local = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, _zone).DateTime);
        foreach (var shift in county.Profile.Shifts)
        {
            // Subtraction of times of day goes round midnight.
            if (local.IsBetween(shift.Start, shift.End)) return new CrewShift(now - (local - shift.Start), now + (shift.End - local));
        }

        return new CrewShift(null, null);
    }
}

/// <summary>When the present shift began and ends; null where the county has none at this time of day.</summary>
internal readonly record struct CrewShift(DateTimeOffset? Began, DateTimeOffset? Ends)
{
    /// <summary>How a crew has rested; null when nothing is known of it.</summary>
    public CrewRest? RestOf(CrewView? crew, DateTimeOffset now)
    {
        if (crew is null) return null;
        var since = Latest(Latest(crew.OnDutySince, crew.PauseEndedAt), crew.OnDutySince is null ? null : Began);
        var mission = crew.MissionEndedAt is { } ended && !(ended < Began) ? now - ended : (TimeSpan?)null;
        return new CrewRest(since is { } start ? now - start : null, mission, Ends is { } end ? end - now : null);
    }

    private static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;
}
