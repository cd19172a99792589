namespace Emergency.Geography.Tests;

/// <summary>
/// The plainest way to least times, written without looking at the engine: a map of neighbours and a sorted set. What it says is taken
/// for true.
/// </summary>
internal sealed class Reference
{
    private readonly Dictionary<string, List<(string To, long Ms)>> _out = [];

    public void Arc(string from, string to, long milliseconds)
    {
        if (!_out.TryGetValue(from, out var list))
        {
            _out[from] = list = [];
        }

        list.Add((to, milliseconds));
    }

    public Dictionary<string, long> TimesFrom(string start)
    {
        var best = new Dictionary<string, long> { [start] = 0 };
        var open = new SortedSet<(long Ms, string Node)> { (0, start) };
        while (open.Count > 0)
        {
            var (ms, node) = open.Min;
            open.Remove((ms, node));
            foreach (var (to, step) in _out.GetValueOrDefault(node, []))
            {
                if (!best.TryGetValue(to, out var known) || ms + step < known)
                {
                    open.Remove((known, to));
                    best[to] = ms + step;
                    open.Add((ms + step, to));
                }
            }
        }

        return best;
    }
}
