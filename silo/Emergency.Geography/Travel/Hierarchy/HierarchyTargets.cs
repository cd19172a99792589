using System.Runtime.Intrinsics;

namespace Emergency.Geography;

/// <summary>
/// Targets on a hierarchy: the sweep is restricted to the targets' accesses and what stands above them (RPHAST; Delling, Goldberg and Werneck,
/// 2011), and the times of each target are read from its accesses.
/// </summary>
internal sealed class HierarchyTargets : TravelTargets
{
    private readonly HierarchyTravelTimes _times;
    private readonly RoadPlace?[] _places;
    private readonly TravelProfile _profile;
    private readonly ILookup<int, int> _onRoad;
    private readonly UpwardSearch _climb;
    private TargetPlan _plan;
    private int[] _best;
    private BatchSweep? _batch;

    public HierarchyTargets(HierarchyTravelTimes times, RoadPlace?[] places, TravelProfile profile)
    {
        (_times, _places, _profile) = (times, places, profile);
        _onRoad = Enumerable.Range(0, places.Length).Where(i => places[i] is { NodeOrNone: < 0 }).ToLookup(i => places[i]!.Value.Road);
        _climb = new UpwardSearch(times.Hierarchy);
        _plan = TargetPlan.Of(times.Now(profile), places);
        _best = new int[_plan.Edges.NodeCount];
    }

    public override int Count => _places.Length;

    public override long Version => _plan.Roads.Times.Version;

    public override void FillFrom(in RoadPlace origin, Span<int> row)
    {
        Check(row);
        Renew();
        _plan.Roads.Climb(origin, TreeDirection.FromRoot, _climb);
        TreeSweep.Run(_plan.Edges, _climb, _best, _plan.Kept);
        row.Fill(TravelTree.Unreachable);
        Read(origin.OffRoadMs, row);
        TakeSameRoad(origin, row);
    }

    public override void FillFromEach(ReadOnlySpan<RoadPlace> origins, ReadOnlySpan<int[]> rows)
    {
        Check(origins.Length, rows);
        Renew();
        for (var start = 0; start < origins.Length; start += BatchSweep.Width)
        {
            var count = Math.Min(BatchSweep.Width, origins.Length - start);
            FillBatch(origins.Slice(start, count), rows.Slice(start, count));
        }
    }

    private void FillBatch(ReadOnlySpan<RoadPlace> origins, ReadOnlySpan<int[]> rows)
    {
        _batch ??= new BatchSweep(_plan.Edges.NodeCount);
        _batch.Clear();
        for (var i = 0; i < origins.Length; i++)
        {
            _plan.Roads.Climb(origins[i], TreeDirection.FromRoot, _climb);
            _batch.Seed(i, _climb, _plan.Kept);
            Array.Fill(rows[i], TravelTree.Unreachable);
        }

        _batch.Run(_plan.Edges);
        ReadBatch(origins, rows);
        for (var i = 0; i < origins.Length; i++)
        {
            TakeSameRoad(origins[i], rows[i]);
        }
    }

    private void Renew()
    {
        var roads = _times.Now(_profile);
        if (ReferenceEquals(roads, _plan.Roads))
        {
            return;
        }

        _plan = TargetPlan.Of(roads, _places);
        if (_best.Length != _plan.Edges.NodeCount)
        {
            _best = new int[_plan.Edges.NodeCount];
            _batch = null;
        }
    }

    private void Read(int originMs, Span<int> row)
    {
        foreach (ref readonly var access in _plan.Accesses.AsSpan())
        {
            var onRoad = _best[access.Position] + access.Milliseconds;
            if (onRoad < TravelTree.Unreachable)
            {
                ref var known = ref row[access.Target];
                known = Math.Min(known, onRoad + access.OffRoadMs + originMs);
            }
        }
    }

    private void ReadBatch(ReadOnlySpan<RoadPlace> origins, ReadOnlySpan<int[]> rows)
    {
        Span<int> arrivals = stackalloc int[BatchSweep.Width];
        var unreachable = Vector256.Create(TravelTree.Unreachable);
        var times = _batch!.Times;
        foreach (ref readonly var access in _plan.Accesses.AsSpan())
        {
            var at = times.Slice(access.Position * BatchSweep.Width, BatchSweep.Width);
            for (var half = 0; half < BatchSweep.Width; half += Vector256<int>.Count)
            {
                Vector256.Min(Vector256.Create(at[half..]) + Vector256.Create(access.Milliseconds), unreachable).CopyTo(arrivals[half..]);
            }

            for (var i = 0; i < rows.Length; i++)
            {
                if (arrivals[i] < TravelTree.Unreachable)
                {
                    ref var known = ref rows[i][access.Target];
                    known = Math.Min(known, arrivals[i] + access.OffRoadMs + origins[i].OffRoadMs);
                }
            }
        }
    }

    /// <summary>A target farther along the origin's own road may be reached without passing a node.</summary>
    private void TakeSameRoad(in RoadPlace origin, Span<int> row)
    {
        if (origin.NodeOrNone >= 0 || !_onRoad.Contains(origin.Road))
        {
            return;
        }

        foreach (var target in _onRoad[origin.Road])
        {
            var place = _places[target]!.Value;
            var direct = RoadShares.Direct(_times.Network, _plan.Roads.ArcMs, origin, place).Cost;
            if (direct != Cost.Infinite)
            {
                row[target] = Math.Min(row[target], Cost.Milliseconds(direct) + origin.OffRoadMs + place.OffRoadMs);
            }
        }
    }
}

/// <summary>A node over which a target is reached.</summary>
/// <param name="Target">The target's number.</param>
/// <param name="Position">The node's place in the restricted sweep.</param>
/// <param name="Milliseconds">From there to the target along its road.</param>
/// <param name="OffRoadMs">From the road to the target.</param>
internal readonly record struct TargetAccess(int Target, int Position, int Milliseconds, int OffRoadMs);

/// <summary>A sweep restricted to some targets, for one version of the times. Immutable.</summary>
/// <param name="Roads">The version.</param>
/// <param name="Edges">The edges that lead to the targets.</param>
/// <param name="Kept">For each position of the hierarchy its place in the restricted sweep, or −1.</param>
/// <param name="Accesses">Over which nodes targets are reached.</param>
internal sealed record TargetPlan(HierarchyTimes Roads, SweepEdges Edges, int[] Kept, TargetAccess[] Accesses)
{
    public static TargetPlan Of(HierarchyTimes roads, RoadPlace?[] places)
    {
        var (hierarchy, network) = (roads.Hierarchy, roads.Times.Network);
        var isKept = new bool[hierarchy.NodeCount];
        var accesses = new List<TargetAccess>();
        var entries = new Access[network.MostAccesses];
        for (var target = 0; target < places.Length; target++)
        {
            if (places[target] is not { } place)
            {
                continue;
            }

            var count = RoadShares.Entries(network, roads.ArcMs, place, entries);
            foreach (var entry in entries.AsSpan(0, count))
            {
                var position = hierarchy.Position[entry.Node];
                accesses.Add(new TargetAccess(target, position, Cost.Milliseconds(entry.Cost), place.OffRoadMs));
                for (; position >= 0 && !isKept[position]; position = hierarchy.Parent[position])
                {
                    isKept[position] = true;
                }
            }
        }

        var kept = Number(isKept);
        return new TargetPlan(
            roads, roads.EdgesOf(TreeDirection.FromRoot).RestrictedTo(kept), kept, [.. accesses.Select(a => a with { Position = kept[a.Position] })]);
    }

    private static int[] Number(bool[] isKept)
    {
        var kept = new int[isKept.Length];
        var next = 0;
        for (var position = 0; position < kept.Length; position++)
        {
            kept[position] = isKept[position] ? next++ : -1;
        }

        return kept;
    }
}
