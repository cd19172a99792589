using System.Text.Json.Serialization;

namespace Emergency.Domain.Vitals;

/// <summary>An alarm as it stands.</summary>
/// <param name="Id">A word, unique in the patient's case.</param>
/// <param name="Vital">Null where the whole monitor is silent.</param>
/// <param name="Value">The value that alarmed; null for technical alarms.</param>
/// <param name="Limit">The limit that it crossed; null for technical alarms.</param>
/// <param name="Escalation">0 to <see cref="MostEscalation"/>.</param>
/// <param name="EscalatedAt">When it last rose; null when it never did.</param>
/// <param name="AcknowledgedBy">Who has seen it; null when nobody has.</param>
/// <param name="EndedAt">Null while it stands.</param>
public sealed record VitalAlarm(
    string Id,
    VitalKind? Vital,
    VitalAlarmCondition Condition,
    VitalAlarmLevel Level,
    DateTimeOffset RaisedAt,
    double? Value = null,
    double? Limit = null,
    AgeBand Band = AgeBand.Adult,
    bool IsAgeKnown = true,
    int Escalation = 0,
    DateTimeOffset? EscalatedAt = null,
    string? AcknowledgedBy = null,
    DateTimeOffset? AcknowledgedAt = null,
    DateTimeOffset? EndedAt = null,
    VitalAlarmEnd? EndReason = null)
{
    /// <summary>The highest level of escalation.</summary>
    public const int MostEscalation = 2;

    /// <summary>Whether it is about the measuring, not the patient.</summary>
    [JsonIgnore]
    public bool IsTechnical => Condition is VitalAlarmCondition.SignalLost or VitalAlarmCondition.MonitorSilent;

    /// <summary>Whether it is over and somebody has seen it: it need not be shown any more.</summary>
    [JsonIgnore]
    public bool IsSettled => EndedAt is not null && AcknowledgedAt is not null;
}
