using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>Roads of one class and name.</summary>
internal sealed record RoadGroup(RoadClass Class, string Name, IReadOnlyList<int> Roads);

/// <summary>Joins roads end to end into long lines, which are smaller to send and smoother to draw.</summary>
internal static class RoadLines
{
    public static IEnumerable<RoadGroup> GroupsOf(RoadNetwork network) =>
        Enumerable.Range(0, network.RoadCount)
            .GroupBy(road => (network.Data.RoadKind[road], network.Data.RoadName[road]))
            .Select(g => new RoadGroup((RoadClass)g.Key.Item1, network.Data.Names[g.Key.Item2], [.. g]));

    /// <summary>The lines of a group. A line ends where the group forks or ends; a ring ends where it began.</summary>
    public static IEnumerable<List<GeoPoint>> Join(RoadNetwork network, IReadOnlyList<int> roads)
    {
        var at = new Dictionary<int, List<int>>();
        foreach (var road in roads)
        {
            AddTo(at, network.Data.RoadFrom[road], road);
            AddTo(at, network.Data.RoadTo[road], road);
        }

        var drawn = new HashSet<int>();
        // Lines are begun at forks and ends; what is left after that are rings, begun anywhere.
        foreach (var mayPass in new[] { false, true })
        {
            foreach (var road in roads)
            {
                var (from, to) = (network.Data.RoadFrom[road], network.Data.RoadTo[road]);
                if (!drawn.Contains(road) && (mayPass || at[from].Count != 2))
                {
                    yield return Walk(network, at, drawn, road, from);
                }
                else if (!drawn.Contains(road) && at[to].Count != 2)
                {
                    yield return Walk(network, at, drawn, road, to);
                }
            }
        }
    }

    private static List<GeoPoint> Walk(RoadNetwork network, Dictionary<int, List<int>> at, HashSet<int> drawn, int road, int from)
    {
        var line = new List<GeoPoint> { network.PositionOf(new NodeIndex(from)) };
        while (drawn.Add(road))
        {
            var forward = network.Data.RoadFrom[road] == from;
            var shape = network.ShapeOf(road);
            line.AddRange((forward ? shape : shape.Reverse()).Skip(1));
            from = forward ? network.Data.RoadTo[road] : network.Data.RoadFrom[road];
            if (at[from].Count == 2)
            {
                road = at[from][0] == road ? at[from][1] : at[from][0];
            }
        }

        return line;
    }

    private static void AddTo(Dictionary<int, List<int>> at, int node, int road)
    {
        if (!at.TryGetValue(node, out var list))
        {
            at[node] = list = [];
        }

        list.Add(road);
    }
}
