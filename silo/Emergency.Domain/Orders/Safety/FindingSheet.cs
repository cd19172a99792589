using System.Collections.Immutable;
using System.Numerics;
using Emergency.Domain.Vitals;

namespace Emergency.Domain.Orders.Safety;

/// <summary>Puts what a check finds into words and figures, and gathers what it could not check: one finding for each thing that is missing.</summary>
internal sealed class FindingSheet(OrderRuleSet rules, OrderDraft draft, DrugEntry drug, CheckedPatient patient)
{
    private const string BuiltInAllergy = "built-in:allergy";

    private static readonly string[] MissingNames =
        ["age", "weight", "route", "dose", "unit", "concentration", "pregnancy", "conditions", "allergies", "givenDose"];

    private readonly Lack[] _missing = new Lack[MissingNames.Length + VitalCatalogue.All.Length];

    public List<SafetyFinding> Findings { get; } = [];

    /// <summary>Whether any rule asked for the weight.</summary>
    public bool UsedWeight { get; set; }

    public void NotOrderable() =>
        BuiltIn(SafetySeverity.Severe, SafetyCodes.NotOrderable, "drug", $"{drug.Names.En} is not carried.", new SafetyFigure("drug", Text: drug.Code));

    public void Allergy(int term)
    {
        var name = rules.TermName(term);
        BuiltIn(
            SafetySeverity.Severe, SafetyCodes.Allergy, "allergy", $"{drug.Names.En}: the patient is allergic to {name}.", new SafetyFigure("allergy", Text: name));
    }

    /// <summary>A code that the rule set does not know: what hangs on it cannot be checked.</summary>
    public void UnknownWord(string what, string code, string sentence) =>
        BuiltIn(SafetySeverity.Warning, SafetyCodes.CannotCheck, what, sentence, new SafetyFigure("missing", Text: what), new SafetyFigure(what, Text: code));

    /// <summary>A rule hangs on these.</summary>
    public void Note(Missing missing, in RuleRow row)
    {
        for (var rest = (uint)missing; rest != 0; rest &= rest - 1)
        {
            ref var lack = ref _missing[BitOperations.TrailingZeroCount(rest)];
            if (lack.Rules == 0 || (!lack.IsBuiltIn && rules.IdBytes(row).SequenceCompareTo(rules.IdBytes(lack.First)) < 0)) lack.First = row;
            if (row.IfUnknown > lack.Severity) lack.Severity = row.IfUnknown;
            lack.Rules++;
        }
    }

    /// <summary>Nobody asked for allergies. Noted before any rule, and named before any rule's id.</summary>
    public void NoteAllergies() =>
        _missing[BitOperations.TrailingZeroCount((uint)Missing.Allergies)] = new() { Rules = 1, Severity = SafetySeverity.Warning, IsBuiltIn = true };

    /// <summary>Says at the end what could not be checked, and that a weight was only estimated.</summary>
    public void CannotCheck()
    {
        for (var bit = 0; bit < _missing.Length; bit++)
        {
            ref var lack = ref _missing[bit];
            if (lack.Rules == 0) continue;
            var name = bit < MissingNames.Length ? MissingNames[bit] : VitalCatalogue.All[bit - MissingNames.Length].Name;
            var rule = lack.Rules == 1 ? "1 rule" : $"{lack.Rules} rules";
            Findings.Add(new(
                lack.Severity, SafetyCodes.CannotCheck, lack.IsBuiltIn ? BuiltInAllergy : rules.IdOf(lack.First),
                $"{drug.Names.En}: {rule} cannot be checked, {Why(bit, name)}.", [new("missing", Text: name), new("rules", lack.Rules)]));
        }
        if (UsedWeight && patient.Kilograms is { } kg) Weight(kg);
    }

    /// <summary>What rules by weight rest on.</summary>
    private void Weight(decimal kilograms)
    {
        var weight = FormattableString.Invariant($"The weight of {kilograms:0.###} kg");
        if (patient.IsWeightEstimated)
            BuiltIn(
                SafetySeverity.Information, SafetyCodes.WeightEstimated, "weight", $"{weight} is an estimate.", new SafetyFigure("weight", kilograms, "kg"));
        if (patient.UsualWeight is { } usual && (kilograms < usual.Low || kilograms > usual.High))
            BuiltIn(
                SafetySeverity.Warning, SafetyCodes.WeightUnusualForAge, "weight",
                FormattableString.Invariant($"{weight} is unusual at {patient.Months} months of age: {usual.Low} to {usual.High} kg."),
                new SafetyFigure("weight", kilograms, "kg"), new SafetyFigure("age", patient.Months, "mo"), new SafetyFigure("low", usual.Low, "kg"),
                new SafetyFigure("high", usual.High, "kg"));
    }

    public void Amount(in RuleRow row, in Aligned aligned)
    {
        var isOver = aligned.Amount > aligned.Limit;
        var isRate = row.Kind is RuleKind.RateMaximum or RuleKind.RateMinimum;
        var ordered = (isRate ? draft.Rate : draft.Dose)!.Value;
        var limit = new Quantity(rules.Figure(isOver ? row.High : row.Low), MedicalUnit.All[row.Unit]);
        var code = (row.Kind, limit.Unit.IsPerKilogram) switch
        {
            (RuleKind.DoseMaximum, _) => SafetyCodes.DoseOverMaximum,
            (RuleKind.RateMaximum, _) => SafetyCodes.RateOverMaximum,
            (RuleKind.RateMinimum, _) => SafetyCodes.RateUnderMinimum,
            (_, true) => SafetyCodes.DoseUnusualForWeight,
            _ => SafetyCodes.DoseUnusual,
        };
        var relation = (isOver ? "over" : "under") + (row.Kind is RuleKind.DoseUsual ? " what is usual" : isOver ? " the maximum" : " the minimum");
        List<SafetyFigure> figures =
            [Figure(isRate ? "rate" : "dose", ordered), Figure(isOver ? "maximum" : "minimum", limit)];
        var compared = Compared(ordered, limit, aligned, figures, isOver);
        Add(row, code, $"{drug.Names.En} {ordered} is {relation}, {limit}{compared}.", [.. figures]);
    }

    public void Cumulative(in RuleRow row, in Aligned aligned)
    {
        var limit = new Quantity(rules.Figure(row.High), MedicalUnit.All[row.Unit]);
        var hours = FormattableString.Invariant($"{row.Window} min");
        var sum = $"{Quantity.Plain(aligned.Amount)} {aligned.Symbol}";
        List<SafetyFigure> figures =
        [
            new("sum", aligned.Amount, aligned.Symbol), Figure("maximum", limit), new("maximumTotal", aligned.Limit, aligned.Symbol),
            new("withinMinutes", row.Window, "min"),
        ];
        Weight(aligned, figures);
        var unsure = aligned.Missing is Missing.None ? "" : " at least";
        Add(row, SafetyCodes.DoseCumulativeMaximum, $"With this, the patient gets{unsure} {sum} of {drug.Names.En} within {hours}; the maximum is {limit}.", [.. figures]);
    }

    public void Vital(in RuleRow row, VitalReading reading)
    {
        var d = VitalCatalogue.Of(reading.Kind);
        var value = (decimal)reading.Value!.Value;
        var isLow = row.Low >= 0 && value < rules.Figure(row.Low);
        var limit = rules.Figure(isLow ? row.Low : row.High);
        var minutes = patient.MinutesSince(reading);
        Add(
            row, SafetyCodes.ContraindicatedVitals,
            FormattableString.Invariant($"{drug.Names.En} with {d.Display} {value} {d.Unit} ({minutes} min ago), {(isLow ? "under" : "over")} {limit} {d.Unit}."),
            [
                new("vital", Text: d.Name), new("value", value, d.Unit), new(isLow ? "below" : "above", limit, d.Unit),
                new("minutesAgo", minutes, "min"),
            ]);
    }

    public void Duplicate(in RuleRow row, KnownGiven given)
    {
        var isSame = given.Drug.Code == drug.Code || given.Drug.SharesIngredient(drug);
        Add(
            row, isSame ? SafetyCodes.Duplicate : SafetyCodes.DuplicateClass,
            FormattableString.Invariant($"{given.Drug.Names.En} was {Was(given)} {given.Minutes} min ago; not again within {row.Window} min."),
            [.. Given(given), new("withinMinutes", row.Window, "min")]);
    }

    public void Interaction(in RuleRow row, KnownGiven given) =>
        Add(
            row, SafetyCodes.Interaction,
            FormattableString.Invariant($"{drug.Names.En} does not go with {given.Drug.Names.En}, {Was(given)} {given.Minutes} min ago."),
            row.Window == 0 ? [.. Given(given)] : [.. Given(given), new("withinMinutes", row.Window, "min")]);

    /// <summary>Findings that need no figures of an alignment.</summary>
    public void Plain(in RuleRow row)
    {
        switch (row.Kind)
        {
            case RuleKind.Route:
                var allowed = rules.RouteNames(rules.RouteSet(row.Code));
                Add(row, SafetyCodes.Route, $"{drug.Names.En} is not given {draft.Route}; allowed: {allowed}.",
                    [new("route", Text: draft.Route), new("allowed", Text: allowed)]);
                break;
            case RuleKind.Age:
                AddAge(row);
                break;
            case RuleKind.Pregnancy:
                Add(row, SafetyCodes.Pregnancy, $"{drug.Names.En} in pregnancy.", []);
                break;
            case RuleKind.Condition:
                var condition = rules.ConditionName(row.Code);
                Add(row, SafetyCodes.ContraindicatedCondition, $"{drug.Names.En} with the condition {condition}.", [new("condition", Text: condition)]);
                break;
            default:
                var allergen = rules.TermName(row.Code);
                Add(row, SafetyCodes.AllergyCrossClass, $"{drug.Names.En}: the patient is allergic to {allergen}, which is related.",
                    [new("allergy", Text: allergen)]);
                break;
        }
    }

    private void AddAge(in RuleRow row)
    {
        var to = row.High == short.MaxValue ? "" : $" and under {row.High}";
        List<SafetyFigure> figures = [new("age", patient.Months, "mo"), new("fromMonths", row.Low, "mo")];
        if (to.Length > 0) figures.Add(new("toMonths", row.High, "mo"));
        Add(row, SafetyCodes.Age, $"{drug.Names.En} at {patient.Months} months of age; it is for {row.Low} months or more{to}.", [.. figures]);
    }

    private string Compared(Quantity ordered, Quantity limit, in Aligned aligned, List<SafetyFigure> figures, bool isOver)
    {
        if (ordered.Unit == limit.Unit) return "";
        figures.Add(new("total", aligned.Amount, aligned.Symbol));
        figures.Add(new(isOver ? "maximumTotal" : "minimumTotal", aligned.Limit, aligned.Symbol));
        Weight(aligned, figures);
        var at = aligned.UsedWeight ? FormattableString.Invariant($" at {patient.Kilograms:0.###} kg") : "";
        return $" ({Quantity.Plain(aligned.Amount)} against {Quantity.Plain(aligned.Limit)} {aligned.Symbol}{at})";
    }

    private void Weight(in Aligned aligned, List<SafetyFigure> figures)
    {
        if (aligned.UsedWeight) figures.Add(new("weight", patient.Kilograms, "kg"));
    }

    private static string Why(int bit, string name) => bit switch
    {
        3 => "no dose is said",
        4 => "the units cannot be compared",
        5 => "the strength of the solution is not known",
        9 => "the dose of what was given is not known",
        _ when bit >= MissingNames.Length => $"there is no {name} that is new enough",
        _ => $"{name} unknown",
    };

    private static SafetyFigure Figure(string name, Quantity amount) => new(name, amount.Value, amount.Unit.Symbol);

    private static string Was(KnownGiven given) => given.Given.IsPending ? "ordered" : "given";

    private static IEnumerable<SafetyFigure> Given(KnownGiven given) =>
        [new("given", Text: given.Drug.Code), new("minutesAgo", given.Minutes, "min"), new("state", Text: given.Given.IsPending ? "ordered" : "given")];

    private void Add(in RuleRow row, string code, string sentence, ImmutableArray<SafetyFigure> figures) =>
        Findings.Add(new(row.Severity, code, rules.IdOf(row), sentence, figures, rules.NoteOf(row)));

    /// <summary>How many rules hang on one thing, and the first of them by id.</summary>
    private struct Lack
    {
        public int Rules;
        public SafetySeverity Severity;
        public RuleRow First;
        public bool IsBuiltIn;
    }

    private void BuiltIn(SafetySeverity severity, string code, string rule, string sentence, params ImmutableArray<SafetyFigure> figures) =>
        Findings.Add(new(severity, code, $"built-in:{rule}", sentence, figures));
}
