namespace Emergency.Geography;

/// <summary>One version of what arcs take, for one profile, put onto a hierarchy. Parts are made when first asked for; what is made stays.</summary>
internal sealed class HierarchyTimes
{
    private readonly Lazy<HierarchyMetric> _metric;
    private readonly Lazy<(bool[] Down, bool[] Up)> _needed;

    /// <summary>By direction.</summary>
    private readonly Lazy<SweepEdges>[] _edges;

    public HierarchyTimes(ContractionHierarchy hierarchy, ArcTimes times, TravelProfile profile)
    {
        (Hierarchy, Times, ArcMs) = (hierarchy, times, times[profile]);
        _metric = new(() => HierarchyMetric.Of(hierarchy, ArcMs, times.Network.Data.LengthCm));
        _needed = new(() => Metric.Needed());
        _edges =
        [
            new(() => SweepEdges.Of(hierarchy, Metric.Down, _needed.Value.Down)),
            new(() => SweepEdges.Of(hierarchy, Metric.Up, _needed.Value.Up)),
        ];
    }

    public ContractionHierarchy Hierarchy { get; }

    public ArcTimes Times { get; }

    public int[] ArcMs { get; }

    public HierarchyMetric Metric => _metric.Value;

    public SweepEdges EdgesOf(TreeDirection direction) => _edges[(int)direction].Value;

    /// <summary>Searches upwards from a place, as the beginning of a tree.</summary>
    public void Climb(in RoadPlace root, TreeDirection direction, UpwardSearch climb)
    {
        Span<Access> starts = stackalloc Access[Times.Network.MostAccesses];
        var count = RoadShares.Roots(Times.Network, ArcMs, root, direction, starts);
        climb.Run(starts[..count], direction == TreeDirection.FromRoot ? Metric.Up : Metric.Down);
    }

    /// <summary>Makes all parts.</summary>
    public void Prepare()
    {
        foreach (var edges in _edges)
        {
            _ = edges.Value;
        }
    }
}
