namespace Emergency.Geography;

/// <summary>What a search of a <see cref="PackedBoxTree"/> is looking for.</summary>
internal interface INearestVisitor
{
    /// <summary>Boxes farther than this hold nothing of interest any more.</summary>
    double Reach { get; }

    /// <summary>The least distance at which a box can hold something.</summary>
    double DistanceToBox(int minX, int minY, int maxX, int maxY);

    /// <summary>Looks at an item.</summary>
    void Visit(int item);
}

/// <summary>
/// A static R-tree: items sorted along a Hilbert curve and packed sixteen to a box, boxes sixteen to a box above, and so on
/// (I. Kamel and C. Faloutsos, On packing R-trees, 1993). All levels lie in four flat arrays, the leaves first.
/// </summary>
internal sealed class PackedBoxTree
{
    private const int Fan = 16;

    private readonly int[] _items;
    private readonly int[] _minX;
    private readonly int[] _minY;
    private readonly int[] _maxX;
    private readonly int[] _maxY;

    /// <summary>Where each level starts in the arrays, and where the last one ends.</summary>
    private readonly int[] _levels;

    public PackedBoxTree(int[] minX, int[] minY, int[] maxX, int[] maxY)
    {
        _items = SortAlongCurve(minX, minY, maxX, maxY);
        _levels = LevelStarts(_items.Length);
        var size = _levels[^1];
        (_minX, _minY, _maxX, _maxY) = (new int[size], new int[size], new int[size], new int[size]);
        for (var i = 0; i < _items.Length; i++)
        {
            var item = _items[i];
            (_minX[i], _minY[i], _maxX[i], _maxY[i]) = (minX[item], minY[item], maxX[item], maxY[item]);
        }

        for (var level = 1; level < _levels.Length - 1; level++)
        {
            for (var box = _levels[level]; box < _levels[level + 1]; box++)
            {
                Enclose(box, ChildrenOf(level, box));
            }
        }
    }

    /// <summary>Shows the visitor all items whose boxes are within its reach, near boxes first.</summary>
    public void VisitNearest<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, INearestVisitor
    {
        if (_items.Length > 0)
        {
            Descend(_levels.Length - 2, _levels[^1] - 1, ref visitor);
        }
    }

    private void Descend<TVisitor>(int level, int box, ref TVisitor visitor)
        where TVisitor : struct, INearestVisitor
    {
        if (level == 0)
        {
            visitor.Visit(_items[box]);
            return;
        }

        var (first, end) = ChildrenOf(level, box);
        Span<double> distances = stackalloc double[Fan];
        Span<int> children = stackalloc int[Fan];
        var count = 0;
        for (var child = first; child < end; child++)
        {
            var distance = visitor.DistanceToBox(_minX[child], _minY[child], _maxX[child], _maxY[child]);
            var place = count++;
            for (; place > 0 && distances[place - 1] > distance; place--)
            {
                (distances[place], children[place]) = (distances[place - 1], children[place - 1]);
            }

            (distances[place], children[place]) = (distance, child);
        }

        for (var i = 0; i < count && distances[i] <= visitor.Reach; i++)
        {
            Descend(level - 1, children[i], ref visitor);
        }
    }

    private (int First, int End) ChildrenOf(int level, int box)
    {
        var first = _levels[level - 1] + ((box - _levels[level]) * Fan);
        return (first, Math.Min(first + Fan, _levels[level]));
    }

    private void Enclose(int box, (int First, int End) children)
    {
        var range = children.First..children.End;
        _minX[box] = Min(_minX.AsSpan(range));
        _minY[box] = Min(_minY.AsSpan(range));
        _maxX[box] = Max(_maxX.AsSpan(range));
        _maxY[box] = Max(_maxY.AsSpan(range));
    }

    private static int Min(ReadOnlySpan<int> values)
    {
        var least = int.MaxValue;
        foreach (var value in values)
        {
            least = Math.Min(least, value);
        }

        return least;
    }

    private static int Max(ReadOnlySpan<int> values)
    {
        var greatest = int.MinValue;
        foreach (var value in values)
        {
            greatest = Math.Max(greatest, value);
        }

        return greatest;
    }

    private static int[] SortAlongCurve(int[] minX, int[] minY, int[] maxX, int[] maxY)
    {
        var items = Enumerable.Range(0, minX.Length).ToArray();
        if (items.Length > 0)
        {
            var curve = HilbertCurve.Over(minX.Min(), minY.Min(), maxX.Max(), maxY.Max());
            var keys = new long[items.Length];
            for (var i = 0; i < items.Length; i++)
            {
                var index = curve.IndexOf((minX[i] + (double)maxX[i]) / 2, (minY[i] + (double)maxY[i]) / 2);
                keys[i] = ((long)index << 32) | (uint)i;
            }

            Array.Sort(keys, items);
        }

        return items;
    }

    private static int[] LevelStarts(int count)
    {
        var starts = new List<int> { 0, count };
        while (count > 1)
        {
            count = (count + Fan - 1) / Fan;
            starts.Add(starts[^1] + count);
        }

        return [.. starts];
    }
}
