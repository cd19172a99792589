using System.Text.Json;

namespace Emergency.Domain.Orders.Safety;

/// <summary>The members that a rule can have, one bit each.</summary>
[Flags]
internal enum RuleMembers
{
    None = 0,
    Id = 1 << 0,
    Kind = 1 << 1,
    For = 1 << 2,
    With = 1 << 3,
    Allergy = 1 << 4,
    Condition = 1 << 5,
    Vital = 1 << 6,
    Routes = 1 << 7,
    AllowedRoutes = 1 << 8,
    Age = 1 << 9,
    AllowedAge = 1 << 10,
    Weight = 1 << 11,
    Low = 1 << 12,
    High = 1 << 13,
    Maximum = 1 << 14,
    Minimum = 1 << 15,
    Unit = 1 << 16,
    Below = 1 << 17,
    Above = 1 << 18,
    WithinMinutes = 1 << 19,
    Severity = 1 << 20,
    IfUnknown = 1 << 21,
    Note = 1 << 22,
}

/// <summary>Reads values and refuses, by name, what is not of the form.</summary>
internal static class RuleFields
{
    private const int MostText = 500;

    public static string Text(JsonElement value, string member) =>
        value.ValueKind is JsonValueKind.String ? value.GetString()! : throw new RefusedElementException(member, "expected a text");

    public static string Word(JsonElement value, string member)
    {
        var word = Text(value, member);
        return WordId.IsValid(word)
            ? word
            : throw new RefusedElementException(member, $"'{word}' is not 1 to {WordId.MaxLength} letters, digits, '-', '_' or '.'");
    }

    public static bool Flag(JsonElement value, string member) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw new RefusedElementException(member, "expected true or false");

    public static decimal Number(JsonElement value, string member) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out var number)
            ? number
            : throw new RefusedElementException(member, "expected a number");

    public static int Whole(JsonElement value, string member, int low, int high) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) && number >= low && number <= high
            ? number
            : throw new RefusedElementException(member, $"expected a whole number from {low} to {high}");

    /// <summary>A figure of a rule in a unit: more than 0 and in the bounds of <see cref="Quantity"/>.</summary>
    public static decimal Amount(JsonElement value, string member)
    {
        var number = Number(value, member);
        return new Quantity(number, default(MedicalUnit)).IsInBounds
            ? number
            : throw new RefusedElementException(member, $"must be more than 0, at most {Quantity.Most}, with at most {Quantity.Decimals} decimals");
    }

    public static SafetyText BothLanguages(JsonElement value, string member)
    {
        if (value.ValueKind is not JsonValueKind.Object) throw new RefusedElementException(member, "expected {\"zh\": …, \"en\": …}");
        OnlyKnown(value, ["zh", "en"], member);
        return new(Language(value, "zh", member), Language(value, "en", member));
    }

    public static ulong Route(string route, string member, OrderRuleSetBuilder builder)
    {
        var bit = builder.Route(route);
        return bit != 0 ? bit : throw new RefusedElementException(member, $"more than {OrderRuleSetBuilder.MostRoutes} different routes");
    }

    public static void OnlyKnown(JsonElement value, string[] known, string within = "")
    {
        if (value.ValueKind is not JsonValueKind.Object) throw new RefusedElementException(within, "expected an object");
        var seen = new HashSet<string>();
        foreach (var member in value.EnumerateObject())
        {
            var path = within.Length == 0 ? member.Name : $"{within}.{member.Name}";
            if (!known.Contains(member.Name)) throw new RefusedElementException(path, "unknown member");
            if (!seen.Add(member.Name)) throw new RefusedElementException(path, "stands twice");
        }
    }

    private static string Language(JsonElement value, string language, string member)
    {
        var text = value.TryGetProperty(language, out var found) ? Text(found, $"{member}.{language}") : "";
        return text.Length is > 0 and <= MostText
            ? text
            : throw new RefusedElementException($"{member}.{language}", $"expected 1 to {MostText} characters");
    }
}
