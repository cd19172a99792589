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
    private volatile State _state;

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
        _state = new State(hierarchy, ArcTimes.AsImported(network));
    }

    /// <inheritdoc/>
    public RoadNetwork Network { get; }

    /// <inheritdoc/>
    public long Version => _state.Times.Version;

    internal ContractionHierarchy Hierarchy => _hierarchy;

    /// <inheritdoc/>
    public int Apply(IReadOnlyCollection<RoadCondition> conditions, int? hourOfDay = null)
    {
        var factors = _conditions.FactorsOf(conditions, out var changed);
        lock (_gate)
        {
            var state = new State(_hierarchy, ArcTimes.Under(Network, Version + 1, factors, ArcTimes.TrafficAt(_traffic, hourOfDay)));
            state.Prepare();
            _state = state;
        }

        return changed;
    }

    /// <inheritdoc/>
    public TravelTime? Between(RoadPlace from, RoadPlace to, TravelProfile profile)
    {
        var state = _state;
        var query = Workspaces.Take(_pointQueries) ?? new PointQuery(_hierarchy, Network);
        // Read before the workspace goes back: the next question may take it at once.
        TravelTime? total = query.Run(from, to, state.MetricOf(profile), state.Times[profile]) ? query.Total(from, to) : null;
        Workspaces.Keep(_pointQueries, query, MaxKept);
        return total;
    }

    /// <inheritdoc/>
    public Route? RouteBetween(RoadPlace from, RoadPlace to, TravelProfile profile)
    {
        var state = _state;
        var (metric, arcMs) = (state.MetricOf(profile), state.Times[profile]);
        var query = Workspaces.Take(_pointQueries) ?? new PointQuery(_hierarchy, Network);
        var route = query.Run(from, to, metric, arcMs)
            ? new RouteTracer(Network, arcMs, from, to).Trace(query.ArcsDriven(metric, arcMs), query.Total(from, to))
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

        var state = _state;
        for (var start = 0; start < origins.Length; start += BatchSweep.Width)
        {
            var count = Math.Min(BatchSweep.Width, origins.Length - start);
            var batch = Sweep(state, origins.Slice(start, count), profile, TreeDirection.FromRoot);
            for (var i = 0; i < count; i++)
            {
                trees[start + i].Plant(origins[start + i], TreeDirection.FromRoot, profile, state.Times, _hierarchy.Position);
                batch.CopyTree(i, trees[start + i].Milliseconds);
            }

            Workspaces.Keep(_batches, batch, MaxKept);
        }
    }

    /// <summary>Sweeps up to <see cref="BatchSweep.Width"/> trees at once; <see cref="Return"/> takes the answer back when it has been read.</summary>
    internal BatchSweep Sweep(ReadOnlySpan<RoadPlace> roots, TravelProfile profile, TreeDirection direction) =>
        Sweep(_state, roots, profile, direction);

    internal void Return(BatchSweep batch) => Workspaces.Keep(_batches, batch, MaxKept);

    private BatchSweep Sweep(State state, ReadOnlySpan<RoadPlace> roots, TravelProfile profile, TreeDirection direction)
    {
        var batch = Workspaces.Take(_batches) ?? new BatchSweep(Network.NodeCount);
        var climb = Workspaces.Take(_climbs) ?? new UpwardSearch(_hierarchy);
        batch.Clear();
        for (var i = 0; i < roots.Length; i++)
        {
            Climb(state, roots[i], profile, direction, climb);
            batch.Seed(i, climb);
        }

        Workspaces.Keep(_climbs, climb, MaxKept);
        batch.Run(state.EdgesOf(profile, direction));
        return batch;
    }

    private void Fill(in RoadPlace root, TravelProfile profile, TreeDirection direction, TravelTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var state = _state;
        tree.Plant(root, direction, profile, state.Times, _hierarchy.Position);
        var climb = Workspaces.Take(_climbs) ?? new UpwardSearch(_hierarchy);
        Climb(state, root, profile, direction, climb);
        TreeSweep.Run(state.EdgesOf(profile, direction), climb, tree.Milliseconds);
        Workspaces.Keep(_climbs, climb, MaxKept);
    }

    private void Climb(State state, in RoadPlace root, TravelProfile profile, TreeDirection direction, UpwardSearch climb)
    {
        Span<Access> starts = stackalloc Access[Network.MostAccesses];
        var count = RoadShares.Roots(Network, state.Times[profile], root, direction, starts);
        var metric = state.MetricOf(profile);
        climb.Run(starts[..count], direction == TreeDirection.FromRoot ? metric.Up : metric.Down);
    }

    /// <summary>One version of the times, put onto the hierarchy.</summary>
    private sealed class State
    {
        private readonly Lazy<HierarchyMetric>[] _metrics;
        private readonly Lazy<SweepEdges>[] _edges;

        public State(ContractionHierarchy hierarchy, ArcTimes times)
        {
            Times = times;
            _metrics = [.. Enum.GetValues<TravelProfile>().Select(profile =>
                new Lazy<HierarchyMetric>(() => HierarchyMetric.Of(hierarchy, times[profile], times.Network.Data.LengthCm)))];
            _edges = [.. from profile in Enum.GetValues<TravelProfile>()
                         from direction in Enum.GetValues<TreeDirection>()
                         select new Lazy<SweepEdges>(() => SweepEdges.Of(
                             hierarchy, direction == TreeDirection.FromRoot ? MetricOf(profile).Down : MetricOf(profile).Up))];
        }

        public ArcTimes Times { get; }

        public HierarchyMetric MetricOf(TravelProfile profile) => _metrics[(int)profile].Value;

        public SweepEdges EdgesOf(TravelProfile profile, TreeDirection direction) => _edges[((int)profile * 2) + (int)direction].Value;

        /// <summary>Works out what dispatch asks first, so that nobody waits for it after the change.</summary>
        public void Prepare()
        {
            _ = EdgesOf(TravelProfile.Siren, TreeDirection.FromRoot);
            _ = EdgesOf(TravelProfile.Siren, TreeDirection.ToRoot);
        }
    }
}
