using Emergency.Domain.Orders.Safety;
using Emergency.Domain.Vitals;

namespace Emergency.Domain.Tests.Orders.Plain;

/// <summary>
/// The meaning of the rules, written down as simply as can be: every rule of the set is looked at for every order, in words, with no index and
/// no numbers for words. What the compiled check answers is held against this.
/// </summary>
public sealed class PlainSafety(PlainRuleSet set, OrderDraft draft, PatientFacts facts, DateTimeOffset now)
{
    private readonly Dictionary<string, PlainDrug> _drugs = set.Drugs.ToDictionary(d => d.Code);
    private readonly HashSet<string> _ingredients = [.. set.Drugs.SelectMany(d => d.Ingredients)];
    private readonly HashSet<string> _classes = [.. set.Drugs.SelectMany(d => d.Classes)];
    private readonly SortedDictionary<string, (int Count, SafetySeverity Severity, string Rule)> _missing = new(StringComparer.Ordinal);
    private readonly List<string> _found = [];
    private bool _usedWeight;

    /// <summary>Every finding as a line, sorted.</summary>
    public IReadOnlyList<string> Run()
    {
        var drug = _drugs[draft.Code!];
        HashSet<string> terms = [.. drug.Terms];
        if (!drug.IsOrderable) Found(SafetySeverity.Severe, "not-orderable", "built-in:drug", drug.Code);
        if (facts.Allergies is null) Lacks(["allergies"], "built-in:allergy", SafetySeverity.Warning);
        foreach (var allergy in (facts.Allergies ?? []).Distinct())
        {
            if (!_ingredients.Contains(allergy) && !_classes.Contains(allergy)) Found(SafetySeverity.Warning, "cannot-check", "built-in:allergy", allergy);
            foreach (var term in new[] { $"ingredient:{allergy}", $"class:{allergy}" }.Where(terms.Contains))
                Found(SafetySeverity.Severe, "allergy", "built-in:allergy", term);
        }
        foreach (var code in facts.Given.Select(g => g.Code).Where(c => !_drugs.ContainsKey(c)).Distinct())
            Found(SafetySeverity.Warning, "cannot-check", "built-in:givenDrug", code);
        foreach (var rule in set.Rules)
            if (terms.Contains(rule.For) || (rule.With is { } other && terms.Contains(other))) Look(rule, drug, terms);
        foreach (var (name, m) in _missing) Found(m.Severity, "cannot-check", m.Rule, $"{name} {m.Count}");
        if (_usedWeight && facts.Weight is { IsEstimated: true }) Found(SafetySeverity.Information, "weight-estimated", "built-in:weight", "");
        if (_usedWeight && IsWeightUnusual()) Found(SafetySeverity.Warning, "weight-unusual-for-age", "built-in:weight", "");
        return [.. _found.Order(StringComparer.Ordinal)];
    }

    private bool IsWeightUnusual()
    {
        if (facts is not { Age: { } age, Weight: { } weight }) return false;
        var kg = weight.Kilograms;
        if (age is { Years: 0, Months: 0, Days: < 28 }) return kg is < 0.4m or > 6;
        return age.Years switch
        {
            0 => kg is < 2 or > 16,
            <= 4 => kg is < 6 or > 35,
            <= 11 => kg is < 11 or > 90,
            <= 15 => kg is < 20 or > 150,
            _ => kg is < 25 or > 300,
        };
    }

    /// <summary>What the compiled check found, as the same lines.</summary>
    public static IReadOnlyList<string> Lines(SafetyReport report) =>
        [.. report.Findings.Select(f => $"{f.Severity}|{f.Code}|{f.RuleId}|{Detail(f)}").Order(StringComparer.Ordinal)];

    private static string Detail(SafetyFinding f)
    {
        string Number(string name) => f.Figure(name) is { Value: { } v } ? Plain(v) : "";
        string? Word(string name) => f.Figure(name)?.Text;
        return f.Code switch
        {
            "not-orderable" => Word("drug")!,
            "allergy" or "allergy-cross-class" => Word("allergy")!,
            "cannot-check" when f.Figure("rules") is null => Word(Word("missing")!)!,
            "cannot-check" => $"{Word("missing")} {Number("rules")}",
            "dose-cumulative-maximum" => $"{Number("sum")} {Number("maximumTotal")}",
            "contraindicated-vitals" => $"{Word("vital")} {Number("value")}",
            "interaction" or "duplicate" or "duplicate-class" => $"{Word("given")} {Number("minutesAgo")}",
            "contraindicated-condition" => Word("condition")!,
            _ => f.Figure("total") is null ? "" : $"{Number("total")} {Number("maximumTotal")}{Number("minimumTotal")}",
        };
    }

    private void Found(SafetySeverity severity, string code, string rule, string detail) => _found.Add($"{severity}|{code}|{rule}|{detail}");

    private void Lacks(IEnumerable<string> names, string rule, SafetySeverity severity)
    {
        foreach (var name in names.Distinct())
        {
            var (count, worst, first) = _missing.GetValueOrDefault(name, (0, severity, rule));
            _missing[name] = (count + 1, severity > worst ? severity : worst, string.CompareOrdinal(rule, first) < 0 ? rule : first);
        }
    }

    private void Look(PlainRule rule, PlainDrug drug, HashSet<string> terms)
    {
        var lacks = new List<string>();
        if (rule.With is not null)
        {
            Interaction(rule, terms, lacks);
            return;
        }
        if (!Applies(rule, lacks)) return;
        if (rule.Kind == "duplicate")
        {
            Duplicate(rule, drug, lacks);
            return;
        }
        var (isSo, detail, code) = Trigger(rule, drug, lacks);
        if (isSo is false) return;
        if (isSo is true && lacks.Count == 0) Found(Severity(rule.Severity), code, rule.Id, detail);
        else Lacks(lacks, rule.Id, Severity(rule.IfUnknown));
    }

    private bool Applies(PlainRule rule, List<string> lacks)
    {
        if (rule.Routes is { } routes)
        {
            if (draft.Route is null) lacks.Add("route");
            else if (!routes.Contains(draft.Route)) return false;
        }
        if (rule.AgeMonths is { } age)
        {
            if (facts.Age is not { } a) lacks.Add("age");
            else if (a.TotalMonths < (age.From ?? 0) || a.TotalMonths >= (age.To ?? int.MaxValue)) return false;
        }
        if (rule.WeightKg is { } weight)
        {
            _usedWeight = true;
            if (facts.Weight is not { } w) lacks.Add("weight");
            else if (w.Kilograms < (weight.From ?? 0) || w.Kilograms >= (weight.To ?? decimal.MaxValue)) return false;
        }
        return true;
    }

    private (bool? IsSo, string Detail, string Code) Trigger(PlainRule rule, PlainDrug drug, List<string> lacks)
    {
        switch (rule.Kind)
        {
            case "dose-maximum": return Beyond(draft.Dose, rule.Maximum!.Value, rule, drug, lacks, true, "dose-over-maximum");
            case "rate-maximum": return draft.Rate is null ? (false, "", "") : Beyond(draft.Rate, rule.Maximum!.Value, rule, drug, lacks, true, "rate-over-maximum");
            case "rate-minimum": return draft.Rate is null ? (false, "", "") : Beyond(draft.Rate, rule.Minimum!.Value, rule, drug, lacks, false, "rate-under-minimum");
            case "dose-usual":
                var code = rule.Unit!.Contains("/kg") ? "dose-unusual-for-weight" : "dose-unusual";
                var high = rule.High is { } h ? Beyond(draft.Dose, h, rule, drug, lacks, true, code) : (false, "", code);
                return high.IsSo is false && rule.Low is { } low ? Beyond(draft.Dose, low, rule, drug, lacks, false, code) : high;
            case "dose-cumulative": return Cumulative(rule, drug, lacks);
            case "route": return Known(draft.Route is not null, !rule.AllowedRoutes!.Contains(draft.Route), "route", lacks, "route", "");
            case "age":
                var months = facts.Age?.TotalMonths;
                var isOutside = months < (rule.AllowedMonths!.Value.From ?? 0) || months >= (rule.AllowedMonths.Value.To ?? int.MaxValue);
                return Known(months is not null, isOutside, "age", lacks, "age", "");
            case "pregnancy": return Pregnant(lacks);
            case "condition": return Known(facts.Conditions is not null, facts.Conditions?.Contains(rule.Condition!) is true, "conditions", lacks, "contraindicated-condition", rule.Condition!);
            case "allergy-cross":
                var allergen = rule.Allergy![(rule.Allergy!.IndexOf(':') + 1)..];
                return Known(facts.Allergies is not null, facts.Allergies?.Contains(allergen) is true, "allergies", lacks, "allergy-cross-class", rule.Allergy);
            case "vitals": return Vital(rule, lacks);
            default: throw new InvalidOperationException(rule.Kind);
        }
    }

    private static (bool? IsSo, string Detail, string Code) Known(bool isKnown, bool isSo, string name, List<string> lacks, string code, string detail)
    {
        if (isKnown) return (isSo, detail, code);
        lacks.Add(name);
        return (null, detail, code);
    }

    private (bool? IsSo, string Detail, string Code) Pregnant(List<string> lacks)
    {
        if (facts.Pregnancy is Pregnancy.Yes) return (true, "", "pregnancy");
        if (facts.Pregnancy is Pregnancy.No || facts.Sex is PatientSex.Male || facts.Age?.Years is < 10 or > 55) return (false, "", "pregnancy");
        lacks.Add("pregnancy");
        return (null, "", "pregnancy");
    }

    private (bool? IsSo, string Detail, string Code) Vital(PlainRule rule, List<string> lacks)
    {
        var newest = facts.Vitals.Where(v => v.Value is not null && VitalCatalogue.Of(v.Kind).Name == rule.Vital).OrderByDescending(v => v.At).FirstOrDefault();
        if (newest is null || (now - newest.At).TotalMinutes > rule.WithinMinutes)
        {
            lacks.Add(rule.Vital!);
            return (null, "", "");
        }
        var value = (decimal)newest.Value!.Value;
        return (value < rule.Below || value > rule.Above, $"{rule.Vital} {Plain(value)}", "contraindicated-vitals");
    }

    private (bool? IsSo, string Detail, string Code) Beyond(
        Quantity? ordered, decimal limit, PlainRule rule, PlainDrug drug, List<string> lacks, bool isHigh, string code)
    {
        if (ordered is not { } amount)
        {
            lacks.Add("dose");
            return (null, "", code);
        }
        var bothPerKg = amount.Unit.Symbol.Contains("/kg") && rule.Unit!.Contains("/kg");
        var left = PlainAmount.Of(amount, bothPerKg, facts.Weight?.Kilograms, drug.PerMillilitre, rule.Unit!);
        var right = PlainAmount.Of(new(limit, rule.Unit!), bothPerKg, facts.Weight?.Kilograms, drug.PerMillilitre, amount.Unit.Symbol);
        _usedWeight |= left.UsedWeight || right.UsedWeight;
        lacks.AddRange(left.Lacks.Concat(right.Lacks).Distinct());
        if (left.Lacks.Count + right.Lacks.Count > 0) return (null, "", code);
        var detail = amount.Unit.Symbol == rule.Unit ? "" : $"{Plain(left.Value)} {Plain(right.Value)}";
        return (isHigh ? left.Value > right.Value : left.Value < right.Value, detail, code);
    }

    private (bool? IsSo, string Detail, string Code) Cumulative(PlainRule rule, PlainDrug drug, List<string> lacks)
    {
        var sum = 0m;
        var unknown = new List<string>();
        var limit = PlainAmount.Of(new(rule.Maximum!.Value, rule.Unit!), false, facts.Weight?.Kilograms, null, rule.Unit!);
        var given = facts.Given.Where(g => _drugs.ContainsKey(g.Code) && _drugs[g.Code].Terms.Contains(rule.For) && Ago(g) < TimeSpan.FromMinutes(rule.WithinMinutes!.Value))
            .Select(g => (Drug: _drugs[g.Code], g.Dose, Name: "givenDose")).Append((Drug: drug, draft.Dose, Name: "dose"));
        foreach (var (from, dose, name) in given)
        {
            if (dose is not { } d)
            {
                unknown.Add(name);
                continue;
            }
            var isVolume = rule.Unit!.StartsWith("mL", StringComparison.Ordinal) || rule.Unit.StartsWith('L');
            var whole = PlainAmount.Of(d, false, facts.Weight?.Kilograms, isVolume ? null : from.PerMillilitre, rule.Unit);
            _usedWeight |= whole.UsedWeight;
            unknown.AddRange(whole.Lacks);
            if (whole.Lacks.Count == 0) sum += whole.Value;
        }
        _usedWeight |= limit.UsedWeight;
        unknown.AddRange(limit.Lacks);
        var detail = $"{Plain(sum)} {Plain(limit.Value)}";
        if (limit.Lacks.Count == 0 && sum > limit.Value) return (true, detail, "dose-cumulative-maximum");
        lacks.AddRange(unknown);
        return (unknown.Count == 0 ? false : null, detail, "dose-cumulative-maximum");
    }

    private void Interaction(PlainRule rule, HashSet<string> terms, List<string> lacks)
    {
        var partners = facts.Given.Where(g => _drugs.ContainsKey(g.Code) && g.Code != draft.Code && (rule.WithinMinutes is not { } w || Ago(g) < TimeSpan.FromMinutes(w)))
            .Where(g => (terms.Contains(rule.For) && _drugs[g.Code].Terms.Contains(rule.With)) || (terms.Contains(rule.With!) && _drugs[g.Code].Terms.Contains(rule.For)))
            .GroupBy(g => g.Code).ToList();
        if (partners.Count == 0 || !Applies(rule, lacks)) return;
        if (lacks.Count > 0) Lacks(lacks, rule.Id, Severity(rule.IfUnknown));
        else foreach (var partner in partners) Found(Severity(rule.Severity), "interaction", rule.Id, $"{partner.Key} {Minutes(partner)}");
    }

    private void Duplicate(PlainRule rule, PlainDrug drug, List<string> lacks)
    {
        var before = facts.Given.Where(g => _drugs.ContainsKey(g.Code) && _drugs[g.Code].Terms.Contains(rule.For) && Ago(g) < TimeSpan.FromMinutes(rule.WithinMinutes!.Value))
            .GroupBy(g => g.Code).ToList();
        if (before.Count == 0) return;
        if (lacks.Count > 0) Lacks(lacks, rule.Id, Severity(rule.IfUnknown));
        else foreach (var one in before)
            Found(Severity(rule.Severity), one.Key == drug.Code || _drugs[one.Key].Ingredients.Intersect(drug.Ingredients).Any() ? "duplicate" : "duplicate-class", rule.Id, $"{one.Key} {Minutes(one)}");
    }

    private string Minutes(IEnumerable<GivenDrug> given) => Math.Floor((decimal)given.Min(Ago).TotalMinutes).ToString("0");

    private TimeSpan Ago(GivenDrug given) => given.At > now ? TimeSpan.Zero : now - given.At;

    private static string Plain(decimal value) => value.ToString("0.##########");

    private static SafetySeverity Severity(string word) =>
        word switch { "severe" => SafetySeverity.Severe, "warning" => SafetySeverity.Warning, _ => SafetySeverity.Information };
}

/// <summary>An amount in mg, IU, mmol or mL (an hour), worked out from the words of its unit.</summary>
public readonly record struct PlainAmount(decimal Value, bool UsedWeight, IReadOnlyList<string> Lacks)
{
    public static PlainAmount Of(Quantity amount, bool keepPerKg, decimal? kilograms, (decimal Value, string Unit)? perMillilitre, string comparedWith)
    {
        var parts = amount.Unit.Symbol.Split('/');
        var lacks = new List<string>();
        var value = amount.Value * Factor(parts[0]);
        if (parts.Contains("min")) value *= 60;
        var weighs = parts.Contains("kg") && !keepPerKg;
        if (weighs && kilograms is null) lacks.Add("weight");
        if (weighs) value *= kilograms ?? 1;
        var (mine, other) = (Dimension(parts[0]), Dimension(comparedWith.Split('/')[0]));
        if (mine == other) return new(value, weighs, lacks);
        if (mine != "mL" && other != "mL") lacks.Add("unit");
        else if (perMillilitre is not { } c) lacks.Add("concentration");
        else if (Dimension(c.Unit) != (mine == "mL" ? other : mine)) lacks.Add("unit");
        else if (mine == "mL") value *= c.Value * Factor(c.Unit);
        return new(value, weighs, lacks);
    }

    private static decimal Factor(string unit) => unit switch
    {
        "ng" => 0.000001m,
        "µg" or "µmol" => 0.001m,
        "g" or "L" => 1000m,
        _ => 1m,
    };

    private static string Dimension(string unit) => unit switch
    {
        "ng" or "µg" or "mg" or "g" => "mg",
        "µmol" or "mmol" => "mmol",
        "L" or "mL" => "mL",
        _ => unit,
    };
}
