using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>
/// Exact least driving times on one road network, off-road legs at both ends included. Every answer is the least time, to the
/// millisecond; of routes that take equally long the shortest is told. Deterministic, and safe for use by many threads at once.
/// </summary>
/// <remarks>
/// This is the seam between the rest of the system and the routing engine. Places come from an <see cref="ISnapper"/> on the same
/// network. A <see cref="TravelTree"/> is a buffer of the caller's: filling it again allocates nothing.
/// </remarks>
public interface ITravelTimes
{
    /// <summary>The network that places and trees belong to.</summary>
    RoadNetwork Network { get; }

    /// <summary>
    /// Grows by one whenever <see cref="Apply"/> changed what roads take: answers of different versions must not be mixed.
    /// A <see cref="TravelTree"/> goes on telling what held when it was filled.
    /// </summary>
    long Version { get; }

    /// <summary>
    /// Makes these conditions hold from now on, and no others. Answers that are asked for after it returns heed them; one that is being
    /// worked out meanwhile is wholly of before or wholly of after.
    /// </summary>
    /// <param name="conditions">All that hold; where several hold on one road, closed goes first, then the factors multiply.</param>
    /// <param name="hourOfDay">Local hour whose traffic holds, 0 to 23, or null for the times as they were imported.</param>
    /// <returns>How many roads were changed by the conditions.</returns>
    /// <exception cref="ArgumentException">A condition is out of range, or two have the same id.</exception>
    int Apply(IReadOnlyCollection<RoadCondition> conditions, int? hourOfDay = null);

    /// <summary>The least time between two places and the length of that route, or null where there is no way.</summary>
    TravelTime? Between(RoadPlace from, RoadPlace to, TravelProfile profile);

    /// <summary>The route itself, for drawing and driving, or null where there is no way.</summary>
    Route? RouteBetween(RoadPlace from, RoadPlace to, TravelProfile profile);

    /// <summary>Fills <paramref name="tree"/> with the times from one place to every node.</summary>
    /// <exception cref="ArgumentException">The tree is of another network's size.</exception>
    void FillFrom(RoadPlace origin, TravelProfile profile, TravelTree tree);

    /// <summary>Fills <paramref name="tree"/> with the times from every node to one place.</summary>
    /// <exception cref="ArgumentException">The tree is of another network's size.</exception>
    void FillTo(RoadPlace destination, TravelProfile profile, TravelTree tree);

    /// <summary>Fills one tree for each origin; an engine may work on several at once.</summary>
    /// <exception cref="ArgumentException">There are not as many trees as origins, or one is of another network's size.</exception>
    void FillFromEach(ReadOnlySpan<RoadPlace> origins, TravelProfile profile, ReadOnlySpan<TravelTree> trees);

    /// <summary>Prepares places to which times will be asked for again and again.</summary>
    /// <param name="places">The places; null for one that has no road, which nothing reaches.</param>
    /// <param name="profile">How vehicles drive to them.</param>
    TravelTargets Prepare(RoadPlace?[] places, TravelProfile profile);
}

/// <summary>How long a way takes and how long it is, off-road legs included.</summary>
/// <param name="Duration">The least driving time; whole milliseconds.</param>
/// <param name="Length">The length of the shortest route that takes no longer.</param>
public readonly record struct TravelTime(TimeSpan Duration, Metres Length);

/// <summary>What most callers ask, said shortly.</summary>
public static class TravelTimesExtensions
{
    /// <summary>The times from one place to all nodes, in a new tree.</summary>
    public static TravelTree From(this ITravelTimes times, RoadPlace origin, TravelProfile profile)
    {
        ArgumentNullException.ThrowIfNull(times);
        var tree = new TravelTree(times.Network);
        times.FillFrom(origin, profile, tree);
        return tree;
    }

    /// <summary>The times from all nodes to one place, in a new tree.</summary>
    public static TravelTree To(this ITravelTimes times, RoadPlace destination, TravelProfile profile)
    {
        ArgumentNullException.ThrowIfNull(times);
        var tree = new TravelTree(times.Network);
        times.FillTo(destination, profile, tree);
        return tree;
    }
}
