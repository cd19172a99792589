namespace Emergency.Geography.Tests.Import;

/// <summary>Turn restrictions as they are drawn: which turns they forbid, and whom they bind.</summary>
public class OsmTurnTests
{
    private static readonly County Free = OsmText.Crossroads().Import()!;
    private static readonly double Direct = OsmText.Seconds(Free, 1, 4)!.Value;

    [Theory]
    [InlineData("type=restriction restriction=no_left_turn", true)]
    [InlineData("type=restriction restriction:motorcar=no_left_turn", true)]
    [InlineData("type=restriction restriction:motor_vehicle=no_left_turn", true)]
    [InlineData("type=restriction restriction=no_left_turn except=psv", true)]
    [InlineData("type=restriction restriction=no_left_turn except=emergency", false)]
    [InlineData("type=restriction restriction=no_left_turn except=psv;emergency", false)]
    [InlineData("type=restriction restriction=no_left_turn except=motorcar", false)]
    [InlineData("type=restriction restriction:hgv=no_left_turn", false)]
    [InlineData("type=restriction:hgv restriction=no_left_turn", false)]
    [InlineData("type=restriction restriction:bicycle=no_left_turn", false)]
    [InlineData("type=restriction restriction:conditional=no_left_turn@(07:00-09:00)", false)]
    [InlineData("type=restriction restriction=no_left_turn hour_on=07:00 hour_off=09:00", false)]
    [InlineData("type=restriction restriction=no_flying", false)]
    [InlineData("type=multipolygon restriction=no_left_turn", false)]
    public void Run_Tags_DecideWhetherTheTurnIsForbidden(string tags, bool isForbidden)
    {
        var county = OsmText.Crossroads().Relation(50, "from:w10 via:n2 to:w12", tags).Import()!;
        (OsmText.Seconds(county, 1, 4) > Direct).ShouldBe(isForbidden);
        OsmText.Seconds(county, 3, 4).ShouldBe(Direct);
        OsmText.Seconds(county, 2, 4)!.Value.ShouldBeLessThan(Direct);
    }

    [Fact]
    public void Run_OnlyStraightOn_ForbidsAllOthers()
    {
        var county = OsmText.Crossroads().Relation(50, "from:w10 via:n2 to:w11", "type=restriction restriction=only_straight_on").Import()!;
        OsmText.Seconds(county, 1, 3).ShouldBe(OsmText.Seconds(Free, 1, 3));
        OsmText.Seconds(county, 1, 4)!.Value.ShouldBeGreaterThan(Direct);
        OsmText.Seconds(county, 1, 6)!.Value.ShouldBeGreaterThan(Direct);
        OsmText.Seconds(county, 4, 6).ShouldBe(OsmText.Seconds(Free, 4, 6));
    }

    [Fact]
    public void Run_NoUTurn_ForbidsTurningBackOnTheSameRoad()
    {
        // 1-2 with a dead end at 2: who may not turn there does not come back.
        var map = new OsmText().Way(10, "1 2", "highway=residential").Way(11, "1 4", "highway=residential")
            .Relation(50, "from:w10 via:n2 to:w10", "type=restriction restriction=no_u_turn");
        var county = map.Import()!;
        county.Roads.CopiesOf(county.Roads.Junctions.First(n => county.Roads.SourceIdOf(n) == 2).Value).Length.ShouldBe(2);
        OsmText.Seconds(county, 1, 2).ShouldNotBeNull();
        OsmText.Seconds(county, 2, 4).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("no_u_turn", true)]
    [InlineData("only_right_turn", false)]
    public void Run_ViaWay_BindsWhoCameThatWayOnly(string kind, bool isForbidden)
    {
        // From 10 over 11 into 14: forbidden, or all but it.
        var map = OsmText.Crossroads().Node(7, 113.52, 29.51).Node(8, 113.52, 29.49).Way(14, "3 7", "highway=residential").Way(15, "3 8", "highway=residential")
            .Relation(50, "from:w10 via:w11 to:w14", $"type=restriction restriction={kind}");
        var (free, bound) = (OsmText.Crossroads().Node(7, 113.52, 29.51).Node(8, 113.52, 29.49).Way(14, "3 7", "highway=residential")
            .Way(15, "3 8", "highway=residential").Import()!, map.Import()!);
        (OsmText.Seconds(bound, 1, 7) > OsmText.Seconds(free, 1, 7)).ShouldBe(isForbidden);
        (OsmText.Seconds(bound, 1, 8) > OsmText.Seconds(free, 1, 8)).ShouldBe(!isForbidden);
        OsmText.Seconds(bound, 4, 7).ShouldBe(OsmText.Seconds(free, 4, 7));
        OsmText.Seconds(bound, 4, 8).ShouldBe(OsmText.Seconds(free, 4, 8));
        OsmText.Seconds(bound, 2, 7).ShouldBe(OsmText.Seconds(free, 2, 7));
    }

    [Theory]
    [InlineData("from:w10 via:n2 to:w99", "their roads are not all in the network")]
    [InlineData("from:w10 via:n3 to:w12", "their roads are not all in the network")]
    [InlineData("from:w10 to:w12", "they do not say from which road over what to which")]
    [InlineData("from:w10 via:n2", "they do not say from which road over what to which")]
    [InlineData("from:w10 via:n2 via:n3 to:w12", "they do not say from which road over what to which")]
    [InlineData("from:w16 via:n2 to:w12", "it is not clear which turns they mean")]
    public void Run_NotResolvable_IsCountedWithItsReason(string members, string reason)
    {
        var report = new ImportReport();
        OsmText.Crossroads().Way(16, "1 2 6", "highway=tertiary").Relation(50, members, "type=restriction restriction=no_left_turn").Import(report: report).ShouldNotBeNull();
        report.Lines.ShouldContain(l => l.Element == "relation" && l.Reason.EndsWith(reason) && l.Count == 1 && l.Examples[0] == 50);
    }

    [Fact]
    public void Run_RulesIgnoreTurns_CountsThem()
    {
        var report = new ImportReport();
        var map = OsmText.Crossroads().Relation(50, "from:w10 via:n2 to:w12", "type=restriction restriction=no_left_turn");
        OsmText.Seconds(map.Import(rules: ImportRules.Default with { RespectTurns = false }, report: report)!, 1, 4).ShouldBe(Direct);
        report.Lines.ShouldContain(l => l.Reason.EndsWith("as the rules of this import say"));
    }

    [Fact]
    public void Run_Krems_FindsItsRestrictionsAndRespectsThem()
    {
        var report = new ImportReport();
        var county = CountyImport.Run(new ImportRequest { OsmFile = SharedData.Require("osm/gh_krems.osm.gz") }, new CountyFindings(), report, null, TestContext.Current.CancellationToken)!;
        report.Figures["turnRestrictions"].ShouldBe(8);
        // Relation 909566: from way 38614465 over node 146409255 not right into way 50230188.
        var via = county.Roads.Junctions.Single(n => county.Roads.SourceIdOf(n) == 146409255).Value;
        var data = county.Roads.Data;
        var entering = Enumerable.Range(0, county.Roads.ArcCount)
            .Where(a => county.Roads.JunctionOf(data.Head[a]) == via && data.RoadSource[data.RoadOfArc[a]] == 38614465).ToArray();
        entering.ShouldNotBeEmpty();
        entering.SelectMany(a => RoadsFrom(data.Head[a])).ShouldNotContain(50230188);
        RoadsFrom(via).ShouldContain(50230188);

        IEnumerable<long> RoadsFrom(int node) =>
            Enumerable.Range(data.FirstOut[node], data.FirstOut[node + 1] - data.FirstOut[node]).Select(a => data.RoadSource[data.RoadOfArc[a]]);
    }
}
