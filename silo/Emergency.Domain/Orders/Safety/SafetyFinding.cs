using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Emergency.Domain.Orders.Safety;

/// <summary>How grave a finding is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SafetySeverity>))]
public enum SafetySeverity
{
    /// <summary>Good to know.</summary>
    [JsonStringEnumMemberName("information")] Information = 0,

    /// <summary>Look again.</summary>
    [JsonStringEnumMemberName("warning")] Warning = 1,

    /// <summary>The order is not sent unless it is overridden with a reason.</summary>
    [JsonStringEnumMemberName("severe")] Severe = 2,
}

/// <summary>What a finding can be. Names are only ever added.</summary>
public static class SafetyCodes
{
    /// <summary>The rule set does not know the drug, or none was named: nothing could be checked.</summary>
    public const string UnknownDrug = "unknown-drug";

    /// <summary>The drug is in the rule set only because patients take it; it is not carried.</summary>
    public const string NotOrderable = "not-orderable";

    /// <summary>A single dose is over its maximum.</summary>
    public const string DoseOverMaximum = "dose-over-maximum";

    /// <summary>A dose is outside its usual range for the patient's weight.</summary>
    public const string DoseUnusualForWeight = "dose-unusual-for-weight";

    /// <summary>A dose is outside its usual range.</summary>
    public const string DoseUnusual = "dose-unusual";

    /// <summary>With what was given, the maximum for a time is exceeded.</summary>
    public const string DoseCumulativeMaximum = "dose-cumulative-maximum";

    /// <summary>The patient is allergic to an ingredient or a class of the drug.</summary>
    public const string Allergy = "allergy";

    /// <summary>The patient is allergic to something to which this drug's class is related.</summary>
    public const string AllergyCrossClass = "allergy-cross-class";

    /// <summary>A condition of the patient stands against the drug.</summary>
    public const string ContraindicatedCondition = "contraindicated-condition";

    /// <summary>A vital sign stands against the drug.</summary>
    public const string ContraindicatedVitals = "contraindicated-vitals";

    /// <summary>It does not go with what was given.</summary>
    public const string Interaction = "interaction";

    /// <summary>The same drug or ingredient was given a short while ago.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>Another drug of the class was given a short while ago.</summary>
    public const string DuplicateClass = "duplicate-class";

    /// <summary>The drug is not given this way.</summary>
    public const string Route = "route";

    /// <summary>The drug is not for this age.</summary>
    public const string Age = "age";

    /// <summary>The drug is not for pregnant patients.</summary>
    public const string Pregnancy = "pregnancy";

    /// <summary>The rate is over its maximum.</summary>
    public const string RateOverMaximum = "rate-over-maximum";

    /// <summary>The rate is under its minimum.</summary>
    public const string RateUnderMinimum = "rate-under-minimum";

    /// <summary>Something that rules need is not known; the figure <c>missing</c> names it.</summary>
    public const string CannotCheck = "cannot-check";

    /// <summary>Rules were checked with a weight that nobody measured.</summary>
    public const string WeightEstimated = "weight-estimated";

    /// <summary>Rules were checked with a weight that hardly anybody of that age has: a slip of the pen?</summary>
    public const string WeightUnusualForAge = "weight-unusual-for-age";

    /// <summary>Every code there is.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        UnknownDrug, NotOrderable, DoseOverMaximum, DoseUnusualForWeight, DoseUnusual, DoseCumulativeMaximum, Allergy, AllergyCrossClass,
        ContraindicatedCondition, ContraindicatedVitals, Interaction, Duplicate, DuplicateClass, Route, Age, Pregnancy, RateOverMaximum,
        RateUnderMinimum, CannotCheck, WeightEstimated, WeightUnusualForAge,
    ];
}

/// <summary>A text in both languages.</summary>
public sealed record SafetyText(string Zh, string En);

/// <summary>A figure or a word of a finding, so that a catalogue can word it in any language.</summary>
/// <param name="Name">Such as <c>dose</c>, <c>maximum</c>, <c>weight</c>, <c>withinMinutes</c>, <c>missing</c>.</param>
/// <param name="Value">Null where it is a word.</param>
/// <param name="Unit">Null where there is none.</param>
/// <param name="Text">Null where it is a figure.</param>
public sealed record SafetyFigure(string Name, decimal? Value = null, string? Unit = null, string? Text = null);

/// <summary>One thing that the check found.</summary>
/// <param name="Code">One of <see cref="SafetyCodes.All"/>.</param>
/// <param name="RuleId">The rule's id in the rule set; built-in rules are named <c>built-in:…</c>.</param>
/// <param name="Sentence">In English, whole and with figures. Holds no name of a patient.</param>
/// <param name="Figures">What the sentence says, as figures.</param>
/// <param name="Note">What the rule set's author adds; null where nothing.</param>
public sealed record SafetyFinding(
    SafetySeverity Severity, string Code, string RuleId, string Sentence, ImmutableArray<SafetyFigure> Figures, SafetyText? Note = null)
{
    /// <summary>The figure of that name; null when the finding has none.</summary>
    public SafetyFigure? Figure(string name) => Figures.FirstOrDefault(f => f.Name == name);
}

/// <summary>What the check of one order found.</summary>
/// <param name="IsChecked">False for kinds of order that have no rules: nothing was found because nothing was looked for.</param>
/// <param name="RuleSetId">Which rule set, and which edition of it.</param>
/// <param name="RulesLookedAt">How many rules concern the drug.</param>
/// <param name="Findings">Gravest first, then by code, rule and figures; no two alike.</param>
/// <param name="CheckedAt">When.</param>
public sealed record SafetyReport(
    bool IsChecked, string RuleSetId, string Edition, int RulesLookedAt, ImmutableArray<SafetyFinding> Findings, DateTimeOffset CheckedAt)
{
    /// <summary>Whether the order is not sent unless it is overridden with a reason.</summary>
    [JsonIgnore]
    public bool IsBlocked => Findings.Any(f => f.Severity is SafetySeverity.Severe);

    /// <summary>Null when the order may be sent with this reason; else <see cref="RejectionCodes.OverrideReasonRequired"/>, naming what stands against it.</summary>
    public Rejection? Block(string? overrideReason)
    {
        if (!IsBlocked)
            return null;
        var against = string.Join(", ", Findings.Where(f => f.Severity is SafetySeverity.Severe).Select(f => f.Code).Distinct());
        return TextRules.Clean(overrideReason) is null
            ? new(RejectionCodes.OverrideReasonRequired, $"the safety check found: {against}")
            : TextRules.Optional(overrideReason, TextLimits.Reason, "the reason");
    }
}

/// <summary>A report, or why order or patient cannot be as they were said.</summary>
/// <param name="Report">Null when rejected.</param>
/// <param name="Rejection">Null when checked.</param>
public readonly record struct SafetyAnswer(SafetyReport? Report, Rejection? Rejection)
{
    public static implicit operator SafetyAnswer(SafetyReport report) => new(report, null);

    public static implicit operator SafetyAnswer(Rejection rejection) => new(null, rejection);
}
