using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Emergency.Geography;
using Emergency.Silo.Commands;
using Emergency.TestKit;

namespace Emergency.Silo.Tests;

/// <summary>Data that is not what it should be, through the commands: file, line or id and reason are told, and nothing is left behind.</summary>
public sealed class CountyImportDataTests : IDisposable
{
    private const string Roads = """
        <node id="1" lat="29.50" lon="113.50"/><node id="2" lat="29.50" lon="113.51"/><node id="3" lat="29.50" lon="113.52"/>
        <way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="primary"/></way>
        """;

    private readonly TemporaryDirectory _folder = new();
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    [Fact]
    public async Task Import_GoodMap_WritesPackageAndReport()
    {
        Write("a.osm", $"<osm>{Roads}<way id='2'><nd ref='1'/><nd ref='2'/><tag k='highway' v='steps'/></way></osm>");
        (await Run("import", "--osm", In("a.osm"), "--out", In("county"))).ShouldBe(0, _error.ToString());
        _error.ToString().ShouldContain("note: a.osm: way 2: 1 ways are no roads for an ambulance: highway=steps");
        using var report = JsonDocument.Parse(File.ReadAllText(In("county/import-report.json")));
        report.RootElement.GetProperty("dropped")[0].GetProperty("examples")[0].GetInt64().ShouldBe(2);
        report.RootElement.GetProperty("figures").GetProperty("roads").GetInt32().ShouldBe(1);
        (await Run("check", In("county"))).ShouldBe(0);
    }

    [Fact]
    public async Task Import_PbfCutAtManyPlaces_IsToldAndLeavesNothing()
    {
        var whole = await File.ReadAllBytesAsync(SharedData.Require("osm/gh_andorra.osm.pbf"), TestContext.Current.CancellationToken);
        for (var i = 1; i <= 24; i++)
        {
            var length = (int)((long)whole.Length * i / 25) + (i % 3);
            await File.WriteAllBytesAsync(In("cut.osm.pbf"), whole[..length], TestContext.Current.CancellationToken);
            _error.GetStringBuilder().Clear();
            (await Run("import", "--osm", In("cut.osm.pbf"), "--out", In("county"))).ShouldBe(1, $"cut to {length} bytes");
            _error.ToString().ShouldContain("error: cut.osm.pbf: the block at byte");
            Directory.GetFileSystemEntries(_folder.Path).ShouldBe([In("cut.osm.pbf")]);
        }
    }

    [Theory]
    [InlineData("garbage.osm.pbf", "error: garbage.osm.pbf: the block at byte 0: this is no OSM PBF file")]
    [InlineData("garbage.osm.gz", "error: garbage.osm.gz:")]
    [InlineData("garbage.osm.zip", "error: garbage.osm.zip:")]
    [InlineData("garbage.osm", "error: garbage.osm: line 1")]
    [InlineData("garbage.txt", "cannot read this kind of file: expected .osm.pbf, .osm, .osm.gz, .osm.zip")]
    public async Task Import_Garbage_IsToldAndLeavesNothing(string name, string expected)
    {
        var bytes = new byte[5_000];
        new Random(1).NextBytes(bytes);
        await File.WriteAllBytesAsync(In(name), bytes, TestContext.Current.CancellationToken);
        await Fails(expected, "--osm", In(name));
    }

    [Theory]
    [InlineData("bomb.osm.gz")]
    [InlineData("bomb.osm.zip")]
    public async Task Import_FileThatUnpacksWithoutEnd_IsBounded(string name)
    {
        // 256 MiB of spaces in a quarter of one.
        Pack(name, 256);
        await Fails("unpacks to more than 200 times its size: this is no map", "--osm", In(name));
    }

    [Theory]
    [InlineData("<osm></osm>", "error: a.osm: holds no roads")]
    [InlineData("<osm><node id='1' lat='3400000' lon='12600000'/><node id='2' lat='3400100' lon='12600000'/><way id='7'><nd ref='1'/><nd ref='2'/><tag k='highway' v='primary'/></way></osm>", "error: a.osm: node 1: 12600000.00000,3400000.00000 is not a position in degrees: is it in another coordinate system?")]
    [InlineData("<osm><node id='1' lat='113.5' lon='29.5'/><node id='2' lat='113.6' lon='29.5'/><way id='7'><nd ref='1'/><nd ref='2'/><tag k='highway' v='primary'/></way></osm>", "error: a.osm: node 1: 29.50000,113.50000 is not a position in degrees: longitude and latitude look exchanged")]
    [InlineData("<osm><node id='1' lat='29.5' lon='113.5'/><node id='1' lat='29.5' lon='113.6'/><node id='2' lat='29.6' lon='113.6'/><way id='7'><nd ref='1'/><nd ref='2'/><tag k='highway' v='primary'/></way></osm>", "error: a.osm: node 1: was given before")]
    [InlineData("<osm><way id='7'><nd ref='1'/><nd ref='2'/><tag k='highway' v='primary'/></way></osm>", "error: a.osm: holds no road with both its ends")]
    [InlineData("<osm><node id='1' lat='NaN' lon='113.5'/><node id='2' lat='29.5' lon='113.6'/><way id='7'><nd ref='1'/><nd ref='2'/><tag k='highway' v='primary'/></way></osm>", "error: a.osm: node 1: 113.50000,NaN is not a position in degrees")]
    public async Task Import_BadMap_IsToldAndLeavesNothing(string xml, string expected)
    {
        Write("a.osm", xml);
        await Fails(expected, "--osm", In("a.osm"));
    }

    [Theory]
    [InlineData("boundary", """{"type":"Polygon","coordinates":[[[113.4,29.4],[113.6,29.6],[113.6,29.4],[113.4,29.6],[113.4,29.4]]]}""", "error: given.file: at 113.5,29.5: the area is not valid: self-intersection")]
    [InlineData("boundary", """{"type":"Polygon","coordinates":[[[12634000,3436000],[12650000,3436000],[12650000,3450000],[12634000,3436000]]]}""", "error: given.file: $ ring 0 corner 0: 12634000, 3436000 is not longitude and latitude in degrees")]
    [InlineData("boundary", """{"type":"Polygon","coordinates":[[[29.4,13.4],[29.6,13.4],[29.6,13.6],[29.4,13.4]]]}""", "error: a.osm: holds no roads near the boundary")]
    [InlineData("urban", """{"type":"Polygon","crs":{"type":"name","properties":{"name":"EPSG:4490"}},"coordinates":[]}""", "error: given.file: is in the coordinate system EPSG:4490")]
    [InlineData("stations", "id,name,lon,lat\nST01,站,120.5,29.5\n", "error: stations.csv: ST01: lies outside the county at 120.50000,29.50000")]
    [InlineData("stations", "id,name,lon,lat\nST01,站,29.5,113.5\n", "error: given.file: line 2: lon 29.5, lat 113.5 is not a position in degrees: longitude and latitude look exchanged")]
    [InlineData("stations", "id,name,lon,lat\nST01,站,113.5,29.5\nST01,站,113.5,29.5\n", "error: given.file: line 3: id ST01 was used before")]
    [InlineData("population", "lon,lat,population\n113.5,29.5,NaN\n", "error: given.file: line 2: population is not a number: NaN")]
    [InlineData("rules", """{"speeds":{"national":{"siren":9000}}}""", "error: given.file: speeds.national.siren is 9000: expected 1 to 200")]
    [InlineData("rules", """{"speeds":{"national":{"siren":NaN}}}""", "error: given.file: line 1:")]
    public async Task Import_BadPart_IsToldAndLeavesNothing(string part, string text, string expected)
    {
        Write("a.osm", $"<osm>{Roads}</osm>");
        Write("given.file", text);
        await Fails(expected, "--osm", In("a.osm"), $"--{part}", In("given.file"));
    }

    [Theory]
    [InlineData("nodes.csv", "id,lon,lat\n1,12634000,3436000\n", "error: nodes.csv: line 2: lon 12634000, lat 3436000 is not a position in degrees: is it in another coordinate system?")]
    [InlineData("nodes.csv", "id,lon,lat\n1,113.5,29.5\n1,113.6,29.5\n", "error: nodes.csv: line 3: node 1 was given before")]
    [InlineData("nodes.csv", "id,lon,lat\n", "error: nodes.csv: holds no nodes")]
    [InlineData("edges.csv", "from,to,metres,siren_seconds\n", "error: edges.csv: holds no edges")]
    [InlineData("edges.csv", "from,to,metres,siren_seconds\n1,2,900,NaN\n", "error: edges.csv: line 2: siren_seconds is not a number: NaN")]
    [InlineData("edges.csv", "from,to,metres,siren_seconds\n1,2,900,1e99\n", "error: edges.csv: line 2: siren_seconds is 1E+99: expected 0 to 86400")]
    [InlineData("edges.csv", "from,to,metres,siren_seconds\n1,2,900,0.001\n", "error: edges.csv: line 2: 900 m in 0.001 s are 3240000 km/h: expected at most 300")]
    [InlineData("edges.csv", "from,to,metres,siren_seconds\n1,2,-900,60\n", "error: edges.csv: line 2: metres is -900")]
    public async Task Import_BadTable_IsToldAndLeavesNothing(string file, string text, string expected)
    {
        Directory.CreateDirectory(In("csv"));
        Write("csv/nodes.csv", "id,lon,lat\n1,113.50,29.50\n2,113.51,29.50\n");
        Write("csv/edges.csv", "from,to,metres,siren_seconds\n1,2,968,60\n2,1,968,60\n");
        Write($"csv/{file}", text);
        await Fails(expected, "--csv", In("csv"));
    }

    [Fact]
    public async Task Import_OverAPackage_LeavesTheOldOneWhereTheNewIsBad()
    {
        Write("a.osm", $"<osm>{Roads}</osm>");
        (await Run("import", "--osm", In("a.osm"), "--out", In("county"))).ShouldBe(0);
        var before = Directory.GetFiles(In("county")).Select(File.ReadAllText).ToArray();
        Write("a.osm", "<osm></osm>");
        (await Run("import", "--osm", In("a.osm"), "--out", In("county"))).ShouldBe(1);
        Directory.GetFiles(In("county")).Select(File.ReadAllText).ShouldBe(before);
    }

    [Fact]
    public async Task Import_Gcj02_ConvertsEveryFileAndSaysSo()
    {
        var (station, cell) = (new Domain.GeoPoint(113.45, 29.47), new Domain.GeoPoint(113.455, 29.472));
        Directory.CreateDirectory(In("csv"));
        Write("csv/nodes.csv", $"id,lon,lat\n1,{Shifted(station)}\n2,{Shifted(cell)}\n");
        Write("csv/edges.csv", "from,to,metres,siren_seconds\n1,2,968,60\n2,1,968,60\n");
        Write("csv/stations.csv", $"id,name,lon,lat\nST01,站,{Shifted(station)}\n");
        Write("csv/population.csv", $"lon,lat,population\n{Shifted(cell)},10\n");
        Write("csv/boundary.geojson", $$"""{"type":"Polygon","coordinates":[[{{string.Join(',', Square(station, 0.02).Select(p => $"[{Shifted(p)}]"))}}]]}""");
        (await Run("import", "--csv", In("csv"), "--out", In("county"), "--crs", "GCJ02")).ShouldBe(0, _error.ToString());
        foreach (var file in new[] { "nodes.csv", "stations.csv", "population.csv", "boundary.geojson" })
        {
            _error.ToString().ShouldContain($"note: {file}: was converted from GCJ-02 to WGS-84");
        }

        var county = County.Load(In("county"));
        county.Stations[0].Position.DistanceTo(station).Value.ShouldBeLessThan(0.1);
        county.Population[0].Centre.DistanceTo(cell).Value.ShouldBeLessThan(0.1);
        county.Roads.Junctions.Select(county.Roads.PositionOf).Min(p => p.DistanceTo(station).Value).ShouldBeLessThan(0.1);
        county.Areas.Boundary.EnvelopeInternal.Centre.X.ShouldBe(station.Longitude, 1e-5);
        Gcj02.FromWgs84(station).DistanceTo(station).Value.ShouldBe(640, 30);
    }

    [Fact]
    public async Task Export_Gcj02_ShiftsEverythingAndComesBack()
    {
        (await Run("export", "--county", "builtin", "--out", In("gcj.geojson"), "--crs", "GCJ-02")).ShouldBe(0, _error.ToString());
        using var map = JsonDocument.Parse(await File.ReadAllTextAsync(In("gcj.geojson"), TestContext.Current.CancellationToken));
        map.RootElement.GetProperty("coordinateSystem").GetString().ShouldBe("GCJ-02");
        var features = map.RootElement.GetProperty("features").EnumerateArray().ToArray();
        var station = BuiltInCounty.Create().Stations[0];
        var shown = features.Single(f => f.GetProperty("properties").TryGetProperty("id", out var id) && id.GetString() == station.Id.Value);
        var at = shown.GetProperty("geometry").GetProperty("coordinates");
        var point = new Domain.GeoPoint(at[0].GetDouble(), at[1].GetDouble());
        point.DistanceTo(station.Position).Value.ShouldBe(640, 40);
        Gcj02.ToWgs84(point).DistanceTo(station.Position).Value.ShouldBeLessThan(0.1);
        features.Select(f => f.GetProperty("properties").GetProperty("kind").GetString()).Distinct()
            .ShouldBe(["boundary", "urban", "station", "hospital", "place"], ignoreOrder: true);
    }

    [Fact]
    public async Task Import_UnknownCoordinateSystem_IsAUsageError()
    {
        (await Run("import", "--osm", "a.osm", "--out", In("county"), "--crs", "BD09")).ShouldBe(2);
        _error.ToString().ShouldContain("--crs is BD09: expected WGS84 or GCJ02");
    }

    public void Dispose()
    {
        _folder.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    private static string Shifted(Domain.GeoPoint point)
    {
        var shifted = Gcj02.FromWgs84(point);
        return FormattableString.Invariant($"{shifted.Longitude:0.0000000},{shifted.Latitude:0.0000000}");
    }

    private static IEnumerable<Domain.GeoPoint> Square(Domain.GeoPoint middle, double half) =>
        new[] { (-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1) }
            .Select(c => new Domain.GeoPoint(middle.Longitude + (c.Item1 * half), middle.Latitude + (c.Item2 * half)));

    private void Pack(string name, int mebibytes)
    {
        using var file = File.Create(In(name));
        using var zip = name.EndsWith(".zip", StringComparison.Ordinal) ? new ZipArchive(file, ZipArchiveMode.Create) : null;
        using var packed = zip?.CreateEntry("inner.osm", CompressionLevel.Optimal).Open() ?? new GZipStream(file, CompressionLevel.Optimal);
        packed.Write("<osm>"u8);
        var spaces = Enumerable.Repeat((byte)' ', 1 << 20).ToArray();
        for (var i = 0; i < mebibytes; i++)
        {
            packed.Write(spaces);
        }
    }

    private async Task Fails(string expected, params string[] args)
    {
        var before = Directory.GetFileSystemEntries(_folder.Path).Order().ToArray();
        (await Run(["import", .. args, "--out", In("county")])).ShouldBe(1, _error.ToString());
        _error.ToString().ShouldContain(expected);
        _error.ToString().ShouldContain("county: nothing was written");
        Directory.GetFileSystemEntries(_folder.Path).Order().ToArray().ShouldBe(before);
    }

    private Task<int> Run(params string[] args) => CountyCommands.Run(args, _out, _error, TestContext.Current.CancellationToken);

    private string In(string name) => _folder.File(name);

    private void Write(string name, string text) => File.WriteAllText(In(name), text, new UTF8Encoding(false));
}
