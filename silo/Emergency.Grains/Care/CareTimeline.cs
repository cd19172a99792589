using System.Globalization;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Domain.Vitals;

namespace Emergency.Grains.Care;

/// <summary>Clinical events as lines of the case's timeline. A detail is words and figures for people; codes stay codes.</summary>
internal static class CareTimeline
{
    /// <param name="sequence">The event's version in the stream.</param>
    /// <param name="record">The record as it stands, to name what an event refers to.</param>
    /// <param name="unitOf">Which unit an assignment is of.</param>
    public static TimelineEntry ToEntry(long sequence, CareEvent e, CareRecord record, Func<AssignmentId, AmbulanceId?> unitOf)
    {
        var line = new TimelineEntry(sequence, e.At, e.RecordedAt, e is AlarmNoted alarm ? alarm.Fact.Kind : e.Kind, e.Actor, e.Source);
        return e switch
        {
            PatientBound x => Of(x.AssignmentId, line) with { Detail = x.PatientId.Value },
            FactsStated x => line with { Detail = $"{x.PatientId}: {string.Join(' ', KnownFacts.NamesIn(x.Facts))}" },
            ParticipantChanged x => line with { Detail = $"{x.User} {Word(x.State)}" },
            GuidanceSaid x => Of(x.AssignmentId, line) with { Detail = x.Text },
            GuidanceDelivered x => line with { Detail = TextOf(x.GuidanceId) },
            GuidanceWasRead x => line with { Detail = TextOf(x.GuidanceId) },
            ChecklistLineTicked x => line with { Detail = record.FindGuidance(x.GuidanceId)?.Checklist[x.Item].Text },
            OrderGiven x => Of(x.AssignmentId, line) with { Detail = Describe(x.Content), Reason = x.OverrideReason },
            OrderStepped x => OfOrder(x.OrderId) with { Detail = $"{OrderText(x.OrderId)}: {Word(x.State)}", Reason = x.Text },
            OrderWithdrawn x => OfOrder(x.OrderId) with { Detail = OrderText(x.OrderId), Reason = x.Reason },
            OrderEscalated x => OfOrder(x.OrderId) with { Detail = $"{OrderText(x.OrderId)}: {Word(x.State)}" },
            EscalationSeen x => OfOrder(x.OrderId) with { Detail = OrderText(x.OrderId) },
            StandingDrugGiven x => Of(x.AssignmentId, line) with { Detail = Describe(x.Content) },
            RecordingReceived x => line with { Detail = x.What, Reason = x.MonitorStatement },
            EcgInterpreted x => line with { Detail = Word(x.Statement), Reason = x.Text },
            AlarmNoted x => line with { Detail = Describe(x.Fact) },
            WaveformLost x => line with { Detail = $"{x.From:O} {x.To:O} {x.Blocks}" },
            DirectionDecided x => Of(x.AssignmentId, line) with { Detail = x.HospitalId.Value },
            DirectionSettled x => Of(x.AssignmentId, line) with { Detail = x.HospitalId.Value, Reason = x.Refused },
            _ => OfChannel(e, line, record),
        };

        string? TextOf(string id) => record.FindGuidance(id)?.Text;
        string? OrderText(string id) => record.FindOrder(id) is { } order ? Describe(order.Content) : null;
        TimelineEntry OfOrder(string id) => Of(record.FindOrder(id)?.AssignmentId, line);
        TimelineEntry Of(AssignmentId? id, TimelineEntry to) => id is { } known ? to with { AssignmentId = known, AmbulanceId = unitOf(known) } : to;
    }

    private static TimelineEntry OfChannel(CareEvent e, TimelineEntry line, CareRecord record)
    {
        return e switch
        {
            ChannelBegun x => line with { Detail = Word(x.Channel) },
            ChannelStepped x => line with { Detail = $"{KindOf(x.ChannelId)} {Word(x.Event)}", Reason = x.Reason },
            ChannelDirected x => line with { Detail = $"{KindOf(x.ChannelId)} {x.HospitalId}" },
            NoticeSent x => line with { Detail = $"{KindOf(x.ChannelId)} {x.HospitalId}" },
            NoticeSeen x => line with { Detail = $"{KindOf(x.ChannelId)} {x.HospitalId}" },
            ChannelClockAlerted x => line with { Detail = $"{KindOf(x.ChannelId)} {x.Clock} {(x.Missed ? "missed" : "warning")}" },
            ChannelClosed x => line with { Detail = KindOf(x.ChannelId), Reason = x.Reason },
            _ => line,
        };

        string? KindOf(string id) => record.FindChannel(id) is { } channel ? Word(channel.Kind) : null;
    }

    /// <summary>An order in one line.</summary>
    public static string Describe(OrderContent o) => string.Join(' ', new[]
    {
        o.Kind is OrderKind.Drug or OrderKind.Procedure ? null : Word(o.Kind),
        o.DrugCode, Figure(o.Dose, o.DoseUnit), o.Route, Figure(o.Rate, o.RateUnit), o.Procedure, o.HospitalId?.Value, o.Text,
    }.OfType<string>());

    private static string Describe(VitalAlarmEvent fact) => fact switch
    {
        VitalAlarmRaised x => string.Join(' ', new[]
        {
            x.Vital is { } kind ? VitalWords.Of(kind) : "monitor", CareMapping.LevelOf(x.Level), Word(x.Condition),
            x.Value?.ToString("0.#", CultureInfo.InvariantCulture),
        }.OfType<string>()),
        VitalAlarmEscalated x => $"{x.AlarmId} {x.Escalation}",
        _ => fact.AlarmId,
    };

    private static string? Figure(double? value, string? unit) => value is { } v ? string.Create(CultureInfo.InvariantCulture, $"{v:0.######} {unit}") : null;

    /// <summary>The word that the wire has for a value.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonSerializer.Serialize(value).Trim('"');
}
