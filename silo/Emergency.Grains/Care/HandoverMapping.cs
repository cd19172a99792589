using Emergency.Contracts;
using Emergency.Domain.Care;
using Emergency.Domain.Handover;
using Emergency.Domain.Orders.Safety;
using Emergency.Domain.Vitals;
using OrderKind = Emergency.Domain.Care.OrderKind;

namespace Emergency.Grains.Care;

/// <summary>What a handover report is made from, out of the clinical record.</summary>
internal static class HandoverMapping
{
    /// <summary>A course is reduced to the last value of each kind in each such span.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    public static HandoverPatient ToHandover(this PatientInCare patient)
    {
        var facts = patient.Known.Facts;
        var weight = facts.WeightKg is { } kg ? new PatientWeight(decimal.Round((decimal)kg, 3), facts.WeightEstimated) : (PatientWeight?)null;
        return new HandoverPatient(
            patient.Id, facts.Name, OrderCheck.AgeOf(facts), OrderCheck.SexOf(facts), weight, facts.Pregnancy, facts.Allergies, facts.Conditions);
    }

    public static HandoverEcg ToHandover(this Recording ecg) => new(
        ecg.Id, ecg.AcquiredAt, ecg.Reading is { } read ? CareTimeline.Word(read.Statement) + (read.Text is { } text ? $": {text}" : "") : ecg.MonitorStatement,
        ecg.Reading?.By ?? (ecg.MonitorStatement is null ? null : "monitor"),
        ecg.Reading is { Statement: not EcgStatement.Unreadable } confirmed ? confirmed.By : null,
        ecg.Reading is { Statement: not EcgStatement.Unreadable } word ? word.At : null);

    /// <summary>A physician's order; what a crew gave on its own is a drug given alone.</summary>
    public static HandoverOrder ToHandover(this CareOrder order, OrderRules rules)
    {
        var given = order.Find(OrderState.Ordered)!;
        var end = order.Find(OrderState.Done) ?? order.Find(OrderState.Cancelled) ?? order.Find(OrderState.NotDone);
        return new HandoverOrder(
            order.Id, DraftOf(order.Content), NameOf(order.Content, rules), StateOf(order.State), given.Actor, given.At,
            order.Find(OrderState.Delivered)?.At, order.Find(OrderState.ReadBack)?.At, end?.At, end?.Actor,
            end?.State is OrderState.Done ? null : end?.Text, order.OverrideReason);
    }

    /// <summary>The drug that was given; null for what is no drug, or was not given.</summary>
    public static HandoverDrug? ToDrug(this CareOrder order, OrderRules rules)
    {
        if (order is not { Content: { Kind: OrderKind.Drug, DrugCode: { } code }, State: OrderState.Done }) return null;
        var (draft, done) = (DraftOf(order.Content), order.Find(OrderState.Done)!);
        return new HandoverDrug(
            code, NameOf(order.Content, rules), done.At, draft.Dose, draft.Route, draft.Rate, done.Actor, order.IsStanding ? null : order.Id);
    }

    public static HandoverMessage ToHandover(this GuidanceGiven said) => new(
        said.At, said.Author, string.Join("; ", said.Checklist.Select(l => l.Text + (l.TickedAt is null ? "" : " ✓")).Prepend(said.Text).Where(t => t.Length > 0)),
        said.ReadAt);

    public static HandoverChannel ToHandover(this GreenChannel channel, DateTimeOffset now) =>
        new(CareTimeline.Word(channel.Kind), channel.OpenedAt, channel.OpenedBy, ChannelClocks.Read(channel, now, isOver: false));

    public static IEnumerable<HandoverMilestone> MilestonesOf(AssignmentView? assignment) =>
        (assignment?.Milestones ?? []).Select(m => new HandoverMilestone(m.Milestone, m.OccurredAt, m.Source));

    /// <summary>The last reading of each kind in each minute; the newest where even that is too much.</summary>
    public static IReadOnlyList<VitalReading> Reduce(IEnumerable<VitalReading> readings) =>
    [
        .. readings.GroupBy(r => (r.Kind, r.At.UtcTicks / Step.Ticks)).Select(g => g.MaxBy(r => r.At)!).OrderByDescending(r => r.At)
            .Take(HandoverInput.MostReadings),
    ];

    private static OrderDraft DraftOf(OrderContent content) => new(
        content.Kind switch
        {
            OrderKind.Drug => Domain.Orders.Safety.OrderKind.Drug,
            OrderKind.Procedure => Domain.Orders.Safety.OrderKind.Procedure,
            _ => Domain.Orders.Safety.OrderKind.Destination,
        },
        content.DrugCode, OrderCheck.QuantityOf(content.Dose, content.DoseUnit), content.Route, OrderCheck.QuantityOf(content.Rate, content.RateUnit), content.Text);

    private static string NameOf(OrderContent content, OrderRules rules) =>
        content.Kind is OrderKind.Drug ? rules.Set.FindDrug(content.DrugCode)?.Names.Zh ?? content.DrugCode! : CareTimeline.Describe(content);

    private static HandoverOrderState StateOf(OrderState state) => state switch
    {
        OrderState.Delivered => HandoverOrderState.Delivered,
        OrderState.ReadBack => HandoverOrderState.ReadBack,
        OrderState.Done => HandoverOrderState.Done,
        OrderState.NotDone => HandoverOrderState.NotDone,
        OrderState.Cancelled => HandoverOrderState.Withdrawn,
        _ => HandoverOrderState.Ordered,
    };
}
