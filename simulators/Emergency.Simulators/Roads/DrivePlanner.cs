using Emergency.Domain;
using Emergency.Geography;

namespace Emergency.Simulators;

/// <summary>Turns the shortest way on the county's roads into a drive with a driver's and the traffic's irregularities.</summary>
internal sealed class DrivePlanner(County county, DrivingOptions options)
{
    /// <summary>Plans a trip that starts at a time.</summary>
    /// <param name="random">The vehicle's own.</param>
    public Drive Plan(DateTimeOffset start, GeoPoint from, GeoPoint to, bool siren, Random random)
    {
        var route = Find(from, to, siren);
        return route is null ? OffRoad(start, from, to) : OnRoads(start, route, siren, random);
    }

    /// <summary>The map's driving time, or null where there is no way.</summary>
    public TimeSpan? Time(GeoPoint from, GeoPoint to, bool siren) =>
        Place(from) is { } start && Place(to) is { } end ? county.TravelTimes.Between(start, end, ProfileOf(siren))?.Duration : null;

    private Route? Find(GeoPoint from, GeoPoint to, bool siren) =>
        Place(from) is { } start && Place(to) is { } end ? county.TravelTimes.RouteBetween(start, end, ProfileOf(siren)) : null;

    private RoadPlace? Place(GeoPoint point) => county.Snapper.Snap(point).Place;

    private static TravelProfile ProfileOf(bool siren) => siren ? TravelProfile.Siren : TravelProfile.Normal;

    private Drive OnRoads(DateTimeOffset start, Route route, bool siren, Random random)
    {
        var trip = options.TripSpread * random.Normal();
        var stopsPerKilometre = siren ? options.SirenStopsPerKilometre : options.NormalStopsPerKilometre;
        var corners = new DriveCorner[route.Points.Count];
        corners[0] = new DriveCorner(route.Points[0].Position, 0, TimeSpan.Zero, TimeSpan.Zero);
        var sinceJunction = 0.0;
        for (var i = 1; i < corners.Length; i++)
        {
            var (previous, point) = (route.Points[i - 1], route.Points[i]);
            var factor = Math.Clamp(Math.Exp(trip + options.StretchSpread * random.Normal()), options.LeastFactor, options.GreatestFactor);
            var arrives = corners[i - 1].Leaves + (point.Elapsed - previous.Elapsed) * factor;
            sinceJunction += point.Travelled.Value - previous.Travelled.Value;
            var leaves = arrives;
            if (point.Node is not null && i < corners.Length - 1)
            {
                if (random.Chance(1 - Math.Exp(-stopsPerKilometre * sinceJunction / 1000)))
                    leaves += random.Draw(options.Stop);
                sinceJunction = 0;
            }

            corners[i] = new DriveCorner(point.Position, point.Travelled.Value, arrives, leaves);
        }

        return new Drive(start, corners);
    }

    /// <summary>Where no road is known a vehicle still gets there, slowly and straight.</summary>
    private Drive OffRoad(DateTimeOffset start, GeoPoint from, GeoPoint to)
    {
        var metres = from.DistanceTo(to).Value;
        var driving = TimeSpan.FromHours(metres / 1000 / options.TrackKmh);
        return new Drive(start, [new DriveCorner(from, 0, TimeSpan.Zero, TimeSpan.Zero), new DriveCorner(to, metres, driving, driving)]);
    }
}
