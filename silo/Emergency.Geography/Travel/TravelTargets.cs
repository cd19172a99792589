namespace Emergency.Geography;

/// <summary>
/// Places to which times are asked for again and again, prepared once: where people live, for one. Answers are those of a
/// <see cref="TravelTree"/> from the origin, and are always of the travel times' newest <see cref="ITravelTimes.Version"/>. A workspace: one caller at a
/// time. Asking allocates nothing once a version has been asked before.
/// </summary>
public abstract class TravelTargets
{
    /// <summary>How many places there are.</summary>
    public abstract int Count { get; }

    /// <summary>The version that the last answer was of.</summary>
    public abstract long Version { get; }

    /// <summary>
    /// Fills in the milliseconds from an origin to each place, off-road legs included, <see cref="TravelTree.Unreachable"/> where there is no way.
    /// </summary>
    /// <exception cref="ArgumentException">The row is not as long as there are places.</exception>
    public abstract void FillFrom(in RoadPlace origin, Span<int> row);

    /// <summary>Fills one row for each origin, all of one version.</summary>
    /// <exception cref="ArgumentException">There are not as many rows as origins, or a row is not as long as there are places.</exception>
    public abstract void FillFromEach(ReadOnlySpan<RoadPlace> origins, ReadOnlySpan<int[]> rows);

    private protected void Check(int origins, ReadOnlySpan<int[]> rows)
    {
        if (origins != rows.Length)
        {
            throw new ArgumentException($"{origins} origins and {rows.Length} rows");
        }

        foreach (var row in rows)
        {
            Check(row);
        }
    }

    private protected void Check(ReadOnlySpan<int> row)
    {
        if (row.Length != Count)
        {
            throw new ArgumentException($"a row of {row.Length} for {Count} places");
        }
    }
}

/// <summary>Targets over any engine's trees.</summary>
internal sealed class TreeTargets(ITravelTimes times, RoadPlace?[] places, TravelProfile profile) : TravelTargets
{
    private readonly TravelTree _tree = new(times.Network);

    public override int Count => places.Length;

    public override long Version => _tree.Version;

    public override void FillFrom(in RoadPlace origin, Span<int> row)
    {
        Check(row);
        times.FillFrom(origin, profile, _tree);
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = places[i] is { } place ? _tree.MillisecondsAt(place) : TravelTree.Unreachable;
        }
    }

    public override void FillFromEach(ReadOnlySpan<RoadPlace> origins, ReadOnlySpan<int[]> rows)
    {
        Check(origins.Length, rows);
        for (var i = 0; i < origins.Length; i++)
        {
            FillFrom(origins[i], rows[i]);
        }
    }
}
