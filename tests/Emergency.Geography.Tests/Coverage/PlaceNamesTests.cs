namespace Emergency.Geography.Tests.Coverage;

public class PlaceNamesTests
{
    private static readonly PlaceNames Names = new([new CountyPlace("桃林镇", "Taolin", PlaceKind.Town, World.Middle, false)], new Metres(2_000));

    [Theory]
    [InlineData(500, 500, "桃林镇", "Taolin")]
    [InlineData(0, 5_000, "桃林镇北5公里", "5 km N of Taolin")]
    [InlineData(4_000, 0, "桃林镇东4公里", "4 km E of Taolin")]
    [InlineData(-3_000, -3_000, "桃林镇西南4公里", "4 km SW of Taolin")]
    public void Describe_Point_SaysWhereItIs(double east, double north, string zh, string en) =>
        Names.Describe(World.At(east, north), Names.NearestTo(World.At(east, north))).ShouldBe(new LocalText(zh, en));

    [Fact]
    public void Describe_NoPlaces_GivesCoordinates()
    {
        var names = new PlaceNames([], new Metres(2_000));
        names.NearestTo(World.Middle).ShouldBe(-1);
        names.Describe(World.Middle, -1).Zh.ShouldBe("113.50000,29.50000");
    }
}
