using System.Text.Json.Serialization;
using Emergency.Domain.Vitals;

namespace Emergency.Domain.Orders.Safety;

/// <summary>A weight, and whether it was measured.</summary>
/// <param name="Kilograms">0.3 to 500, at most three decimals.</param>
/// <param name="IsEstimated">Whether somebody guessed it or read it off a length; findings that used it say so.</param>
public readonly record struct PatientWeight(decimal Kilograms, bool IsEstimated = false)
{
    /// <summary>The least weight that is taken, in kilograms.</summary>
    public const decimal Least = 0.3m;

    /// <summary>The greatest weight that is taken, in kilograms.</summary>
    public const decimal Most = 500m;

    /// <summary>Whether it is in bounds.</summary>
    [JsonIgnore]
    public bool IsValid => Kilograms is >= Least and <= Most && decimal.Round(Kilograms, 3) == Kilograms;
}

/// <summary>A drug that the patient got or took, or that is ordered and still open.</summary>
/// <param name="Code">Its code in the rule set.</param>
/// <param name="At">When it was given, taken or ordered.</param>
/// <param name="Dose">A single dose, not a rate; null when nobody knows.</param>
/// <param name="Route">Null when nobody knows.</param>
/// <param name="IsPending">Ordered, and neither done nor refused yet: it counts as if it were given.</param>
public sealed record GivenDrug(string Code, DateTimeOffset At, Quantity? Dose = null, string? Route = null, bool IsPending = false);

/// <summary>What is known of the patient when an order is checked. What is not known is null or says so, and is never guessed.</summary>
public sealed record PatientFacts
{
    /// <summary>The most entries of each list.</summary>
    public const int MostEntries = 200;

    /// <summary>Nothing is known.</summary>
    public static PatientFacts Unknown { get; } = new();

    /// <summary>Null when unknown.</summary>
    public PatientAge? Age { get; init; }

    /// <summary>Null when unknown.</summary>
    public PatientWeight? Weight { get; init; }

    /// <summary>Default: unknown.</summary>
    public PatientSex Sex { get; init; }

    /// <summary>Default: unknown.</summary>
    public Pregnancy Pregnancy { get; init; }

    /// <summary>Codes of ingredients or classes of drugs. Null when nobody asked; empty when the patient has none.</summary>
    public IReadOnlyList<string>? Allergies { get; init; }

    /// <summary>Codes of conditions. Null when nobody asked; empty when the patient has none.</summary>
    public IReadOnlyList<string>? Conditions { get; init; }

    /// <summary>Vital signs; of each kind the newest with a value counts.</summary>
    public IReadOnlyList<VitalReading> Vitals { get; init; } = [];

    /// <summary>What was given in this case, what the patient took before it, and what is ordered and open.</summary>
    public IReadOnlyList<GivenDrug> Given { get; init; } = [];

    /// <summary>What cannot be true, by name; null when nothing stands out.</summary>
    public Rejection? Problem()
    {
        if (Age is { IsValid: false })
            return new(RejectionCodes.ImplausibleValue, $"age must be 0 to {PatientAge.MostYears} years, 0 to 11 months, 0 to 30 days");
        if (Weight is { IsValid: false })
            return new(RejectionCodes.ImplausibleValue, FormattableString.Invariant($"weightKg must be {PatientWeight.Least} to {PatientWeight.Most}"));
        if (Math.Max(Math.Max(Allergies?.Count ?? 0, Conditions?.Count ?? 0), Math.Max(Vitals.Count, Given.Count)) > MostEntries)
            return new(RejectionCodes.LimitReached, $"a list of the patient's facts has more than {MostEntries} entries");
        return Vitals.Select(v => v.Value is { } value ? VitalCatalogue.Check(v.Kind, value) : null).FirstOrDefault(p => p is not null)
            ?? Given.Select(Unsound).FirstOrDefault(p => p is not null)
            ?? (Allergies ?? []).Concat(Conditions ?? []).Select(c => TextRules.Word(c, "a code")).FirstOrDefault(p => p is not null)
            ?? TextRules.Defined(Sex, "sex") ?? TextRules.Defined(Pregnancy, "pregnancy");
    }

    private static Rejection? Unsound(GivenDrug given) =>
        TextRules.Word(given.Code, "a given drug's code")
        ?? (given.Dose is { } d && (!d.IsInBounds || d.Unit.IsRate) ? TextRules.Invalid("a given drug's dose is not a dose in bounds") : null);
}
