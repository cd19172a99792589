using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>Turns planned links into roads: bends them a little, and sets a node every hundred metres or so.</summary>
internal sealed class RoadPaver(RoadNetworkBuilder builder, CountyGround ground, SeededRandom random)
{
    private const double NodeSpacing = 130;
    private const double SlowestInHills = 0.7;

    private static readonly DriveSpeed RampSpeed = new(50, 40);

    private int _nextId = 1;

    public NodeIndex AddNode(Spot spot) => builder.AddNode(ground.Frame.ToPoint(spot), _nextId++);

    /// <summary>Paves all links; returns the node of every site.</summary>
    public NodeIndex[] Pave(RoadPlan plan)
    {
        var nodes = plan.Sites.Select(s => AddNode(s.Spot)).ToArray();
        foreach (var link in plan.Links)
        {
            var (from, to) = (plan.Sites[link.From].Spot, plan.Sites[link.To].Spot);
            var isStreet = plan.Sites[link.From].Grid >= 0 && plan.Sites[link.From].Grid == plan.Sites[link.To].Grid;
            var speed = InHills(RoadSpeeds.Default.Of(link.Class), from.Towards(to, 0.5));
            Lay(nodes[link.From], nodes[link.To], Bend(from, to, link.Class, isStreet), link, speed);
        }

        return nodes;
    }

    /// <summary>Lays one carriageway through given spots and returns its nodes.</summary>
    public List<NodeIndex> PaveOneWay(IReadOnlyList<Spot> spots, RoadClass kind, string name)
    {
        var nodes = spots.Select(AddNode).ToList();
        for (var i = 1; i < nodes.Count; i++)
        {
            AddRoad(nodes[i - 1], nodes[i], kind, name, RoadSpeeds.Default.Of(kind), oneWay: 1);
        }

        return nodes;
    }

    /// <summary>Lays a ramp, one way.</summary>
    public void PaveRamp(NodeIndex from, NodeIndex to) => AddRoad(from, to, RoadClass.Expressway, "", RampSpeed, oneWay: 1);

    private void Lay(NodeIndex from, NodeIndex to, List<Spot> between, Link link, DriveSpeed speed)
    {
        var previous = from;
        foreach (var spot in between)
        {
            var next = AddNode(spot);
            AddRoad(previous, next, link.Class, link.Name, speed, link.OneWay);
            previous = next;
        }

        AddRoad(previous, to, link.Class, link.Name, speed, link.OneWay);
    }

    private void AddRoad(NodeIndex from, NodeIndex to, RoadClass kind, string name, DriveSpeed speed, int oneWay)
    {
        var length = new Metres(Math.Max(1, builder.PositionOf(from).DistanceTo(builder.PositionOf(to)).Value));
        builder.AddRoad(new RoadDraft
        {
            From = from,
            To = to,
            Class = kind,
            Name = name,
            Length = length,
            Forward = oneWay >= 0 ? speed.Over(length) : null,
            Backward = oneWay <= 0 ? speed.Over(length) : null,
        });
    }

    private List<Spot> Bend(Spot from, Spot to, RoadClass kind, bool isStreet)
    {
        var length = from.DistanceTo(to);
        var pieces = Math.Max(1, (int)Math.Round(length / NodeSpacing));
        var wildness = isStreet ? 0 : kind <= RoadClass.Provincial ? 0.35 : 1;
        var bow = length * 0.05 * wildness * random.Between(-1, 1);
        var wave = length * 0.025 * wildness * random.Between(-1, 1);
        var (normalX, normalY) = (-(to.Y - from.Y) / length, (to.X - from.X) / length);
        var spots = new List<Spot>();
        for (var i = 1; i < pieces; i++)
        {
            var share = (double)i / pieces;
            var aside = (bow * Math.Sin(Math.PI * share)) + (wave * Math.Sin(2 * Math.PI * share));
            var on = from.Towards(to, share);
            spots.Add(new Spot(on.X + (normalX * aside), on.Y + (normalY * aside)));
        }

        return spots;
    }

    private DriveSpeed InHills(DriveSpeed flat, Spot at)
    {
        var factor = 1 - ((1 - SlowestInHills) * ground.Hilliness(at));
        return new DriveSpeed(flat.SirenKmh * factor, flat.NormalKmh * factor);
    }
}
