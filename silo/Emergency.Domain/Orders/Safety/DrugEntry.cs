using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Emergency.Domain.Orders.Safety;

/// <summary>How much of the drug one millilitre of the ready solution holds.</summary>
/// <param name="Value">Of <paramref name="Unit"/> in 1 mL.</param>
/// <param name="Unit">A mass, an activity or an amount of substance.</param>
public readonly record struct Concentration(decimal Value, MedicalUnit Unit);

/// <summary>A drug of a rule set.</summary>
/// <param name="Code">A word, unique in the set.</param>
/// <param name="Names">What people call it.</param>
/// <param name="Ingredients">Codes of what is in it; at least one.</param>
/// <param name="Classes">Codes of the groups that it belongs to.</param>
/// <param name="Units">Units that it is ordered in, the usual one first.</param>
/// <param name="Routes">Routes that a screen offers, the usual one first; rules say what is allowed.</param>
/// <param name="Concentration">Null where it is never given in millilitres, or not known.</param>
/// <param name="IsOrderable">False for what is known only because patients take it at home.</param>
public sealed record DrugEntry(
    string Code,
    SafetyText Names,
    ImmutableArray<string> Ingredients,
    ImmutableArray<string> Classes,
    ImmutableArray<MedicalUnit> Units,
    ImmutableArray<string> Routes,
    Concentration? Concentration = null,
    bool IsOrderable = true)
{
    /// <summary>Its terms in the rule set's numbering: itself, its ingredients, its classes.</summary>
    [JsonIgnore]
    internal ImmutableArray<int> Terms { get; init; } = [];

    /// <summary>Whether both have an ingredient in common.</summary>
    internal bool SharesIngredient(DrugEntry other)
    {
        foreach (var ingredient in Ingredients)
            if (other.Ingredients.Contains(ingredient)) return true;
        return false;
    }
}
