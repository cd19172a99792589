namespace Emergency.Geography.Tests.Roads;

public class SyntheticRoadsTests
{
    [Theory]
    [InlineData(200, 1)]
    [InlineData(3_000, 2)]
    [InlineData(54_370, 3)]
    public void Build_AnySize_IsConnectedAndAsDenseAsRealRoads(int nodes, ulong seed)
    {
        var network = SyntheticRoads.Build(nodes, seed);
        network.NodeCount.ShouldBe(nodes);
        network.PartCount.ShouldBe(1);
        ((double)network.ArcCount / nodes).ShouldBeInRange(1.55, nodes < 1_000 ? 2.1 : 1.75);
    }

    [Fact]
    public void Build_SameSeed_IsTheSameNetwork()
    {
        var (one, two, other) = (SyntheticRoads.Build(1_000, 7), SyntheticRoads.Build(1_000, 7), SyntheticRoads.Build(1_000, 8));
        two.Data.SirenMs.ShouldBe(one.Data.SirenMs);
        two.Data.Head.ShouldBe(one.Data.Head);
        other.Data.SirenMs.ShouldNotBe(one.Data.SirenMs);
    }
}
