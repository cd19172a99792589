using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace Emergency.Domain.Orders.Safety;

/// <summary>Gathers drugs and rules that were read, gives every distinct value one number, and packs them into an <see cref="OrderRuleSet"/>.</summary>
internal sealed class OrderRuleSetBuilder
{
    /// <summary>Routes are bits of one number.</summary>
    public const int MostRoutes = 64;

    private readonly ArrayBufferWriter<byte> _ids = new();
    private readonly HashSet<string> _ruleIds = [];
    private readonly List<RuleRow> _rows = [];
    private readonly List<int> _rowTerms = [];
    private readonly List<RuleRow> _interactions = [];
    private readonly List<ulong> _pairs = [];
    private readonly List<DrugEntry> _drugs = [];
    private readonly HashSet<string> _drugCodes = [];
    private readonly Pool<RuleScope> _scopes = new();
    private readonly Pool<decimal> _figures = new();
    private readonly Pool<ulong> _routeSets = new();
    private readonly Pool<SafetyText> _notes = new();
    private readonly Pool<string> _routes = new();
    private readonly Pool<string> _conditions = new();
    private readonly Pool<string> _terms = new();

    public OrderRuleSetBuilder() => _scopes.Add(RuleScope.Anybody);

    /// <summary>Makes a term known that no drug carries.</summary>
    public void AddTerm(string term) => _terms.Add(term);

    /// <summary>False when the code is taken.</summary>
    public bool AddDrug(DrugEntry drug)
    {
        if (!_drugCodes.Add(drug.Code)) return false;
        ImmutableArray<int> terms =
        [
            _terms.Add($"drug:{drug.Code}"), .. drug.Ingredients.Select(i => _terms.Add($"ingredient:{i}")),
            .. drug.Classes.Select(c => _terms.Add($"class:{c}")),
        ];
        _drugs.Add(drug with { Terms = [.. terms.Distinct()] });
        return true;
    }

    public int FindTerm(string term) => _terms.Find(term);

    public int Figure(decimal value) => _figures.Add(value);

    public int Condition(string code) => _conditions.Add(code);

    public int Note(SafetyText? note) => note is null ? -1 : _notes.Add(note);

    public int Scope(in RuleScope scope) => _scopes.Add(scope);

    public int RouteSet(ulong routes) => _routeSets.Add(routes);

    /// <summary>The bit of a route; 0 when there are too many.</summary>
    public ulong Route(string code)
    {
        var index = _routes.Add(code);
        return index < MostRoutes ? 1UL << index : 0;
    }

    /// <summary>False when the id is taken. The row's id is filled in here.</summary>
    public bool AddRule(string id, int term, RuleRow row)
    {
        if (!_ruleIds.Add(id)) return false;
        var start = _ids.WrittenCount;
        var length = Encoding.UTF8.GetBytes(id, _ids.GetSpan(Encoding.UTF8.GetMaxByteCount(id.Length)));
        _ids.Advance(length);
        var named = row with { IdStart = start, IdLength = (byte)length };
        if (row.Kind is RuleKind.Interaction)
        {
            _interactions.Add(named);
            _pairs.Add(PairIndex.KeyOf(term, row.Code));
        }
        else
        {
            _rows.Add(named);
            _rowTerms.Add(term);
        }
        return true;
    }

    public OrderRuleSet Build(OrderRulesHeader header)
    {
        var (rows, starts) = ByTerm();
        var pools = new RulePools(
            _ids.WrittenSpan.ToArray(), _scopes.ToArray(), _figures.ToArray(), _routeSets.ToArray(), _notes.ToArray(), _routes.ToArray(),
            _conditions.ToArray(), _conditions.ToIndex(), _terms.ToArray(), _terms.ToIndex());
        ImmutableArray<DrugEntry> drugs = [.. _drugs.OrderBy(d => d.Code, StringComparer.Ordinal)];
        return new(header, drugs, pools, rows, starts, new PairIndex([.. _interactions], [.. _pairs]));
    }

    /// <summary>Puts the rows of each term side by side (a counting sort), and says where each term begins.</summary>
    private (RuleRow[] Rows, int[] Starts) ByTerm()
    {
        var starts = new int[_terms.Count + 1];
        foreach (var term in _rowTerms) starts[term + 1]++;
        for (var i = 1; i < starts.Length; i++) starts[i] += starts[i - 1];
        var rows = new RuleRow[_rows.Count];
        var next = starts.ToArray();
        for (var i = 0; i < rows.Length; i++) rows[next[_rowTerms[i]]++] = _rows[i];
        return (rows, starts);
    }

    /// <summary>Numbers for distinct values, in the order in which they came.</summary>
    private sealed class Pool<T>
        where T : notnull
    {
        private readonly Dictionary<T, int> _index = [];
        private readonly List<T> _values = [];

        public int Count => _values.Count;

        public int Add(T value)
        {
            if (_index.TryGetValue(value, out var known)) return known;
            _index.Add(value, _values.Count);
            _values.Add(value);
            return _values.Count - 1;
        }

        public int Find(T value) => _index.GetValueOrDefault(value, -1);

        public T[] ToArray() => [.. _values];

        public FrozenDictionary<T, int> ToIndex() => _index.ToFrozenDictionary();
    }
}
