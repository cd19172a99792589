using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>How long one direction of a road takes.</summary>
/// <param name="Siren">With siren and lights; rounded to whole milliseconds, at least one.</param>
/// <param name="Normal">In ordinary traffic; rounded likewise.</param>
public readonly record struct DriveTimes(TimeSpan Siren, TimeSpan Normal);

/// <summary>A road to be added to a network.</summary>
public sealed record RoadDraft
{
    /// <summary>The node at which its shape starts.</summary>
    public required NodeIndex From { get; init; }

    /// <summary>The node at which its shape ends.</summary>
    public required NodeIndex To { get; init; }

    /// <summary>Its class.</summary>
    public required RoadClass Class { get; init; }

    /// <summary>Its driven length.</summary>
    public required Metres Length { get; init; }

    /// <summary>Times from start to end, or null where that direction is closed.</summary>
    public DriveTimes? Forward { get; init; }

    /// <summary>Times from end to start, or null where that direction is closed.</summary>
    public DriveTimes? Backward { get; init; }

    /// <summary>The points between its ends, in order.</summary>
    public IReadOnlyList<GeoPoint> Shape { get; init; } = [];

    /// <summary>Its name, empty where it has none.</summary>
    public string Name { get; init; } = "";

    /// <summary>What the data calls it, for messages: a way's id, or a line's number.</summary>
    public long SourceId { get; init; }
}

/// <summary>A road driven in one direction, as a step of a way.</summary>
/// <param name="Road">The road, by its number in the builder: 0 is the first that was added.</param>
/// <param name="Forward">Whether along its shape.</param>
public readonly record struct RoadStep(int Road, bool Forward);

/// <summary>
/// Collects nodes and roads and makes a <see cref="RoadNetwork"/> of them. Nodes are renumbered along a Hilbert curve, so that
/// neighbours on the ground are neighbours in memory; the result depends on nothing but what was added and in which order.
/// </summary>
public sealed class RoadNetworkBuilder
{
    /// <summary>The longest time of one arc; a longer one is a fault in the data.</summary>
    public static readonly TimeSpan LongestArc = TimeSpan.FromHours(24);

    private readonly List<(int Lon, int Lat, long Source)> _nodes = [];
    private readonly List<RoadDraft> _roads = [];
    private readonly List<RoadStep[]> _forbidden = [];

    /// <summary>The number of nodes so far.</summary>
    public int NodeCount => _nodes.Count;

    /// <summary>The number of roads so far.</summary>
    public int RoadCount => _roads.Count;

    /// <summary>Adds a node. The index that is returned names it to this builder only: the network numbers anew.</summary>
    /// <param name="position">Where it is.</param>
    /// <param name="sourceId">What the data calls it, for messages.</param>
    /// <exception cref="ArgumentOutOfRangeException">The position is not on the earth.</exception>
    public NodeIndex AddNode(GeoPoint position, long sourceId)
    {
        if (!position.IsValid)
        {
            throw new ArgumentOutOfRangeException(nameof(position), position, "not a position on the earth");
        }

        _nodes.Add((RoadNetwork.ToUnits(position.Longitude), RoadNetwork.ToUnits(position.Latitude), sourceId));
        return new NodeIndex(_nodes.Count - 1);
    }

    /// <summary>Where a node that was added is, as stored.</summary>
    public GeoPoint PositionOf(NodeIndex node) => RoadNetwork.PointAt(_nodes[node.Value].Lon, _nodes[node.Value].Lat);

    /// <summary>Adds a road.</summary>
    /// <exception cref="ArgumentException">It has no direction, an unknown node, or a time or length out of bounds.</exception>
    public void AddRoad(RoadDraft road)
    {
        ArgumentNullException.ThrowIfNull(road);
        if (road.Forward is null && road.Backward is null)
        {
            throw new ArgumentException("a road needs at least one direction", nameof(road));
        }

        if ((uint)road.From.Value >= (uint)_nodes.Count || (uint)road.To.Value >= (uint)_nodes.Count)
        {
            throw new ArgumentException("a road's ends must be nodes of the same builder", nameof(road));
        }

        Check(road.Forward);
        Check(road.Backward);
        if (!(road.Length.Value is >= 0 and <= 10_000_000))
        {
            throw new ArgumentException($"a road of {road.Length}: expected 0 to 10,000 km", nameof(road));
        }

        _roads.Add(road);
    }

    /// <summary>Forbids to drive these roads in this order without another between: a turn where there are two, and more where a turn
    /// is forbidden only after having come a certain way.</summary>
    /// <exception cref="ArgumentException">There are fewer than two, one cannot be driven so, or they do not follow each other.</exception>
    public void Forbid(params ReadOnlySpan<RoadStep> steps)
    {
        if (steps.Length < 2)
        {
            throw new ArgumentException("a forbidden way needs at least two roads", nameof(steps));
        }

        for (var i = 0; i < steps.Length; i++)
        {
            if ((uint)steps[i].Road >= (uint)_roads.Count || (steps[i].Forward ? _roads[steps[i].Road].Forward : _roads[steps[i].Road].Backward) is null)
            {
                throw new ArgumentException($"{steps[i]} cannot be driven", nameof(steps));
            }

            if (i > 0 && EndOf(steps[i - 1]) != StartOf(steps[i]))
            {
                throw new ArgumentException($"{steps[i]} does not begin where {steps[i - 1]} ends", nameof(steps));
            }
        }

        _forbidden.Add(steps.ToArray());
    }

    /// <summary>The node at which a step starts.</summary>
    internal NodeIndex StartOf(RoadStep step) => step.Forward ? _roads[step.Road].From : _roads[step.Road].To;

    /// <summary>The node at which a step ends.</summary>
    internal NodeIndex EndOf(RoadStep step) => step.Forward ? _roads[step.Road].To : _roads[step.Road].From;

    /// <summary>Whether a step may be driven.</summary>
    internal bool IsOpen(RoadStep step) => (step.Forward ? _roads[step.Road].Forward : _roads[step.Road].Backward) is not null;

    /// <summary>Makes the network. The builder may go on afterwards.</summary>
    public RoadNetwork Build() => Build(_ => true);

    /// <summary>Makes the network of those nodes whose source ids are to be kept, and of the roads between them.</summary>
    public RoadNetwork Build(Func<long, bool> keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        var (order, rank) = HilbertOrder(keep);
        var columns = new RoadColumns(_roads, rank, order.Length);
        var data = columns.ToData(
            [.. order.Select(n => _nodes[n].Lon)],
            [.. order.Select(n => _nodes[n].Lat)],
            [.. order.Select(n => _nodes[n].Source)]);
        return new RoadNetwork(TurnCompiler.Compile(data, [.. _forbidden.Select(f => columns.ArcsOf(data, f)).OfType<int[]>()]));
    }

    private static void Check(DriveTimes? times)
    {
        if (times is { } t && !(IsPlausible(t.Siren) && IsPlausible(t.Normal)))
        {
            throw new ArgumentException($"a road takes {t.Siren} / {t.Normal}: expected more than zero and at most {LongestArc}");
        }
    }

    private static bool IsPlausible(TimeSpan time) => time > TimeSpan.Zero && time <= LongestArc;

    private (int[] Order, int[] Rank) HilbertOrder(Func<long, bool> keep)
    {
        var order = Enumerable.Range(0, _nodes.Count).Where(n => keep(_nodes[n].Source)).ToArray();
        if (order.Length > 0)
        {
            var curve = HilbertCurve.Over(
                order.Min(n => _nodes[n].Lon), order.Min(n => _nodes[n].Lat), order.Max(n => _nodes[n].Lon), order.Max(n => _nodes[n].Lat));
            var keys = order.Select(n => ((long)curve.IndexOf(_nodes[n].Lon, _nodes[n].Lat) << 32) | (uint)n).ToArray();
            Array.Sort(keys, order);
        }

        var rank = new int[_nodes.Count];
        Array.Fill(rank, -1);
        for (var i = 0; i < order.Length; i++)
        {
            rank[order[i]] = i;
        }

        return (order, rank);
    }
}
