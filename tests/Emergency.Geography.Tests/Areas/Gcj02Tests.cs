namespace Emergency.Geography.Tests.Areas;

public class Gcj02Tests
{
    private static readonly GeoPoint Linxiang = new(113.45, 29.47);

    [Fact]
    public void FromWgs84_Linxiang_ShiftsAbout640Metres() =>
        Linxiang.DistanceTo(Gcj02.FromWgs84(Linxiang)).Value.ShouldBe(640, 10);

    [Fact]
    public void FromWgs84_PublishedExample_AgreesToAMetre()
    {
        // Tiananmen's gate tower as given in both systems by public map services.
        var shifted = Gcj02.FromWgs84(new GeoPoint(116.391305, 39.907364));
        shifted.DistanceTo(new GeoPoint(116.397546, 39.908766)).Value.ShouldBeLessThan(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ToWgs84_RoundTrip_IsWithinAMetre(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 2_000; i++)
        {
            var point = new GeoPoint(75 + (random.NextDouble() * 60), 18 + (random.NextDouble() * 35));
            Gcj02.ToWgs84(Gcj02.FromWgs84(point)).DistanceTo(point).Value.ShouldBeLessThan(0.01, $"seed {seed}: {point}");
        }
    }

    [Theory]
    [InlineData(174.76, -36.85)]
    [InlineData(2.35, 48.85)]
    public void FromWgs84_OutsideChina_ChangesNothing(double lon, double lat)
    {
        var point = new GeoPoint(lon, lat);
        Gcj02.FromWgs84(point).ShouldBe(point);
        Gcj02.ToWgs84(point).ShouldBe(point);
    }

    [Fact]
    public void FromWgs84_ExchangedCoordinates_Refuses()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Gcj02.FromWgs84(new GeoPoint(29.47, 113.45)));
        Should.Throw<ArgumentOutOfRangeException>(() => Gcj02.ToWgs84(new GeoPoint(29.47, 113.45)));
    }
}
