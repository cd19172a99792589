namespace Emergency.Geography.Tests.Packages;

public class CountyCheckTests
{
    [Fact]
    public void Run_BuiltInCounty_FindsNothingBad() =>
        CountyCheck.Run(Counties.BuiltIn).ShouldAllBe(f => f.Severity == FindingSeverity.Note);

    [Fact]
    public void Run_NoPackage_IsTold()
    {
        using var folder = new TempFolder();
        CountyCheck.Run(folder.Path, out var county).ShouldContain(f => f.ToString() == "error: county.json: is missing: this is no county package");
        county.ShouldBeNull();
        CountyCheck.Run(folder["nowhere"]).ShouldHaveSingleItem().Message.ShouldBe("there is no such folder");
    }

    [Theory]
    [InlineData("county.json", "\"urbanMinutes\": 15", "\"urbanMinutes\": 900", "county.json: standards.urbanMinutes is 900: expected 1 to 240")]
    [InlineData("county.json", "Asia/Shanghai", "Asia/Atlantis", "county.json: timeZone Asia/Atlantis is unknown")]
    [InlineData("county.json", "\"version\": 1", "\"version\": 7", "county.json: version is 7")]
    [InlineData("county.json", "\"dispatchSeconds\"", "\"dispachSeconds\"", "dispachSeconds")]
    [InlineData("county.json", "\"offRoadKmh\": 15", "\"offRoadKmh\": 0", "county.json: snapping.offRoadKmh is 0: expected 1 to 120")]
    [InlineData("county.json", "\"start\": \"08:00:00\"", "\"start\": \"morning\"", "county.json: line")]
    [InlineData("stations.csv", "113.5", "120.5", "stations.csv: ST01: lies outside the county at 120.5")]
    [InlineData("vehicles.csv", "ST01", "ST77", "vehicles.csv: A01: belongs to station ST77, which does not exist")]
    [InlineData("boundary.geojson", "Polygon", "Blob", "boundary.geojson: holds no polygon")]
    [InlineData("population.csv", "population", "people", "population.csv: line 1: has no column population")]
    public void Run_PartSpoiled_NamesIt(string file, string good, string bad, string expected)
    {
        using var folder = new TempFolder();
        SaveSmall(folder);
        var path = folder[$"county/{file}"];
        var text = File.ReadAllText(path);
        text.ShouldContain(good);
        File.WriteAllText(path, text.Replace(good, bad));
        CountyCheck.Run(folder["county"]).ShouldContain(
            f => f.Severity == FindingSeverity.Error && f.ToString().Contains(expected), string.Join('\n', CountyCheck.Run(folder["county"])));
    }

    [Theory]
    [InlineData("roads.network")]
    [InlineData("boundary.geojson")]
    public void Run_NeededPartMissing_IsAnError(string file)
    {
        using var folder = new TempFolder();
        SaveSmall(folder);
        File.Delete(folder[$"county/{file}"]);
        CountyCheck.Run(folder["county"]).ShouldContain(f => f.ToString() == $"error: {file}: is missing");
    }

    [Fact]
    public void Run_StationFarFromRoads_IsAnError()
    {
        var county = With(p => p with { Stations = [p.Stations[0] with { Position = new GeoPoint(113.51, 29.57) }, p.Stations[1]] }, wide: true);
        CountyCheck.Run(county).ShouldContain(f => f.ToString().StartsWith("error: stations.csv: ST01: cannot be reached", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_ThingsThatAreOdd_AreWarnings()
    {
        var county = With(p => p with
        {
            Vehicles = [p.Vehicles[0], p.Vehicles[1] with { Plate = p.Vehicles[0].Plate }, p.Vehicles[2] with { Station = new("ST01") }],
            Hospitals = [],
            Population = [],
        });
        var warnings = CountyCheck.Run(county).Where(f => f.Severity == FindingSeverity.Warning).Select(f => f.ToString()).ToArray();
        warnings.ShouldContain("warning: vehicles.csv: A01, A02: bear the same plate 湘F·X0001");
        warnings.ShouldContain("warning: vehicles.csv: ST01: 3 vehicles belong to a station for 2");
        warnings.ShouldContain("warning: hospitals.csv: there are no hospitals");
        warnings.ShouldContain("warning: population.csv: there are no people: coverage will be empty");
    }

    [Fact]
    public void Run_EmptyNetwork_IsAnError() =>
        CountyCheck.Run(With(p => p with { Roads = new RoadNetworkBuilder().Build() })).ShouldContain(f => f.ToString() == "error: roads.network: holds no roads");

    private static void SaveSmall(TempFolder folder) => CountyPackage.Save(With(p => p), folder["county"]);

    private static County With(Func<CountyParts, CountyParts> change, bool wide = false)
    {
        using var source = new TempFolder();
        var c = CsvFolder.Import(CsvFolder.WriteTo(source), new CountyFindings())!;
        var areas = wide ? new CountyAreas(Areas.CountyAreasTests.Square(113.4, 29.4, 113.6, 29.6), null, new Metres(500)) : c.Areas;
        return new County(change(new CountyParts
        {
            Profile = c.Profile,
            Roads = c.Roads,
            Areas = areas,
            Population = c.Population,
            Stations = c.Stations,
            Vehicles = c.Vehicles,
            Hospitals = c.Hospitals,
            Places = c.Places,
        }));
    }
}
