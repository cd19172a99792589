using System.Text.Json.Serialization;

namespace Emergency.Domain.Coverage;

/// <summary>How grave an alarm is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AlarmLevel>))]
public enum AlarmLevel
{
    /// <summary>Good to know: what was alarming is over.</summary>
    [JsonStringEnumMemberName("info")] Info = 0,

    /// <summary>Below the threshold.</summary>
    [JsonStringEnumMemberName("warning")] Warning = 1,

    /// <summary>Far below it.</summary>
    [JsonStringEnumMemberName("danger")] Danger = 2,
}

/// <summary>When a share is too low; see <see cref="ShareWatch"/>.</summary>
/// <param name="Threshold">Below this it is; 0 never is.</param>
/// <param name="Danger">Below this it is a danger.</param>
/// <param name="Recovery">At or above this it no longer is.</param>
/// <param name="Dwell">For how long it must be so before it counts.</param>
public readonly record struct ShareLimits(double Threshold, double Danger, double Recovery, TimeSpan Dwell);

/// <summary>A share of people that fell too low.</summary>
/// <param name="Id">A word, unique for ever.</param>
/// <param name="Area">Under which standard.</param>
/// <param name="Level">How grave; <see cref="AlarmLevel.Info"/> once it is over.</param>
/// <param name="Share">The share when this was last raised or recovered, 0 to 1.</param>
/// <param name="Threshold">The threshold it was held against.</param>
/// <param name="RaisedAt">When it was raised.</param>
/// <param name="ChangedAt">When it last grew worse or was over.</param>
/// <param name="RecoveredAt">When it was over; null while it holds.</param>
/// <param name="AcknowledgedBy">Who has seen it as it stands; null when nobody has.</param>
/// <param name="AcknowledgedAt">When.</param>
public sealed record CoverageAlarm(
    string Id,
    AreaKind Area,
    AlarmLevel Level,
    double Share,
    double Threshold,
    DateTimeOffset RaisedAt,
    DateTimeOffset ChangedAt,
    DateTimeOffset? RecoveredAt = null,
    string? AcknowledgedBy = null,
    DateTimeOffset? AcknowledgedAt = null)
{
    /// <summary>Whether it is over and somebody has seen so: it need not be shown any more.</summary>
    [JsonIgnore]
    public bool IsSettled => RecoveredAt is not null && AcknowledgedAt is not null;
}

/// <summary>One area's coverage during one hour, weighted by time.</summary>
/// <param name="Mean">The mean share, 0 to 1; null when nobody lives there.</param>
/// <param name="Least">The least share.</param>
public readonly record struct HourShare(double? Mean, double? Least);

/// <summary>How coverage was during one hour.</summary>
/// <param name="Start">When the hour began.</param>
/// <param name="Urban">Under the urban standard.</param>
/// <param name="Rural">Under the rural standard.</param>
/// <param name="Units">The mean number of available units.</param>
/// <param name="ObservedSeconds">For how much of the hour anybody looked, 0 to 3600.</param>
public sealed record CoverageHour(DateTimeOffset Start, HourShare Urban, HourShare Rural, double Units, double ObservedSeconds);
