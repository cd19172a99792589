using System.Text.Json;
using Emergency.Domain.Vitals;
using M = Emergency.Domain.Orders.Safety.RuleMembers;

namespace Emergency.Domain.Orders.Safety;

/// <summary>Reads one rule: every member of it must be known, allowed for its kind, and of its form.</summary>
internal sealed class RuleJson
{
    private const M Always = M.Id | M.Kind | M.For;
    private const M Common = Always | M.Routes | M.Age | M.Weight | M.Severity | M.IfUnknown | M.Note;
    private const int MostMinutes = 60 * 24 * 366;
    private const int MostMonths = 12 * (PatientAge.MostYears + 1);
    private const decimal GramsAKilogram = 1000m;

    private static readonly Dictionary<string, M> Names = Enum.GetValues<M>().Where(m => m != M.None)
        .ToDictionary(m => JsonNamingPolicy.CamelCase.ConvertName(m.ToString()));

    /// <summary>By kind: its name, what it needs, what it may have besides the common members, and how grave it is by default.</summary>
    private static readonly (string Name, M Needs, M May, SafetySeverity Severity)[] Kinds =
    [
        ("dose-maximum", M.Maximum | M.Unit, M.None, SafetySeverity.Severe),
        ("dose-usual", M.Unit, M.Low | M.High, SafetySeverity.Warning),
        ("dose-cumulative", M.Maximum | M.Unit | M.WithinMinutes, M.None, SafetySeverity.Severe),
        ("rate-maximum", M.Maximum | M.Unit, M.None, SafetySeverity.Severe),
        ("rate-minimum", M.Minimum | M.Unit, M.None, SafetySeverity.Warning),
        ("route", M.AllowedRoutes, M.None, SafetySeverity.Severe),
        ("age", M.AllowedAge, M.None, SafetySeverity.Severe),
        ("pregnancy", M.None, M.None, SafetySeverity.Severe),
        ("condition", M.Condition, M.None, SafetySeverity.Severe),
        ("vitals", M.Vital | M.WithinMinutes, M.Below | M.Above, SafetySeverity.Severe),
        ("interaction", M.With, M.WithinMinutes, SafetySeverity.Severe),
        ("duplicate", M.WithinMinutes, M.None, SafetySeverity.Warning),
        ("allergy-cross", M.Allergy, M.None, SafetySeverity.Warning),
    ];

    private readonly OrderRuleSetBuilder _builder;
    private M _has;
    private RuleScope _scope = RuleScope.Anybody;
    private string _id = "";
    private int _kind = -1;
    private int _term = -1;
    private int _other = -1;
    private int _low = -1;
    private int _high = -1;
    private decimal _least;
    private decimal _most = decimal.MaxValue;
    private MedicalUnit _unit;
    private int _window;
    private int _note = -1;
    private SafetySeverity? _severity;
    private SafetySeverity _ifUnknown = SafetySeverity.Warning;

    private RuleJson(OrderRuleSetBuilder builder) => _builder = builder;

    public static void Rule(JsonElement value, OrderRuleSetBuilder builder)
    {
        if (value.ValueKind is not JsonValueKind.Object) throw new RefusedElementException("", "expected an object");
        var rule = new RuleJson(builder);
        foreach (var member in value.EnumerateObject()) rule.Take(member.Name, member.Value);
        rule.Check();
        if (!builder.AddRule(rule._id, rule._term, rule.Row())) throw new RefusedElementException("id", $"rule '{rule._id}' stands twice");
    }

    private RuleRow Row()
    {
        var severities = RuleRow.Pack(_severity ?? Kinds[_kind].Severity, _ifUnknown);
        return new((RuleKind)_kind, severities, _unit.Index, 0, 0, _builder.Scope(_scope), _low, _high, _other, _window, _note);
    }

    private void Check()
    {
        var missing = (Always & ~_has) is var always && always != M.None ? always : Kinds[_kind].Needs & ~_has;
        if (missing != M.None) throw new RefusedElementException(NameOf(missing), "is missing");
        var (name, needs, may, _) = Kinds[_kind];
        var foreign = _has & ~(Common | needs | may);
        if (foreign != M.None) throw new RefusedElementException(NameOf(foreign), $"a rule of kind {name} has no such member");
        if (may is not (M.None or M.WithinMinutes) && (_has & may) == M.None)
            throw new RefusedElementException("", $"a rule of kind {name} needs {NameOf(may)} or its counterpart");
        if (_least > _most) throw new RefusedElementException("low", "is more than high");
        var isRate = (RuleKind)_kind is RuleKind.RateMaximum or RuleKind.RateMinimum;
        if (_has.HasFlag(M.Unit) && _unit.IsRate != isRate)
            throw new RefusedElementException("unit", $"'{_unit.Symbol}' is {(isRate ? "not " : "")}the unit of a rate");
    }

    private static string NameOf(M members) => Names.First(n => members.HasFlag(n.Value)).Key;

    private void Take(string name, JsonElement value)
    {
        if (!Names.TryGetValue(name, out var member)) throw new RefusedElementException(name, "unknown member");
        if (_has.HasFlag(member)) throw new RefusedElementException(name, "stands twice");
        _has |= member;
        if ((member & (M.Low | M.High | M.Maximum | M.Minimum | M.Below | M.Above)) != M.None)
            TakeFigure(member, value, name);
        else if ((member & (M.Routes | M.Age | M.Weight | M.AllowedAge | M.AllowedRoutes)) != M.None)
            TakeScope(member, value, name);
        else
            TakeWord(member, value, name);
    }

    private void TakeWord(M member, JsonElement value, string name)
    {
        switch (member)
        {
            case M.Id: _id = RuleFields.Word(value, name); break;
            case M.Kind: _kind = KindOf(RuleFields.Text(value, name)); break;
            case M.For: _term = Term(RuleFields.Text(value, name), name); break;
            case M.With or M.Allergy: _other = Term(RuleFields.Text(value, name), name); break;
            case M.Condition: _other = _builder.Condition(RuleFields.Word(value, name)); break;
            case M.Vital: _other = VitalOf(RuleFields.Text(value, name)); break;
            case M.Unit: _unit = UnitOf(RuleFields.Text(value, name)); break;
            case M.WithinMinutes: _window = RuleFields.Whole(value, name, 1, MostMinutes); break;
            case M.Severity: _severity = SeverityOf(RuleFields.Text(value, name), name); break;
            case M.IfUnknown: _ifUnknown = SeverityOf(RuleFields.Text(value, name), name); break;
            default: _note = _builder.Note(RuleFields.BothLanguages(value, name)); break;
        }
    }

    private void TakeFigure(M member, JsonElement value, string name)
    {
        if (member is M.Low or M.Minimum)
            _low = _builder.Figure(_least = RuleFields.Amount(value, name));
        else if (member is M.High or M.Maximum)
            _high = _builder.Figure(_most = RuleFields.Amount(value, name));
        else if (member is M.Below)
            _low = _builder.Figure(RuleFields.Number(value, name));
        else
            _high = _builder.Figure(RuleFields.Number(value, name));
    }

    private void TakeScope(M member, JsonElement value, string name)
    {
        switch (member)
        {
            case M.Routes: _scope = _scope with { Routes = Routes(value, name) }; break;
            case M.AllowedRoutes: _other = _builder.RouteSet(Routes(value, name)); break;
            case M.AllowedAge: (_low, _high) = Months(value, name); break;
            case M.Age:
                var (from, to) = Months(value, name);
                _scope = _scope with { FromMonths = (short)from, ToMonths = (short)to };
                break;
            default:
                var (light, heavy) = Bounds(value, name, "fromKg", "toKg", PatientWeight.Most);
                _scope = _scope with { FromGrams = Grams(light ?? 0, name), ToGrams = heavy is { } h ? Grams(h, name) : int.MaxValue };
                break;
        }
    }

    private static (int From, int To) Months(JsonElement value, string name)
    {
        var (from, to) = Bounds(value, name, "fromMonths", "toMonths", MostMonths);
        if (from % 1 is > 0 || to % 1 is > 0) throw new RefusedElementException(name, "expected whole months");
        return ((int)(from ?? 0), (int)(to ?? short.MaxValue));
    }

    private static int Grams(decimal kilograms, string name)
    {
        var grams = kilograms * GramsAKilogram;
        return grams == decimal.Truncate(grams) ? (int)grams : throw new RefusedElementException(name, "expected at most three decimals");
    }

    private static (decimal? From, decimal? To) Bounds(JsonElement value, string name, string low, string high, decimal most)
    {
        RuleFields.OnlyKnown(value, [low, high], name);
        decimal? from = value.TryGetProperty(low, out var f) ? RuleFields.Number(f, $"{name}.{low}") : null;
        decimal? to = value.TryGetProperty(high, out var t) ? RuleFields.Number(t, $"{name}.{high}") : null;
        if (from is null && to is null) throw new RefusedElementException(name, $"needs {low} or {high}");
        return (from ?? 0) >= 0 && (from ?? 0) < (to ?? most) && (to ?? 0) <= most
            ? (from, to)
            : throw new RefusedElementException(name, $"{low} must be less than {high}, both 0 to {most}");
    }

    private ulong Routes(JsonElement value, string name)
    {
        if (value.ValueKind is not JsonValueKind.Array || value.GetArrayLength() == 0)
            throw new RefusedElementException(name, "expected a list of at least one route");
        return value.EnumerateArray().Aggregate(0UL, (set, r) => set | RuleFields.Route(RuleFields.Word(r, name), name, _builder));
    }

    private int Term(string term, string name)
    {
        var index = _builder.FindTerm(term);
        return index >= 0 ? index : throw new RefusedElementException(name, $"'{term}' is no drug, ingredient or class of this file (drug:…, ingredient:…, class:…)");
    }

    private static int KindOf(string kind)
    {
        var index = Array.FindIndex(Kinds, k => k.Name == kind);
        return index >= 0 ? index : throw new RefusedElementException("kind", $"'{kind}' is no kind of rule of version {OrderRuleReader.Version}");
    }

    private static int VitalOf(string vital) =>
        VitalCatalogue.Find(vital) is { } found ? (int)found.Kind : throw new RefusedElementException("vital", $"'{vital}' is no vital sign");

    private static MedicalUnit UnitOf(string symbol) =>
        MedicalUnit.TryParse(symbol, out var unit) ? unit : throw new RefusedElementException("unit", $"'{symbol}' is not a unit");

    private static SafetySeverity SeverityOf(string severity, string name) => severity switch
    {
        "severe" => SafetySeverity.Severe,
        "warning" => SafetySeverity.Warning,
        "information" => SafetySeverity.Information,
        _ => throw new RefusedElementException(name, $"'{severity}' is not severe, warning or information"),
    };
}
