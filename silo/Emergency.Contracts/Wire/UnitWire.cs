using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Emergency.Domain;

namespace Emergency.Contracts;

/// <summary>How well a vehicle is heard.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LinkState>))]
public enum LinkState
{
    /// <summary>It was never heard: a unit dispatched by voice.</summary>
    [JsonStringEnumMemberName("none")] None = 0,

    /// <summary>Connected, and heard lately.</summary>
    [JsonStringEnumMemberName("online")] Online = 1,

    /// <summary>Connected, but silent for longer than it should be.</summary>
    [JsonStringEnumMemberName("stale")] Stale = 2,

    /// <summary>Not connected.</summary>
    [JsonStringEnumMemberName("offline")] Offline = 3,
}

/// <summary>The link to a vehicle.</summary>
/// <param name="State">How it is.</param>
/// <param name="LastHeardAt">When the server last heard anything of it; null when never.</param>
[GenerateSerializer, Immutable, Alias("Emergency.LinkView")]
public sealed record LinkView([property: Id(0)] LinkState State, [property: Id(1)] DateTimeOffset? LastHeardAt);

/// <summary>A point on the wire: longitude and latitude in degrees, WGS-84.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.LonLat")]
public sealed record LonLat([property: Id(0)] double Lon, [property: Id(1)] double Lat)
{
    /// <summary>The same as a point.</summary>
    [JsonIgnore]
    public GeoPoint Point => new(Lon, Lat);

    public static LonLat Of(GeoPoint point) => new(point.Longitude, point.Latitude);
}

/// <summary>The newest fix of a unit, by the time it was taken.</summary>
/// <param name="AmbulanceId">The unit.</param>
/// <param name="Position">Where it was.</param>
/// <param name="FixAt">When.</param>
/// <param name="SpeedKmh">How fast; null when unknown.</param>
/// <param name="HeadingDegrees">Clockwise from north; null when unknown or standing.</param>
[GenerateSerializer, Immutable, Alias("Emergency.UnitPosition")]
public sealed record UnitPosition(
    [property: Id(0)] AmbulanceId AmbulanceId,
    [property: Id(1)] LonLat Position,
    [property: Id(2)] DateTimeOffset FixAt,
    [property: Id(3)] double? SpeedKmh,
    [property: Id(4)] double? HeadingDegrees);

/// <summary>An assignment kept for a unit behind its present one.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.QueuedAssignment")]
public sealed record QueuedAssignment(
    [property: Id(0)] CaseId CaseId,
    [property: Id(1)] AssignmentId AssignmentId,
    [property: Id(2)] DateTimeOffset? NotBefore);

/// <summary>A unit as consoles see it. Two views of one unit are ordered by <paramref name="Version"/>.</summary>
/// <param name="AmbulanceId">The unit.</param>
/// <param name="Plate">Its number plate.</param>
/// <param name="Station">Its base.</param>
/// <param name="StationName">The base's name.</param>
/// <param name="Capabilities">Words such as <c>als</c>, <c>newborn</c>.</param>
/// <param name="Duty">What it is doing.</param>
/// <param name="DutyReason">Why it is paused or out of service.</param>
/// <param name="CaseId">The case it is on.</param>
/// <param name="AssignmentId">Its part in that case.</param>
/// <param name="Milestone">The furthest milestone of that part.</param>
/// <param name="MilestoneAt">When that milestone happened.</param>
/// <param name="Queued">What waits behind, first first.</param>
/// <param name="Position">The newest fix. Without any: its base while it is said to stand there (<paramref name="FixAt"/> is null then), else null: unknown.</param>
/// <param name="FixAt">When that fix was taken; null when the position is only assumed.</param>
/// <param name="SpeedKmh">Speed of that fix.</param>
/// <param name="HeadingDegrees">Heading of that fix.</param>
/// <param name="FixAgeSeconds">Age of the fix when the answer was written; null when there is no fix.</param>
/// <param name="Link">How well it is heard.</param>
/// <param name="Version">Grows with every change of anything but position.</param>
/// <param name="EtaSeconds">Seconds from <paramref name="EtaAt"/> to where it drives now, the scene or the hospital; null when unknown or standing.</param>
/// <param name="EtaAt">When that was reckoned.</param>
/// <param name="Crew">Who rides on it, and how they have rested; null when unknown.</param>
/// <param name="Move">The station that it was told to move to and is on its way to; null when none.</param>
/// <param name="StandsAt">The station where it stands since it moved there; null for its own, and on the road.</param>
[GenerateSerializer, Immutable, Alias("Emergency.UnitView")]
public sealed record UnitView(
    [property: Id(0)] AmbulanceId AmbulanceId,
    [property: Id(1)] string Plate,
    [property: Id(2)] StationId Station,
    [property: Id(3)] string StationName,
    [property: Id(4)] ImmutableArray<string> Capabilities,
    [property: Id(5)] UnitDuty Duty,
    [property: Id(6)] string? DutyReason,
    [property: Id(7)] CaseId? CaseId,
    [property: Id(8)] AssignmentId? AssignmentId,
    [property: Id(9)] Milestone? Milestone,
    [property: Id(10)] DateTimeOffset? MilestoneAt,
    [property: Id(11)] ImmutableArray<QueuedAssignment> Queued,
    [property: Id(12)] LonLat? Position,
    [property: Id(13)] DateTimeOffset? FixAt,
    [property: Id(14)] double? SpeedKmh,
    [property: Id(15)] double? HeadingDegrees,
    [property: Id(16)] double? FixAgeSeconds,
    [property: Id(17)] LinkView Link,
    [property: Id(18)] long Version,
    [property: Id(19)] double? EtaSeconds = null,
    [property: Id(20)] DateTimeOffset? EtaAt = null,
    [property: Id(21)] CrewView? Crew = null,
    [property: Id(22)] MoveOrder? Move = null,
    [property: Id(23)] StationId? StandsAt = null);

/// <summary>Who rides on a unit by plan, and how they have rested.</summary>
/// <param name="OnDutySince">Since when the unit is on duty; null while it is off duty or out of service.</param>
/// <param name="PauseEndedAt">When its last pause ended; null when it had none since it came on duty.</param>
/// <param name="MissionEndedAt">When its last mission ended; null when it had none since it came on duty.</param>
[GenerateSerializer, Immutable, Alias("Emergency.CrewView")]
public sealed record CrewView(
    [property: Id(0)] int Physicians,
    [property: Id(1)] int Nurses,
    [property: Id(2)] int Drivers,
    [property: Id(3)] int Bearers,
    [property: Id(4)] DateTimeOffset? OnDutySince = null,
    [property: Id(5)] DateTimeOffset? PauseEndedAt = null,
    [property: Id(6)] DateTimeOffset? MissionEndedAt = null);

/// <summary>Puts a unit on or off duty.</summary>
/// <param name="By">Who decides.</param>
/// <param name="Duty">Any duty but OnMission, which only an assignment brings.</param>
/// <param name="Reason">Required for Paused and OutOfService.</param>
[GenerateSerializer, Immutable, Alias("Emergency.SetDuty")]
public sealed record SetDuty([property: Id(0)] ActorRef By, [property: Id(1)] UnitDuty Duty, [property: Id(2)] string? Reason);

/// <summary>A case asks for a unit. What the crew must know follows by <see cref="IAmbulanceGrain.OrderChanged"/>.</summary>
/// <param name="By">Who decides.</param>
/// <param name="CaseId">The case.</param>
/// <param name="AssignmentId">Its assignment; asking twice for the same is asking once.</param>
/// <param name="Priority">How urgent the case is.</param>
/// <param name="Queue">Keep it for later instead of refusing when the unit is busy.</param>
/// <param name="NotBefore">The earliest time to take it up; only with <paramref name="Queue"/>.</param>
[GenerateSerializer, Immutable, Alias("Emergency.ReserveUnit")]
public sealed record ReserveUnit(
    [property: Id(0)] ActorRef By,
    [property: Id(1)] CaseId CaseId,
    [property: Id(2)] AssignmentId AssignmentId,
    [property: Id(3)] Priority Priority,
    [property: Id(4)] bool Queue = false,
    [property: Id(5)] DateTimeOffset? NotBefore = null);

/// <summary>A unit's yes.</summary>
/// <param name="Active">True when the unit goes now; false when the assignment waits in its queue.</param>
[GenerateSerializer, Immutable, Alias("Emergency.Reservation")]
public sealed record Reservation([property: Id(0)] bool Active);
