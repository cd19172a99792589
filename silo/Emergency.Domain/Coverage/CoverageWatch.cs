using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Emergency.Domain.Coverage;

/// <summary>A fact about how well people were covered. Persisted as JSON under its kind; members are only ever appended, with a default.</summary>
/// <param name="At">When it happened.</param>
/// <param name="RecordedAt">When the server learnt it.</param>
/// <param name="Actor">Who said so.</param>
/// <param name="Source">Through what.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CoverageAlarmRaised), "coverage-alarm-raised")]
[JsonDerivedType(typeof(CoverageAlarmWorsened), "coverage-alarm-worsened")]
[JsonDerivedType(typeof(CoverageAlarmRecovered), "coverage-alarm-recovered")]
[JsonDerivedType(typeof(CoverageAlarmAcknowledged), "coverage-alarm-acknowledged")]
[JsonDerivedType(typeof(CoverageHourRecorded), "coverage-hour-recorded")]
public abstract record CoverageEvent(DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source)
{
    /// <summary>The stable name of this kind of event.</summary>
    [JsonIgnore]
    public string Kind => EventKind<CoverageEvent>.Of(this);
}

/// <summary>A share fell under its threshold.</summary>
public sealed record CoverageAlarmRaised(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source,
    string AlarmId, AreaKind Area, AlarmLevel Level, double Share, double Threshold) : CoverageEvent(At, RecordedAt, Actor, Source);

/// <summary>It fell further, and is a danger.</summary>
public sealed record CoverageAlarmWorsened(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string AlarmId, double Share)
    : CoverageEvent(At, RecordedAt, Actor, Source);

/// <summary>It is high enough again.</summary>
public sealed record CoverageAlarmRecovered(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string AlarmId, double Share)
    : CoverageEvent(At, RecordedAt, Actor, Source);

/// <summary>Somebody has seen the alarm as it stood.</summary>
public sealed record CoverageAlarmAcknowledged(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string AlarmId)
    : CoverageEvent(At, RecordedAt, Actor, Source);

/// <summary>An hour is over, and so was coverage in it.</summary>
public sealed record CoverageHourRecorded(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, CoverageHour Hour)
    : CoverageEvent(At, RecordedAt, Actor, Source);

/// <summary>The alarms about coverage, and how it was lately. Immutable.</summary>
public sealed record CoverageWatch
{
    /// <summary>How many hours are remembered.</summary>
    public const int Hours = 24;

    /// <summary>The most alarms that are kept; settled ones are dropped, and beyond this the oldest.</summary>
    public const int MostAlarms = 50;

    /// <summary>Nothing was seen yet.</summary>
    public static CoverageWatch Empty { get; } = new();

    /// <summary>Those that hold, or that nobody has seen the end of; the oldest first.</summary>
    public ImmutableList<CoverageAlarm> Alarms { get; init; } = [];

    /// <summary>The hours that were recorded last, oldest first, at most <see cref="Hours"/>.</summary>
    public ImmutableList<CoverageHour> Recorded { get; init; } = [];

    /// <summary>How many alarms were ever raised.</summary>
    public long Raised { get; init; }

    /// <summary>The alarm that holds for an area; null when none does.</summary>
    public CoverageAlarm? Standing(AreaKind area) => Alarms.Find(a => a.Area == area && a.RecoveredAt is null);

    /// <summary>What a watch's finding means.</summary>
    public Decision<CoverageEvent> Decide(
        ShareFinding finding, AreaKind area, AlarmLevel level, double share, double threshold, DateTimeOffset now)
    {
        var (by, standing) = (FactAuthor.System, Standing(area));
        return (finding, standing) switch
        {
            (ShareFinding.Raised, null) => new CoverageAlarmRaised(
                now, now, by.Actor, by.Source, $"coverage-{(area == AreaKind.Urban ? "urban" : "rural")}-{Raised + 1}", area, level, share, threshold),
            (ShareFinding.Worsened, { Level: not AlarmLevel.Danger }) => new CoverageAlarmWorsened(now, now, by.Actor, by.Source, standing.Id, share),
            (ShareFinding.Recovered, not null) => new CoverageAlarmRecovered(now, now, by.Actor, by.Source, standing.Id, share),
            _ => Decision<CoverageEvent>.Unchanged,
        };
    }

    /// <summary>What it means that somebody has seen an alarm. Seeing it again changes nothing.</summary>
    public Decision<CoverageEvent> Acknowledge(string alarm, FactAuthor by, DateTimeOffset now)
    {
        if (TextRules.Author(by) is { } nobody)
            return nobody;
        return Alarms.Find(a => a.Id == alarm) switch
        {
            null => Decision<CoverageEvent>.Reject(RejectionCodes.UnknownAlarm, "no such alarm stands"),
            { AcknowledgedAt: not null } => Decision<CoverageEvent>.Unchanged,
            _ => new CoverageAlarmAcknowledged(now, now, by.Actor, by.Source, alarm),
        };
    }

    /// <summary>The watch after this event.</summary>
    public CoverageWatch Apply(CoverageEvent happened) => happened switch
    {
        CoverageAlarmRaised e => this with
        {
            Raised = Raised + 1,
            Alarms = [.. Alarms.Add(new CoverageAlarm(e.AlarmId, e.Area, e.Level, e.Share, e.Threshold, e.At, e.At)).TakeLast(MostAlarms)],
        },
        // Grown worse must be seen anew; an end may rest on what was seen, and is then settled.
        CoverageAlarmWorsened e => Change(e.AlarmId, a => a with
        {
            Level = AlarmLevel.Danger,
            Share = e.Share,
            ChangedAt = e.At,
            AcknowledgedBy = null,
            AcknowledgedAt = null,
        }),
        CoverageAlarmRecovered e => Change(e.AlarmId, a => a with
        {
            Level = AlarmLevel.Info,
            Share = e.Share,
            ChangedAt = e.At,
            RecoveredAt = e.At,
        }),
        CoverageAlarmAcknowledged e => Change(e.AlarmId, a => a with { AcknowledgedBy = e.Actor, AcknowledgedAt = e.At }),
        CoverageHourRecorded e => this with { Recorded = [.. Recorded.Add(e.Hour).TakeLast(Hours)] },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "no such event"),
    };

    private CoverageWatch Change(string alarm, Func<CoverageAlarm, CoverageAlarm> change)
    {
        var at = Alarms.FindIndex(a => a.Id == alarm);
        return at < 0 ? this : this with { Alarms = Alarms.SetItem(at, change(Alarms[at])).RemoveAll(a => a.IsSettled) };
    }
}
