namespace Emergency.Geography.Tests.Packages;

public class TrafficTests
{
    [Fact]
    public void For_NothingSaid_IsOne()
    {
        TrafficFactors.None.For(RoadClass.Street, 8, TravelProfile.Normal).ShouldBe(1);
        Should.Throw<ArgumentOutOfRangeException>(() => TrafficFactors.None.For(RoadClass.Street, 24, TravelProfile.Normal));
    }

    [Fact]
    public void Load_Saved_KeepsFactors()
    {
        var rush = Enumerable.Range(0, 24).Select(h => h is 7 or 8 ? 1.8 : 0.9).ToArray();
        var factors = TrafficFactors.None.With(TrafficGroup.MainRoads, TravelProfile.Normal, [.. rush]);
        var back = CountyJson.Of(new CountyProfile { Id = "a", Name = new("a", "a"), Traffic = factors }).ToProfile().Traffic;
        back.For(RoadClass.National, 8, TravelProfile.Normal).ShouldBe(1.8);
        back.For(RoadClass.County, 9, TravelProfile.Normal).ShouldBe(0.9);
        back.For(RoadClass.National, 8, TravelProfile.Siren).ShouldBe(1);
        back.For(RoadClass.Street, 8, TravelProfile.Normal).ShouldBe(1);
        back.For(RoadClass.Ferry, 8, TravelProfile.Normal).ShouldBe(1);
    }

    [Theory]
    [InlineData(23, 1, "traffic.localRoads.siren has 23 factors: expected 24")]
    [InlineData(24, 0, "traffic.localRoads.siren is 0 at hour 0: expected 0.2 to 10")]
    [InlineData(24, double.NaN, "traffic.localRoads.siren is NaN at hour 0")]
    public void Problems_BadFactors_NamesThem(int count, double factor, string expected) =>
        new TrafficJson(LocalRoads: new(Siren: [.. Enumerable.Repeat(factor, count)])).Problems().First().ShouldStartWith(expected);
}
