using System.Collections.Immutable;
using System.Text.Json;

namespace Emergency.Domain.Orders.Safety;

/// <summary>Reads one drug, or one term that no drug carries.</summary>
internal static class DrugJson
{
    /// <summary>The most ingredients, classes, units or routes of one drug.</summary>
    private const int MostEntries = 20;

    private const string PerMillilitre = "/mL";
    private static readonly string[] Known = ["code", "names", "ingredients", "classes", "units", "routes", "concentration", "orderable"];

    public static void Term(JsonElement value, OrderRuleSetBuilder builder)
    {
        var term = RuleFields.Text(value, "");
        var colon = term.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || term[..colon] is not ("ingredient" or "class") || !WordId.IsValid(term[(colon + 1)..]))
            throw new RefusedElementException("", $"'{term}' is not ingredient:… or class:…");
        builder.AddTerm(term);
    }

    public static void Drug(JsonElement value, OrderRuleSetBuilder builder)
    {
        RuleFields.OnlyKnown(value, Known);
        var code = RuleFields.Word(Needed(value, "code"), "code");
        var drug = new DrugEntry(
            code,
            RuleFields.BothLanguages(Needed(value, "names"), "names"),
            Words(Needed(value, "ingredients"), "ingredients"),
            value.TryGetProperty("classes", out var classes) ? Words(classes, "classes") : [],
            [.. Strings(Needed(value, "units"), "units").Select(Unit)],
            value.TryGetProperty("routes", out var routes) ? Words(routes, "routes") : [],
            value.TryGetProperty("concentration", out var concentration) ? ConcentrationOf(concentration) : null,
            !value.TryGetProperty("orderable", out var orderable) || RuleFields.Flag(orderable, "orderable"));
        if (drug.Ingredients.Length == 0) throw new RefusedElementException("ingredients", "a drug has at least one ingredient");
        if (drug.Units.Length == 0) throw new RefusedElementException("units", "a drug has at least one unit");
        foreach (var route in drug.Routes) RuleFields.Route(route, "routes", builder);
        if (!builder.AddDrug(drug)) throw new RefusedElementException("code", $"drug '{code}' stands twice");
    }

    private static JsonElement Needed(JsonElement value, string member) =>
        value.TryGetProperty(member, out var found) ? found : throw new RefusedElementException(member, "is missing");

    private static ImmutableArray<string> Words(JsonElement value, string member) =>
        [.. Strings(value, member).Select(w => WordId.IsValid(w) ? w : throw new RefusedElementException(member, $"'{w}' is not a code"))];

    private static ImmutableArray<string> Strings(JsonElement value, string member)
    {
        if (value.ValueKind is not JsonValueKind.Array || value.GetArrayLength() > MostEntries)
            throw new RefusedElementException(member, $"expected a list of at most {MostEntries}");
        return [.. value.EnumerateArray().Select(e => RuleFields.Text(e, member)).Distinct()];
    }

    private static MedicalUnit Unit(string symbol) =>
        MedicalUnit.TryParse(symbol, out var unit) ? unit : throw new RefusedElementException("units", $"'{symbol}' is not a unit");

    private static Concentration ConcentrationOf(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.Object)
            throw new RefusedElementException("concentration", "expected {\"value\": …, \"unit\": \"mg/mL\"}");
        RuleFields.OnlyKnown(value, ["value", "unit"], "concentration");
        var amount = RuleFields.Number(Needed(value, "value"), "concentration.value");
        var symbol = RuleFields.Text(Needed(value, "unit"), "concentration.unit");
        var isPerMillilitre = symbol.EndsWith(PerMillilitre, StringComparison.Ordinal);
        if (!isPerMillilitre || !MedicalUnit.TryParse(symbol[..^PerMillilitre.Length], out var unit)
            || unit.Dimension is UnitDimension.Volume || unit.IsPerKilogram || unit.IsRate)
            throw new RefusedElementException("concentration.unit", $"'{symbol}' is not an amount in a millilitre such as mg/mL");
        if (!new Quantity(amount, unit).IsInBounds) throw new RefusedElementException("concentration.value", "out of bounds");
        return new(amount, unit);
    }
}
