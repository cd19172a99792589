namespace Emergency.Geography.Tests.Import;

/// <summary>Speeds, barriers, ferries and built-up land as they are drawn.</summary>
public class OsmRulesTests
{
    [Theory]
    [InlineData("50", 50.0)]
    [InlineData("50.5", 50.5)]
    [InlineData("50 km/h", 50.0)]
    [InlineData("50km/h", 50.0)]
    [InlineData("50 kmh", 50.0)]
    [InlineData("50 kph", 50.0)]
    [InlineData("30 mph", 48.28)]
    [InlineData("30mph", 48.28)]
    [InlineData("10 knots", 18.52)]
    [InlineData("CN:urban", 50.0)]
    [InlineData("CN:rural", 70.0)]
    [InlineData("CN:motorway", 120.0)]
    [InlineData("AT:rural", 100.0)]
    [InlineData("CH:motorway", 120.0)]
    [InlineData("GB:nsl_single", 96.56)]
    [InlineData("XX:rural", 90.0)]
    [InlineData("DE:zone:30", 30.0)]
    [InlineData("DE:zone30", 30.0)]
    [InlineData("FR:30", 30.0)]
    [InlineData("AT:bicycle_street", 20.0)]
    [InlineData("urban", 50.0)]
    [InlineData("walk", 6.0)]
    [InlineData("DE:walk", 6.0)]
    [InlineData("50;30", 30.0)]
    [InlineData("90;30;90;30", 30.0)]
    [InlineData("50|30", 30.0)]
    [InlineData("none", null)]
    [InlineData("signals", null)]
    [InlineData("variable", null)]
    [InlineData("DE:none", null)]
    [InlineData("50;none", 50.0)]
    public void Of_LimitInAnySpelling_IsRead(string text, double? kmh)
    {
        var limit = OsmSpeedLimits.Of(Tags(("maxspeed", text)), forward: true, out var unreadable);
        unreadable.ShouldBeNull();
        if (kmh is null)
        {
            limit.ShouldBeNull();
        }
        else
        {
            limit!.Value.ShouldBe(kmh.Value, 0.01);
        }
    }

    [Theory]
    [InlineData("fast")]
    [InlineData("0")]
    [InlineData("-50")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e9")]
    [InlineData("999")]
    [InlineData("50 furlongs")]
    [InlineData("50 @ (07:00-09:00)")]
    public void Of_LimitThatMakesNoSense_IsNoneAndTold(string text)
    {
        OsmSpeedLimits.Of(Tags(("maxspeed", text)), forward: true, out var unreadable).ShouldBeNull();
        unreadable.ShouldBe(text);
    }

    [Fact]
    public void Of_SeveralKeys_TakesTheMostParticular()
    {
        var tags = Tags(("maxspeed", "80"), ("maxspeed:backward", "60"), ("maxspeed:type", "CN:urban"), ("source:maxspeed", "survey"));
        OsmSpeedLimits.Of(tags, forward: true, out _).ShouldBe(80);
        OsmSpeedLimits.Of(tags, forward: false, out _).ShouldBe(60);
        OsmSpeedLimits.Of(Tags(("source:maxspeed", "AT:urban")), forward: true, out _).ShouldBe(50);
        OsmSpeedLimits.Of(Tags(("zone:maxspeed", "DE:30")), forward: true, out _).ShouldBe(30);
        OsmSpeedLimits.Of(Tags(("source:maxspeed", "survey")), forward: true, out var unreadable).ShouldBeNull();
        unreadable.ShouldBeNull();
    }

    [Fact]
    public void Run_LimitsByDirectionAndForEmergencies_Hold()
    {
        var roads = new OsmText().Way(1, "1 2", "highway=primary maxspeed:forward=80 maxspeed:backward=40").Import()!.Roads.Data;
        ((double)roads.SirenMs[roads.BackwardArc[0]] / roads.SirenMs[roads.ForwardArc[0]]).ShouldBe(2, 0.01);
        var free = new OsmText().Way(1, "1 2", "highway=primary maxspeed=40 maxspeed:emergency=80").Import()!.Roads.Data;
        ((double)free.NormalMs[0] / free.SirenMs[0]).ShouldBe(2 * 70.0 / 50, 0.01);
    }

    [Fact]
    public void Run_LimitsThatCannotBeUsed_AreCountedWithExamples()
    {
        var report = new ImportReport();
        new OsmText().Way(1, "1 2", "highway=primary maxspeed=fast").Way(2, "2 3", "highway=primary maxspeed=fast")
            .Way(3, "2 4", "highway=primary maxspeed:conditional=30@22:00-06:00").Import(report: report);
        report.Lines.ShouldContain(l => l.Reason == "have a speed limit that cannot be read: fast" && l.Count == 2 && l.Examples.SequenceEqual(new long[] { 1, 2 }));
        report.Lines.ShouldContain(l => l.Reason == "have a speed limit that holds at times only, which is passed over" && l.Count == 1);
    }

    [Fact]
    public void Run_Surface_SlowsRoadsButNotLanes()
    {
        Kmh("highway=tertiary surface=gravel").ShouldBe(50 * 0.75, 0.2);
        Kmh("highway=track surface=gravel").ShouldBe(20, 0.2);
        Kmh("highway=tertiary ford=yes").ShouldBe(15, 0.2);
    }

    [Theory]
    [InlineData("barrier=bollard", null)]
    [InlineData("barrier=bollard emergency=yes", 0.0)]
    [InlineData("barrier=bollard motor_vehicle=yes", 0.0)]
    [InlineData("barrier=bollard bollard=rising", 15.0)]
    [InlineData("barrier=block", null)]
    [InlineData("barrier=cycle_barrier", null)]
    [InlineData("barrier=gate", 15.0)]
    [InlineData("barrier=gate access=private", 15.0)]
    [InlineData("barrier=gate access=no", null)]
    [InlineData("barrier=gate access=no emergency=yes", 15.0)]
    [InlineData("barrier=gate locked=yes", null)]
    [InlineData("barrier=gate locked=yes emergency=yes", 15.0)]
    [InlineData("barrier=lift_gate", 15.0)]
    [InlineData("barrier=lift_gate emergency=no", null)]
    [InlineData("barrier=entrance", 0.0)]
    [InlineData("barrier=cattle_grid", 0.0)]
    [InlineData("barrier=toll_booth", 0.0)]
    [InlineData("barrier=toll_booth emergency=no", null)]
    [InlineData("barrier=pudding", 0.0)]
    [InlineData("highway=crossing access=no", 0.0)]
    public void Run_BarrierOnARoad_ClosesItOrCostsTime(string tags, double? seconds)
    {
        var free = OsmText.Seconds(new OsmText().Way(1, "1 2 3", "highway=residential").Import()!, 1, 3)!.Value;
        var barred = OsmText.Seconds(new OsmText().Way(1, "1 2 3", "highway=residential").Tag(2, tags).Import()!, 1, 3);
        (barred - free is { } more ? Math.Round(more, 1) : (double?)null).ShouldBe(seconds);
    }

    [Fact]
    public void Run_BarrierBetweenTwoWays_ClosesThem()
    {
        OsmText.Seconds(new OsmText().Way(1, "1 2", "highway=residential").Way(2, "2 3", "highway=residential").Tag(2, "barrier=block").Import()!, 1, 3).ShouldBeNull();
        Math.Round((OsmText.Seconds(new OsmText().Way(1, "1 2", "highway=residential").Way(2, "2 3", "highway=residential").Tag(2, "barrier=gate").Import()!, 1, 3)
            - OsmText.Seconds(new OsmText().Way(1, "1 2", "highway=residential").Way(2, "2 3", "highway=residential").Import()!, 1, 3))!.Value, 1).ShouldBe(15);
    }

    [Fact]
    public void Run_BarrierWhereSeveralRoadsMeet_IsPassedOverAndCounted()
    {
        var report = new ImportReport();
        var county = OsmText.Crossroads().Tag(2, "barrier=bollard").Import(report: report)!;
        OsmText.Seconds(county, 1, 3).ShouldNotBeNull();
        report.Lines.ShouldContain(l => l.Element == "node" && l.Examples[0] == 2 && l.Reason.StartsWith("bear a barrier where several roads meet"));
    }

    [Fact]
    public void Run_RulesCloseGatesAndBusLanes_Holds()
    {
        var rules = ImportRules.Default with { PassGates = false, UseBusLanes = false };
        OsmText.Seconds(new OsmText().Way(1, "1 2 3", "highway=residential").Tag(2, "barrier=gate").Import(rules: rules)!, 1, 3).ShouldBeNull();
        new OsmText().Way(1, "1 2", "highway=residential").Way(2, "2 3", "highway=residential access=no bus=yes").Way(3, "2 4", "highway=busway")
            .Import(rules: rules)!.Roads.RoadCount.ShouldBe(1);
    }

    [Theory]
    [InlineData("00:20", 1_200)]
    [InlineData("00:20:30", 1_230)]
    [InlineData("01:00", 3_600)]
    [InlineData("20", 1_200)]
    [InlineData("PT20M", 1_200)]
    [InlineData("soon", null)]
    [InlineData("00:99", null)]
    [InlineData("-5", null)]
    [InlineData("99:00", null)]
    [InlineData("PT", null)]
    public void Read_Duration_AsItIsWritten(string text, int? seconds) => ((int?)OsmDuration.Read(text)?.TotalSeconds).ShouldBe(seconds);

    [Fact]
    public void Run_FerryWithDuration_TakesThatLongOverAllItsRoads()
    {
        var map = new OsmText().Way(1, "1 5 3", "route=ferry duration=00:20").Way(2, "5 4", "highway=residential");
        OsmText.Seconds(map.Import()!, 1, 3)!.Value.ShouldBe(1_200, 0.01);
        var report = new ImportReport();
        new OsmText().Way(1, "1 3", "route=ferry duration=soon").Way(2, "1 4", "highway=residential").Import(report: report).ShouldNotBeNull();
        report.Lines.ShouldContain(l => l.Reason.StartsWith("have a duration that cannot be read"));
    }

    [Theory]
    [InlineData("landuse=residential")]
    [InlineData("landuse=industrial")]
    [InlineData("place=village")]
    public void Run_BuiltUpLand_SlowsRoadsWithoutALimit(string tags)
    {
        var map = new OsmText().Node(21, 113.49, 29.49).Node(22, 113.53, 29.49).Node(23, 113.53, 29.52).Node(24, 113.49, 29.52).Way(90, "21 22 23 24 21", tags);
        KmhOf(map.Way(1, "1 2", "highway=primary").Way(2, "2 3", "highway=primary maxspeed=80").Import()!, 1).ShouldBe(55, 0.2);
        KmhOf(map.Import()!, 2).ShouldBe(70, 0.2);
    }

    [Fact]
    public void Run_BuiltUpRelation_CountsAsLand()
    {
        var map = new OsmText().Node(21, 113.49, 29.49).Node(22, 113.53, 29.49).Node(23, 113.53, 29.52).Node(24, 113.49, 29.52)
            .Way(90, "21 22 23", "note=edge").Way(91, "23 24 21", "note=edge")
            .Relation(95, "outer:w90 outer:w91", "type=multipolygon landuse=residential").Way(1, "1 2", "highway=primary");
        KmhOf(map.Import()!, 1).ShouldBe(55, 0.2);
    }

    [Fact]
    public void Run_LargeBuiltUpLand_IsTheUrbanAreaAndSaysSo()
    {
        var county = new OsmText().Node(21, 113.505, 29.495).Node(22, 113.53, 29.495).Node(23, 113.53, 29.52).Node(24, 113.505, 29.52)
            .Way(90, "21 22 23 24 21", "landuse=residential").Way(1, "1 2 3", "highway=primary").Import()!;
        county.Areas.KindOf(new GeoPoint(113.515, 29.505)).ShouldBe(AreaKind.Urban);
        county.Areas.KindOf(new GeoPoint(113.501, 29.50)).ShouldBe(AreaKind.Rural);
        county.Profile.Provenance.ShouldContain(p => p.Part == "urban" && p.Kind == ProvenanceKind.Derived && p.Note.En.Contains("built-up"));
    }

    [Fact]
    public void Run_UrbanAreaGiven_StandsForBuiltUpLandWhereNoneIsDrawn()
    {
        using var folder = new TempFolder();
        var urban = folder.Write("u.geojson", """{"type":"Polygon","coordinates":[[[113.49,29.49],[113.53,29.49],[113.53,29.52],[113.49,29.52],[113.49,29.49]]]}""");
        KmhOf(new OsmText().Way(1, "1 2", "highway=primary").Import(change: r => r with { Urban = urban })!, 1).ShouldBe(55, 0.2);
    }

    [Fact]
    public void Run_BoundaryGiven_CutsTheRoadsOutAroundIt()
    {
        using var folder = new TempFolder();
        var boundary = folder.Write("b.geojson", """{"type":"Polygon","coordinates":[[[113.49,29.48],[113.53,29.48],[113.53,29.52],[113.49,29.52],[113.49,29.48]]]}""");
        var map = OsmText.Crossroads().Node(31, 115, 29.5).Node(32, 115.01, 29.5).Way(30, "31 32", "highway=primary");
        var findings = new CountyFindings();
        var county = map.Import(findings, change: r => r with { Boundary = boundary })!;
        county.Roads.RoadCount.ShouldBe(4);
        findings.All.ShouldContain(f => f.Message.StartsWith("1 ways lie farther than 10 km"));
        map.Import(rules: ImportRules.Default with { Margin = new Metres(200_000) }, change: r => r with { Boundary = boundary })!.Roads.RoadCount.ShouldBe(5);
    }

    [Fact]
    public void Run_HospitalDrawnAsGround_IsTakenOnce()
    {
        var county = new OsmText().Way(1, "1 2 3", "highway=primary").Way(90, "1 2 4 1", "amenity=hospital name=医院")
            .Node(30, 113.505, 29.503, "amenity=hospital name=医院").Import()!;
        county.Hospitals.ShouldHaveSingleItem().Position.Latitude.ShouldBe(29.503, 1e-6);
    }

    [Theory]
    [InlineData("""{"gates":"closed","gateSeconds":30,"busLanes":false,"turnRestrictions":false,"marginKm":5,"speeds":{"national":{"siren":90,"normalBuiltUp":20}}}""", null)]
    [InlineData("""{"gates":"maybe"}""", "gates is maybe: expected pass or closed")]
    [InlineData("""{"gatse":"pass"}""", "gatse")]
    [InlineData("""{"speeds":{"national":{"siren":900}}}""", "speeds.national.siren is 900: expected 1 to 200")]
    [InlineData("""{"speeds":{"boulevard":{"siren":90}}}""", "line 1")]
    [InlineData("""{"marginKm":-1}""", "marginKm is -1")]
    [InlineData("""gates""", "line 1")]
    public void Load_Rules_AreCheckedAndUsed(string json, string? expected)
    {
        using var folder = new TempFolder();
        var findings = new CountyFindings();
        var rules = ImportRules.Load(folder.Write("rules.json", json), findings);
        if (expected is not null)
        {
            rules.ShouldBeNull();
            findings.All.ShouldHaveSingleItem().ToString().ShouldContain(expected);
            return;
        }

        rules.ShouldNotBeNull();
        (rules.PassGates, rules.GateDelay.TotalSeconds, rules.UseBusLanes, rules.RespectTurns, rules.Margin.Value).ShouldBe((false, 30, false, false, 5_000));
        rules.Speeds.Of(RoadClass.National).ShouldBe(new DriveSpeed(90, 55));
        rules.Speeds.Of(RoadClass.National, builtUp: true).ShouldBe(new DriveSpeed(60, 20));
        rules.Speeds.Of(RoadClass.Provincial).ShouldBe(RoadSpeeds.Default.Of(RoadClass.Provincial));
    }

    private static OsmTags Tags(params (string Key, string Value)[] tags)
    {
        var all = new OsmTags();
        Array.ForEach(tags, t => all.Add(t.Key, t.Value));
        return all;
    }

    private static double Kmh(string tags) => KmhOf(new OsmText().Way(1, "1 2", tags).Import()!, 1);

    private static double KmhOf(County county, long way)
    {
        var road = Enumerable.Range(0, county.Roads.RoadCount).Single(r => county.Roads.Data.RoadSource[r] == way);
        var arc = county.Roads.ArcOf(road);
        return county.Roads.Data.LengthCm[arc] / 100.0 / county.Roads.Data.SirenMs[arc] * 3600;
    }
}
