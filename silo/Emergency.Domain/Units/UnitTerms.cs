using System.Text.Json.Serialization;
using Emergency.Domain.Cases;

namespace Emergency.Domain.Units;

/// <summary>The bounds of one unit.</summary>
public static class UnitLimits
{
    /// <summary>The most assignments kept for later. One more is refused with <see cref="RejectionCodes.QueueFull"/>.</summary>
    public const int Queue = 8;

    /// <summary>
    /// How many ended assignments a unit remembers, so that a late duplicate of a question is answered with no. The oldest is
    /// forgotten first; a duplicate that is this many missions late cannot occur, because a question is asked again within minutes.
    /// </summary>
    public const int RememberedEnds = 256;

    /// <summary>The most capability words of a unit.</summary>
    public const int Capabilities = 32;

    /// <summary>The most people of one role in a crew.</summary>
    public const int CrewOfOneRole = 9;

    /// <summary>How far ahead an assignment may be kept.</summary>
    public static readonly TimeSpan NotBefore = CaseLimits.NotBefore;
}

/// <summary>Who rides on a unit by plan.</summary>
public sealed record CrewComplement(int Physicians, int Nurses, int Drivers, int Bearers = 0);

/// <summary>What an assignment is to a unit.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReservationStanding>))]
public enum ReservationStanding
{
    /// <summary>The unit never heard of it.</summary>
    [JsonStringEnumMemberName("none")] None = 0,

    /// <summary>The unit keeps it for later.</summary>
    [JsonStringEnumMemberName("queued")] Queued = 1,

    /// <summary>The unit holds it now.</summary>
    [JsonStringEnumMemberName("active")] Active = 2,

    /// <summary>The unit is rid of it, for good.</summary>
    [JsonStringEnumMemberName("ended")] Ended = 3,
}

/// <summary>The assignment that a unit holds now. A unit holds at most one.</summary>
public sealed record Reservation(CaseId CaseId, AssignmentId AssignmentId, Priority Priority, DateTimeOffset Since);

/// <summary>An assignment that a unit keeps for later.</summary>
/// <param name="NotBefore">The earliest offer; null for as soon as the unit is free.</param>
/// <param name="Arrival">Counts up; the last tie-break.</param>
public sealed record QueuedReservation(
    CaseId CaseId,
    AssignmentId AssignmentId,
    Priority Priority,
    DateTimeOffset? NotBefore,
    DateTimeOffset QueuedAt,
    long Arrival)
{
    /// <summary>Whether it may be offered at this time.</summary>
    public bool IsDue(DateTimeOffset now) => NotBefore is null || NotBefore <= now;

    /// <summary>The order of the queue: by earliest time (none comes first), then by urgency, then by arrival.</summary>
    internal static int Compare(QueuedReservation a, QueuedReservation b) =>
        (a.NotBefore ?? DateTimeOffset.MinValue, a.Priority, a.Arrival).CompareTo((b.NotBefore ?? DateTimeOffset.MinValue, b.Priority, b.Arrival));
}

/// <summary>How a move to another station ended, when nothing else took its place.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MoveEnd>))]
public enum MoveEnd
{
    /// <summary>The unit is there.</summary>
    [JsonStringEnumMemberName("arrived")] Arrived = 0,

    /// <summary>The desk took it back.</summary>
    [JsonStringEnumMemberName("withdrawn")] Withdrawn = 1,
}

/// <summary>A move to another station that the unit was told to make. A unit makes at most one.</summary>
/// <param name="MoveId">Names it; telling twice of the same is telling once.</param>
/// <param name="To">Where to.</param>
/// <param name="Since">When it was told.</param>
public sealed record UnitMove(string MoveId, StationId To, DateTimeOffset Since);

/// <summary>An assignment that the unit took up from its queue and whose case was not told yet.</summary>
public sealed record PendingPromotion(CaseId CaseId, AssignmentId AssignmentId);
