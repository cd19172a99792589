using System.Runtime.CompilerServices;

namespace Emergency.Geography;

/// <summary>
/// A four-way heap of unsigned keys, least first (D. B. Johnson, 1975). A key carries its node in the lower half. There is no
/// decrease-key: a node is pushed again and its stale keys are skipped, which on road networks is the faster way.
/// </summary>
internal sealed class QuadHeap
{
    private ulong[] _keys = new ulong[1024];

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Key(int milliseconds, int node) => ((ulong)(uint)milliseconds << 32) | (uint)node;

    public void Push(ulong key)
    {
        if (Count == _keys.Length)
        {
            Array.Resize(ref _keys, Count * 2);
        }

        var keys = _keys;
        var hole = Count++;
        while (hole > 0)
        {
            var parent = (hole - 1) >> 2;
            if (keys[parent] <= key)
            {
                break;
            }

            keys[hole] = keys[parent];
            hole = parent;
        }

        keys[hole] = key;
    }

    public ulong Pop()
    {
        var keys = _keys;
        var least = keys[0];
        var last = keys[--Count];
        var count = Count;
        var hole = 0;
        while (true)
        {
            var child = (hole << 2) + 1;
            if (child >= count)
            {
                break;
            }

            var best = child;
            var end = Math.Min(child + 4, count);
            for (var i = child + 1; i < end; i++)
            {
                if (keys[i] < keys[best])
                {
                    best = i;
                }
            }

            if (keys[best] >= last)
            {
                break;
            }

            keys[hole] = keys[best];
            hole = best;
        }

        keys[hole] = last;
        return least;
    }
}
