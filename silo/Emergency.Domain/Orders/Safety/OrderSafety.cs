using System.Collections.Immutable;

namespace Emergency.Domain.Orders.Safety;

/// <summary>The safety check of an order: everything that the rule set has to say about it, for this patient, now. Pure and deterministic.</summary>
public static class OrderSafety
{
    /// <summary>Checks one order.</summary>
    /// <param name="now">What vital signs and given drugs are old against.</param>
    /// <returns>
    /// A report, or a rejection when order or patient cannot be as they were said. What a rule needs and nobody knows becomes a finding
    /// <see cref="SafetyCodes.CannotCheck"/>; nothing is guessed.
    /// </returns>
    public static SafetyAnswer Check(OrderRuleSet rules, OrderDraft draft, PatientFacts facts, DateTimeOffset now)
    {
        if ((draft.Problem() ?? facts.Problem()) is { } problem) return problem;
        if (draft.Kind is not OrderKind.Drug) return new SafetyReport(false, rules.Id, rules.Edition, 0, [], now);
        if (rules.FindDrug(draft.Code) is not { } drug) return UnknownDrug(rules, draft, now);

        var check = new SafetyCheck(rules, draft, drug, new CheckedPatient(rules, facts, now));
        check.Run();
        return new SafetyReport(true, rules.Id, rules.Edition, check.LookedAt, InOrder(check.Findings), now);
    }

    private static SafetyReport UnknownDrug(OrderRuleSet rules, OrderDraft draft, DateTimeOffset now)
    {
        var sentence = draft.Code is { } code ? $"The rule set does not know the drug {code}: nothing was checked." : "No drug is named: nothing was checked.";
        ImmutableArray<SafetyFigure> figures = draft.Code is { } c ? [new("drug", Text: c)] : [];
        return new(true, rules.Id, rules.Edition, 0, [new(SafetySeverity.Severe, SafetyCodes.UnknownDrug, "built-in:drug", sentence, figures)], now);
    }

    /// <summary>A total order that does not know in which order rules were looked at.</summary>
    private static ImmutableArray<SafetyFinding> InOrder(List<SafetyFinding> findings) =>
    [
        .. findings.OrderByDescending(f => f.Severity).ThenBy(f => f.Code, StringComparer.Ordinal).ThenBy(f => f.RuleId, StringComparer.Ordinal)
            .ThenBy(f => f.Sentence, StringComparer.Ordinal),
    ];
}
