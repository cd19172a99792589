using Emergency.Domain;
using Emergency.Geography;

namespace Emergency.Simulators.Tests.Radio;

public sealed class RadioMapTests
{
    private static readonly RadioMap Map = RadioMap.Of(Worlds.County, new RadioOptions(), Seed.Of(1));

    [Fact]
    public void At_SamePlaceAndSeed_IsTheSameAndAnotherSeedIsNot()
    {
        var again = RadioMap.Of(Worlds.County, new RadioOptions(), Seed.Of(1));
        var other = RadioMap.Of(Worlds.County, new RadioOptions(), Seed.Of(2));
        var places = Enumerable.Range(0, 300).Select(Worlds.Home).ToList();

        places.ShouldAllBe(place => again.At(place) == Map.At(place));
        places.Count(place => other.At(place).Class != Map.At(place).Class).ShouldBeGreaterThan(10);
    }

    [Fact]
    public void At_SeatAndTowns_HaveFiveG()
    {
        var towns = Worlds.County.Places.Where(place => place.Kind is PlaceKind.Seat or PlaceKind.Town).ToList();

        towns.Count.ShouldBeGreaterThan(5);
        towns.Count(town => Map.At(town.Position).Class == LinkClass.FiveG).ShouldBeGreaterThanOrEqualTo(towns.Count - 2);
    }

    [Fact]
    public void At_AllRoads_MostHaveALinkAndDeadValleysRemain()
    {
        var drives = Drives().ToList();
        var samples = drives.SelectMany(drive => drive).ToList();
        double Share(LinkClass kind) => samples.Count(link => link.Class == kind) / (double)samples.Count;
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Map.Sites} masts; none {Share(LinkClass.None):0.000}, edge {Share(LinkClass.Edge):0.000}, 4G {Share(LinkClass.FourG):0.000}, 5G {Share(LinkClass.FiveG):0.000}");

        samples.Count.ShouldBeGreaterThan(1000);
        Share(LinkClass.None).ShouldBeInRange(0.02, 0.15);
        Share(LinkClass.FiveG).ShouldBeGreaterThan(0.25);
        Share(LinkClass.FourG).ShouldBeGreaterThan(0.1);
        Longest(drives).ShouldBeGreaterThan(800, "somewhere a stretch of road of that many metres is dead");
    }

    [Fact]
    public void At_BetterSignal_IsFasterAndLosesLess()
    {
        foreach (var kind in (LinkClass[])[LinkClass.Edge, LinkClass.FourG, LinkClass.FiveG])
        {
            var links = Drives().SelectMany(drive => drive).Where(link => link.Class == kind).OrderBy(link => link.SignalDbm).ToList();
            links.Count.ShouldBeGreaterThan(5, kind.ToString());
            links.Select(link => link.BytesPerSecond).ShouldBeInOrder();
            links.Select(link => link.RoundTrip).ShouldBeInOrder(SortDirection.Descending);
            links.Select(link => link.Loss).ShouldBeInOrder(SortDirection.Descending);
            links.ShouldAllBe(link => link.BytesPerSecond > 1000 && link.Loss < 0.1 && link.SignalDbm > -130);
        }
    }

    [Fact]
    public void At_NoLink_CarriesNothing()
    {
        var dead = Drives().SelectMany(drive => drive).First(link => !link.IsUp);

        (dead.BytesPerSecond, dead.Loss, dead.RoundTrip).ShouldBe((0, 1, TimeSpan.Zero));
    }

    [Fact]
    public void At_FarAway_IsNothing() => Map.At(new GeoPoint(0, 0)).Class.ShouldBe(LinkClass.None);

    [Fact]
    public void Terrain_ManyPlaces_IsSmoothAndOfUnitDeviation()
    {
        var terrain = new Terrain(Seed.Of(4), 1000);
        var heights = Enumerable.Range(0, 20_000).Select(i => terrain.At(i * 613.7, i * 331.1 % 90_000)).ToList();

        heights.Average().ShouldBe(0, 0.1);
        Math.Sqrt(heights.Average(height => height * height)).ShouldBe(1, 0.15);
        Enumerable.Range(0, 5000).ShouldAllBe(i => Math.Abs(terrain.At(i * 10, 500) - terrain.At(i * 10 + 10, 500)) < 0.15);
    }

    /// <summary>Links every hundred metres on drives from the seat's station to people's homes.</summary>
    private static IEnumerable<List<RadioLink>> Drives()
    {
        var county = Worlds.County;
        var start = county.Snapper.Snap(Worlds.Station).Place!.Value;
        for (var i = 0; i < 60; i++)
        {
            if (county.Snapper.Snap(Worlds.Home(i)).Place is not { } end)
                continue;
            if (county.TravelTimes.RouteBetween(start, end, TravelProfile.Siren) is not { } route)
                continue;
            yield return [.. Every(route, 100).Select(Map.At)];
        }
    }

    private static IEnumerable<GeoPoint> Every(Route route, double metres)
    {
        var next = 0.0;
        for (var i = 1; i < route.Points.Count; i++)
        {
            var (a, b) = (route.Points[i - 1], route.Points[i]);
            var length = b.Travelled.Value - a.Travelled.Value;
            for (; next <= b.Travelled.Value && length > 0; next += metres)
            {
                var share = (next - a.Travelled.Value) / length;
                yield return new GeoPoint(
                    double.Lerp(a.Position.Longitude, b.Position.Longitude, share), double.Lerp(a.Position.Latitude, b.Position.Latitude, share));
            }
        }
    }

    private static double Longest(List<List<RadioLink>> drives)
    {
        var longest = 0;
        foreach (var drive in drives)
        {
            var run = 0;
            foreach (var link in drive)
            {
                run = link.IsUp ? 0 : run + 1;
                longest = Math.Max(longest, run);
            }
        }

        return longest * 100;
    }
}
