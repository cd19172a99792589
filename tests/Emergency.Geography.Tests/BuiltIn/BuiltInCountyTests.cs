using System.Security.Cryptography;

namespace Emergency.Geography.Tests.BuiltIn;

public class BuiltInCountyTests
{
    private readonly County _county = Counties.BuiltIn;

    [Fact]
    public void Create_Roads_AreManyAndOnePart()
    {
        _county.Roads.NodeCount.ShouldBeInRange(20_000, 60_000);
        _county.Roads.PartCount.ShouldBe(1);
        (_county.Roads.TotalLength.Value / 1000).ShouldBeInRange(2_000, 6_000);
    }

    [Fact]
    public void Create_Roads_FormAHierarchy()
    {
        var km = Enumerable.Range(0, _county.Roads.RoadCount)
            .GroupBy(_county.Roads.ClassOf)
            .ToDictionary(g => g.Key, g => g.Sum(r => _county.Roads.Data.LengthCm[_county.Roads.ArcOf(r)]) / 100_000.0);
        km[RoadClass.Expressway].ShouldBeInRange(60, 150);
        km[RoadClass.National].ShouldBeInRange(35, 70);
        km[RoadClass.Provincial].ShouldBeInRange(40, 120);
        km[RoadClass.County].ShouldBeInRange(60, 200);
        km[RoadClass.Township].ShouldBeGreaterThan(km[RoadClass.County]);
        km[RoadClass.Village].ShouldBeGreaterThan(km[RoadClass.Township]);
        km[RoadClass.Street].ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Create_Expressway_IsEnteredAtInterchangesOnly()
    {
        var data = _county.Roads.Data;
        var expressway = Enumerable.Range(0, _county.Roads.RoadCount).Where(r => _county.Roads.ClassOf(r) == RoadClass.Expressway).ToArray();
        expressway.ShouldAllBe(r => data.BackwardArc[r] < 0);
        var on = expressway.SelectMany(r => new[] { data.RoadFrom[r], data.RoadTo[r] }).ToHashSet();
        var off = Enumerable.Range(0, _county.Roads.RoadCount).Except(expressway).SelectMany(r => new[] { data.RoadFrom[r], data.RoadTo[r] }).ToHashSet();
        on.Intersect(off).Count().ShouldBe(CountyFacts.Interchanges.Length);
    }

    [Fact]
    public void Create_SameSeed_GivesTheSameBytes() => HashOf(BuiltInCounty.Create(7)).ShouldBe(HashOf(BuiltInCounty.Create(7)));

    [Fact]
    public void Create_AnotherSeed_GivesAnotherCounty() => HashOf(BuiltInCounty.Create(7)).ShouldNotBe(HashOf(BuiltInCounty.Create(8)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(2026)]
    public void Create_AnySeed_GivesAUsableCounty(int seed)
    {
        var county = BuiltInCounty.Create(seed);
        county.Roads.PartCount.ShouldBe(1);
        county.Roads.NodeCount.ShouldBeGreaterThan(20_000);
        CountyCheck.Run(county).ShouldAllBe(f => f.Severity == FindingSeverity.Note, $"seed {seed}");
    }

    [Fact]
    public void Create_Labels_SaySyntheticAndApproximate()
    {
        _county.Profile.Synthetic.ShouldBeTrue();
        _county.Profile.Notice!.Zh.ShouldContain("±3 公里");
        _county.Profile.Provenance.Length.ShouldBe(8);
        _county.Profile.Provenance.ShouldAllBe(p => p.Kind == ProvenanceKind.Synthetic || p.Kind == ProvenanceKind.Approximate);
        _county.Places.ShouldAllBe(p => p.IsApproximate);
    }

    [Fact]
    public void Create_People_AreAsManyAsTheFactsSayAndLiveInside()
    {
        _county.PopulationTotal.ShouldBe(430_000);
        _county.Population.ShouldAllBe(c => _county.Areas.Contains(c.Centre));
        var urban = _county.Population.Where(c => c.Area == AreaKind.Urban).Sum(c => c.People);
        (urban / 430_000).ShouldBeInRange(0.25, 0.45);
    }

    [Fact]
    public void Create_Towns_LieWithinThreeKilometresOfTheFactsAndInside()
    {
        foreach (var fact in CountyFacts.Towns)
        {
            var place = _county.Places.Single(p => p.Name == fact.Name);
            place.Position.DistanceTo(fact.Seat).Value.ShouldBeLessThan(3_000, fact.Name);
            _county.Areas.Contains(place.Position).ShouldBeTrue(fact.Name);
            _county.Areas.KindOf(place.Position).ShouldBe(fact.IsUrban ? AreaKind.Urban : AreaKind.Rural, fact.Name);
            _county.Snapper.Snap(place.Position).DistanceToRoad.Value.ShouldBeLessThan(400, fact.Name);
        }
    }

    [Fact]
    public void Create_Names_AreGivenOnce() =>
        _county.Places.Select(p => p.Name).Distinct().Count().ShouldBe(_county.Places.Length);

    [Fact]
    public void Create_Vehicles_HaveMixedCapabilities()
    {
        _county.Vehicles.Length.ShouldBeInRange(14, 20);
        _county.Vehicles.Count(v => v.Capabilities.Contains(VehicleCapability.Newborn)).ShouldBe(1);
        _county.Vehicles.Count(v => v.Capabilities.Contains(VehicleCapability.DoctorCar)).ShouldBe(2);
        _county.Vehicles.Count(v => !v.Capabilities.Contains(VehicleCapability.AdvancedLifeSupport)).ShouldBeGreaterThan(3);
        _county.Vehicles.ShouldAllBe(v => v.Crew.Contains("driver") && v.Plate.StartsWith("湘F·X0", StringComparison.Ordinal));
        _county.Vehicles.Where(v => v.Capabilities.Contains(VehicleCapability.DoctorCar)).ShouldAllBe(v => !v.Capabilities.Contains(VehicleCapability.Stretcher));
    }

    [Fact]
    public void Create_Hospitals_HaveTheFiveCentresAtThePeoplesHospital()
    {
        _county.Hospitals[0].Name.ShouldBe("临湘市人民医院");
        _county.Hospitals[0].Centres.ShouldBe(["chest-pain", "stroke", "trauma", "maternal", "newborn"]);
        _county.Hospitals.Length.ShouldBe(2 + CountyFacts.Towns.Length);
    }

    [Fact]
    public void Create_Drives_AreAsLongAsInSuchACounty()
    {
        var hospital = _county.Snapper.Snap(_county.Hospitals[0].Position).Place!.Value;
        foreach (var town in _county.Places.Where(p => p.Kind == PlaceKind.Town))
        {
            var way = _county.TravelTimes.Between(hospital, _county.Snapper.Snap(town.Position).Place!.Value, TravelProfile.Siren)!.Value;
            var straight = _county.Hospitals[0].Position.DistanceTo(town.Position).Value;
            (way.Length.Value / straight).ShouldBeInRange(1, 1.8, town.NameEn);
            (way.Length.Value / way.Duration.TotalSeconds * 3.6).ShouldBeInRange(30, 90, town.NameEn);
        }
    }

    [Fact]
    public void Resize_MoreOrFewerVehicles_KeepsIdsAndPlatesApart()
    {
        var many = CountyFleet.Resize(_county, 200);
        many.Length.ShouldBe(200);
        many.Take(_county.Vehicles.Length).ShouldBe(_county.Vehicles);
        many.Select(v => v.Id).Distinct().Count().ShouldBe(200);
        many.Select(v => v.Plate).Distinct().Count().ShouldBe(200);
        many.ShouldAllBe(v => _county.FindStation(v.Station) != null);
        CountyFleet.Resize(_county, 3).ShouldBe(_county.Vehicles[..3]);
        Should.Throw<ArgumentOutOfRangeException>(() => CountyFleet.Resize(_county, -1));
    }

    private static string HashOf(County county)
    {
        using var folder = new TempFolder();
        CountyPackage.Save(county, folder["county"]);
        var bytes = Directory.GetFiles(folder["county"]).Order(StringComparer.Ordinal).SelectMany(File.ReadAllBytes).ToArray();
        return Convert.ToHexString(SHA256.HashData(bytes));
    }
}
