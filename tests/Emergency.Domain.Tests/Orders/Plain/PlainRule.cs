using System.Text.Json;

namespace Emergency.Domain.Tests.Orders.Plain;

/// <summary>A rule as its author thinks of it: one object, every member as in the file. For tests and benchmarks, where size does not matter.</summary>
public sealed record PlainRule(string Id, string Kind, string For)
{
    public string? With { get; init; }
    public string? Allergy { get; init; }
    public string? Condition { get; init; }
    public string? Vital { get; init; }
    public string[]? Routes { get; init; }
    public string[]? AllowedRoutes { get; init; }
    public (int? From, int? To)? AgeMonths { get; init; }
    public (int? From, int? To)? AllowedMonths { get; init; }
    public (decimal? From, decimal? To)? WeightKg { get; init; }
    public decimal? Low { get; init; }
    public decimal? High { get; init; }
    public decimal? Maximum { get; init; }
    public decimal? Minimum { get; init; }
    public string? Unit { get; init; }
    public decimal? Below { get; init; }
    public decimal? Above { get; init; }
    public int? WithinMinutes { get; init; }
    public string Severity { get; init; } = "severe";
    public string IfUnknown { get; init; } = "warning";

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var (name, text) in new[]
            { ("id", Id), ("kind", Kind), ("for", For), ("with", With), ("allergy", Allergy), ("condition", Condition), ("vital", Vital), ("unit", Unit) })
            if (text is not null) json.WriteString(name, text);
        Write(json, "routes", Routes);
        Write(json, "allowedRoutes", AllowedRoutes);
        Write(json, "age", "Months", AgeMonths);
        Write(json, "allowedAge", "Months", AllowedMonths);
        Write(json, "weight", "Kg", WeightKg);
        foreach (var (name, number) in new[]
            { ("low", Low), ("high", High), ("maximum", Maximum), ("minimum", Minimum), ("below", Below), ("above", Above), ("withinMinutes", WithinMinutes) })
            if (number is { } n) json.WriteNumber(name, n);
        json.WriteString("severity", Severity);
        json.WriteString("ifUnknown", IfUnknown);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, string[]? texts)
    {
        if (texts is null) return;
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Write<T>(Utf8JsonWriter json, string name, string unit, (T? From, T? To)? bounds)
        where T : struct
    {
        if (bounds is not { } b) return;
        json.WriteStartObject(name);
        if (b.From is { } from) json.WriteNumber($"from{unit}", Convert.ToDecimal(from));
        if (b.To is { } to) json.WriteNumber($"to{unit}", Convert.ToDecimal(to));
        json.WriteEndObject();
    }
}

/// <summary>A drug as its author thinks of it.</summary>
public sealed record PlainDrug(
    string Code, string[] Ingredients, string[] Classes, string[] Units, string[] Routes, (decimal Value, string Unit)? PerMillilitre = null, bool IsOrderable = true)
{
    public IEnumerable<string> Terms => Ingredients.Select(i => $"ingredient:{i}").Concat(Classes.Select(c => $"class:{c}")).Prepend($"drug:{Code}");

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("code", Code);
        json.WriteStartObject("names");
        json.WriteString("zh", $"药{Code}");
        json.WriteString("en", Code);
        json.WriteEndObject();
        foreach (var (name, list) in new[] { ("ingredients", Ingredients), ("classes", Classes), ("units", Units), ("routes", Routes) })
        {
            json.WriteStartArray(name);
            foreach (var text in list) json.WriteStringValue(text);
            json.WriteEndArray();
        }
        if (PerMillilitre is { } c)
        {
            json.WriteStartObject("concentration");
            json.WriteNumber("value", c.Value);
            json.WriteString("unit", $"{c.Unit}/mL");
            json.WriteEndObject();
        }
        json.WriteBoolean("orderable", IsOrderable);
        json.WriteEndObject();
    }
}

/// <summary>A whole set, which can be written in the real format.</summary>
public sealed record PlainRuleSet(IReadOnlyList<PlainDrug> Drugs, IReadOnlyList<PlainRule> Rules)
{
    private const int FlushEvery = 1000;

    public void Write(Stream target)
    {
        using var json = new Utf8JsonWriter(target);
        json.WriteStartObject();
        json.WriteString("format", "order-rules");
        json.WriteNumber("version", 1);
        json.WriteString("id", "generated");
        json.WriteString("edition", "1");
        json.WriteStartArray("drugs");
        foreach (var drug in Drugs) drug.Write(json);
        json.WriteEndArray();
        json.WriteStartArray("rules");
        for (var i = 0; i < Rules.Count; i++)
        {
            Rules[i].Write(json);
            if (i % FlushEvery == 0) json.Flush();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
