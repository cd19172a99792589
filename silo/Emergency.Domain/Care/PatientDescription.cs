using System.Collections.Immutable;

namespace Emergency.Domain.Care;

/// <summary>What was said of a patient. Null is "nothing was said"; an empty list means that somebody asked and there is none.</summary>
/// <param name="AgeYears">0 to 130.</param>
/// <param name="AgeMonths">For children under two, instead of years: 0 to 24.</param>
/// <param name="Sex"><c>male</c> or <c>female</c>.</param>
/// <param name="WeightKg">0.3 to 400.</param>
/// <param name="WeightEstimated">The weight was guessed.</param>
/// <param name="OnsetAt">When it began; for stroke: last seen well.</param>
/// <param name="Gcs">Coma scale, 3 to 15.</param>
/// <param name="Consciousness">One of <c>A C V P U</c>: alert, new confusion, responds to voice, to pain, unresponsive.</param>
public sealed record PatientDescription(
    string? Name = null,
    int? AgeYears = null,
    int? AgeMonths = null,
    string? Sex = null,
    double? WeightKg = null,
    bool WeightEstimated = false,
    Pregnancy Pregnancy = Pregnancy.Unknown,
    IReadOnlyList<string>? Allergies = null,
    IReadOnlyList<string>? Conditions = null,
    DateTimeOffset? OnsetAt = null,
    int? Gcs = null,
    bool? OnOxygen = null,
    string? Consciousness = null)
{
    /// <summary>Nothing was said.</summary>
    public static PatientDescription Nothing { get; } = new();
}

/// <summary>Who said a fact, and when it was so.</summary>
public readonly record struct FactOrigin(DateTimeOffset At, string Actor);

/// <summary>What is known of a patient, field by field, each with who said it and when.</summary>
/// <param name="Facts">The newest of each field.</param>
/// <param name="Origins">By field, such as <c>weight</c>.</param>
public sealed record KnownFacts(PatientDescription Facts, ImmutableDictionary<string, FactOrigin> Origins)
{
    private static readonly ImmutableArray<Field> Fields =
    [
        new("name", d => d.Name, (to, d) => to with { Name = d.Name }),
        new("age", d => d.AgeYears is null && d.AgeMonths is null ? null : (d.AgeYears, d.AgeMonths), (to, d) => to with { AgeYears = d.AgeYears, AgeMonths = d.AgeMonths }),
        new("sex", d => d.Sex, (to, d) => to with { Sex = d.Sex }),
        new("weight", d => d.WeightKg is null ? null : (d.WeightKg, d.WeightEstimated), (to, d) => to with { WeightKg = d.WeightKg, WeightEstimated = d.WeightEstimated }),
        new("pregnancy", d => d.Pregnancy is Pregnancy.Unknown ? null : d.Pregnancy, (to, d) => to with { Pregnancy = d.Pregnancy }),
        new("allergies", d => Words(d.Allergies), (to, d) => to with { Allergies = d.Allergies }),
        new("conditions", d => Words(d.Conditions), (to, d) => to with { Conditions = d.Conditions }),
        new("onset", d => d.OnsetAt, (to, d) => to with { OnsetAt = d.OnsetAt }),
        new("gcs", d => d.Gcs, (to, d) => to with { Gcs = d.Gcs }),
        new("oxygen", d => d.OnOxygen, (to, d) => to with { OnOxygen = d.OnOxygen }),
        new("consciousness", d => d.Consciousness, (to, d) => to with { Consciousness = d.Consciousness }),
    ];

    /// <summary>Nothing is known.</summary>
    public static KnownFacts Nothing { get; } = new(PatientDescription.Nothing, ImmutableDictionary<string, FactOrigin>.Empty);

    /// <summary>What of a statement is news: fields that were said, differ, and are not older than what is known.</summary>
    public PatientDescription NewsIn(PatientDescription said, DateTimeOffset at)
    {
        var news = PatientDescription.Nothing;
        foreach (var field in Fields)
        {
            if (field.Read(said) is { } value && !value.Equals(field.Read(Facts)) && !(Origins.TryGetValue(field.Name, out var known) && known.At > at))
                news = field.Copy(news, said);
        }

        return news;
    }

    /// <summary>The facts after a statement: every field in it replaces what was known.</summary>
    public KnownFacts With(PatientDescription news, DateTimeOffset at, string actor)
    {
        var (facts, origins) = (Facts, Origins);
        foreach (var field in Fields.Where(f => f.Read(news) is not null))
        {
            facts = field.Copy(facts, news);
            origins = origins.SetItem(field.Name, new(at, actor));
        }

        return new(facts, origins);
    }

    /// <summary>The names of the fields that a statement says something of.</summary>
    public static IEnumerable<string> NamesIn(PatientDescription said) => Fields.Where(f => f.Read(said) is not null).Select(f => f.Name);

    private static string? Words(IReadOnlyList<string>? words) => words is null ? null : string.Join('\n', words);

    private sealed record Field(
        string Name, Func<PatientDescription, object?> Read, Func<PatientDescription, PatientDescription, PatientDescription> Copy);
}
