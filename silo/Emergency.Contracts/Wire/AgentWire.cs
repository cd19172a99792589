using System.Collections.Immutable;
using Emergency.Domain;

namespace Emergency.Contracts;

/// <summary>What a crew must know of an assignment.</summary>
/// <param name="Active">True for the one to do now; false for one that waits.</param>
/// <param name="Milestone">The furthest milestone the server knows.</param>
[GenerateSerializer, Immutable, Alias("Emergency.AssignmentOrder")]
public sealed record AssignmentOrder(
    [property: Id(0)] AssignmentId AssignmentId,
    [property: Id(1)] CaseId CaseId,
    [property: Id(2)] string Number,
    [property: Id(3)] Priority Priority,
    [property: Id(4)] string Complaint,
    [property: Id(5)] CaseLocation Location,
    [property: Id(6)] AreaKind Area,
    [property: Id(7)] int PatientCount,
    [property: Id(8)] ImmutableArray<string> Notes,
    [property: Id(9)] bool Active,
    [property: Id(10)] Milestone Milestone,
    [property: Id(11)] HospitalId? HospitalId,
    [property: Id(12)] LonLat? HospitalPosition,
    [property: Id(13)] DateTimeOffset? NotBefore);

/// <summary>Everything a unit has to do, first first, and where it is to move meanwhile; null for nowhere. It replaces whatever the agent knew before when its version is newer.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.AgentOrders")]
public sealed record AgentOrders(
    [property: Id(0)] AmbulanceId AmbulanceId,
    [property: Id(1)] long Version,
    [property: Id(2)] ImmutableArray<AssignmentOrder> Orders,
    [property: Id(3)] MoveOrder? Move = null);

/// <summary>A station that a unit without a mission is to drive to, at ordinary speed, and to wait at. Whatever it is ordered otherwise goes first.</summary>
/// <param name="MoveId">Names the move.</param>
/// <param name="To">The station.</param>
/// <param name="ToName">What it is called.</param>
/// <param name="ToPosition">Where it is.</param>
/// <param name="Since">When the desk said so.</param>
[GenerateSerializer, Immutable, Alias("Emergency.MoveOrder")]
public sealed record MoveOrder(
    [property: Id(0)] string MoveId,
    [property: Id(1)] StationId To,
    [property: Id(2)] string ToName,
    [property: Id(3)] LonLat ToPosition,
    [property: Id(4)] DateTimeOffset Since);

/// <summary>Sends a free unit to another station.</summary>
/// <param name="By">Who decides.</param>
/// <param name="MoveId">Made by the caller, so that a repeated command is the same command.</param>
/// <param name="To">The station.</param>
[GenerateSerializer, Immutable, Alias("Emergency.MoveUnit")]
public sealed record MoveUnit([property: Id(0)] ActorRef By, [property: Id(1)] string MoveId, [property: Id(2)] StationId To);

/// <summary>An agent presents itself after every connection.</summary>
/// <param name="DeviceId">The device; sequences belong to it, so a new device starts a new sequence.</param>
/// <param name="AgentVersion">Version of its software.</param>
/// <param name="DeviceTime">Its clock, to measure the skew.</param>
[GenerateSerializer, Immutable, Alias("Emergency.AgentHello")]
public sealed record AgentHello(
    [property: Id(0)] string DeviceId,
    [property: Id(1)] string AgentVersion,
    [property: Id(2)] DateTimeOffset DeviceTime);

/// <summary>The server's answer to a hello.</summary>
/// <param name="ServerTime">The server's clock.</param>
/// <param name="FixesThrough">The last fix sequence of this device that is durable; 0 when none.</param>
/// <param name="Orders">What the unit has to do.</param>
/// <param name="Duty">Its duty.</param>
/// <param name="Station">Where its base is.</param>
[GenerateSerializer, Immutable, Alias("Emergency.AgentWelcome")]
public sealed record AgentWelcome(
    [property: Id(0)] AmbulanceId AmbulanceId,
    [property: Id(1)] DateTimeOffset ServerTime,
    [property: Id(2)] long FixesThrough,
    [property: Id(3)] AgentOrders Orders,
    [property: Id(4)] UnitDuty Duty,
    [property: Id(5)] LonLat Station);

/// <summary>A position the vehicle measured.</summary>
/// <param name="Sequence">Grows by one with every fix of the device, from 1.</param>
/// <param name="At">When it was taken.</param>
/// <param name="AccuracyMetres">Radius of 68 % confidence; null when unknown.</param>
[GenerateSerializer, Immutable, Alias("Emergency.Fix")]
public sealed record Fix(
    [property: Id(0)] long Sequence,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] double Lon,
    [property: Id(3)] double Lat,
    [property: Id(4)] double? SpeedKmh,
    [property: Id(5)] double? HeadingDegrees,
    [property: Id(6)] double? AccuracyMetres);

/// <summary>Fixes of one device, at most <see cref="MaxFixes"/>, in any order.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.FixBatch")]
public sealed record FixBatch([property: Id(0)] string DeviceId, [property: Id(1)] ImmutableArray<Fix> Fixes)
{
    /// <summary>The most fixes one batch may hold; a larger one is refused whole.</summary>
    public const int MaxFixes = 500;
}

/// <summary>What of a device's fixes is durable and may be forgotten.</summary>
/// <param name="Accepted">Sequences that are durable now, repeats included.</param>
/// <param name="Rejected">Sequences that will never be taken, with the reason; the agent may drop them.</param>
[GenerateSerializer, Immutable, Alias("Emergency.FixAck")]
public sealed record FixAck(
    [property: Id(0)] ImmutableArray<long> Accepted,
    [property: Id(1)] ImmutableArray<RejectedItem> Rejected);

/// <summary>An item of a device that will never be taken.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.RejectedItem")]
public sealed record RejectedItem([property: Id(0)] long Sequence, [property: Id(1)] string Code, [property: Id(2)] string Detail);

/// <summary>A milestone the crew or a geofence set on the vehicle.</summary>
/// <param name="Sequence">Grows with every milestone report of the device; with the device it is the report's identity.</param>
[GenerateSerializer, Immutable, Alias("Emergency.AgentMilestone")]
public sealed record AgentMilestone(
    [property: Id(0)] long Sequence,
    [property: Id(1)] CaseId CaseId,
    [property: Id(2)] AssignmentId AssignmentId,
    [property: Id(3)] Milestone Milestone,
    [property: Id(4)] DateTimeOffset OccurredAt,
    [property: Id(5)] FactSource Source,
    [property: Id(6)] string? Reason,
    [property: Id(7)] HospitalId? HospitalId);

/// <summary>The server's word on one milestone report: durable, or refused for good.</summary>
/// <param name="Refusal">Null when it is durable.</param>
[GenerateSerializer, Immutable, Alias("Emergency.MilestoneAck")]
public sealed record MilestoneAck([property: Id(0)] long Sequence, [property: Id(1)] Refusal? Refusal);
