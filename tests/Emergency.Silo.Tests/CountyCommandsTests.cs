using System.Globalization;
using System.Text.Json;
using Emergency.Geography;
using Emergency.Silo.Commands;

namespace Emergency.Silo.Tests;

public sealed class CountyCommandsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emergency-county-").FullName;
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public CountyCommandsTests()
    {
        Directory.CreateDirectory(In("csv"));
        Write("csv/nodes.csv", "id,lon,lat\n1,113.50,29.50\n2,113.51,29.50\n3,113.52,29.50\n4,113.53,29.50\n");
        Write("csv/edges.csv", "from,to,metres,siren_seconds,normal_seconds\n1,2,968,60,90\n2,1,968,60,90\n2,3,968,60.5,90\n3,2,968,60.5,90\n3,4,968,60,90\n");
        Write("csv/stations.csv", "id,name,lon,lat,capacity\nST01,第一站,113.501,29.501,2\nST02,Second,113.519,29.499,1\n");
        Write("csv/population.csv", "lon,lat,population,urban\n113.50,29.50,100,1\n113.51,29.50,50,0\n");
    }

    [Theory]
    [InlineData("county: which command?")]
    [InlineData("county: there is no command exprot", "exprot")]
    [InlineData("county: --out is missing", "import", "--csv", "x")]
    [InlineData("county: expected either --osm FILE or --csv DIR", "import", "--out", "x")]
    [InlineData("county: expected either --osm FILE or --csv DIR", "import", "--out", "x", "--csv", "a", "--osm", "b")]
    [InlineData("county: there is no option --outt", "import", "--csv", "x", "--outt", "y")]
    [InlineData("county: --out needs a value", "import", "--csv", "x", "--out")]
    [InlineData("county: --out is given twice", "import", "--out", "x", "--out", "y")]
    [InlineData("county: did not expect y", "import", "y", "--csv", "x", "--out", "y")]
    [InlineData("county: there is no time zone Asia/Atlantis", "import", "--csv", "x", "--out", "y", "--time-zone", "Asia/Atlantis")]
    [InlineData("county: expected one package folder", "check")]
    [InlineData("county: --pairs is missing", "times")]
    [InlineData("county: --seed is x: expected a whole number", "builtin", "--out", "y", "--seed", "x")]
    public async Task Run_TypedWrongly_SaysHowAndShowsUsage(string expected, params string[] args)
    {
        (await Run(args)).ShouldBe(2);
        _error.ToString().ShouldStartWith(expected);
        _error.ToString().ShouldContain("county import --csv DIR --out DIR");
        _out.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_Help_ShowsUsageOnStandardOutput()
    {
        (await Run("--help")).ShouldBe(0);
        _out.ToString().ShouldContain("county coverage --county DIR");
    }

    [Fact]
    public async Task Import_GoodTables_WritesAPackageThatChecks()
    {
        (await Run("import", "--csv", In("csv"), "--out", In("county"), "--name", "试验县", "--name-en", "Test County")).ShouldBe(0, _error.ToString());
        _out.ToString().ShouldContain("试验县, 4 nodes, 5 arcs");
        _error.ToString().ShouldContain("note: vehicles: was not given and is derived");
        County.Load(In("county")).Profile.Name.ShouldBe(new LocalText("试验县", "Test County"));
        (await Run("check", In("county"))).ShouldBe(0);
        _out.ToString().ShouldContain("0 errors, 2 warnings");
    }

    [Fact]
    public async Task Import_BadDatum_NamesItAndLeavesNothing()
    {
        Write("csv/edges.csv", "from,to,metres,siren_seconds\n1,2,968,NaN\n");
        (await Run("import", "--csv", In("csv"), "--out", In("county"))).ShouldBe(1);
        _error.ToString().ShouldContain("error: edges.csv: line 2: siren_seconds is not a number: NaN");
        _error.ToString().ShouldContain("nothing was written");
        Directory.GetFileSystemEntries(_folder).ShouldBe([In("csv")]);
    }

    [Fact]
    public async Task Import_OverSomethingElse_RefusesBeforeReading()
    {
        Write("precious.txt", "dear");
        (await Run("import", "--csv", In("csv"), "--out", _folder)).ShouldBe(1);
        _error.ToString().ShouldContain("holds something other than a county package, and is left alone");
        File.Exists(In("precious.txt")).ShouldBeTrue();
    }

    [Fact]
    public async Task Import_Stopped_WritesNothing()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        (await CountyCommands.Run(["import", "--csv", In("csv"), "--out", In("county")], _out, _error, stopped.Token)).ShouldBe(130);
        Directory.Exists(In("county")).ShouldBeFalse();
    }

    [Fact]
    public async Task Check_DamagedPackage_ExitsWithOne()
    {
        await Run("import", "--csv", In("csv"), "--out", In("county"));
        File.AppendAllText(In("county/roads.network"), "x");
        (await Run("check", In("county"))).ShouldBe(1);
        _error.ToString().ShouldContain("error: roads.network: is damaged");
        _out.ToString().ShouldContain("1 errors");
    }

    [Fact]
    public async Task Times_Pairs_AnswersEachRowInOrder()
    {
        await Run("import", "--csv", In("csv"), "--out", In("county"));
        _out.GetStringBuilder().Clear();
        Write("pairs.csv", "from_lon,from_lat,to_lon,to_lat\n113.50,29.50,113.52,29.50\n113.53,29.50,113.50,29.50\n113.50,29.50,113.50,29.50\n\n29.50,113.50,113.50,29.50\n113.515,29.50,113.50,29.50\n");
        (await Run("times", "--county", In("county"), "--pairs", In("pairs.csv"))).ShouldBe(0);
        _out.ToString().TrimEnd().Split('\n').Select(l => l.TrimEnd()).ShouldBe(
        [
            "from_lon,from_lat,to_lon,to_lat,seconds,metres",
            "113.50,29.50,113.52,29.50,120.500,1936.0",
            "113.53,29.50,113.50,29.50,unreachable,",
            "113.50,29.50,113.50,29.50,0.000,0.0",
            "29.50,113.50,113.50,29.50,unreachable,",
            "113.515,29.50,113.50,29.50,90.250,1452.0",
        ]);
        _error.ToString().ShouldContain("note: pairs.csv: line 6: from: the coordinates are not a position on the earth; longitude and latitude look exchanged");
    }

    [Fact]
    public async Task Times_ManyPairs_KeepsTheirOrder()
    {
        await Run("import", "--csv", In("csv"), "--out", In("county"));
        _out.GetStringBuilder().Clear();
        var rows = Enumerable.Range(0, 1_500).Select(i => FormattableString.Invariant($"{113.50 + (i * 1e-5):0.00000},29.5,113.52,29.5")).ToArray();
        File.WriteAllLines(In("pairs.csv"), rows);
        (await Run("times", "--county", In("county"), "--pairs", In("pairs.csv"))).ShouldBe(0);
        var answers = _out.ToString().TrimEnd().Split('\n').Select(l => l.TrimEnd()).ToArray();
        answers.Zip(rows).ShouldAllBe(p => p.First.StartsWith(p.Second + ","));
        answers.Length.ShouldBe(rows.Length);
        var seconds = answers.Select(a => double.Parse(a.Split(',')[4], CultureInfo.InvariantCulture)).ToArray();
        seconds.ShouldBe(seconds.OrderDescending());
    }

    [Fact]
    public async Task Times_RowThatCannotBeRead_NamesTheLineAndExitsWithOne()
    {
        await Run("import", "--csv", In("csv"), "--out", In("county"));
        Write("pairs.csv", "113.50,29.50,113.52,29.50\n113.50,north,113.52,29.50\n");
        (await Run("times", "--county", In("county"), "--pairs", In("pairs.csv"))).ShouldBe(1);
        _error.ToString().ShouldContain("error: pairs.csv: line 2: expected from_lon,from_lat,to_lon,to_lat");
    }

    [Fact]
    public async Task Times_NoFileOrNoCounty_IsTold()
    {
        (await Run("times", "--county", In("county"), "--pairs", In("none.csv"))).ShouldBe(1);
        _error.ToString().ShouldContain("none.csv: there is no such file");
        Write("pairs.csv", "1,2,3,4\n");
        (await Run("times", "--county", In("county"), "--pairs", In("pairs.csv"))).ShouldBe(1);
        _error.ToString().ShouldContain("there is no such folder");
    }

    [Fact]
    public async Task Coverage_Stations_CountsOneUnitEach()
    {
        await Run("import", "--csv", In("csv"), "--out", In("county"));
        _out.GetStringBuilder().Clear();
        (await Run("coverage", "--county", In("county"), "--stations", "ST01,ST01", "--map", In("map.geojson"))).ShouldBe(0);
        using var json = JsonDocument.Parse(_out.ToString());
        json.RootElement.GetProperty("units").GetInt32().ShouldBe(2);
        json.RootElement.GetProperty("urban").GetProperty("share").GetDouble().ShouldBe(1);
        json.RootElement.GetProperty("rural").GetProperty("coveredTwice").GetDouble().ShouldBe(50);
        File.ReadAllText(In("map.geojson")).ShouldContain("\"band\":\"twice\"");
    }

    [Fact]
    public async Task Coverage_NoStationsNamed_CountsAllVehicles()
    {
        await Run("import", "--csv", In("csv"), "--out", In("county"));
        _out.GetStringBuilder().Clear();
        (await Run("coverage", "--county", In("county"), "--travel-only")).ShouldBe(0);
        using var json = JsonDocument.Parse(_out.ToString());
        json.RootElement.GetProperty("units").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task Coverage_UnknownStation_SaysWhichThereAre()
    {
        await Run("import", "--csv", In("csv"), "--out", In("county"));
        (await Run("coverage", "--county", In("county"), "--stations", "ST09")).ShouldBe(2);
        _error.ToString().ShouldContain("there is no station ST09: expected some of ST01, ST02");
    }

    [Fact]
    public async Task BuiltIn_Out_WritesAPackage()
    {
        (await Run("builtin", "--out", In("county"))).ShouldBe(0);
        County.Load(In("county")).Profile.Synthetic.ShouldBeTrue();
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _out.Dispose();
        _error.Dispose();
    }

    private Task<int> Run(params string[] args) => CountyCommands.Run(args, _out, _error, TestContext.Current.CancellationToken);

    private string In(string name) => Path.Combine(_folder, name);

    private void Write(string name, string text) => File.WriteAllText(In(name), text);
}
