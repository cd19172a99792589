using System.Collections.Concurrent;

namespace Emergency.Geography;

/// <summary>
/// Travel times on a customizable contraction hierarchy: a question from place to place climbs the hierarchy from both ends, a tree is one
/// sweep over it, several trees are swept at once, and a change of what roads take is put onto it in milliseconds. Answers equal those of
/// <see cref="DijkstraTravelTimes"/>. Working memory is kept, for at most <see cref="MaxKept"/> questions of a kind at once.
/// </summary>
public sealed class HierarchyTravelTimes : ITravelTimes
{
    /// <summary>How many workspaces of a kind are kept.</summary>
    public const int MaxKept = 16;

    private readonly ContractionHierarchy _hierarchy;
    private readonly RoadConditionMap _conditions;
    private readonly Func<RoadClass, int, TravelProfile, double>? _traffic;
    private readonly ConcurrentQueue<PointQuery> _pointQueries = new();
    private readonly ConcurrentQueue<UpwardSearch> _climbs = new();
    private readonly ConcurrentQueue<BatchSweep> _batches = new();
    private readonly Lock _gate = new();
    private volatile HierarchyTimes[] _now;

    /// <summary>Makes an engine, building the hierarchy: seconds for a large county.</summary>
    /// <param name="network">The roads.</param>
    /// <param name="traffic">How many times as long a class of road takes at an hour, or null where hours make no difference.</param>
    public HierarchyTravelTimes(RoadNetwork network, Func<RoadClass, int, TravelProfile, double>? traffic = null)
        : this(network, HierarchyBuilder.Build(network ?? throw new ArgumentNullException(nameof(network))), traffic)
    {
    }

    internal HierarchyTravelTimes(RoadNetwork network, ContractionHierarchy hierarchy, Func<RoadClass, int, TravelProfile, double>? traffic)
    {
        Network = network;
        _hierarchy = hierarchy;
        _traffic = traffic;
        _conditions = new RoadConditionMap(network);
        _now = Under(ArcTimes.AsImported(network));
    }

    /// <inheritdoc/>
    public RoadNetwork Network { get; }

    /// <inheritdoc/>
    public long Version => _now[0].Times.Version;

    internal ContractionHierarchy Hierarchy => _hierarchy;

    /// <inheritdoc/>
    public int Apply(IReadOnlyCollection<RoadCondition> conditions, int? hourOfDay = null)
    {
        var factors = _conditions.FactorsOf(conditions, out var changed);
        lock (_gate)
        {
            var next = Under(ArcTimes.Under(Network, Version + 1, factors, ArcTimes.TrafficAt(_traffic, hourOfDay)));
            // What dispatch asks first is made now, so that nobody waits for it after the change.
            next[(int)TravelProfile.Siren].Prepare();
            _now = next;
        }

        return changed;
    }

    /// <inheritdoc/>
    public TravelTime? Between(RoadPlace from, RoadPlace to, TravelProfile profile)
    {
        var roads = Now(profile);
        var query = Workspaces.Take(_pointQueries) ?? new PointQuery(_hierarchy, Network);
        // Read before the workspace goes back: the next question may take it at once.
        TravelTime? total = query.Run(from, to, roads.Metric, roads.ArcMs) ? query.Total(from, to) : null;
        Workspaces.Keep(_pointQueries, query, MaxKept);
        return total;
    }

    /// <inheritdoc/>
    public Route? RouteBetween(RoadPlace from, RoadPlace to, TravelProfile profile)
    {
        var roads = Now(profile);
        var query = Workspaces.Take(_pointQueries) ?? new PointQuery(_hierarchy, Network);
        var route = query.Run(from, to, roads.Metric, roads.ArcMs)
            ? new RouteTracer(Network, roads.ArcMs, from, to).Trace(query.ArcsDriven(roads.Metric, roads.ArcMs), query.Total(from, to))
            : null;
        Workspaces.Keep(_pointQueries, query, MaxKept);
        return route;
    }

    /// <inheritdoc/>
    public void FillFrom(RoadPlace origin, TravelProfile profile, TravelTree tree) => Fill(origin, profile, TreeDirection.FromRoot, tree);

    /// <inheritdoc/>
    public void FillTo(RoadPlace destination, TravelProfile profile, TravelTree tree) => Fill(destination, profile, TreeDirection.ToRoot, tree);

    /// <inheritdoc/>
    public void FillFromEach(ReadOnlySpan<RoadPlace> origins, TravelProfile profile, ReadOnlySpan<TravelTree> trees)
    {
        if (origins.Length != trees.Length)
        {
            throw new ArgumentException($"{origins.Length} origins and {trees.Length} trees");
        }

        var roads = Now(profile);
        for (var start = 0; start < origins.Length; start += BatchSweep.Width)
        {
            var count = Math.Min(BatchSweep.Width, origins.Length - start);
            var batch = Sweep(roads, origins.Slice(start, count), TreeDirection.FromRoot);
            for (var i = 0; i < count; i++)
            {
                trees[start + i].Plant(origins[start + i], TreeDirection.FromRoot, profile, roads.Times, _hierarchy.Position);
                batch.CopyTree(i, trees[start + i].Milliseconds);
            }

            Workspaces.Keep(_batches, batch, MaxKept);
        }
    }

    /// <inheritdoc/>
    public TravelTargets Prepare(RoadPlace?[] places, TravelProfile profile)
    {
        ArgumentNullException.ThrowIfNull(places);
        return new HierarchyTargets(this, [.. places], profile);
    }

    /// <summary>The version that holds now.</summary>
    internal HierarchyTimes Now(TravelProfile profile) => _now[(int)profile];

    /// <summary>Sweeps up to <see cref="BatchSweep.Width"/> trees at once; <see cref="Return"/> takes the answer back when it has been read.</summary>
    internal BatchSweep Sweep(ReadOnlySpan<RoadPlace> roots, TravelProfile profile, TreeDirection direction) =>
        Sweep(Now(profile), roots, direction);

    internal void Return(BatchSweep batch) => Workspaces.Keep(_batches, batch, MaxKept);

    private HierarchyTimes[] Under(ArcTimes times) =>
        [.. Enum.GetValues<TravelProfile>().Select(profile => new HierarchyTimes(_hierarchy, times, profile))];

    private BatchSweep Sweep(HierarchyTimes roads, ReadOnlySpan<RoadPlace> roots, TreeDirection direction)
    {
        var batch = Workspaces.Take(_batches) ?? new BatchSweep(Network.NodeCount);
        var climb = Workspaces.Take(_climbs) ?? new UpwardSearch(_hierarchy);
        batch.Clear();
        for (var i = 0; i < roots.Length; i++)
        {
            roads.Climb(roots[i], direction, climb);
            batch.Seed(i, climb);
        }

        Workspaces.Keep(_climbs, climb, MaxKept);
        batch.Run(roads.EdgesOf(direction));
        return batch;
    }

    private void Fill(in RoadPlace root, TravelProfile profile, TreeDirection direction, TravelTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var roads = Now(profile);
        tree.Plant(root, direction, profile, roads.Times, _hierarchy.Position);
        var climb = Workspaces.Take(_climbs) ?? new UpwardSearch(_hierarchy);
        roads.Climb(root, direction, climb);
        TreeSweep.Run(roads.EdgesOf(direction), climb, tree.Milliseconds);
        Workspaces.Keep(_climbs, climb, MaxKept);
    }
}
