using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Emergency.Domain.Units;

/// <summary>
/// A vehicle with its crew, and the one owner of the question whether it is free: a case asks, and is told yes or no. Immutable:
/// <see cref="Decide"/> says what a command would mean, <see cref="Apply(UnitEvent)"/> gives the unit after an event.
/// <para>Every question and every release may come twice: the answer is the same. An assignment that was released, barred or diverted away
/// is never taken up again (<see cref="RejectionCodes.AssignmentEnded"/>).</para>
/// </summary>
public sealed record AmbulanceUnit
{
    /// <summary>A unit that was not registered yet.</summary>
    public static AmbulanceUnit None { get; } = new();

    /// <summary>How many events it was folded from: the expected version of the next append.</summary>
    public long Version { get; init; }

    public AmbulanceId Id { get; init; }

    public StationId StationId { get; init; }

    public string Plate { get; init; } = "";

    /// <summary>Words in order.</summary>
    public ImmutableList<string> Capabilities { get; init; } = [];

    public CrewComplement Crew { get; init; } = new(0, 0, 0);

    /// <summary>The hash of the onboard agent's key; null while there is none.</summary>
    public string? DeviceKeyHash { get; init; }

    /// <summary>What it does without a mission; during one, what it did before.</summary>
    public UnitDuty BaseDuty { get; init; } = UnitDuty.OffDuty;

    /// <summary>Why it is paused or out of service.</summary>
    public string? DutyReason { get; init; }

    /// <summary>Since when it does what <see cref="Duty"/> says; null before registration.</summary>
    public DateTimeOffset? DutySince { get; init; }

    /// <summary>Since when it is on duty without a break of that; null while it is off duty or out of service.</summary>
    public DateTimeOffset? OnDutySince { get; init; }

    /// <summary>When its last pause ended; null when it had none since it came on duty.</summary>
    public DateTimeOffset? PauseEndedAt { get; init; }

    /// <summary>When its last mission ended; null when it had none since it came on duty.</summary>
    public DateTimeOffset? MissionEndedAt { get; init; }

    /// <summary>What it holds now; null when nothing.</summary>
    public Reservation? Active { get; init; }

    /// <summary>What it keeps for later, next one first; at most <see cref="UnitLimits.Queue"/>.</summary>
    public ImmutableList<QueuedReservation> Queue { get; init; } = [];

    /// <summary>Promotions whose case was not told yet: tell it, then confirm. Telling twice is harmless.</summary>
    public ImmutableList<PendingPromotion> PendingPromotions { get; init; } = [];

    /// <summary>Assignments that it is rid of, oldest first; at most <see cref="UnitLimits.RememberedEnds"/>.</summary>
    public ImmutableList<AssignmentId> Ended { get; init; } = [];

    /// <summary>How many assignments were ever queued.</summary>
    public long Arrivals { get; init; }

    /// <summary>The station that it was told to go to and is on its way to; null when none.</summary>
    public UnitMove? Move { get; init; }

    /// <summary>The last move that it was told of, also when that is over; null when it never was.</summary>
    public string? LastMoveId { get; init; }

    /// <summary>The station where it stands since it moved there; null for its own, and on the road.</summary>
    public StationId? StandsAt { get; init; }

    [JsonIgnore]
    public bool IsRegistered => Version > 0;

    /// <summary>What it does now: <see cref="UnitDuty.OnMission"/> exactly while it holds an assignment.</summary>
    [JsonIgnore]
    public UnitDuty Duty => Active is null ? BaseDuty : UnitDuty.OnMission;

    /// <summary>On duty and without a mission.</summary>
    [JsonIgnore]
    public bool IsFree => Duty is UnitDuty.AvailableAtStation or UnitDuty.AvailableMobile;

    /// <summary>When <see cref="PromoteDue"/> would next do something if nothing else happens; null when only another event can bring that about.</summary>
    [JsonIgnore]
    public DateTimeOffset? NextDueAt => IsFree && !Queue.IsEmpty ? Queue[0].NotBefore ?? Queue[0].QueuedAt : null;

    /// <summary>What this assignment is to the unit.</summary>
    public ReservationStanding StandingOf(AssignmentId assignment) =>
        Active?.AssignmentId == assignment ? ReservationStanding.Active
        : Queue.Exists(q => q.AssignmentId == assignment) ? ReservationStanding.Queued
        : Ended.Contains(assignment) ? ReservationStanding.Ended
        : ReservationStanding.None;

    /// <summary>What this command means now: events, nothing, or one rejection. Changes nothing.</summary>
    public Decision<UnitEvent> Decide(UnitCommand command, DateTimeOffset now)
    {
        if (TextRules.Author(command.By) is { } nobody)
            return nobody;
        if (command is RegisterUnit register)
            return DutyRules.Register(this, register, now);
        if (!IsRegistered)
            return Decision<UnitEvent>.Reject(RejectionCodes.UnknownUnit, "no such unit is registered");
        return command switch
        {
            SetDuty c => DutyRules.Set(this, c, now),
            ArriveAtStation c => DutyRules.Arrive(this, c, now),
            ReserveUnit c => ReservationRules.Reserve(this, c, now),
            ReleaseUnit c => ReservationRules.Release(this, c, now),
            DivertUnit c => ReservationRules.Divert(this, c, now),
            PromoteDue c => ReservationRules.WithPromotion(this, [], c.By, now),
            ConfirmPromotion c => ReservationRules.Confirm(this, c, now),
            OrderMove c => UnitMoveRules.Order(this, c, now),
            EndMove c => UnitMoveRules.End(this, c, now),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };
    }

    /// <summary>The unit after this event.</summary>
    public AmbulanceUnit Apply(UnitEvent happened) => UnitFold.Apply(this, happened) with { Version = Version + 1 };

    /// <summary>The unit after these events, oldest first.</summary>
    public AmbulanceUnit Apply(IEnumerable<UnitEvent> happened) => happened.Aggregate(this, (state, e) => state.Apply(e));

    /// <summary>The unit as its whole stream tells it.</summary>
    public static AmbulanceUnit Replay(IEnumerable<UnitEvent> stream) => None.Apply(stream);
}
