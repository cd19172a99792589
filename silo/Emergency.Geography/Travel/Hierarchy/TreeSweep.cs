using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Emergency.Geography;

/// <summary>
/// One tree by one sweep over the hierarchy from the top down (PHAST; Delling, Goldberg, Nowatzyk and Werneck, 2011): after an upward search every
/// node takes the least over its upper neighbours, all of which were swept before. Memory is read in order, and there is no queue.
/// </summary>
internal static class TreeSweep
{
    /// <summary>
    /// Fills <paramref name="best"/>, by position, from an upward search. A restricted sweep says in <paramref name="kept"/> where positions stand in it.
    /// </summary>
    public static void Run(SweepEdges edges, UpwardSearch search, int[] best, int[]? kept = null)
    {
        var swept = 0;
        for (var i = search.VisitedCount - 1; i >= 0; i--)
        {
            var position = search.Visited[i];
            var ancestor = kept is null ? position : kept[position];
            if (ancestor < 0)
            {
                continue;
            }

            Sweep(edges, best, swept, ancestor + 1);
            best[ancestor] = Math.Min(best[ancestor], Cost.Milliseconds(search.Costs[position]));
            swept = ancestor + 1;
        }

        Sweep(edges, best, swept, edges.NodeCount);
    }

    private static void Sweep(SweepEdges edges, int[] best, int from, int to)
    {
        if (from < edges.CoreCount)
        {
            SweepCore(edges, best, from, Math.Min(to, edges.CoreCount));
            from = edges.CoreCount;
        }

        if (from < to)
        {
            SweepSimple(edges, best, from, to);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SweepCore(SweepEdges edges, int[] best, int from, int to)
    {
        // Read as plain numbers: copies of whole edges would go through memory.
        ref var pair = ref Unsafe.As<SweepEdge, int>(ref MemoryMarshal.GetArrayDataReference(edges.Core));
        ref var times = ref MemoryMarshal.GetArrayDataReference(best);
        ref var first = ref MemoryMarshal.GetArrayDataReference(edges.CoreFirst);
        var next = Unsafe.Add(ref first, from);
        pair = ref Unsafe.Add(ref pair, 2 * (nint)next);
        for (var node = from; node < to; node++)
        {
            var least = TravelTree.Unreachable;
            for (var end = Unsafe.Add(ref first, node + 1); next < end; next++)
            {
                least = Math.Min(least, Unsafe.Add(ref times, (nint)(uint)pair) + Unsafe.Add(ref pair, 1));
                pair = ref Unsafe.Add(ref pair, 2);
            }

            Unsafe.Add(ref times, (nint)(uint)node) = least;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SweepSimple(SweepEdges edges, int[] best, int from, int to)
    {
        ref var pair = ref Unsafe.As<SweepEdge, int>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(edges.Simple), 2 * (from - edges.CoreCount)));
        ref var times = ref MemoryMarshal.GetArrayDataReference(best);
        for (var node = from; node < to; node++)
        {
            var one = Unsafe.Add(ref times, (nint)(uint)pair) + Unsafe.Add(ref pair, 1);
            var other = Unsafe.Add(ref times, (nint)(uint)Unsafe.Add(ref pair, 2)) + Unsafe.Add(ref pair, 3);
            pair = ref Unsafe.Add(ref pair, 4);
            Unsafe.Add(ref times, (nint)(uint)node) = Math.Min(Math.Min(one, other), TravelTree.Unreachable);
        }
    }
}
