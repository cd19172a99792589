using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>What an element is, besides a road.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="NameEn">Its name in English, or null.</param>
/// <param name="Place">The kind of place it names, or null.</param>
/// <param name="IsHospital">Whether it is a hospital.</param>
/// <param name="IsStation">Whether ambulances stand there.</param>
internal sealed record OsmInterest(string Name, string? NameEn, PlaceKind? Place, bool IsHospital, bool IsStation)
{
    /// <summary>What the tags tell, or null where nothing.</summary>
    public static OsmInterest? Of(OsmTags tags)
    {
        if ((tags["name:zh"] ?? tags["name"]) is not { } name)
        {
            return null;
        }

        var place = tags["place"] is { } word ? KindOf(word) : null;
        var (isHospital, isStation) = (tags.Is("amenity", "hospital"), tags.Is("emergency", "ambulance_station"));
        return place is not null || isHospital || isStation ? new OsmInterest(name, tags["name:en"], place, isHospital, isStation) : null;
    }

    private static PlaceKind? KindOf(string place) => place switch
    {
        "city" => PlaceKind.Seat,
        "town" => PlaceKind.Town,
        "village" => PlaceKind.Village,
        "suburb" or "hamlet" or "neighbourhood" or "quarter" or "isolated_dwelling" => PlaceKind.Locality,
        _ => null,
    };
}

/// <summary>Collects named places, hospitals and ambulance stations, drawn as points or around their ground.</summary>
internal sealed class OsmPointsOfInterest
{
    private readonly SortedDictionary<(bool IsArea, long Id), (OsmInterest What, GeoPoint Where)> _found = [];

    public IReadOnlyList<CountyPlace> Places =>
        [.. _found.Values.Where(f => f.What.Place is not null).Select(f => new CountyPlace(f.What.Name, f.What.NameEn, f.What.Place!.Value, f.Where, IsApproximate: false))];

    public IReadOnlyList<CountyHospital> Hospitals =>
        [.. Distinct(f => f.IsHospital).Select((f, i) => new CountyHospital(new($"H{i + 1:00}"), f.What.Name, f.What.NameEn, f.Where, [], 1))];

    public IReadOnlyList<CountyStation> Stations =>
        [.. Distinct(f => f.IsStation).Select((f, i) => new CountyStation(new($"ST{i + 1:00}"), f.What.Name, f.What.NameEn, f.Where, 2))];

    /// <summary>Adds what was found; false where the same element was added before.</summary>
    public bool Add(bool isArea, long id, OsmInterest what, GeoPoint where) => _found.TryAdd((isArea, id), (what, where));

    /// <summary>What is drawn both as a point and around its ground counts once, by its name.</summary>
    private IEnumerable<(OsmInterest What, GeoPoint Where)> Distinct(Func<OsmInterest, bool> kind) =>
        _found.Values.Where(f => kind(f.What)).DistinctBy(f => f.What.Name);
}
