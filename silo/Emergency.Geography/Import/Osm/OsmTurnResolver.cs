namespace Emergency.Geography;

/// <summary>
/// Finds the roads that turn restrictions speak of and forbids them in the builder. An <c>only_*</c> forbids all other exits from where
/// its last via ends, to those who came its way.
/// </summary>
internal sealed class OsmTurnResolver(RoadNetworkBuilder builder, IReadOnlyList<OsmWay> ways, Func<long, NodeIndex?> nodeOf, ImportReport report)
{
    private const int MostViaRoads = 64;
    private const string Outside = "their roads are not all in the network";
    private const string Unclear = "it is not clear which turns they mean";

    private readonly Lazy<ILookup<NodeIndex, RoadStep>> _leaving = new(() => LeavingOf(builder));
    private readonly HashSet<string> _done = [];

    /// <summary>How many restrictions hold in the network.</summary>
    public int Held { get; private set; }

    public void Resolve(OsmRestriction restriction)
    {
        var problem = restriction.ViaNode is { } node ? ViaNode(restriction, node) : ViaWays(restriction);
        if (problem is null)
        {
            Held++;
        }
        else
        {
            report.Count("relation", restriction.Id, $"that forbid turns are passed over: {problem}");
        }
    }

    private string? ViaNode(OsmRestriction restriction, long id)
    {
        if (nodeOf(id) is not { } via)
        {
            return Outside;
        }

        if (!restriction.IsOnly && restriction.From is [var from] && restriction.To is [var to] && from == to)
        {
            return ForbidTurningBack(StepsOf(from).Where(s => builder.EndOf(s) == via));
        }

        var entering = restriction.From.Select(w => StepsOf(w).Where(s => builder.EndOf(s) == via).ToArray()).ToArray();
        var leaving = restriction.To.Select(w => StepsOf(w).Where(s => builder.StartOf(s) == via).ToArray()).ToArray();
        if (entering.Concat(leaving).Any(s => s.Length == 0))
        {
            // A turn into or out of a one-way against it is forbidden already.
            return Outside;
        }

        if (entering.Concat(leaving).Any(s => s.Length > 1))
        {
            return Unclear;
        }

        foreach (var enter in entering)
        {
            Forbid([enter[0]], [.. leaving.Select(l => l[0])], restriction.IsOnly);
        }

        return null;
    }

    private string? ForbidTurningBack(IEnumerable<RoadStep> entering)
    {
        var turns = entering.Select(s => (s, Back: s with { Forward = !s.Forward })).Where(t => builder.IsOpen(t.Back)).ToArray();
        foreach (var (step, back) in turns)
        {
            Forbid([step], [back], isOnly: false);
        }

        return turns.Length > 0 ? null : Outside;
    }

    private string? ViaWays(OsmRestriction restriction)
    {
        if (restriction.From.Length > 1 || restriction.To.Length > 1)
        {
            return Unclear;
        }

        var over = restriction.ViaWays.Select(w => StepsOf(w).Select(s => s.Road).ToHashSet()).ToArray();
        var (from, to) = (StepsOf(restriction.From[0]).ToArray(), StepsOf(restriction.To[0]).ToArray());
        if (over.Any(w => w.Count == 0) || from.Length == 0 || to.Length == 0)
        {
            return Outside;
        }

        var found = new List<RoadStep[]>();
        foreach (var step in from)
        {
            Follow([step], over, to, found);
        }

        if (found.Count != 1)
        {
            return found.Count == 0 ? Outside : Unclear;
        }

        Forbid(found[0][..^1], [found[0][^1]], restriction.IsOnly);
        return null;
    }

    /// <summary>Collects the ways on along the via roads, all of which must be used, to a road that is turned into.</summary>
    private void Follow(List<RoadStep> path, HashSet<int>[] over, RoadStep[] to, List<RoadStep[]> found)
    {
        var at = builder.EndOf(path[^1]);
        if (over.All(w => path.Skip(1).Any(s => w.Contains(s.Road))))
        {
            found.AddRange(to.Where(s => builder.StartOf(s) == at && path.Skip(1).All(p => p.Road != s.Road)).Select(s => (RoadStep[])[.. path, s]));
        }

        if (path.Count > MostViaRoads || found.Count > 1)
        {
            return;
        }

        foreach (var next in _leaving.Value[at])
        {
            if (over.Any(w => w.Contains(next.Road)) && path.All(s => s.Road != next.Road))
            {
                path.Add(next);
                Follow(path, over, to, found);
                path.RemoveAt(path.Count - 1);
            }
        }
    }

    private void Forbid(RoadStep[] way, RoadStep[] exits, bool isOnly)
    {
        var forbidden = isOnly ? _leaving.Value[builder.EndOf(way[^1])].Except(exits) : exits;
        foreach (var exit in forbidden)
        {
            RoadStep[] steps = [.. way, exit];
            if (_done.Add(string.Join(' ', steps.Select(s => $"{s.Road}{(s.Forward ? '+' : '-')}"))))
            {
                builder.Forbid(steps);
            }
        }
    }

    private IEnumerable<RoadStep> StepsOf(long way)
    {
        var (low, high) = (0, ways.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (ways[middle].Id == way)
            {
                return Enumerable.Range(ways[middle].FirstRoad, ways[middle].RoadCount)
                    .SelectMany(r => new[] { new RoadStep(r, true), new RoadStep(r, false) }).Where(builder.IsOpen);
            }

            (low, high) = ways[middle].Id < way ? (middle + 1, high) : (low, middle - 1);
        }

        return [];
    }

    private static ILookup<NodeIndex, RoadStep> LeavingOf(RoadNetworkBuilder builder) => Enumerable.Range(0, builder.RoadCount)
        .SelectMany(r => new[] { new RoadStep(r, true), new RoadStep(r, false) })
        .Where(builder.IsOpen)
        .ToLookup(builder.StartOf);
}
