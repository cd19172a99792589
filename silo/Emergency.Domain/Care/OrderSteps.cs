namespace Emergency.Domain.Care;

/// <summary>
/// Decisions about the course of one order. What a crew did is a fact whenever its report comes: a dead zone may bring "done" before
/// "delivered", or after the order was taken back. Only what cannot both be true is refused: done and not done.
/// </summary>
internal static class OrderSteps
{
    public static Decision<CareEvent> Step(CareRecord state, StepOrder c, DateTimeOffset now)
    {
        if (Problem(c) is { } problem) return problem;
        if (state.FindOrder(c.OrderId) is not { } order || order.AssignmentId != c.AssignmentId) return Unknown(c.OrderId);
        if (order.Find(c.State) is not null) return Decision<CareEvent>.Unchanged;
        if (WhyNot(order, c.State) is { } why) return new Rejection(RejectionCodes.IllegalTransition, $"from {order.State} to {c.State}: {why}");
        if (c.State is OrderState.NotDone && TextRules.Reason(c.Text, "an order that was not done") is { } unexplained) return unexplained;
        var at = Fit(order, c.State, CareText.When(c, now));
        var stepped = new OrderStepped(at, now, c.By.Actor, c.By.Source, order.Id, c.State, TextRules.Clean(c.Text), CareText.Claimed(c, at));
        return c.AssignmentId is { } assignment && Directs(state, order, c.State) is { } hospital
            ? Decision<CareEvent>.Accept([stepped, .. CourseRules.Direct(state, order, assignment, hospital, now)])
            : stepped;
    }

    /// <summary>What is done stays done, and what is over is not taken back.</summary>
    public static Decision<CareEvent> Withdraw(CareRecord state, WithdrawOrder c, DateTimeOffset now)
    {
        if (state.FindOrder(c.OrderId) is not { } order) return Unknown(c.OrderId);
        if (TextRules.Reason(c.Reason, "taking an order back") is { } problem) return problem;
        if (order.State is OrderState.Cancelled) return Decision<CareEvent>.Unchanged;
        return order.HasEnded
            ? new Rejection(RejectionCodes.OrderEnded, $"order {order.Id} is {order.State}")
            : new OrderWithdrawn(now, now, c.By.Actor, c.By.Source, order.Id, c.Reason.Trim());
    }

    public static Decision<CareEvent> SeeEscalation(CareRecord state, SeeEscalation c, DateTimeOffset now)
    {
        if (state.FindOrder(c.OrderId) is not { } order) return Unknown(c.OrderId);
        if (order.OpenEscalation is not { } told)
            return new Rejection(RejectionCodes.IllegalTransition, $"order {order.Id} is not without an answer: it is {order.State}");
        return told.SeenBy is null ? new EscalationSeen(now, now, c.By.Actor, c.By.Source, order.Id) : Decision<CareEvent>.Unchanged;
    }

    /// <summary>
    /// The time between its neighbours in the natural order of steps: crews report with a device's clock, in any order, and no fact is lost
    /// because clocks differ.
    /// </summary>
    private static DateTimeOffset Fit(CareOrder order, OrderState state, DateTimeOffset at)
    {
        var course = order.Steps.Where(s => s.State is not OrderState.Cancelled).ToList();
        var low = course.FindLast(s => s.State < state)?.At;
        var high = course.Find(s => s.State > state)?.At;
        if (at < low) at = low.Value;
        return at > high ? high.Value : at;
    }

    private static string? WhyNot(CareOrder order, OrderState to) => to switch
    {
        OrderState.Done when order.Find(OrderState.NotDone) is not null => "it was said not to be done; a drug that was given after all is reported as given",
        OrderState.NotDone when order.Find(OrderState.Done) is not null => "it was done",
        _ => null,
    };

    /// <summary>
    /// Where the order takes the assignment, from now on: as soon as the crew has read back, or done, what names a hospital. Not when it is
    /// given: until the crew has it, the vehicle drives where it drove.
    /// </summary>
    private static HospitalId? Directs(CareRecord state, CareOrder order, OrderState step) =>
        step is OrderState.ReadBack or OrderState.Done
        && order.Content.Kind is OrderKind.Destination or OrderKind.CathLabDirect
        && order.Find(OrderState.ReadBack) is null
        && order.State is not (OrderState.Cancelled or OrderState.NotDone)
        && !state.Orders.Exists(o => IsLaterDirection(o, order))
            ? order.Content.HospitalId
            : null;

    /// <summary>Whether another order directed the same vehicle after this one was given: then a late answer to this one changes nothing.</summary>
    private static bool IsLaterDirection(CareOrder other, CareOrder order) =>
        other.Id != order.Id && other.AssignmentId == order.AssignmentId
        && other.Content.Kind is OrderKind.Destination or OrderKind.CathLabDirect
        && other.State is OrderState.ReadBack or OrderState.Done
        && other.Find(OrderState.Ordered)?.At > order.Find(OrderState.Ordered)?.At;

    private static Rejection Unknown(string id) => CareText.Unknown(RejectionCodes.UnknownOrder, "order", id);

    private static Rejection? Problem(StepOrder c) =>
        TextRules.Optional(c.Text, CareLimits.Text, "the text")
        ?? (c.State is OrderState.Delivered or OrderState.ReadBack or OrderState.Done or OrderState.NotDone
            ? null
            : TextRules.Invalid("a crew reports delivered, read-back, done or not-done"));
}
