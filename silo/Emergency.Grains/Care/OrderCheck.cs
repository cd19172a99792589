using System.Collections.Immutable;
using System.Globalization;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Domain.Orders.Safety;
using Emergency.Domain.Vitals;
using OrderKind = Emergency.Domain.Care.OrderKind;

namespace Emergency.Grains.Care;

/// <summary>What the safety check of an order found, or why it cannot be checked as it was said.</summary>
internal readonly record struct CheckedOrder(ImmutableArray<KeptFinding> Findings, Rejection? Rejection)
{
    public bool Blocks => Findings.Any(f => f.Severity == KeptFinding.Severe);
}

/// <summary>Puts an order and what is known of its patient before the rule set.</summary>
internal static class OrderCheck
{
    private const int DoseDecimals = Quantity.Decimals;
    private const int WeightDecimals = 3;

    /// <param name="newest">The newest vital values of the patient.</param>
    public static CheckedOrder Run(
        OrderRules rules, CareRecord record, PatientId patient, OrderContent order, IEnumerable<VitalReading> newest, DateTimeOffset now)
    {
        if (order.Kind is not OrderKind.Drug) return new([], null);
        if (Amount(order.Dose, order.DoseUnit, "dose", out var dose) is { } badDose) return new([], badDose);
        if (Amount(order.Rate, order.RateUnit, "rate", out var rate) is { } badRate) return new([], badRate);
        var draft = new OrderDraft(Domain.Orders.Safety.OrderKind.Drug, order.DrugCode, dose, order.Route, rate, order.Text);
        var known = record.FindPatient(patient)?.Known ?? KnownFacts.Nothing;
        var answer = OrderSafety.Check(rules.Set, draft, FactsOf(record, patient, known, newest), now);
        return answer.Report is { } report
            ? new([.. report.Findings.Select(Keep), .. Unreadable(known.Facts)], null)
            : new([], answer.Rejection);
    }

    /// <summary>An age as the rules and scores count it.</summary>
    public static PatientAge? AgeOf(PatientDescription facts) =>
        facts.AgeMonths is { } months ? PatientAge.OfMonths(months) : facts.AgeYears is { } years ? new PatientAge(years) : null;

    public static PatientSex SexOf(PatientDescription facts) =>
        facts.Sex switch { "male" => PatientSex.Male, "female" => PatientSex.Female, _ => PatientSex.Unknown };

    /// <summary>The amount in a unit of the rules; null where there is none, or it is none.</summary>
    public static Quantity? QuantityOf(double? amount, string? symbol) => Amount(amount, symbol, "amount", out var quantity) is null ? quantity : null;

    private static PatientFacts FactsOf(CareRecord record, PatientId patient, KnownFacts known, IEnumerable<VitalReading> newest)
    {
        var facts = known.Facts;
        var readings = newest.Where(r => r.Value is not null);
        if (facts.Gcs is { } gcs) readings = readings.Append(new VitalReading(VitalKind.ComaScale, gcs, known.Origins["gcs"].At));
        return new PatientFacts
        {
            Age = AgeOf(facts),
            Weight = facts.WeightKg is { } kg ? new PatientWeight(decimal.Round((decimal)kg, WeightDecimals), facts.WeightEstimated) : null,
            Sex = SexOf(facts),
            Pregnancy = facts.Pregnancy,
            Allergies = Codes(facts.Allergies),
            Conditions = Codes(facts.Conditions),
            Vitals = [.. readings],
            Given = [.. record.Orders.Where(o => o.PatientId == patient).Select(Given).OfType<GivenDrug>().OrderByDescending(g => g.At).Take(PatientFacts.MostEntries)],
        };
    }

    /// <summary>What the patient got, or is about to get; null for what is neither.</summary>
    private static GivenDrug? Given(CareOrder order)
    {
        var isOpen = !order.HasEnded;
        if (order.Content is not { Kind: OrderKind.Drug, DrugCode: { } code } || !(isOpen || order.State is OrderState.Done)) return null;
        var at = (order.Find(OrderState.Done) ?? order.Find(OrderState.Ordered))!.At;
        return new GivenDrug(code, at, QuantityOf(order.Content.Dose, order.Content.DoseUnit), order.Content.Route, isOpen);
    }

    private static Rejection? Amount(double? amount, string? symbol, string what, out Quantity? quantity)
    {
        quantity = null;
        if (amount is not { } value) return null;
        if (!(value > 0 && value <= (double)Quantity.Most))
            return new Rejection(RejectionCodes.Validation, $"the {what} must be more than 0 and at most {Quantity.Most}");
        if (!MedicalUnit.TryParse(symbol, out var unit))
            return new Rejection(RejectionCodes.Validation, $"'{symbol}' is not the unit of a {what}");
        quantity = new Quantity(decimal.Round((decimal)value, DoseDecimals), unit);
        return null;
    }

    private static IReadOnlyList<string>? Codes(IReadOnlyList<string>? words) => words is null ? null : [.. words.Where(WordId.IsValid)];

    /// <summary>Words of the crew's own are no codes: nothing was checked against them, and that is said.</summary>
    private static IEnumerable<KeptFinding> Unreadable(PatientDescription facts) =>
        Named("allergy", facts.Allergies).Concat(Named("condition", facts.Conditions)).Select(w => new KeptFinding(
            "warning", $"built-in:{w.What}", SafetyCodes.CannotCheck, new Dictionary<string, string> { ["missing"] = w.What, [w.What] = w.Word },
            $"The {w.What} '{w.Word}' is not a code of the rule set: nothing was checked against it."));

    private static IEnumerable<(string What, string Word)> Named(string what, IReadOnlyList<string>? words) =>
        (words ?? []).Where(w => !WordId.IsValid(w)).Select(w => (what, w));

    private static KeptFinding Keep(SafetyFinding finding)
    {
        var values = new Dictionary<string, string>();
        foreach (var figure in finding.Figures) values[figure.Name] = ValueOf(figure);
        if (finding.Note is { } note) (values["noteZh"], values["noteEn"]) = (note.Zh, note.En);
        var severity = finding.Severity switch
        {
            SafetySeverity.Severe => KeptFinding.Severe,
            SafetySeverity.Warning => "warning",
            _ => "information",
        };
        return new KeptFinding(severity, finding.RuleId, finding.Code, values, finding.Sentence);
    }

    private static string ValueOf(SafetyFigure figure) =>
        figure.Value is not { } value ? figure.Text ?? ""
        : figure.Unit is { } unit ? string.Create(CultureInfo.InvariantCulture, $"{value:0.##########} {unit}")
        : value.ToString("0.##########", CultureInfo.InvariantCulture);
}
