namespace Emergency.Geography.Tests;

/// <summary>
/// A small random network with one-ways, parallel roads and loops, in which random sequences of two to four roads are forbidden; and the
/// plainest search that respects them, which remembers the last roads that were driven. It knows nothing of the network's own form.
/// </summary>
internal sealed class TurnWorld
{
    private const int Remembered = 3;

    private readonly List<(int From, int To, int Road, bool Forward, long Ms)> _arcs = [];
    private readonly HashSet<string> _forbidden = [];

    public TurnWorld(int seed)
    {
        var random = new Random(seed);
        var builder = new RoadNetworkBuilder();
        var nodes = random.Next(6, 16);
        var indexes = Enumerable.Range(0, nodes).Select(i => builder.AddNode(World.At(random.NextDouble() * 8_000, random.NextDouble() * 8_000), i)).ToArray();
        for (var road = 0; road < nodes * 3 / 2; road++)
        {
            var (from, to) = (random.Next(nodes), random.Next(nodes));
            var (forward, backward) = (random.Next(1, 6) * 1_000L, random.Next(2) == 0 ? random.Next(1, 6) * 1_000L : 0);
            builder.AddRoad(new RoadDraft
            {
                From = indexes[from],
                To = indexes[to],
                Class = RoadClass.Street,
                Length = new Metres(100),
                Forward = Times(forward),
                Backward = backward == 0 ? null : Times(backward),
            });
            _arcs.Add((from, to, road, true, forward));
            if (backward != 0)
            {
                _arcs.Add((to, from, road, false, backward));
            }
        }

        for (var i = 0; i < nodes * 2; i++)
        {
            Forbid(builder, random);
        }

        Network = builder.Build();
    }

    public RoadNetwork Network { get; }

    /// <summary>The least times from a node to all that can be reached, in milliseconds, by the nodes' source ids.</summary>
    public Dictionary<long, long> TimesFrom(long start)
    {
        var times = new Dictionary<long, long>();
        var done = new HashSet<string>();
        var open = new PriorityQueue<(int At, int[] Driven), long>();
        open.Enqueue(((int)start, []), 0);
        while (open.TryDequeue(out var state, out var ms))
        {
            if (!done.Add($"{state.At}:{string.Join(',', state.Driven)}"))
            {
                continue;
            }

            times.TryAdd(state.At, ms);
            for (var arc = 0; arc < _arcs.Count; arc++)
            {
                int[] driven = [.. state.Driven, arc];
                if (_arcs[arc].From == state.At && !Enumerable.Range(0, driven.Length).Any(from => _forbidden.Contains(string.Join(',', driven[from..]))))
                {
                    open.Enqueue((_arcs[arc].To, driven.Length > Remembered ? driven[1..] : driven), ms + _arcs[arc].Ms);
                }
            }
        }

        return times;
    }

    private void Forbid(RoadNetworkBuilder builder, Random random)
    {
        var length = random.Next(3) == 0 ? random.Next(3, Remembered + 2) : 2;
        var path = new List<int> { random.Next(_arcs.Count) };
        while (path.Count < length)
        {
            var next = Enumerable.Range(0, _arcs.Count).Where(a => _arcs[a].From == _arcs[path[^1]].To).ToArray();
            if (next.Length == 0)
            {
                return;
            }

            path.Add(next[random.Next(next.Length)]);
        }

        builder.Forbid([.. path.Select(a => new RoadStep(_arcs[a].Road, _arcs[a].Forward))]);
        _forbidden.Add(string.Join(',', path));
    }

    private static DriveTimes Times(long ms) => new(TimeSpan.FromMilliseconds(ms), TimeSpan.FromMilliseconds(ms));
}
