using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Agent.Tablet;

/// <summary>Everything a tablet shows. Ages are told from <see cref="At"/>, the vehicle's clock.</summary>
/// <param name="ClockSpeed">How fast that clock runs; 1 but in a simulation.</param>
/// <param name="Assignments">First first; one that the desk took back, or that is over, stays while something of it is open.</param>
/// <param name="Care">What is known of the patients, with what this crew said and the server has not taken in yet.</param>
/// <param name="Reports">What the crew set and the server has not taken for good: held, waiting or refused. Durable milestones stay with their assignment.</param>
/// <param name="Ecgs">Recordings made on this vehicle.</param>
/// <param name="UndoSeconds">How long a milestone can be taken back.</param>
public sealed record TabletState(
    AmbulanceId AmbulanceId,
    DateTimeOffset At,
    double ClockSpeed,
    long Version,
    TabletLink Link,
    ImmutableArray<TabletWaiting> Waiting,
    ImmutableArray<TabletInput> Inputs,
    TabletThinning Thinned,
    TabletPosition? Position,
    ImmutableArray<TabletAssignment> Assignments,
    ImmutableArray<TabletProposal> Proposals,
    TabletVitals Vitals,
    ImmutableArray<CrewCare> Care,
    ImmutableArray<TabletReportView> Reports,
    ImmutableArray<TabletEcg> Ecgs,
    double UndoSeconds);

/// <summary>Where the vehicle is, as it measured last.</summary>
public sealed record TabletPosition(double Lon, double Lat, DateTimeOffset At, double? SpeedKmh, double? HeadingDegrees, double? AccuracyMetres);

/// <summary>An assignment as a crew sees it.</summary>
/// <param name="Order">What the desk says.</param>
/// <param name="Standing"><c>active</c>, <c>waiting</c>, <c>withdrawn</c> (the desk took it back) or <c>over</c>.</param>
/// <param name="Route">Null when there is no position or nowhere to go.</param>
/// <param name="Milestones">What is known here, in natural order. A time is null for what only the server knows.</param>
/// <param name="Next">The next step; null when there is none.</param>
/// <param name="Choices">Everything else that may be recorded now.</param>
/// <param name="ReasonFor">Those of them that need a reason.</param>
public sealed record TabletAssignment(
    AssignmentOrder Order,
    string Standing,
    TabletRoute? Route,
    ImmutableArray<TabletMilestone> Milestones,
    Milestone? Next,
    ImmutableArray<Milestone> Choices,
    ImmutableArray<Milestone> ReasonFor);

/// <summary>How far it is. An estimate from the straight line, and shown as one.</summary>
/// <param name="To"><c>scene</c> or <c>hospital</c>.</param>
/// <param name="StraightMetres">By air.</param>
/// <param name="EtaSeconds">Estimated from it.</param>
/// <param name="BearingDegrees">Clockwise from north.</param>
/// <param name="FixAt">The time of the fix that it rests on.</param>
public sealed record TabletRoute(string To, double StraightMetres, double EtaSeconds, double BearingDegrees, DateTimeOffset FixAt);

/// <summary>A milestone as far as this vehicle knows.</summary>
/// <param name="ReportId">Null for one that only the server knows.</param>
public sealed record TabletMilestone(
    Milestone Milestone,
    DateTimeOffset? OccurredAt,
    FactSource? Source,
    ReportState State,
    string? ReportId = null,
    double? UndoSeconds = null,
    string? Reason = null,
    Refusal? Refusal = null);

/// <summary>Where a report of the crew is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReportState>))]
public enum ReportState
{
    /// <summary>Kept back for a moment, in which it can be undone.</summary>
    [JsonStringEnumMemberName("held")] Held = 0,

    /// <summary>Kept safely on the vehicle; the server does not have it yet.</summary>
    [JsonStringEnumMemberName("waiting")] Waiting = 1,

    /// <summary>The server has it for good.</summary>
    [JsonStringEnumMemberName("durable")] Durable = 2,

    /// <summary>The server will never take it.</summary>
    [JsonStringEnumMemberName("refused")] Refused = 3,
}

/// <summary>A report of the crew.</summary>
/// <param name="About">What it is about, such as an order's id or the milestone's word.</param>
/// <param name="Kind"><c>milestone</c>, or the act's word.</param>
public sealed record TabletReportView(
    string ReportId, string Kind, string About, DateTimeOffset OccurredAt, ReportState State, AssignmentId AssignmentId, Refusal? Refusal = null);

/// <summary>The newest values and their short trends.</summary>
public sealed record TabletVitals(ImmutableArray<VitalValue> Values, ImmutableArray<TabletTrend> Trends);

/// <summary>The last value of each of a row of equal spans; null where nothing was measured.</summary>
/// <param name="From">When the first span begins.</param>
public sealed record TabletTrend(string Kind, DateTimeOffset From, double BucketSeconds, ImmutableArray<double?> Values);
