using Emergency.Domain;
using Emergency.Geography;

namespace Emergency.Simulators.Tests;

public sealed class DriveTests
{
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);
    private static readonly DrivingOptions Options = new();
    private static readonly DrivePlanner Planner = new(Worlds.County, Options);

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void At_EverySecondOfATrip_IsOnTheRouteAndNoFasterThanItsRoad(int number, bool siren)
    {
        var (from, to) = (Worlds.Home(number), Worlds.Home(number + 100));
        var drive = Planner.Plan(Worlds.Morning, from, to, siren, new Random(number));
        var route = RouteOf(from, to, siren);
        var fastest = FastestLeg(route) / Options.LeastFactor;

        for (var at = drive.Start; at < drive.End; at += TimeSpan.FromSeconds(1))
        {
            var moment = drive.At(at);
            OffLine(moment.Position, route).ShouldBeLessThan(1);
            moment.SpeedKmh.ShouldBeInRange(0, fastest + 0.1);
            (moment.HeadingDegrees is null).ShouldBe(moment.SpeedKmh == 0);
            if (moment.HeadingDegrees is { } heading)
                heading.ShouldBeInRange(0, 360);
        }

        drive.At(drive.End).Position.DistanceTo(to).ShouldBeLessThan(new Metres(1));
    }

    [Fact]
    public void Plan_ManyTrips_NoLegIsFasterThanItsRoadAllows()
    {
        for (var number = 0; number < 60; number++)
        {
            var (from, to) = (Worlds.Home(number), Worlds.Home(number + 50));
            var drive = Planner.Plan(Worlds.Morning, from, to, siren: true, new Random(number));
            var route = RouteOf(from, to, siren: true);
            for (var i = 1; i < drive.Corners.Count; i++)
            {
                var mapped = route.Points[i].Elapsed - route.Points[i - 1].Elapsed;
                var driven = drive.Corners[i].Arrives - drive.Corners[i - 1].Leaves;
                driven.ShouldBeInRange(mapped * Options.LeastFactor - Rounding, mapped * Options.GreatestFactor + Rounding);
            }
        }
    }

    [Fact]
    public void Plan_ManyTrips_TakeAboutTheMapsTimeAndLongerInTraffic()
    {
        double Ratio(bool siren) => Enumerable.Range(0, 60).Average(number =>
        {
            var (from, to) = (Worlds.Home(number), Worlds.Home(number + 50));
            var drive = Planner.Plan(Worlds.Morning, from, to, siren, new Random(number));
            return (drive.End - drive.Start) / RouteOf(from, to, siren).Duration;
        });

        Ratio(siren: true).ShouldBeInRange(0.98, 1.12);
        Ratio(siren: false).ShouldBeInRange(1.0, 1.3);
    }

    [Fact]
    public void Plan_SameSeed_IsTheSameDrive()
    {
        var first = Planner.Plan(Worlds.Morning, Worlds.Home(1), Worlds.Home(2), true, new Random(9));
        var second = Planner.Plan(Worlds.Morning, Worlds.Home(1), Worlds.Home(2), true, new Random(9));

        second.Corners.ShouldBe(first.Corners);
    }

    [Fact]
    public void Plan_NoRoadNear_GoesStraightAndSlowly()
    {
        var sea = new GeoPoint(150, 0);
        var drive = Planner.Plan(Worlds.Morning, sea, new GeoPoint(150, 0.1), siren: true, new Random(1));

        drive.At(drive.Start.AddMinutes(1)).SpeedKmh.ShouldBe(Options.TrackKmh, 0.01);
        drive.Destination.ShouldBe(new GeoPoint(150, 0.1));
    }

    [Fact]
    public void Plan_ToWhereItStands_EndsAtOnce()
    {
        var drive = Planner.Plan(Worlds.Morning, Worlds.Station, Worlds.Station, siren: false, new Random(1));

        drive.At(drive.End).ShouldBe(new Moment(drive.Destination, 0, null));
        (drive.End - drive.Start).ShouldBeLessThan(TimeSpan.FromMinutes(2));
    }

    private static Route RouteOf(GeoPoint from, GeoPoint to, bool siren)
    {
        var (start, end) = (Worlds.County.Snapper.Snap(from).Place!.Value, Worlds.County.Snapper.Snap(to).Place!.Value);
        return Worlds.County.TravelTimes.RouteBetween(start, end, siren ? TravelProfile.Siren : TravelProfile.Normal)!;
    }

    private static double FastestLeg(Route route) => route.Points.Zip(route.Points.Skip(1), (a, b) =>
        b.Elapsed > a.Elapsed ? (b.Travelled.Value - a.Travelled.Value) / 1000 / (b.Elapsed - a.Elapsed).TotalHours : 0).Max();

    /// <summary>Metres between a point and a route's line, in a plane about the point.</summary>
    private static double OffLine(GeoPoint point, Route route) => route.Points.Zip(route.Points.Skip(1), (a, b) =>
    {
        var (ax, ay) = Plane(point, a.Position);
        var (bx, by) = Plane(point, b.Position);
        var (dx, dy) = (bx - ax, by - ay);
        var length = dx * dx + dy * dy;
        var share = length == 0 ? 0 : Math.Clamp(-(ax * dx + ay * dy) / length, 0, 1);
        return Math.Sqrt(Math.Pow(ax + share * dx, 2) + Math.Pow(ay + share * dy, 2));
    }).Min();

    private static (double X, double Y) Plane(GeoPoint origin, GeoPoint point) => (
        (point.Longitude - origin.Longitude) * 111_195 * Math.Cos(double.DegreesToRadians(origin.Latitude)),
        (point.Latitude - origin.Latitude) * 111_195);
}
