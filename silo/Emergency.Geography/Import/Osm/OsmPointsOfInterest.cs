using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>Collects named places, hospitals and ambulance stations that are drawn as points.</summary>
internal sealed class OsmPointsOfInterest
{
    private readonly List<CountyPlace> _places = [];
    private readonly List<CountyHospital> _hospitals = [];
    private readonly List<CountyStation> _stations = [];

    public IReadOnlyList<CountyPlace> Places => _places;

    public IReadOnlyList<CountyHospital> Hospitals => _hospitals;

    public IReadOnlyList<CountyStation> Stations => _stations;

    public void Node(GeoPoint position, OsmTags tags)
    {
        if ((tags["name:zh"] ?? tags["name"]) is not { } name)
        {
            return;
        }

        var nameEn = tags["name:en"];
        if (tags["place"] is { } place && KindOf(place) is { } kind)
        {
            _places.Add(new CountyPlace(name, nameEn, kind, position, IsApproximate: false));
        }

        if (tags.Is("amenity", "hospital"))
        {
            _hospitals.Add(new CountyHospital(new($"H{_hospitals.Count + 1:00}"), name, nameEn, position, [], 1));
        }

        if (tags.Is("emergency", "ambulance_station"))
        {
            _stations.Add(new CountyStation(new($"ST{_stations.Count + 1:00}"), name, nameEn, position, 2));
        }
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
