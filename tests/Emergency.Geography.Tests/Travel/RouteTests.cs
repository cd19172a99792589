namespace Emergency.Geography.Tests.Travel;

public class RouteTests
{
    private readonly Route _route;

    public RouteTests()
    {
        var world = World.Parse("A@0,0, B@1000,0, C@1000,1000, A-B 100s national, B-C 50s village");
        _route = world.Times.RouteBetween(world.Place("A"), world.Place("C"), TravelProfile.Siren)!;
    }

    [Fact]
    public void At_Start_StandsAndFacesTheWay()
    {
        var moment = _route.At(TimeSpan.Zero - TimeSpan.FromSeconds(5));
        moment.Position.ShouldBe(_route.Points[0].Position);
        moment.HeadingDegrees.ShouldBe(90, 0.5);
        moment.SpeedKmh.ShouldBe(0);
    }

    [Fact]
    public void At_OnTheWay_InterpolatesPositionSpeedAndClass()
    {
        var moment = _route.At(TimeSpan.FromSeconds(125));
        moment.Position.DistanceTo(World.At(1000, 500)).Value.ShouldBeLessThan(2);
        moment.HeadingDegrees.ShouldBe(0, 0.5);
        // 500 m in 50 s.
        moment.SpeedKmh.ShouldBe(36, 0.1);
        moment.Road.ShouldBe(RoadClass.Village);
        moment.Travelled.Value.ShouldBe(1250, 1);
    }

    [Fact]
    public void At_AfterTheEnd_StandsThere()
    {
        var moment = _route.At(TimeSpan.FromHours(1));
        moment.Position.DistanceTo(World.At(1000, 1000)).Value.ShouldBeLessThan(0.1);
        moment.SpeedKmh.ShouldBe(0);
    }

    [Fact]
    public void At_RouteOfOnePoint_StandsThere()
    {
        var world = World.Parse("A-B 10s");
        var route = world.Times.RouteBetween(world.Place("A"), world.Place("A"), TravelProfile.Siren)!;
        route.At(TimeSpan.FromSeconds(1)).Position.ShouldBe(route.Points[0].Position);
    }
}
