namespace Emergency.Geography;

/// <summary>
/// Makes forbidden turns part of the graph, so that a search needs to know nothing of them. What has been driven matters only as far as
/// it may begin a forbidden sequence of arcs; that much is a state of the automaton that finds all sequences at once (A. Aho and
/// M. Corasick, Efficient string matching, 1975). Each state in which a junction can be reached becomes a node, left by all arcs but the
/// one that would complete a sequence; states from which the same ways lead on are one (E. F. Moore, Gedanken-experiments on sequential
/// machines, 1956). The state "nothing begun" is the junction itself.
/// </summary>
internal sealed class TurnCompiler
{
    private const int Root = 0;

    private readonly RoadNetworkData _data;
    private readonly List<Dictionary<int, int>> _next = [[]];
    private readonly List<int> _at = [-1];
    private readonly List<int> _fail = [Root];
    private readonly List<bool> _isForbidden = [false];

    private TurnCompiler(RoadNetworkData data) => _data = data;

    /// <summary>The columns with copies, or the same where nothing is forbidden.</summary>
    /// <param name="data">Columns without copies.</param>
    /// <param name="forbidden">Sequences of two or more arcs, each leaving the node that the one before enters.</param>
    public static RoadNetworkData Compile(RoadNetworkData data, IReadOnlyList<int[]> forbidden)
    {
        if (forbidden.Count == 0)
        {
            return data;
        }

        var compiler = new TurnCompiler(data);
        foreach (var path in forbidden)
        {
            compiler.Add(path);
        }

        compiler.Link();
        return compiler.Unfold(compiler.Merge(compiler.Reachable()));
    }

    private void Add(int[] path)
    {
        var state = Root;
        foreach (var arc in path)
        {
            if (!_next[state].TryGetValue(arc, out var next))
            {
                next = _next[state][arc] = _next.Count;
                _next.Add([]);
                _at.Add(_data.Head[arc]);
                _fail.Add(Root);
                _isForbidden.Add(false);
            }

            state = next;
        }

        _isForbidden[state] = true;
    }

    /// <summary>Finds for every state the longest other beginning that its end is too, shorter states first.</summary>
    private void Link()
    {
        var open = new Queue<int>(_next[Root].Values);
        while (open.TryDequeue(out var state))
        {
            foreach (var (arc, child) in _next[state])
            {
                _fail[child] = Step(_fail[state], arc);
                _isForbidden[child] |= _isForbidden[_fail[child]];
                open.Enqueue(child);
            }
        }
    }

    private int Step(int state, int arc)
    {
        int next;
        while (!_next[state].TryGetValue(arc, out next))
        {
            if (state == Root)
            {
                return Root;
            }

            state = _fail[state];
        }

        return next;
    }

    /// <summary>The states that can be reached without driving a forbidden sequence, "nothing begun" aside.</summary>
    private SortedSet<int> Reachable()
    {
        var reached = new SortedSet<int>(_next[Root].Values);
        var open = new Queue<int>(reached);
        while (open.TryDequeue(out var state))
        {
            for (var arc = _data.FirstOut[_at[state]]; arc < _data.FirstOut[_at[state] + 1]; arc++)
            {
                var next = Step(state, arc);
                if (next != Root && !_isForbidden[next] && reached.Add(next))
                {
                    open.Enqueue(next);
                }
            }
        }

        return reached;
    }

    /// <summary>For every state the state that stands for it; <see cref="Root"/> where the junction itself does.</summary>
    private Dictionary<int, int> Merge(SortedSet<int> states)
    {
        // All states of a junction begin as one class, and are told apart by where they lead until nothing changes. The class of a junction's
        // own state is the junction's number, those of others are numbers beyond; a class is known by its first member.
        var classOf = states.ToDictionary(s => s, s => _at[s]);
        for (var classes = -1; ;)
        {
            var known = new Dictionary<string, int>();
            foreach (var junction in states.Select(s => _at[s]).Distinct())
            {
                known[Signature(Root, junction, classOf)] = junction;
            }

            var finer = new Dictionary<int, int>();
            foreach (var state in states)
            {
                var signature = Signature(state, _at[state], classOf);
                if (!known.TryGetValue(signature, out var found))
                {
                    known[signature] = found = _data.NodeLon.Length + state;
                }

                finer[state] = found;
            }

            if (known.Count == classes)
            {
                return finer.ToDictionary(s => s.Key, s => Math.Max(Root, s.Value - _data.NodeLon.Length));
            }

            (classOf, classes) = (finer, known.Count);
        }
    }

    private string Signature(int state, int junction, Dictionary<int, int> classOf)
    {
        var text = new System.Text.StringBuilder().Append(junction).Append(':');
        for (var arc = _data.FirstOut[junction]; arc < _data.FirstOut[junction + 1]; arc++)
        {
            var next = Step(state, arc);
            text.Append(_isForbidden[next] ? -1 : next == Root ? _data.Head[arc] : classOf[next]).Append(' ');
        }

        return text.ToString();
    }

    private RoadNetworkData Unfold(Dictionary<int, int> standsFor)
    {
        var copies = standsFor.Values.Where(s => s != Root).Distinct().OrderBy(s => _at[s]).ThenBy(s => s).ToArray();
        var nodeOf = copies.Select((s, i) => (s, i)).ToDictionary(c => c.s, c => _data.NodeLon.Length + c.i);
        var firstOut = new List<int>(_data.FirstOut);
        var (arcs, heads) = (new List<int>(), new List<int>());
        foreach (var copy in copies)
        {
            for (var arc = _data.FirstOut[_at[copy]]; arc < _data.FirstOut[_at[copy] + 1]; arc++)
            {
                if (Step(copy, arc) is var next && !_isForbidden[next])
                {
                    arcs.Add(arc);
                    heads.Add(NodeAfter(next, arc));
                }
            }

            firstOut.Add(_data.Head.Length + arcs.Count);
        }

        return _data with
        {
            NodeLon = Extended(_data.NodeLon, copies.Select(s => _at[s])),
            NodeLat = Extended(_data.NodeLat, copies.Select(s => _at[s])),
            NodeSource = Extended(_data.NodeSource, copies.Select(s => _at[s])),
            FirstOut = [.. firstOut],
            Head = [.. _data.Head.Select((_, arc) => NodeAfter(Step(Root, arc), arc)), .. heads],
            RoadOfArc = Extended(_data.RoadOfArc, arcs),
            SirenMs = Extended(_data.SirenMs, arcs),
            NormalMs = Extended(_data.NormalMs, arcs),
            LengthCm = Extended(_data.LengthCm, arcs),
            CopyOfNode = [.. copies.Select(s => _at[s])],
            CopyOfArc = [.. arcs],
        };

        int NodeAfter(int state, int arc) =>
            state != Root && standsFor[state] is var other && other != Root ? nodeOf[other] : _data.Head[arc];
    }

    private static T[] Extended<T>(T[] column, IEnumerable<int> repeated) => [.. column, .. repeated.Select(i => column[i])];
}
