using System.Globalization;

namespace Emergency.Geography.Tests;

/// <summary>
/// A small road world written as text: roads separated by commas, each <c>A-B</c> (both ways) or <c>A&gt;B</c> (one way) with what is known
/// of it: <c>60s</c> (siren seconds), <c>500m</c> (by default 10 m a second), <c>closed</c>, or a class such as <c>national</c>.
/// <c>A@0,1000</c> places A 0 m east and 1000 m north of the middle; nodes that are not placed stand in a row, a kilometre apart.
/// </summary>
internal sealed class World
{
    public static readonly GeoPoint Middle = new(113.5, 29.5);
    private static readonly PlanFrame Frame = new(Middle);

    private readonly Dictionary<string, NodeIndex> _nodes;
    private readonly Dictionary<long, string> _names;

    private World(RoadNetwork network, Dictionary<long, string> names)
    {
        Network = network;
        _names = names;
        _nodes = network.Nodes.ToDictionary(n => names[network.SourceIdOf(n)]);
        Times = new DijkstraTravelTimes(network);
        Snapper = new RoadSnapper(network, new SnapOptions { FarthestRoad = new Metres(2_000) });
    }

    public RoadNetwork Network { get; }

    public ITravelTimes Times { get; }

    public RoadSnapper Snapper { get; }

    public static World Parse(string text)
    {
        var items = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList();
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Contains('@'))
            {
                items[i] += "," + items[i + 1];
                items.RemoveAt(i + 1);
            }
        }

        var places = items.Where(i => i.Contains('@')).Select(i => i.Split('@', ',')).ToDictionary(p => p[0], p => new Spot(Number(p[1]), Number(p[2])));
        var roads = items.Where(i => !i.Contains('@')).Select(i => i.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var builder = new RoadNetworkBuilder();
        var names = new Dictionary<long, string>();
        var added = new Dictionary<string, NodeIndex>();
        roads.ForEach(r => AddRoad(builder, r, Node));
        return new World(builder.Build(), names);

        NodeIndex Node(string name)
        {
            if (!added.TryGetValue(name, out var node))
            {
                var spot = places.GetValueOrDefault(name, new Spot(added.Count * 1000, 0));
                added[name] = node = builder.AddNode(At(spot.X, spot.Y), added.Count);
                names[added.Count - 1] = name;
            }

            return node;
        }
    }

    /// <summary>A point so many metres east and north of the middle.</summary>
    public static GeoPoint At(double east, double north) => Frame.ToPoint(new Spot(east, north));

    public NodeIndex this[string name] => _nodes[name];

    public RoadPlace Place(string name) => Snapper.SnapToNode(Network.PositionOf(this[name])).Place!.Value;

    public RoadPlace Place(double east, double north) => Snapper.Snap(At(east, north)).Place!.Value;

    /// <summary>The way and its time, such as <c>A&gt;C&gt;D 150s</c>, or <c>unreachable</c>.</summary>
    public string Route(string from, string to)
    {
        var route = Times.RouteBetween(Place(from), Place(to), TravelProfile.Siren);
        return route is null
            ? "unreachable"
            : string.Join('>', route.Points.Select(p => _names[Network.SourceIdOf(p.Node!.Value)])) + FormattableString.Invariant($" {route.Duration.TotalSeconds}s");
    }

    private static void AddRoad(RoadNetworkBuilder builder, string[] words, Func<string, NodeIndex> node)
    {
        var oneWay = words[0].Contains('>');
        var ends = words[0].Split('-', '>');
        var (from, to) = (node(ends[0]), node(ends[1]));
        if (words.Contains("closed"))
        {
            return;
        }

        var seconds = words.FirstOrDefault(w => w.EndsWith('s') && char.IsDigit(w[0])) is { } s ? Number(s[..^1]) : 60;
        var metres = words.FirstOrDefault(w => w.EndsWith('m') && char.IsDigit(w[0])) is { } m ? Number(m[..^1]) : seconds * 10;
        var kind = words.Skip(1).Select(w => Enum.TryParse<RoadClass>(w, true, out var k) ? k : (RoadClass?)null).FirstOrDefault(k => k is not null);
        var times = new DriveTimes(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds * 1.5));
        builder.AddRoad(new RoadDraft
        {
            From = from,
            To = to,
            Class = kind ?? RoadClass.Street,
            Length = new Metres(metres),
            Forward = times,
            Backward = oneWay ? null : times,
            Name = words[0],
        });
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
