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

    private readonly Lazy<SearchGraph>[] _graphs;
    private readonly ConcurrentQueue<PointSearch> _pointSearches = new();
    private readonly ConcurrentQueue<QuadHeap> _heaps = new();

    /// <summary>Makes an engine for a network.</summary>
    public DijkstraTravelTimes(RoadNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Network = network;
        _graphs = [.. from profile in Enum.GetValues<TravelProfile>()
                      from direction in Enum.GetValues<TreeDirection>()
                      select new Lazy<SearchGraph>(() => SearchGraph.Of(network, profile, direction))];
    }

    /// <inheritdoc/>
    public RoadNetwork Network { get; }

    /// <inheritdoc/>
    public long Version => 0;

    /// <inheritdoc/>
    public int Apply(IReadOnlyCollection<RoadCondition> conditions, int? hourOfDay = null) =>
        throw new NotSupportedException("this engine knows the roads only as they were imported");

    /// <inheritdoc/>
    public TravelTime? Between(RoadPlace from, RoadPlace to, TravelProfile profile)
    {
        var search = Take(_pointSearches) ?? new PointSearch(Network);
        // Read before the workspace goes back: the next search may take it at once.
        TravelTime? total = search.Run(from, to, profile) ? search.Total(from, to) : null;
        Keep(_pointSearches, search);
        return total;
    }

    /// <inheritdoc/>
    public Route? RouteBetween(RoadPlace from, RoadPlace to, TravelProfile profile)
    {
        var search = Take(_pointSearches) ?? new PointSearch(Network);
        var route = search.Run(from, to, profile)
            ? new RouteTracer(Network, profile, from, to).Trace(search.ArcsDriven(), search.Total(from, to))
            : null;
        Keep(_pointSearches, search);
        return route;
    }

    /// <inheritdoc/>
    public void FillFrom(RoadPlace origin, TravelProfile profile, TravelTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        Span<Access> starts = stackalloc Access[2];
        Fill(origin, profile, TreeDirection.FromRoot, starts[..RoadShares.Exits(Network, profile, origin, starts)], tree);
    }

    /// <inheritdoc/>
    public void FillTo(RoadPlace destination, TravelProfile profile, TravelTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        Span<Access> starts = stackalloc Access[2];
        Fill(destination, profile, TreeDirection.ToRoot, starts[..RoadShares.Entries(Network, profile, destination, starts)], tree);
    }

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

    private void Fill(RoadPlace root, TravelProfile profile, TreeDirection direction, ReadOnlySpan<Access> starts, TravelTree tree)
    {
        tree.CheckFits(Network);
        (tree.Root, tree.Profile, tree.Direction) = (root, profile, direction);
        var heap = Take(_heaps) ?? new QuadHeap();
        heap.Clear();
        Grow(_graphs[((int)profile * 2) + (int)direction].Value, starts, tree.NodeMs, heap);
        Keep(_heaps, heap);
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

    private static T? Take<T>(ConcurrentQueue<T> kept)
        where T : class => kept.TryDequeue(out var item) ? item : null;

    private static void Keep<T>(ConcurrentQueue<T> kept, T item)
        where T : class
    {
        if (kept.Count < MaxKept)
        {
            kept.Enqueue(item);
        }
    }
}
