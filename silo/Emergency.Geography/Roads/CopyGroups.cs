namespace Emergency.Geography;

/// <summary>For every item of a column, itself and its copies side by side, so that they can be lent as one span.</summary>
internal sealed class CopyGroups
{
    private readonly int[] _first;
    private readonly int[] _members;

    private CopyGroups(int[] first, int[] members) => (_first, _members) = (first, members);

    /// <summary>Groups items and copies.</summary>
    /// <param name="count">How many items there are; they are 0 to <paramref name="count"/> − 1.</param>
    /// <param name="copyOf">For each copy the item it repeats; the copies are numbered from <paramref name="count"/> on.</param>
    public static CopyGroups Of(int count, int[] copyOf)
    {
        var first = new int[count + 1];
        foreach (var item in copyOf)
        {
            first[item + 1]++;
        }

        for (var item = 0; item < count; item++)
        {
            first[item + 1] += first[item] + 1;
        }

        var members = new int[count + copyOf.Length];
        var next = first.AsSpan(0, count).ToArray();
        for (var item = 0; item < members.Length; item++)
        {
            members[next[item < count ? item : copyOf[item - count]]++] = item;
        }

        return new CopyGroups(first, members);
    }

    /// <summary>How many the largest group has; at least 1.</summary>
    public int Largest
    {
        get
        {
            var largest = 1;
            for (var item = 0; item + 1 < _first.Length; item++)
            {
                largest = Math.Max(largest, _first[item + 1] - _first[item]);
            }

            return largest;
        }
    }

    /// <summary>An item and its copies, the item first.</summary>
    public ReadOnlySpan<int> Of(int item) => _members.AsSpan(_first[item], _first[item + 1] - _first[item]);
}
