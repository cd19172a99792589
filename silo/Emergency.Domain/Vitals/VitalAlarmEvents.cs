using System.Text.Json.Serialization;

namespace Emergency.Domain.Vitals;

/// <summary>How grave an alarm of a vital sign is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VitalAlarmLevel>))]
public enum VitalAlarmLevel
{
    /// <summary>Look soon; all technical alarms.</summary>
    [JsonStringEnumMemberName("warning")] Warning = 0,

    /// <summary>Look now.</summary>
    [JsonStringEnumMemberName("danger")] Danger = 1,
}

/// <summary>What alarms.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VitalAlarmCondition>))]
public enum VitalAlarmCondition
{
    /// <summary>The value is too low.</summary>
    [JsonStringEnumMemberName("low")] Low = 0,

    /// <summary>The value is too high.</summary>
    [JsonStringEnumMemberName("high")] High = 1,

    /// <summary>Technical: one continuous vital sign is no longer measured while others are.</summary>
    [JsonStringEnumMemberName("signal-lost")] SignalLost = 2,

    /// <summary>Technical: the monitor says nothing at all any more.</summary>
    [JsonStringEnumMemberName("monitor-silent")] MonitorSilent = 3,
}

/// <summary>Why an alarm ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VitalAlarmEnd>))]
public enum VitalAlarmEnd
{
    /// <summary>The value is back beyond limit and margin, or the signal is back.</summary>
    [JsonStringEnumMemberName("recovered")] Recovered = 0,

    /// <summary>A graver alarm, or one on the other side, took its place.</summary>
    [JsonStringEnumMemberName("superseded")] Superseded = 1,

    /// <summary>The patient is no longer on the monitor: handed over, or taken off on purpose.</summary>
    [JsonStringEnumMemberName("detached")] Detached = 2,
}

/// <summary>A fact about alarms of vital signs. Persisted as JSON under its kind; members are only ever appended, with a default.</summary>
/// <param name="At">When it happened, by the monitor's clock.</param>
/// <param name="RecordedAt">When the server learnt it.</param>
/// <param name="Actor">Who said so.</param>
/// <param name="Source">Through what.</param>
/// <param name="AlarmId">A word, unique in the patient's case.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(VitalAlarmRaised), "vital-alarm-raised")]
[JsonDerivedType(typeof(VitalAlarmEscalated), "vital-alarm-escalated")]
[JsonDerivedType(typeof(VitalAlarmAcknowledged), "vital-alarm-acknowledged")]
[JsonDerivedType(typeof(VitalAlarmEnded), "vital-alarm-ended")]
public abstract record VitalAlarmEvent(DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string AlarmId)
{
    /// <summary>The stable name of this kind of event.</summary>
    [JsonIgnore]
    public string Kind => EventKind<VitalAlarmEvent>.Of(this);
}

/// <summary>An alarm began.</summary>
/// <param name="Vital">Null where the whole monitor is silent.</param>
/// <param name="Value">The value that alarmed; null for technical alarms.</param>
/// <param name="Limit">The limit that it crossed; null for technical alarms.</param>
/// <param name="IsAgeKnown">Whether the limits are for the patient's age, or an adult's because nobody knows it.</param>
public sealed record VitalAlarmRaised(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string AlarmId,
    VitalKind? Vital, VitalAlarmCondition Condition, VitalAlarmLevel Level, double? Value = null, double? Limit = null,
    AgeBand Band = AgeBand.Adult, bool IsAgeKnown = true) : VitalAlarmEvent(At, RecordedAt, Actor, Source, AlarmId);

/// <summary>Nobody acknowledged an alarm in time.</summary>
/// <param name="Escalation">The level that it rose to, 1 or 2.</param>
public sealed record VitalAlarmEscalated(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string AlarmId, int Escalation)
    : VitalAlarmEvent(At, RecordedAt, Actor, Source, AlarmId);

/// <summary>Somebody has seen an alarm: <see cref="VitalAlarmEvent.Actor"/>.</summary>
public sealed record VitalAlarmAcknowledged(DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string AlarmId)
    : VitalAlarmEvent(At, RecordedAt, Actor, Source, AlarmId);

/// <summary>An alarm is over.</summary>
/// <param name="Value">The value that ended it; null where none did.</param>
public sealed record VitalAlarmEnded(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string AlarmId, VitalAlarmEnd Reason, double? Value = null)
    : VitalAlarmEvent(At, RecordedAt, Actor, Source, AlarmId);
