namespace Emergency.Domain.Care;

/// <summary>Decisions about giving orders, and about drugs that crews gave on their own.</summary>
internal static class OrderRules
{
    private const double MostAmount = 1_000_000;

    public static Decision<CareEvent> Place(CareRecord state, PlaceOrder c, DateTimeOffset now)
    {
        if ((TextRules.Word(c.OrderId, "the order id") ?? Problem(c.Content) ?? TextRules.Optional(c.OverrideReason, TextLimits.Reason, "the reason")) is { } problem)
            return problem;
        if (state.FindOrder(c.OrderId) is not null) return Decision<CareEvent>.Unchanged;
        var patient = PatientRules.New(state, c.PatientId, c.By, now);
        if (!patient.IsAccepted) return patient;
        if (state.Orders.Count >= CareLimits.Orders) return CareText.Limit($"a case has at most {CareLimits.Orders} orders");
        var against = c.Findings.Where(f => f.Severity == KeptFinding.Severe).Select(f => f.Code).Distinct().ToList();
        var reason = TextRules.Clean(c.OverrideReason);
        if (against.Count > 0 && reason is null)
            return new Rejection(RejectionCodes.OrderUnsafe, $"the safety check stands against it: {string.Join(", ", against)}");
        return Decision<CareEvent>.Accept([
            .. patient.Events,
            new OrderGiven(
                now, now, c.By.Actor, c.By.Source, c.OrderId, c.PatientId, Clean(c.Content), c.Findings,
                state.FindPatient(c.PatientId)?.AssignmentId, against.Count > 0 ? reason : null, c.RulesVersion),
        ]);
    }

    public static Decision<CareEvent> NoteDrug(CareRecord state, NoteDrug c, DateTimeOffset now)
    {
        if ((TextRules.Word(c.OrderId, "the order id") ?? Problem(c.Content)) is { } problem) return problem;
        if (c.Content.Kind is not OrderKind.Drug) return TextRules.Invalid("only a drug is given");
        if (state.FindOrder(c.OrderId) is not null) return Decision<CareEvent>.Unchanged;
        if (state.FindPatient(c.PatientId) is null) return CareText.UnknownPatient(c.PatientId);
        if (state.Orders.Count >= CareLimits.Orders) return CareText.Limit($"a case has at most {CareLimits.Orders} orders");
        var at = CareText.When(c, now);
        return new StandingDrugGiven(
            at, now, c.By.Actor, c.By.Source, c.OrderId, c.PatientId, Clean(c.Content), c.Findings, c.AssignmentId, CareText.Claimed(c, at));
    }

    private static OrderContent Clean(OrderContent o) =>
        o with { Procedure = TextRules.Clean(o.Procedure), Text = TextRules.Clean(o.Text) };

    private static Rejection? Problem(OrderContent o) =>
        TextRules.Defined(o.Kind, "the kind of order")
        ?? TextRules.Optional(o.Text, CareLimits.Text, "the text")
        ?? TextRules.Optional(o.Procedure, CareLimits.Line, "the procedure")
        ?? o.Kind switch
        {
            OrderKind.Drug => DrugProblem(o),
            OrderKind.Procedure => TextRules.Clean(o.Procedure) is null && TextRules.Clean(o.Text) is null
                ? TextRules.Invalid("a procedure is named, or described")
                : null,
            _ => o.HospitalId is null ? TextRules.Invalid("this order names a hospital") : null,
        };

    private static Rejection? DrugProblem(OrderContent o) =>
        TextRules.Word(o.DrugCode, "the drug")
        ?? TextRules.Word(o.Route, "the route")
        ?? (o.Dose is null && o.Rate is null ? TextRules.Invalid("a drug has a dose or a rate") : null)
        ?? Amount(o.Dose, o.DoseUnit, "dose")
        ?? Amount(o.Rate, o.RateUnit, "rate");

    private static Rejection? Amount(double? amount, string? unit, string what) => (amount, unit) switch
    {
        (null, null) => null,
        (null, _) or (_, null) => TextRules.Invalid($"the {what} needs an amount and a unit"),
        ( > 0 and <= MostAmount, _) => TextRules.Required(unit, TextLimits.Phone, $"the unit of the {what}"),
        _ => TextRules.Invalid($"the {what} must be more than 0 and at most {MostAmount}"),
    };
}
