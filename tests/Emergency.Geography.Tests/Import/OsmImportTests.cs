using System.IO.Compression;
using System.Text;

namespace Emergency.Geography.Tests.Import;

public class OsmImportTests
{
    /// <summary>A crossroads: 1-2-3 along, 4-2 across, and a point 5 that shapes the road 2-3.</summary>
    private const string Nodes = """
        <node id="1" lat="29.50" lon="113.50"/><node id="2" lat="29.50" lon="113.51"/><node id="3" lat="29.50" lon="113.52"/>
        <node id="4" lat="29.51" lon="113.51"/><node id="5" lat="29.501" lon="113.515"/>
        """;

    [Fact]
    public void Run_Crossroads_SharesNodesAndKeepsShape()
    {
        var county = Import(Nodes + Way(1, "1 2 5 3", "highway=primary name=解放路") + Way(2, "4 2", "highway=residential"))!;
        county.Roads.NodeCount.ShouldBe(4);
        county.Roads.RoadCount.ShouldBe(3);
        county.Roads.ArcCount.ShouldBe(6);
        var curved = Enumerable.Range(0, 3).Single(r => county.Roads.ShapeOf(r).Count() == 3);
        county.Roads.ClassOf(curved).ShouldBe(RoadClass.Provincial);
        county.Roads.NameOf(curved).ShouldBe("解放路");
        county.Roads.Data.RoadSource[curved].ShouldBe(1);
    }

    [Theory]
    [InlineData("highway=residential", 2)]
    [InlineData("highway=residential oneway=yes", 1)]
    [InlineData("highway=residential oneway=yes oneway:emergency=no", 2)]
    [InlineData("highway=residential oneway=-1", -1)]
    [InlineData("highway=residential junction=roundabout", 1)]
    [InlineData("highway=residential oneway=true", 1)]
    [InlineData("highway=residential oneway=reverse", -1)]
    [InlineData("highway=residential oneway=alternating", 2)]
    [InlineData("highway=residential oneway=reversible", 0)]
    [InlineData("highway=residential oneway:emergency=yes", 1)]
    [InlineData("highway=residential oneway=yes oneway:psv=no", 2)]
    [InlineData("highway=residential oneway=yes oneway:bicycle=no", 1)]
    [InlineData("highway=residential oneway=yes oneway:motor_vehicle=no", 2)]
    [InlineData("highway=residential junction=circular", 1)]
    [InlineData("highway=residential junction=mini_roundabout", 1)]
    [InlineData("highway=residential junction=roundabout oneway=no", 2)]
    [InlineData("highway=trunk_link", 2)]
    [InlineData("highway=motorway", 1)]
    [InlineData("highway=motorway oneway=no", 2)]
    [InlineData("highway=service access=private", 2)]
    [InlineData("highway=service access=no", 0)]
    [InlineData("highway=service access=no emergency=yes", 2)]
    [InlineData("highway=residential motor_vehicle=no", 0)]
    [InlineData("highway=residential access=no motor_vehicle=yes", 2)]
    [InlineData("highway=residential access=yes vehicle=no", 0)]
    [InlineData("highway=residential vehicle=no motor_vehicle=destination", 2)]
    [InlineData("highway=residential motor_vehicle=yes emergency=no", 0)]
    [InlineData("highway=residential access=no bus=yes", 2)]
    [InlineData("highway=residential access=no psv=designated", 2)]
    [InlineData("highway=residential emergency=fire_hydrant", 2)]
    [InlineData("highway=busway", 2)]
    [InlineData("highway=busway emergency=no", 0)]
    [InlineData("highway=bus_guideway", 0)]
    [InlineData("highway=path emergency=yes", 2)]
    [InlineData("highway=track access=forestry", 2)]
    [InlineData("highway=service access=customers", 2)]
    [InlineData("highway=proposed", 0)]
    [InlineData("highway=pedestrian", 0)]
    [InlineData("highway=pedestrian emergency=yes", 2)]
    [InlineData("highway=footway", 0)]
    [InlineData("highway=construction", 0)]
    [InlineData("highway=service area=yes", 0)]
    [InlineData("route=ferry", 2)]
    [InlineData("route=ferry motor_vehicle=no", 0)]
    [InlineData("waterway=river", 0)]
    public void Run_Tags_DecideWhoMayDriveWhere(string tags, int expected)
    {
        var county = Import(Nodes + Way(1, "1 2", tags) + Way(2, "4 2", "highway=residential"))!;
        var road = Enumerable.Range(0, county.Roads.RoadCount).Where(r => county.Roads.Data.RoadSource[r] == 1).ToArray();
        road.Length.ShouldBe(expected == 0 ? 0 : 1);
        if (expected != 0)
        {
            (county.Roads.Data.ForwardArc[road[0]] >= 0).ShouldBe(expected != -1);
            (county.Roads.Data.BackwardArc[road[0]] >= 0).ShouldBe(expected != 1);
        }
    }

    [Theory]
    [InlineData("highway=residential", 42)]
    [InlineData("highway=residential maxspeed=20", 21)]
    [InlineData("highway=residential maxspeed=25mph", 42.2)]
    [InlineData("highway=residential maxspeed=none", 42)]
    [InlineData("highway=primary maxspeed=80", 70)]
    [InlineData("highway=primary maxspeed=5", 21)]
    public void Run_MaxSpeed_ScalesTheUsualSpeed(string tags, double kmh)
    {
        var county = Import(Nodes + Way(1, "1 2", tags))!;
        var ms = county.Roads.Data.SirenMs[county.Roads.ArcOf(0)];
        (county.Roads.Data.LengthCm[0] / 100.0 / ms * 3600).ShouldBe(kmh, 0.2);
    }

    [Fact]
    public void Run_WayTouchesItself_IsSplitThere()
    {
        var county = Import(Nodes + Way(1, "1 2 3 4 2", "highway=tertiary"))!;
        county.Roads.RoadCount.ShouldBe(2);
        county.Roads.PartCount.ShouldBe(1);
    }

    [Fact]
    public void Run_NodesOfTheWayMissing_CutsItAndWarns()
    {
        var findings = new CountyFindings();
        var county = Import(Nodes + Way(1, "1 2 99 3 5", "highway=tertiary"), findings)!;
        county.Roads.RoadCount.ShouldBe(2);
        findings.All.ShouldContain(f => f.Severity == FindingSeverity.Warning && f.Message.Contains("1 nodes of roads are not in the file"));
    }

    [Fact]
    public void Run_PlacesAndHospitalsDrawn_AreTaken()
    {
        var county = Import(
            Nodes + Way(1, "1 2 3", "highway=tertiary")
            + """<node id="20" lat="29.5" lon="113.505"><tag k="amenity" v="hospital"/><tag k="name" v="医院"/><tag k="name:en" v="Hospital"/></node>"""
            + """<node id="21" lat="29.5" lon="113.506"><tag k="place" v="village"/><tag k="name" v="桥头村"/></node>""")!;
        county.Hospitals.ShouldHaveSingleItem().NameEn.ShouldBe("Hospital");
        county.Places.ShouldHaveSingleItem().Kind.ShouldBe(PlaceKind.Village);
        county.Stations.ShouldHaveSingleItem().Position.ShouldBe(county.Hospitals[0].Position);
    }

    [Fact]
    public void Run_DeletedElements_AreIgnored()
    {
        var county = Import(Nodes + Way(1, "1 2", "highway=tertiary") + """<way id="2" action="delete"><nd ref="2"/><nd ref="3"/><tag k="highway" v="tertiary"/></way>""")!;
        county.Roads.RoadCount.ShouldBe(1);
    }

    [Fact]
    public void Run_RefusedWays_AreCountedByReason()
    {
        var findings = new CountyFindings();
        Import(Nodes + Way(1, "1 2", "highway=tertiary") + Way(2, "2 3", "highway=steps") + Way(3, "2 4", "highway=steps"), findings);
        findings.All.ShouldContain(f => f.Message == "2 ways are no roads for an ambulance: highway=steps");
    }

    [Theory]
    [InlineData("<osm><node id='1' lat='x' lon='2'/><way id='1'><nd ref='1'/><nd ref='1'/><tag k='highway' v='primary'/></way></osm>", "node 1 has no number as lat")]
    [InlineData("<osm><way id='z'/></osm>", "a way has no whole number as id")]
    [InlineData("<osm><way id='1'><nd ref='1'/>", "line 1")]
    [InlineData("<kml></kml>", "is not OSM XML: it begins with kml")]
    [InlineData("<osm></osm>", "holds no roads")]
    [InlineData("", "line 0")]
    public void Run_DamagedFile_SaysWhereAndWhy(string text, string expected)
    {
        using var folder = new TempFolder();
        var findings = new CountyFindings();
        Import(new ImportRequest { OsmFile = folder.Write("a.osm", text) }, findings).ShouldBeNull();
        findings.All.ShouldContain(f => f.Severity == FindingSeverity.Error && f.File == "a.osm" && f.Message.Contains(expected), string.Join('\n', findings.All));
    }

    [Fact]
    public void Run_NodeOffTheEarth_NamesIt()
    {
        var findings = new CountyFindings();
        Import("""<node id="1" lat="113" lon="29"/><node id="2" lat="29" lon="113"/>""" + Way(7, "1 2", "highway=primary"), findings).ShouldBeNull();
        findings.All.ShouldContain(f => f.Where == "node 1" && f.Message.Contains("is not a position in degrees"));
    }

    [Fact]
    public void Run_NodeGivenTwice_NamesIt()
    {
        var findings = new CountyFindings();
        Import(Nodes + """<node id="2" lat="29.6" lon="113.6"/>""" + Way(7, "1 2", "highway=primary"), findings).ShouldBeNull();
        findings.All.ShouldContain(f => f.Where == "node 2" && f.Message == "was given before");
    }

    [Theory]
    [InlineData("a.kml")]
    [InlineData("a.xml.bz2")]
    public void Run_UnknownEnding_SaysWhatIsExpected(string name)
    {
        using var folder = new TempFolder();
        var findings = new CountyFindings();
        Import(new ImportRequest { OsmFile = folder.Write(name, "x") }, findings).ShouldBeNull();
        findings.All.ShouldHaveSingleItem().Message.ShouldContain(".osm.gz");
    }

    [Fact]
    public void Run_NoFile_IsTold()
    {
        var findings = new CountyFindings();
        Import(new ImportRequest { OsmFile = "/no/such/file.osm" }, findings).ShouldBeNull();
        findings.All.ShouldHaveSingleItem().Message.ShouldBe("there is no such file");
    }

    [Fact]
    public void Run_GzipAndZip_GiveTheSameNetworkAsPlain()
    {
        var xml = "<osm>" + Nodes + Way(1, "1 2 5 3", "highway=primary") + Way(2, "4 2", "highway=residential") + "</osm>";
        using var folder = new TempFolder();
        using (var gzip = new GZipStream(File.Create(folder["a.osm.gz"]), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(xml));
        }

        using (var zip = ZipFile.Open(folder["a.osm.zip"], ZipArchiveMode.Create))
        using (var entry = zip.CreateEntry("inner.osm").Open())
        {
            entry.Write(Encoding.UTF8.GetBytes(xml));
        }

        string[] files = [folder.Write("a.osm", xml), folder["a.osm.gz"], folder["a.osm.zip"]];
        var networks = files.Select(f => Import(new ImportRequest { OsmFile = f }, new CountyFindings())!.Roads.Data).ToArray();
        networks.Skip(1).ShouldAllBe(n => n.SirenMs.SequenceEqual(networks[0].SirenMs) && n.Head.SequenceEqual(networks[0].Head) && n.ShapeLon.SequenceEqual(networks[0].ShapeLon));
    }

    [Fact]
    public void Run_TruncatedGzip_LeavesNoCounty()
    {
        var whole = File.ReadAllBytes(SharedData.Require("osm/gh_monaco.osm.gz"));
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["cut.osm.gz"], whole[..(whole.Length / 2)]);
        var findings = new CountyFindings();
        Import(new ImportRequest { OsmFile = folder["cut.osm.gz"] }, findings).ShouldBeNull();
        findings.HasErrors.ShouldBeTrue();
    }

    [Theory]
    [InlineData("osm/gh_andorra.osm.gz", 1_900, 2_200)]
    [InlineData("osm/gh_monaco.osm.gz", 500, 700)]
    [InlineData("osm/gh_krems.osm.gz", 900, 1_100)]
    [InlineData("auckland/osm-tertiary-and-up.osm.zip", 7_000, 7_400)]
    public void Run_RealExtract_GivesAConnectedNetwork(string file, int least, int most)
    {
        var findings = new CountyFindings();
        var county = Import(new ImportRequest { OsmFile = SharedData.Require(file) }, findings)!;
        findings.HasErrors.ShouldBeFalse();
        county.Roads.NodeCount.ShouldBeInRange(least, most);
        ((double)county.Roads.MainNodeCount / county.Roads.NodeCount).ShouldBeGreaterThan(0.8);
    }

    private static County? Import(ImportRequest request, CountyFindings findings) =>
        CountyImport.Run(request, findings, null, TestContext.Current.CancellationToken);

    private static County? Import(string elements, CountyFindings? findings = null)
    {
        using var folder = new TempFolder();
        return Import(new ImportRequest { OsmFile = folder.Write("a.osm", $"<osm version='0.6'>{elements}</osm>") }, findings ?? new CountyFindings());
    }

    private static string Way(long id, string nodes, string tags) =>
        $"<way id='{id}'>{string.Concat(nodes.Split(' ').Select(n => $"<nd ref='{n}'/>"))}"
        + string.Concat(tags.Split(' ').Select(t => t.Split('=')).Select(t => $"<tag k='{t[0]}' v='{t[1]}'/>")) + "</way>";
}
