using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Web.Hubs;

/// <summary>What is wrong in form with a crew's report; whether it follows from where things stand is the case's to say. Null when nothing is.</summary>
internal static class CrewChecks
{
    private const int MaxItems = 50;

    public static string? ProblemOf(CrewReport report)
    {
        if (report.Sequence < 1)
            return "a sequence is 1 or more";
        if (!WordId.IsValid(report.CaseId.Value) || !WordId.IsValid(report.AssignmentId.Value))
            return "the case and the assignment must be words";
        return report.Act is null ? "the act is missing" : ProblemOf(report.Act);
    }

    /// <summary>Whether a text that may be missing is within its bound and has no control characters but line breaks and tabs.</summary>
    public static bool IsText(string? text, int maxLength) =>
        text is null || (text.Length <= maxLength && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')));

    private static string? ProblemOf(CrewAct act) => act switch
    {
        OrderProgress e => Word(e.OrderId) ?? Defined(e.State) ?? Text(e.Text),
        GuidanceSeen e => Word(e.GuidanceId),
        ChecklistTicked e => Word(e.GuidanceId) ?? (e.Item is >= 0 and < MaxItems ? null : "the item has no such place"),
        CrewSaid e => Word(e.GuidanceId) ?? (string.IsNullOrWhiteSpace(e.Text) ? "a text is missing" : Text(e.Text)),
        PatientDescribed e => Patient(e.PatientId) ?? Facts(e.Facts),
        ChannelOpened e => Word(e.ChannelId) ?? Defined(e.Kind) ?? Patient(e.PatientId),
        ChannelHappened e => Word(e.ChannelId) ?? Defined(e.Event) ?? Text(e.Reason),
        DrugGiven e => Word(e.OrderId) ?? Patient(e.PatientId) ?? Order(e.Body),
        AlarmSeen e => Word(e.AlarmId),
        WaveformThinned e => e.From <= e.To && e.Blocks >= 0 ? null : "the span ends before it begins",
        _ => "the act is not known",
    };

    private static string? Facts(PatientFactsView? facts)
    {
        if (facts is null)
            return "the facts are missing";
        if (!IsText(facts.Name, TextLimits.Name) || !IsText(facts.Sex, TextLimits.Name) || !IsText(facts.Consciousness, TextLimits.Name))
            return "a text of the facts is too long or has control characters";
        return Defined(facts.Pregnancy) ?? Words(facts.Allergies) ?? Words(facts.Conditions)
            ?? (facts.WeightKg is { } weight && !double.IsFinite(weight) ? "a value must be a number" : null);
    }

    private static string? Order(OrderBody? body)
    {
        if (body is null)
            return "the drug is missing";
        string?[] texts = [body.DrugCode, body.DoseUnit, body.Route, body.RateUnit, body.Procedure, body.HospitalId?.Value];
        if (!texts.All(text => IsText(text, TextLimits.Name)) || !IsText(body.Text, TextLimits.Notes))
            return "a text of the order is too long or has control characters";
        return Defined(body.Kind) ?? (IsNumber(body.Dose) && IsNumber(body.Rate) ? null : "a value must be a number");
    }

    private static bool IsNumber(double? value) => value is null || double.IsFinite(value.Value);

    private static string? Words(ImmutableArray<string>? words) =>
        words is { IsDefault: false } list && (list.Length > MaxItems || list.Any(word => word is null || !IsText(word, TextLimits.Name)))
            ? $"a list has at most {MaxItems} short texts"
            : null;

    private static string? Word(string? id) => WordId.IsValid(id) ? null : "an id must be a word";

    private static string? Patient(PatientId? id) => id is null || WordId.IsValid(id.Value.Value) ? null : "the patient must be a word";

    private static string? Text(string? text) => IsText(text, TextLimits.Notes) ? null : "a text is too long or has control characters";

    private static string? Defined<T>(T value)
        where T : struct, Enum =>
        Enum.IsDefined(value) ? null : "a word is not known";
}
