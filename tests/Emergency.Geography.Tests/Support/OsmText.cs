using System.Globalization;

namespace Emergency.Geography.Tests;

/// <summary>
/// A small map written as text, which can be had as OSM XML and as a county. The ground is a crossroads: 1-2-3 lead from west to east,
/// 4-2-6 from north to south, each a kilometre from the next, and 5 lies on the way from 2 to 3. More can be placed.
/// </summary>
internal sealed class OsmText
{
    private readonly List<(long Id, double Lon, double Lat, string Tags)> _nodes =
    [
        (1, 113.50, 29.50, ""), (2, 113.51, 29.50, ""), (3, 113.52, 29.50, ""), (4, 113.51, 29.51, ""), (5, 113.515, 29.501, ""), (6, 113.51, 29.49, ""),
    ];

    private readonly List<(long Id, string Nodes, string Tags)> _ways = [];
    private readonly List<(long Id, string Members, string Tags)> _relations = [];

    public IEnumerable<(long Id, double Lon, double Lat, string Tags)> Nodes => _nodes;

    public IEnumerable<(long Id, string Nodes, string Tags)> Ways => _ways;

    public IEnumerable<(long Id, string Members, string Tags)> Relations => _relations;

    /// <summary>Four streets that meet at 2: 10 from the west, 11 to the east, 12 from the north, 13 to the south.</summary>
    public static OsmText Crossroads() => new OsmText()
        .Way(10, "1 2", "highway=residential").Way(11, "2 3", "highway=residential").Way(12, "4 2", "highway=residential").Way(13, "2 6", "highway=residential");

    public OsmText Node(long id, double lon, double lat, string tags = "")
    {
        _nodes.RemoveAll(n => n.Id == id);
        _nodes.Add((id, lon, lat, tags));
        return this;
    }

    /// <summary>Gives tags to a node that is there.</summary>
    public OsmText Tag(long id, string tags)
    {
        var node = _nodes.Single(n => n.Id == id);
        return Node(id, node.Lon, node.Lat, tags);
    }

    public OsmText Way(long id, string nodes, string tags)
    {
        _ways.Add((id, nodes, tags));
        return this;
    }

    /// <summary>A relation; members are written <c>from:w10 via:n2 to:w12</c>.</summary>
    public OsmText Relation(long id, string members, string tags)
    {
        _relations.Add((id, members, tags));
        return this;
    }

    public string ToXml() => "<osm version='0.6'>"
        + string.Concat(_nodes.Select(n => FormattableString.Invariant($"<node id='{n.Id}' lon='{n.Lon}' lat='{n.Lat}'>{Tags(n.Tags)}</node>")))
        + string.Concat(_ways.Select(w => $"<way id='{w.Id}'>{string.Concat(w.Nodes.Split(' ').Select(n => $"<nd ref='{n}'/>"))}{Tags(w.Tags)}</way>"))
        + string.Concat(_relations.Select(r => $"<relation id='{r.Id}'>{string.Concat(Members(r.Members).Select(Member))}{Tags(r.Tags)}</relation>"))
        + "</osm>";

    public County? Import(CountyFindings? findings = null, ImportRules? rules = null, ImportReport? report = null, Func<ImportRequest, ImportRequest>? change = null)
    {
        using var folder = new TempFolder();
        var request = new ImportRequest { OsmFile = folder.Write("a.osm", ToXml()), Rules = rules ?? ImportRules.Default };
        return CountyImport.Run(change?.Invoke(request) ?? request, findings ?? new CountyFindings(), report ?? new ImportReport(), null, TestContext.Current.CancellationToken);
    }

    /// <summary>Siren seconds from one node of the map to another, or null where there is no way.</summary>
    public static double? Seconds(County county, long from, long to) =>
        county.TravelTimes.Between(Place(county, from), Place(county, to), TravelProfile.Siren)?.Duration.TotalSeconds;

    public static IEnumerable<(string Key, string Value)> TagsOf(string tags) =>
        tags.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(t => t.Contains('|') ? [t] : SplitTags(t)).Select(t => t.Split('=', 2)).Select(t => (t[0], t[1]));

    public static IEnumerable<(string Role, char Kind, long Id)> Members(string members) =>
        members.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(m => m.Split(':'))
            .Select(m => (m[0], m[1][0], long.Parse(m[1][1..], CultureInfo.InvariantCulture)));

    private static RoadPlace Place(County county, long source)
    {
        var node = county.Roads.Junctions.First(n => county.Roads.SourceIdOf(n) == source);
        var position = county.Roads.PositionOf(node);
        return new RoadPlace { Asked = position, OnRoad = position, NodeOrNone = node.Value };
    }

    /// <summary>Tags are separated by spaces; a value with spaces stands between bars.</summary>
    private static string[] SplitTags(string text) => text.Count(c => c == '=') > 1 ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [text];

    private static string Tags(string tags) => string.Concat(TagsOf(tags).Select(t => $"<tag k='{t.Key}' v='{t.Value}'/>"));

    private static string Member((string Role, char Kind, long Id) member) =>
        $"<member type='{member.Kind switch { 'n' => "node", 'w' => "way", _ => "relation" }}' ref='{member.Id}' role='{member.Role}'/>";
}
