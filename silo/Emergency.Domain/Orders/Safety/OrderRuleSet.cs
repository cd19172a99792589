using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace Emergency.Domain.Orders.Safety;

/// <summary>
/// A compiled rule set: immutable, and safe for any number of threads. A rule is about a <i>term</i> (a drug, an ingredient or a class); the rules
/// of a term stand side by side in one array, interactions are found by a hash of their two terms. What a check answers does not depend
/// on the order of the rules in the file.
/// </summary>
public sealed class OrderRuleSet
{
    private readonly RulePools _pools;
    private readonly RuleRow[] _rows;
    private readonly int[] _termStarts;
    private readonly PairIndex _pairs;
    private readonly FrozenDictionary<string, DrugEntry> _drugs;

    internal OrderRuleSet(OrderRulesHeader header, ImmutableArray<DrugEntry> drugs, RulePools pools, RuleRow[] rows, int[] termStarts, PairIndex pairs)
    {
        (Id, Edition, IsSample, Notice) = (header.Id, header.Edition, header.IsSample, header.Notice);
        Drugs = drugs;
        (_pools, _rows, _termStarts, _pairs) = (pools, rows, termStarts, pairs);
        _drugs = drugs.ToFrozenDictionary(d => d.Code);
    }

    /// <summary>The name of the set.</summary>
    public string Id { get; }

    /// <summary>Which edition of it, in the words of who made it.</summary>
    public string Edition { get; }

    /// <summary>Whether it is for demonstration only; then every screen must show <see cref="Notice"/>.</summary>
    public bool IsSample { get; }

    /// <summary>What every screen that shows findings must show beside them; null where the set asks for nothing.</summary>
    public SafetyText? Notice { get; }

    /// <summary>Every drug, by code.</summary>
    public ImmutableArray<DrugEntry> Drugs { get; }

    /// <summary>How many rules there are, interactions included.</summary>
    public int RuleCount => _rows.Length + _pairs.Count;

    /// <summary>The drug of that code; null when the set does not know it.</summary>
    public DrugEntry? FindDrug(string? code) => code is null ? null : _drugs.GetValueOrDefault(code);

    /// <summary>The rules about a term, interactions apart.</summary>
    internal ReadOnlySpan<RuleRow> RulesOf(int term) => _rows.AsSpan(_termStarts[term], _termStarts[term + 1] - _termStarts[term]);

    /// <summary>The interactions between two terms, in either order.</summary>
    internal ReadOnlySpan<RuleRow> Interactions(int term, int other) => _pairs.Find(term, other);

    internal string IdOf(in RuleRow row) => Encoding.UTF8.GetString(IdBytes(row));

    /// <summary>The id's bytes; ids are ASCII, so that their order as bytes is their order as words.</summary>
    internal ReadOnlySpan<byte> IdBytes(in RuleRow row) => _pools.Ids.AsSpan(row.IdStart, row.IdLength);

    internal RuleScope ScopeOf(in RuleRow row) => _pools.Scopes[row.Scope];

    internal SafetyText? NoteOf(in RuleRow row) => row.Note < 0 ? null : _pools.Notes[row.Note];

    internal decimal Figure(int index) => _pools.Figures[index];

    internal ulong RouteSet(int index) => _pools.RouteSets[index];

    internal string ConditionName(int index) => _pools.Conditions[index];

    /// <summary>The bit of a route; 0 where no rule and no drug names it.</summary>
    internal ulong RouteBit(string route)
    {
        var index = Array.IndexOf(_pools.Routes, route);
        return index < 0 ? 0 : 1UL << index;
    }

    internal string RouteNames(ulong set) =>
        string.Join(", ", _pools.Routes.Where((_, i) => (set & (1UL << i)) != 0).Order(StringComparer.Ordinal));

    internal int ConditionIndex(string code) => _pools.ConditionIndex.GetValueOrDefault(code, -1);

    /// <summary>The term of a kind and a code, such as <c>class:nitrate</c>; −1 when the set has none.</summary>
    internal int TermOf(string term) => _pools.TermIndex.GetValueOrDefault(term, -1);

    internal string TermName(int term) => _pools.Terms[term];
}

/// <summary>What stands at the head of a rule set's file.</summary>
internal sealed record OrderRulesHeader(string Id, string Edition, bool IsSample, SafetyText? Notice);

/// <summary>What rows point into. Every distinct value stands once.</summary>
internal sealed record RulePools(
    byte[] Ids,
    RuleScope[] Scopes,
    decimal[] Figures,
    ulong[] RouteSets,
    SafetyText[] Notes,
    string[] Routes,
    string[] Conditions,
    FrozenDictionary<string, int> ConditionIndex,
    string[] Terms,
    FrozenDictionary<string, int> TermIndex);

/// <summary>Interactions by their pair of terms: rows sorted by pair, and an open-addressed table from a pair to its first row.</summary>
internal sealed class PairIndex
{
    private readonly RuleRow[] _rows;
    private readonly ulong[] _keys;
    private readonly int[] _slots;

    /// <summary>Takes rows with the pair of each, in any order.</summary>
    public PairIndex(RuleRow[] rows, ulong[] keys)
    {
        Array.Sort(keys, rows);
        (_rows, _keys) = (rows, keys);
        var size = 2;
        while (size < rows.Length * 2) size *= 2;
        _slots = new int[size];
        for (var i = 0; i < rows.Length; i++)
        {
            if (i > 0 && keys[i] == keys[i - 1]) continue;
            var slot = Slot(keys[i]);
            while (_slots[slot] != 0) slot = (slot + 1) & (size - 1);
            _slots[slot] = i + 1;
        }
    }

    /// <summary>How many interactions there are.</summary>
    public int Count => _rows.Length;

    /// <summary>A pair as one number, the same in either order.</summary>
    public static ulong KeyOf(int a, int b) => ((ulong)Math.Min(a, b) << 32) | (uint)Math.Max(a, b);

    /// <summary>The rows of a pair.</summary>
    public ReadOnlySpan<RuleRow> Find(int a, int b)
    {
        var key = KeyOf(a, b);
        for (var slot = Slot(key); _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            var first = _slots[slot] - 1;
            if (_keys[first] != key) continue;
            var end = first + 1;
            while (end < _keys.Length && _keys[end] == key) end++;
            return _rows.AsSpan(first, end - first);
        }
        return [];
    }

    /// <summary>Fibonacci hashing: the upper bits of a product with 2^64 ÷ φ.</summary>
    private int Slot(ulong key) => (int)((key * 0x9E3779B97F4A7C15UL) >> 32) & (_slots.Length - 1);
}
