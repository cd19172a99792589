using System.Collections.Immutable;
using Emergency.Domain;
using Emergency.Geography;

namespace Emergency.Simulators;

/// <summary>A radio mast.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="HasFiveG">Whether it carries 5G besides 4G.</param>
internal readonly record struct RadioSite(GeoPoint Position, bool HasFiveG);

/// <summary>Puts masts into a county: in towns and at hospitals and stations, and along the ways between them, some of them missing.</summary>
internal static class RadioSites
{
    private const double MetresPerDegree = 111_195;

    /// <summary>Each place is joined to so many of its nearest neighbours.</summary>
    private const int Neighbours = 2;

    /// <summary>The most towns, stations and hospitals that get a mast of their own.</summary>
    private const int MostPlaces = 120;

    /// <summary>Share of masts outside the towns that carry 5G.</summary>
    private const double FiveGShare = 0.3;

    /// <summary>Sites in a seat stand in a ring around its middle too, so far from it in metres.</summary>
    private const double SeatRing = 1_600;

    private const int SeatRingSites = 5;

    /// <summary>The masts; the same for the same county, options and seed.</summary>
    public static ImmutableArray<RadioSite> Of(County county, RadioOptions options, Seed seed)
    {
        var random = seed.Branch("sites").Random();
        var places = Places(county);
        var sites = new List<RadioSite>();
        foreach (var (position, isSeat) in places)
            AddTown(sites, position, isSeat, random);
        foreach (var village in county.Places.Where(place => place.Kind == PlaceKind.Village))
        {
            if (random.Chance(options.VillageShare))
                sites.Add(new RadioSite(Beside(village.Position, 300 * random.NextDouble(), random), HasFiveG: random.Chance(FiveGShare)));
        }

        foreach (var (from, to) in Pairs([.. places.Select(place => place.Position)]))
            AddAlong(sites, county, from, to, options, random);
        return [.. sites.Take(options.MostSites)];
    }

    private static List<(GeoPoint Position, bool IsSeat)> Places(County county)
    {
        var towns = county.Places.Where(place => place.Kind is PlaceKind.Seat or PlaceKind.Town)
            .Select(place => (place.Position, IsSeat: place.Kind == PlaceKind.Seat));
        var resources = county.Stations.Select(station => station.Position).Concat(county.Hospitals.Select(hospital => hospital.Position));
        return [.. towns.Concat(resources.Select(position => (Position: position, IsSeat: false))).DistinctBy(place => place.Position).Take(MostPlaces)];
    }

    private static void AddTown(List<RadioSite> sites, GeoPoint position, bool isSeat, Random random)
    {
        sites.Add(new RadioSite(Beside(position, 300 * random.NextDouble(), random), HasFiveG: true));
        for (var i = 0; isSeat && i < SeatRingSites; i++)
            sites.Add(new RadioSite(Beside(position, SeatRing, random), HasFiveG: true));
    }

    /// <summary>Each place with its nearest few, every pair once.</summary>
    private static IEnumerable<(GeoPoint From, GeoPoint To)> Pairs(ImmutableArray<GeoPoint> places)
    {
        var seen = new HashSet<(int, int)>();
        for (var i = 0; i < places.Length; i++)
        {
            var near = Enumerable.Range(0, places.Length).Where(other => other != i)
                .OrderBy(other => places[i].DistanceTo(places[other])).Take(Neighbours);
            foreach (var other in near)
            {
                if (seen.Add((Math.Min(i, other), Math.Max(i, other))))
                    yield return (places[i], places[other]);
            }
        }
    }

    private static void AddAlong(List<RadioSite> sites, County county, GeoPoint from, GeoPoint to, RadioOptions options, Random random)
    {
        if (county.Snapper.Snap(from).Place is not { } start || county.Snapper.Snap(to).Place is not { } end)
            return;
        if (county.TravelTimes.RouteBetween(start, end, TravelProfile.Normal) is not { } route)
            return;
        var next = options.SiteSpacingMetres;
        foreach (var point in route.Points)
        {
            if (point.Travelled.Value < next)
                continue;
            next = point.Travelled.Value + options.SiteSpacingMetres;
            var missing = random.Chance(options.MissingShare);
            var site = new RadioSite(Beside(point.Position, options.SiteJitterMetres * random.NextDouble(), random), HasFiveG: random.Chance(FiveGShare));
            if (!missing)
                sites.Add(site);
        }
    }

    private static GeoPoint Beside(GeoPoint point, double metres, Random random)
    {
        var angle = 2 * Math.PI * random.NextDouble();
        return new GeoPoint(
            point.Longitude + metres * Math.Sin(angle) / (MetresPerDegree * Math.Cos(double.DegreesToRadians(point.Latitude))),
            point.Latitude + metres * Math.Cos(angle) / MetresPerDegree);
    }
}
