namespace Emergency.Geography.Tests.Travel;

public class ShortestWayTests
{
    [Fact]
    public void Route_TwoWays_TakesTheQuicker() =>
        World.Parse("A-B 60s, B-D 60s, A-C 90s, C-D 60s").Route("A", "D").ShouldBe("A>B>D 120s");

    [Fact]
    public void Route_RoadClosed_TakesDetour() =>
        World.Parse("A-B 60s, B-D closed, A-C 90s, C-D 60s").Route("A", "D").ShouldBe("A>C>D 150s");

    [Fact]
    public void Route_OneWayAgainst_GoesAround() =>
        World.Parse("A>B 10s, B>C 10s, C>A 10s").Route("B", "A").ShouldBe("B>C>A 20s");

    [Fact]
    public void Route_NoWay_IsUnreachable() =>
        World.Parse("A>B 10s, C-D 10s, B>D 10s").Route("D", "A").ShouldBe("unreachable");

    [Fact]
    public void Route_SamePlace_TakesNoTime() =>
        World.Parse("A-B 10s").Route("A", "A").ShouldBe("A 0s");

    [Fact]
    public void Route_EquallyQuick_TakesTheShorter() =>
        World.Parse("A-B 60s 900m, B-D 60s 900m, A-C 60s 800m, C-D 60s 800m").Route("A", "D").ShouldBe("A>C>D 120s");

    [Fact]
    public void Between_NormalProfile_IsSlower()
    {
        var world = World.Parse("A-B 60s");
        world.Times.Between(world.Place("A"), world.Place("B"), TravelProfile.Normal)!.Value.Duration.ShouldBe(TimeSpan.FromSeconds(90));
    }

    [Fact]
    public void Between_AlongOneRoad_TakesItsShare()
    {
        var world = World.Parse("A@0,0, B@1000,0, A-B 100s");
        var way = world.Times.Between(world.Place(200, 0), world.Place(700, 0), TravelProfile.Siren)!.Value;
        way.Duration.TotalSeconds.ShouldBe(50, 0.01);
        way.Length.Value.ShouldBe(500, 1);
    }

    [Fact]
    public void Between_BackAlongOneWay_GoesAround()
    {
        var world = World.Parse("A@0,0, B@1000,0, C@1000,1000, A>B 100s, B>C 30s, C>A 40s");
        world.Times.Between(world.Place(700, 0), world.Place(200, 0), TravelProfile.Siren)!.Value.Duration.TotalSeconds.ShouldBe(30 + 30 + 40 + 20, 0.01);
    }

    [Fact]
    public void Between_OffRoadAtBothEnds_AddsBothLegs()
    {
        var world = World.Parse("A@0,0, B@1000,0, A-B 100s");
        var way = world.Times.Between(world.Place(0, 150), world.Place(1000, -300), TravelProfile.Siren)!.Value;
        // 450 m at 15 km/h take 108 s.
        way.Duration.TotalSeconds.ShouldBe(100 + 108, 0.2);
        way.Length.Value.ShouldBe(1450, 2);
    }

    [Fact]
    public void FillFromEach_UnequalCounts_Refuses()
    {
        var world = World.Parse("A-B 10s");
        Should.Throw<ArgumentException>(() => world.Times.FillFromEach([world.Place("A")], TravelProfile.Siren, []));
    }

    [Fact]
    public void FillFrom_TreeOfAnotherNetwork_Refuses()
    {
        var world = World.Parse("A-B 10s");
        var other = World.Parse("A-B 10s, B-C 10s");
        Should.Throw<ArgumentException>(() => world.Times.FillFrom(world.Place("A"), TravelProfile.Siren, new TravelTree(other.Network)));
    }
}
