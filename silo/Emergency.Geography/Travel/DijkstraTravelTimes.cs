using System.Collections.Concurrent;

namespace Emergency.Geography;

/// <summary>
/// Travel times by Dijkstra's algorithm (1959) with a four-way heap: needs no preparation, and is what faster engines are checked against.
/// Working memory is kept and used again, for at most <see cref="MaxKept"/> searches at once; a search beyond that allocates its own.
/// </summary>
public sealed class DijkstraTravelTimes : ITravelTimes
{
    /// <summary>How many workspaces are kept.</summary>
    public const int MaxKept = 16;

    private readonly RoadConditionMap _conditions;
    private readonly Func<RoadClass, int, TravelProfile, double>? _traffic;
    private readonly ConcurrentQueue<PointSearch> _pointSearches = new();
    private readonly ConcurrentQueue<QuadHeap> _heaps = new();
    private volatile State _state;

    /// <summary>Makes an engine for a network.</summary>
    /// <param name="network">The roads.</param>
    /// <param name="traffic">How many times as long a class of road takes at an hour, or null where hours make no difference.</param>
    public DijkstraTravelTimes(RoadNetwork network, Func<RoadClass, int, TravelProfile, double>? traffic = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        Network = network;
        _traffic = traffic;
        _conditions = new RoadConditionMap(network);
        _state = new State(ArcTimes.AsImported(network));
    }

    /// <inheritdoc/>
    public RoadNetwork Network { get; }

    /// <inheritdoc/>
    public long Version => _state.Times.Version;

    /// <inheritdoc/>
    public int Apply(IReadOnlyCollection<RoadCondition> conditions, int? hourOfDay = null)
    {
        var factors = _conditions.FactorsOf(conditions, out var changed);
        _state = new State(ArcTimes.Under(Network, Version + 1, factors, ArcTimes.TrafficAt(_traffic, hourOfDay)));
        return changed;
    }

    /// <inheritdoc/>
    public TravelTime? Between(RoadPlace from, RoadPlace to, TravelProfile profile)
    {
        var search = Workspaces.Take(_pointSearches) ?? new PointSearch(Network);
        // Read before the workspace goes back: the next search may take it at once.
        TravelTime? total = search.Run(from, to, _state.Times[profile]) ? search.Total(from, to) : null;
        Workspaces.Keep(_pointSearches, search, MaxKept);
        return total;
    }

    /// <inheritdoc/>
    public Route? RouteBetween(RoadPlace from, RoadPlace to, TravelProfile profile)
    {
        var search = Workspaces.Take(_pointSearches) ?? new PointSearch(Network);
        var arcMs = _state.Times[profile];
        var route = search.Run(from, to, arcMs)
            ? new RouteTracer(Network, arcMs, from, to).Trace(search.ArcsDriven(), search.Total(from, to))
            : null;
        Workspaces.Keep(_pointSearches, search, MaxKept);
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

        for (var i = 0; i < origins.Length; i++)
        {
            FillFrom(origins[i], profile, trees[i]);
        }
    }

    /// <inheritdoc/>
    public TravelTargets Prepare(RoadPlace?[] places, TravelProfile profile)
    {
        ArgumentNullException.ThrowIfNull(places);
        return new TreeTargets(this, [.. places], profile);
    }

    private void Fill(in RoadPlace root, TravelProfile profile, TreeDirection direction, TravelTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var state = _state;
        tree.Plant(root, direction, profile, state.Times, positions: null);
        Span<Access> starts = stackalloc Access[Network.MostAccesses];
        var count = RoadShares.Roots(Network, state.Times[profile], root, direction, starts);
        var heap = Workspaces.Take(_heaps) ?? new QuadHeap();
        heap.Clear();
        Grow(state.GraphOf(profile, direction), starts[..count], tree.Milliseconds, heap);
        Workspaces.Keep(_heaps, heap, MaxKept);
    }

    private static void Grow(SearchGraph graph, ReadOnlySpan<Access> starts, int[] best, QuadHeap heap)
    {
        Array.Fill(best, TravelTree.Unreachable);
        foreach (var start in starts)
        {
            var ms = Cost.Milliseconds(start.Cost);
            if (ms < best[start.Node])
            {
                best[start.Node] = ms;
                heap.Push(QuadHeap.Key(ms, start.Node));
            }
        }

        var (first, arcs) = (graph.First, graph.Arcs);
        while (heap.Count > 0)
        {
            var key = heap.Pop();
            var (ms, node) = ((int)(key >> 32), (int)(uint)key);
            if (ms != best[node])
            {
                continue;
            }

            foreach (ref readonly var arc in arcs.AsSpan(first[node], first[node + 1] - first[node]))
            {
                var reached = ms + arc.Milliseconds;
                if (reached < best[arc.Node])
                {
                    best[arc.Node] = reached;
                    heap.Push(QuadHeap.Key(reached, arc.Node));
                }
            }
        }
    }

    /// <summary>One version of the times, with the graphs that were asked for under it.</summary>
    private sealed class State
    {
        private readonly Lazy<SearchGraph>[] _graphs;

        public State(ArcTimes times)
        {
            Times = times;
            _graphs = [.. from profile in Enum.GetValues<TravelProfile>()
                          from direction in Enum.GetValues<TreeDirection>()
                          select new Lazy<SearchGraph>(() => SearchGraph.Of(times.Network, times[profile], direction))];
        }

        public ArcTimes Times { get; }

        public SearchGraph GraphOf(TravelProfile profile, TreeDirection direction) => _graphs[((int)profile * 2) + (int)direction].Value;
    }
}
