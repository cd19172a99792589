using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;

namespace Emergency.Agent.Tablet;

/// <summary>Which acts a crew may set now. Decided on the vehicle, because the crew must know at once, link or not; the server decides again.</summary>
internal static class ActRules
{
    private const int MaxText = 1_000;
    private const int MaxReason = 500;
    private const int MaxWords = 40;

    /// <summary>The answer to an act: refused, said already, or to be kept.</summary>
    public readonly record struct Verdict(Refusal? Refusal, bool IsKnown = false);

    /// <summary>Looks at an act against what is known of its case, this crew's own words included.</summary>
    public static Verdict Judge(CrewAct act, CrewCare care) => act switch
    {
        OrderProgress step => OnOrder(step, care),
        GuidanceSeen seen => Find(care.Guidance, item => item.GuidanceId == seen.GuidanceId) is not { } item
            ? Unknown("guidance")
            : new Verdict(null, (seen.Read ? item.ReadAt : item.DeliveredAt) is not null),
        ChecklistTicked tick => OnChecklist(tick, care),
        CrewSaid said => OfText(said.Text, said.GuidanceId),
        PatientDescribed described => OnPatient(described.Facts),
        ChannelOpened opened => OnOpening(opened, care),
        ChannelHappened happened => OnChannel(happened, care),
        DrugGiven given => OnDrug(given, care),
        AlarmSeen seen => Find(care.Alarms, alarm => alarm.AlarmId == seen.AlarmId) is not { } alarm
            ? Unknown("alarm")
            : new Verdict(null, alarm.AcknowledgedAt is not null),
        _ => Invalid("a tablet does not say this"),
    };

    private static Verdict OnOrder(OrderProgress step, CrewCare care)
    {
        if (step.State is not (OrderState.Delivered or OrderState.ReadBack or OrderState.Done or OrderState.NotDone))
            return Invalid("state must be delivered, read-back, done or not-done");
        if (Find(care.Orders, order => order.OrderId == step.OrderId) is not { } order)
            return Unknown("order");
        if (order.State == step.State)
            return new Verdict(null, IsKnown: true);
        if (order.State is OrderState.Cancelled)
            return new Verdict(new Refusal("order-cancelled", "The physician took the order back."));
        if (order.State is OrderState.Done or OrderState.NotDone)
            return new Verdict(new Refusal("order-ended", "The order is done or was not done."));
        if (step.State <= order.State)
            return new Verdict(null, IsKnown: true);
        if (step.State is OrderState.NotDone && string.IsNullOrWhiteSpace(step.Text))
            return new Verdict(new Refusal("reason-required", "Say why it was not done."));
        if (step.State is OrderState.Done && order.State is not OrderState.ReadBack)
            return new Verdict(new Refusal("order-not-read-back", "Read the order back first."));
        return step.Text is { Length: > MaxReason } ? Invalid("text is too long") : default;
    }

    private static Verdict OnChecklist(ChecklistTicked tick, CrewCare care)
    {
        if (Find(care.Guidance, item => item.GuidanceId == tick.GuidanceId) is not { } item)
            return Unknown("guidance");
        return tick.Item < 0 || tick.Item >= item.Checklist.Length
            ? Invalid("the checklist has no such line")
            : new Verdict(null, item.Checklist[tick.Item].TickedAt is not null);
    }

    private static Verdict OfText(string text, string id) =>
        string.IsNullOrWhiteSpace(text) || text.Length > MaxText ? Invalid($"text must have 1 to {MaxText} characters") : OfId(id);

    private static Verdict OnPatient(PatientFactsView facts)
    {
        if (facts.AgeYears is < 0 or > 130 || facts.AgeMonths is < 0 or > 24)
            return Invalid("ageYears must be 0 to 130, ageMonths 0 to 24");
        if (facts.WeightKg is { } weight && !(weight is >= 0.3 and <= 400))
            return Invalid("weightKg must be 0.3 to 400");
        if (facts.Gcs is < 3 or > 15)
            return Invalid("gcs must be 3 to 15");
        if (facts.Sex is not (null or "male" or "female") || facts.Consciousness is not (null or "A" or "C" or "V" or "P" or "U"))
            return Invalid("sex must be male or female, consciousness one of A C V P U");
        return Enum.IsDefined(facts.Pregnancy) && facts.Name is null or { Length: <= 100 } && AreWords(facts.Allergies) && AreWords(facts.Conditions)
            ? default
            : Invalid("the description has a word that is too long, or too many");
    }

    private static Verdict OnOpening(ChannelOpened opened, CrewCare care)
    {
        if (!Enum.IsDefined(opened.Kind))
            return Invalid("there is no such channel");
        return care.Channels.Any(channel => channel.Kind == opened.Kind && channel.ClosedAt is null)
            ? new Verdict(null, IsKnown: true)
            : OfId(opened.ChannelId);
    }

    private static Verdict OnChannel(ChannelHappened happened, CrewCare care)
    {
        if (Find(care.Channels, channel => channel.ChannelId == happened.ChannelId) is not { } channel)
            return Unknown("channel");
        if (!Enum.IsDefined(happened.Event) || happened.Reason is { Length: > MaxReason })
            return Invalid("there is no such event, or its reason is too long");
        return new Verdict(null, channel.Steps.Any(step => step.Event == happened.Event));
    }

    private static Verdict OnDrug(DrugGiven given, CrewCare care)
    {
        var body = given.Body;
        if (body.Kind is not OrderKind.Drug || string.IsNullOrWhiteSpace(body.DrugCode) || body.Dose is not > 0)
            return Invalid("a drug needs its code and a dose above 0");
        if (Text(body.DrugCode) || Text(body.DoseUnit) || Text(body.Route) || Text(body.RateUnit) || body.Text is { Length: > MaxReason })
            return Invalid("a word is too long");
        return care.Orders.Any(order => order.OrderId == given.OrderId) ? new Verdict(null, IsKnown: true) : OfId(given.OrderId);

        static bool Text(string? word) => word is { Length: > WordId.MaxLength };
    }

    private static bool AreWords(ImmutableArray<string>? words) =>
        words is not { } some || (some.Length <= MaxWords && some.All(word => !string.IsNullOrWhiteSpace(word) && word.Length <= WordId.MaxLength));

    private static Verdict OfId(string id) => WordId.IsValid(id) ? default : Invalid("the id is not an identifier");

    private static Verdict Unknown(string what) => new(new Refusal($"unknown-{what}", $"This vehicle knows no such {what}."));

    private static Verdict Invalid(string detail) => new(new Refusal("validation", detail));

    private static T? Find<T>(ImmutableArray<T> items, Func<T, bool> which)
        where T : class => items.FirstOrDefault(which);
}
