namespace Emergency.Geography.Tests.Import;

public class CsvImportTests
{
    [Fact]
    public void Run_GoodTables_MakesTheCounty()
    {
        using var folder = new TempFolder();
        var findings = new CountyFindings();
        var county = CsvFolder.Import(CsvFolder.WriteTo(folder), findings)!;
        findings.HasErrors.ShouldBeFalse();
        county.Roads.NodeCount.ShouldBe(4);
        county.Roads.ArcCount.ShouldBe(6);
        county.Roads.RoadCount.ShouldBe(3);
        county.Roads.TotalLength.Value.ShouldBe(968 + 968 + 1112, 0.01);
        county.Stations.Select(s => s.Capacity).ShouldBe([2, 1]);
        county.Hospitals[0].Centres.ShouldBe(["chest-pain", "stroke"]);
        county.PopulationTotal.ShouldBe(150.5);
        county.Population[0].Area.ShouldBe(AreaKind.Urban);
    }

    [Fact]
    public void Run_NothingButRoads_DerivesTheRestAndSaysSo()
    {
        using var folder = new TempFolder();
        var findings = new CountyFindings();
        var county = CsvFolder.Import(CsvFolder.WriteTo(folder, ("stations.csv", null), ("hospitals.csv", null), ("population.csv", null)), findings)!;
        findings.HasErrors.ShouldBeFalse();
        county.Stations.Length.ShouldBe(1);
        county.Vehicles.Length.ShouldBe(4);
        county.PopulationTotal.ShouldBeGreaterThan(0);
        county.Areas.Contains(county.Stations[0].Position).ShouldBeTrue();
        county.Profile.TimeZone.ShouldBe("Asia/Shanghai");
        county.Profile.Provenance.Where(p => p.Kind == ProvenanceKind.Derived).Select(p => p.Part)
            .ShouldBe(["road classes", "boundary", "population", "stations", "vehicles", "places", "timeZone"], ignoreOrder: true);
        county.Profile.Notice!.En.ShouldContain("population");
    }

    [Fact]
    public void Run_UrbanMarkedInPopulation_DerivesTheUrbanArea()
    {
        using var folder = new TempFolder();
        var county = CsvFolder.Import(CsvFolder.WriteTo(folder), new CountyFindings())!;
        county.Areas.KindOf(new GeoPoint(113.50, 29.50)).ShouldBe(AreaKind.Urban);
        county.Areas.KindOf(new GeoPoint(113.52, 29.50)).ShouldBe(AreaKind.Rural);
    }

    [Fact]
    public void Run_ClassesAndNamesGiven_KeepsThem()
    {
        using var folder = new TempFolder();
        var directory = CsvFolder.WriteTo(folder, ("edges.csv", "from,to,metres,siren_seconds,class,name\n1,2,900,60,national,G107\n2,1,900,60,national,G107\n2,3,900,60,village,\n3,2,900,60,village,\n"));
        var county = CsvFolder.Import(directory, new CountyFindings())!;
        var roads = Enumerable.Range(0, county.Roads.RoadCount).Select(r => (county.Roads.ClassOf(r), county.Roads.NameOf(r))).ToArray();
        roads.ShouldBe([(RoadClass.National, "G107"), (RoadClass.Village, "")], ignoreOrder: true);
        county.Profile.Provenance.ShouldNotContain(p => p.Part == "road classes");
    }

    [Fact]
    public void Run_DirectionsDiffer_KeepsBothAsTheyAre()
    {
        using var folder = new TempFolder();
        var directory = CsvFolder.WriteTo(folder, ("edges.csv", "from,to,metres,siren_seconds,normal_seconds\n1,2,900,60,90\n2,1,900,75,90\n2,3,1,1,1\n3,2,1,1,1\n"));
        var county = CsvFolder.Import(directory, new CountyFindings())!;
        county.Roads.RoadCount.ShouldBe(3);
        var (one, two) = (Snap(county, 113.50, 29.50), Snap(county, 113.51, 29.50));
        county.TravelTimes.Between(one, two, TravelProfile.Siren)!.Value.Duration.TotalSeconds.ShouldBe(60);
        county.TravelTimes.Between(two, one, TravelProfile.Siren)!.Value.Duration.TotalSeconds.ShouldBe(75);
    }

    [Fact]
    public void Run_WordsAsIdsByteOrderMarkAndQuotes_AreRead()
    {
        using var folder = new TempFolder();
        var directory = CsvFolder.WriteTo(
            folder,
            ("nodes.csv", "\uFEFFid,lon,lat\r\n\"a,1\",113.50,29.50\r\nb,113.51,29.50\r\n"),
            ("edges.csv", "from,to,metres,siren_seconds,normal_seconds\r\n\"a,1\",b,900,60,90\r\nb,\"a,1\",900,60,90\r\n"));
        CsvFolder.Import(directory, new CountyFindings())!.Roads.ArcCount.ShouldBe(2);
    }

    [Theory]
    [InlineData("nodes.csv", null, "nodes.csv: is missing")]
    [InlineData("nodes.csv", "", "nodes.csv: is empty")]
    [InlineData("nodes.csv", "id,lon,lat\n", "nodes.csv: holds no nodes")]
    [InlineData("nodes.csv", "id,x,lat\n1,2,3\n", "nodes.csv: line 1: has no column lon")]
    [InlineData("nodes.csv", "id,lon,lat\n1,113.5,29.5\n1,113.6,29.5\n", "nodes.csv: line 3: node 1 was given before")]
    [InlineData("nodes.csv", "id,lon,lat\n1,NaN,29.5\n", "nodes.csv: line 2: lon is not a number: NaN")]
    [InlineData("nodes.csv", "id,lon,lat\n1,east,29.5\n", "nodes.csv: line 2: lon is not a number: east")]
    [InlineData("nodes.csv", "id,lon,lat\n1,29.5,113.5\n", "nodes.csv: line 2: lon 29.5, lat 113.5 is not a position in degrees: longitude and latitude look exchanged")]
    [InlineData("nodes.csv", "id,lon,lat\n1,12700000,3400000\n", "nodes.csv: line 2: lon 12700000, lat 3400000 is not a position in degrees: is it in another coordinate system?")]
    [InlineData("nodes.csv", "id,lon,lat\n,113.5,29.5\n", "nodes.csv: line 2: id is missing")]
    [InlineData("edges.csv", null, "edges.csv: is missing")]
    [InlineData("edges.csv", "from,to,metres,siren_seconds\n", "edges.csv: holds no edges")]
    [InlineData("edges.csv", "from,to,metres,siren_seconds\n1,99,900,60\n", "edges.csv: line 2: to is node 99, which nodes.csv does not have")]
    [InlineData("edges.csv", "from,to,metres,siren_seconds\n1,2,-5,60\n", "edges.csv: line 2: metres is -5: expected 0 to 1000000")]
    [InlineData("edges.csv", "from,to,metres,siren_seconds\n1,2,900,0\n", "edges.csv: line 2: an edge must take more than 0 seconds")]
    [InlineData("edges.csv", "from,to,metres,siren_seconds\n1,2,900,NaN\n", "edges.csv: line 2: siren_seconds is not a number: NaN")]
    [InlineData("edges.csv", "from,to,metres,siren_seconds\n1,2,900\n", "edges.csv: line 2: siren_seconds is missing")]
    [InlineData("edges.csv", "from,to,metres,siren_seconds,class\n1,2,900,60,moon\n", "edges.csv: line 2: class moon is unknown")]
    [InlineData("stations.csv", "id,name,lon,lat\nST01,A,113.50,29.50\nST01,B,113.51,29.50\n", "stations.csv: line 3: id ST01 was used before")]
    [InlineData("stations.csv", "id,name,lon,lat\nST 1,A,113.50,29.50\n", "stations.csv: line 2: id ST 1 is not a word")]
    [InlineData("stations.csv", "id,name,lon,lat,capacity\nST01,A,113.50,29.50,2.5\n", "stations.csv: line 2: capacity is 2.5: expected a whole number")]
    [InlineData("stations.csv", "id,name,lon,lat\nST01,A,120.0,31.0\n", "stations.csv: ST01: lies outside the county")]
    [InlineData("stations.csv", "id,name,lon,lat\nST01,A,29.50,113.51\n", "stations.csv: line 2: lon 29.5, lat 113.51 is not a position in degrees: longitude and latitude look exchanged")]
    [InlineData("population.csv", "lon,lat,population\n113.5,29.5,-3\n", "population.csv: line 2: population is -3")]
    [InlineData("population.csv", "lon,lat,people\n113.5,29.5,3\n", "population.csv: line 1: has no column population")]
    [InlineData("hospitals.csv", "id,name,lon,lat\nH01,,113.5,29.5\n", "hospitals.csv: line 2: name is missing")]
    [InlineData("vehicles.csv", "id,plate,station\nA01,湘F·X0001,ST99\n", "vehicles.csv: A01: belongs to station ST99, which does not exist")]
    [InlineData("places.csv", "name,kind,lon,lat\n桃林镇,planet,113.5,29.5\n", "places.csv: line 2: kind planet is unknown")]
    [InlineData("boundary.geojson", "{", "boundary.geojson: line 1: not JSON")]
    [InlineData("boundary.geojson", """{"type":"Polygon","coordinates":[[[113.4,29.4],[113.6,29.6],[113.6,29.4],[113.4,29.6],[113.4,29.4]]]}""", "boundary.geojson: at 113.5,29.5: the area is not valid: self-intersection")]
    [InlineData("boundary.geojson", """{"type":"Polygon","coordinates":[[[10,29.4],[11,29.4],[11,30],[10,29.4]]]}""", "roads.network: only 0 of 4 nodes lie within the boundary")]
    [InlineData("urban.geojson", """{"type":"Polygon","crs":{"type":"name","properties":{"name":"EPSG:3857"}},"coordinates":[]}""", "urban.geojson: is in the coordinate system EPSG:3857")]
    public void Run_BadDatum_NamesFileLineAndReason(string file, string? text, string expected)
    {
        using var folder = new TempFolder();
        var findings = new CountyFindings();
        CsvFolder.Import(CsvFolder.WriteTo(folder, (file, text)), findings).ShouldBeNull();
        findings.All.ShouldContain(f => f.Severity == FindingSeverity.Error && f.ToString().Contains(expected), $"found:\n{string.Join('\n', findings.All)}");
    }

    [Fact]
    public void Run_NotUtf8_IsTold()
    {
        using var folder = new TempFolder();
        var directory = CsvFolder.WriteTo(folder);
        File.WriteAllBytes(folder["csv/stations.csv"], [.. "id,name,lon,lat\nST01,"u8, 0xCC, 0xD2, 0xC1, 0xD6, .. ",113.5,29.5\n"u8]);
        var findings = new CountyFindings();
        CsvFolder.Import(directory, findings).ShouldBeNull();
        findings.All.ShouldContain(f => f.File == "stations.csv" && f.Message == "is not UTF-8 text");
    }

    [Fact]
    public void Run_EveryLineBad_KeepsTheReportReadable()
    {
        using var folder = new TempFolder();
        var findings = new CountyFindings();
        CsvFolder.Import(CsvFolder.WriteTo(folder, ("nodes.csv", "id,lon,lat\n" + string.Join('\n', Enumerable.Range(0, 500).Select(i => $"{i},x,29.5")))), findings);
        findings.All.Count(f => f.File == "nodes.csv").ShouldBe(CountyFindings.MostPerFile + 1);
        findings.All.ShouldContain(f => f.Message == "and 450 more of this severity");
    }

    [Fact]
    public void Run_IslandInTheNetwork_WarnsAndNamesNodes()
    {
        using var folder = new TempFolder();
        var findings = new CountyFindings();
        var directory = CsvFolder.WriteTo(
            folder, ("edges.csv", "from,to,metres,siren_seconds\n1,2,900,60\n2,1,900,60\n2,4,900,60\n4,2,900,60\n2,3,900,60\n"));
        var county = CsvFolder.Import(directory, findings)!;
        findings.All.ShouldContain(f => f.Severity == FindingSeverity.Warning && f.ToString().Contains("node 3: 1 of 4 nodes cannot be driven"));
        county.TravelTimes.Between(Snap(county, 113.52, 29.50), Snap(county, 113.50, 29.50), TravelProfile.Siren).ShouldBeNull();
    }

    [Fact]
    public void Run_EdgeToItself_IsLeftOutWithAWarning()
    {
        using var folder = new TempFolder();
        var findings = new CountyFindings();
        var county = CsvFolder.Import(CsvFolder.WriteTo(folder, ("edges.csv", CsvFolder.Edges + "\n1,1,5,1,1\n")), findings)!;
        county.Roads.ArcCount.ShouldBe(6);
        findings.All.ShouldContain(f => f.ToString() == "warning: edges.csv: line 8: leads from node 1 to itself, and is left out");
    }

    [Fact]
    public void Run_NoFolder_IsTold()
    {
        var findings = new CountyFindings();
        CsvFolder.Import("/no/such/folder", findings).ShouldBeNull();
        findings.All.ShouldHaveSingleItem().Message.ShouldBe("there is no such folder");
    }

    [Fact]
    public void Run_BothSourcesOrNone_Refuses()
    {
        Should.Throw<ArgumentException>(() => CountyImport.Run(new ImportRequest(), new CountyFindings()));
        Should.Throw<ArgumentException>(() => CountyImport.Run(new ImportRequest { CsvDirectory = "a", OsmFile = "b" }, new CountyFindings()));
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        using var folder = new TempFolder();
        Should.Throw<OperationCanceledException>(() => CountyImport.Run(
            new ImportRequest { CsvDirectory = CsvFolder.WriteTo(folder) }, new CountyFindings(), null, new CancellationToken(true)));
    }

    private static RoadPlace Snap(County county, double lon, double lat) => county.Snapper.Snap(new GeoPoint(lon, lat)).Place!.Value;
}
