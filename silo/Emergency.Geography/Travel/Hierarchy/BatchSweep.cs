using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Emergency.Geography;

/// <summary>
/// As <see cref="TreeSweep"/>, for up to <see cref="Width"/> trees at once: the times of all trees at a node lie side by side, so that each edge is read
/// once for all of them and added in vector registers. A workspace.
/// </summary>
internal sealed class BatchSweep
{
    /// <summary>How many trees are swept at once: a cache line of times.</summary>
    public const int Width = 16;

    private const int CacheLine = 64;

    private readonly int[] _memory;
    private readonly int _start;
    private readonly ulong[] _isSeeded;

    public BatchSweep(int nodeCount)
    {
        NodeCount = nodeCount;
        // A node's times fill one cache line, and must not lie across two.
        _memory = GC.AllocateArray<int>((nodeCount * Width) + Width, pinned: true);
        var misaligned = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0) % CacheLine);
        _start = (CacheLine - misaligned) % CacheLine / sizeof(int);
        _isSeeded = new ulong[(nodeCount + 63) / 64];
    }

    public int NodeCount { get; }

    /// <summary>Milliseconds, by position and then by tree.</summary>
    public ReadOnlySpan<int> Times => _memory.AsSpan(_start, NodeCount * Width);

    /// <summary>Forgets the seeds of the last batch.</summary>
    public void Clear() => Array.Clear(_isSeeded);

    /// <summary>
    /// Sets what an upward search found as the beginning of a tree. A restricted sweep says in <paramref name="kept"/> where positions stand in it.
    /// </summary>
    public void Seed(int tree, UpwardSearch search, int[]? kept = null)
    {
        for (var i = 0; i < search.VisitedCount; i++)
        {
            var visited = search.Visited[i];
            var position = kept is null ? visited : kept[visited];
            if (position < 0)
            {
                continue;
            }

            ref var word = ref _isSeeded[position >> 6];
            var bit = 1UL << position;
            if ((word & bit) == 0)
            {
                word |= bit;
                _memory.AsSpan(_start + (position * Width), Width).Fill(TravelTree.Unreachable);
            }

            _memory[_start + (position * Width) + tree] = Cost.Milliseconds(search.Costs[visited]);
        }
    }

    /// <summary>Sweeps all trees.</summary>
    public void Run(SweepEdges edges)
    {
        for (var block = 0; block < _isSeeded.Length; block++)
        {
            var (from, to) = (block << 6, Math.Min((block + 1) << 6, edges.NodeCount));
            var seeds = _isSeeded[block];
            while (seeds != 0)
            {
                var seeded = (block << 6) + BitOperations.TrailingZeroCount(seeds);
                Sweep(edges, from, seeded);
                SweepSeeded(edges, seeded);
                (from, seeds) = (seeded + 1, seeds & (seeds - 1));
            }

            Sweep(edges, from, to);
        }
    }

    /// <summary>Copies the times of one tree, by position.</summary>
    public void CopyTree(int tree, Span<int> milliseconds)
    {
        ref var time = ref _memory[_start + tree];
        for (var node = 0; node < milliseconds.Length; node++)
        {
            milliseconds[node] = Unsafe.Add(ref time, (nint)node * Width);
        }
    }

    /// <summary>A node that has times already keeps those that are less.</summary>
    private void SweepSeeded(SweepEdges edges, int node)
    {
        ref var times = ref _memory[_start + (node * Width)];
        var (low, high) = (Vector256.LoadUnsafe(ref times), Vector256.LoadUnsafe(ref times, 8));
        Sweep(edges, node, node + 1);
        Vector256.Min(low, Vector256.LoadUnsafe(ref times)).StoreUnsafe(ref times);
        Vector256.Min(high, Vector256.LoadUnsafe(ref times, 8)).StoreUnsafe(ref times, 8);
    }

    private void Sweep(SweepEdges edges, int from, int to)
    {
        if (from < edges.CoreCount)
        {
            SweepCore(edges, from, Math.Min(to, edges.CoreCount));
            from = edges.CoreCount;
        }

        if (from < to)
        {
            SweepSimple(edges, from, to);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SweepCore(SweepEdges edges, int from, int to)
    {
        ref var edge = ref MemoryMarshal.GetArrayDataReference(edges.Core);
        ref var times = ref _memory[_start];
        var first = edges.CoreFirst;
        var none = Vector256.Create(TravelTree.Unreachable);
        for (var node = from; node < to; node++)
        {
            var (low, high) = (none, none);
            for (var i = first[node]; i < first[node + 1]; i++)
            {
                Take(ref times, Unsafe.Add(ref edge, i), ref low, ref high);
            }

            Put(ref times, node, low, high);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SweepSimple(SweepEdges edges, int from, int to)
    {
        ref var edge = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(edges.Simple), 2 * (from - edges.CoreCount));
        ref var times = ref _memory[_start];
        var none = Vector256.Create(TravelTree.Unreachable);
        for (var node = from; node < to; node++)
        {
            var (low, high) = (none, none);
            Take(ref times, edge, ref low, ref high);
            Take(ref times, Unsafe.Add(ref edge, 1), ref low, ref high);
            edge = ref Unsafe.Add(ref edge, 2);
            Put(ref times, node, low, high);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(ref int times, SweepEdge edge, ref Vector256<int> low, ref Vector256<int> high)
    {
        ref var upper = ref Unsafe.Add(ref times, (nint)edge.Upper * Width);
        var milliseconds = Vector256.Create(edge.Milliseconds);
        low = Vector256.Min(low, Vector256.LoadUnsafe(ref upper) + milliseconds);
        high = Vector256.Min(high, Vector256.LoadUnsafe(ref upper, 8) + milliseconds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref int times, int node, Vector256<int> low, Vector256<int> high)
    {
        ref var own = ref Unsafe.Add(ref times, (nint)node * Width);
        low.StoreUnsafe(ref own);
        high.StoreUnsafe(ref own, 8);
    }
}
