using System.Text.Json.Serialization;

namespace Emergency.Domain.Orders.Safety;

/// <summary>What is ordered.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderKind>))]
public enum OrderKind
{
    /// <summary>A drug: the rule set is asked.</summary>
    [JsonStringEnumMemberName("drug")] Drug = 0,

    /// <summary>Something to do, such as an airway; no rules.</summary>
    [JsonStringEnumMemberName("procedure")] Procedure = 1,

    /// <summary>Where to take the patient; no rules.</summary>
    [JsonStringEnumMemberName("destination")] Destination = 2,

    /// <summary>Anything else in words; no rules.</summary>
    [JsonStringEnumMemberName("other")] Other = 3,
}

/// <summary>An order before it is sent.</summary>
/// <param name="Code">A drug's code in the rule set; for other kinds a code of the county's own. Null for free text alone.</param>
/// <param name="Dose">A single dose, not a rate; null when not said.</param>
/// <param name="Route">A route's code such as <c>iv</c>, <c>im</c>, <c>po</c>; null when not said.</param>
/// <param name="Rate">An amount in a time; null for a dose at once.</param>
/// <param name="Text">Free text, at most <see cref="TextLimits.Notes"/> characters. It is not checked.</param>
public sealed record OrderDraft(
    OrderKind Kind, string? Code = null, Quantity? Dose = null, string? Route = null, Quantity? Rate = null, string? Text = null)
{
    /// <summary>What is malformed, whatever the patient; null when nothing is.</summary>
    public Rejection? Problem() =>
        TextRules.Defined(Kind, "the kind of order")
        ?? (Code is null ? null : TextRules.Word(Code, "the code"))
        ?? (Route is null ? null : TextRules.Word(Route, "the route"))
        ?? Amount(Dose, "dose", isRate: false)
        ?? Amount(Rate, "rate", isRate: true)
        ?? TextRules.Optional(Text, TextLimits.Notes, "the text");

    private static Rejection? Amount(Quantity? amount, string what, bool isRate)
    {
        if (amount is not { } a)
            return null;
        if (!a.IsInBounds)
            return TextRules.Invalid($"the {what} must be more than 0, at most {Quantity.Most}, with at most {Quantity.Decimals} decimals");
        return a.Unit.IsRate == isRate ? null : TextRules.Invalid($"'{a.Unit.Symbol}' is not the unit of a {what}");
    }
}
