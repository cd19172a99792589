using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Emergency.Domain.Hospitals;

/// <summary>
/// A place that receives patients: what it can do, what it has room for, and who is on the way. Immutable:
/// <see cref="Decide"/> says what a command would mean, <see cref="Apply(HospitalEvent)"/> gives the hospital after an event.
/// </summary>
public sealed record Hospital
{
    /// <summary>A hospital that was not registered yet.</summary>
    public static Hospital None { get; } = new();

    /// <summary>How many events it was folded from: the expected version of the next append.</summary>
    public long Version { get; init; }

    public HospitalId Id { get; init; }

    public string Name { get; init; } = "";

    public GeoPoint Position { get; init; }

    /// <summary>Words in order.</summary>
    public ImmutableList<string> Centres { get; init; } = [];

    public ImmutableList<BedCapacity> Beds { get; init; } = [];

    /// <summary>When the beds were last stated; null when never. A board shows this age.</summary>
    public DateTimeOffset? BedsStatedAt { get; init; }

    /// <summary>As last set; it may have run out since: ask <see cref="DiversionAt"/>.</summary>
    public Diversion? Diversion { get; init; }

    /// <summary>Who is on the way, in the order of announcement.</summary>
    public ImmutableList<Inbound> Inbound { get; init; } = [];

    /// <summary>Arrivals that are over for good (arrived or cancelled), oldest first; at most <see cref="HospitalLimits.RememberedEnds"/>.</summary>
    public ImmutableList<AssignmentId> Ended { get; init; } = [];

    [JsonIgnore]
    public bool IsRegistered => Version > 0;

    /// <summary>The diversion that holds at this time; null when patients are welcome.</summary>
    public Diversion? DiversionAt(DateTimeOffset now) => Diversion is { } d && (d.Until is null || d.Until > now) ? d : null;

    /// <summary>Who is on the way in this assignment; null when nobody is.</summary>
    public Inbound? Find(AssignmentId assignment) => Inbound.Find(i => i.AssignmentId == assignment);

    /// <summary>What this command means now: events, nothing, or one rejection. Changes nothing.</summary>
    public Decision<HospitalEvent> Decide(HospitalCommand command, DateTimeOffset now)
    {
        if (TextRules.Author(command.By) is { } nobody)
            return nobody;
        if (command is RegisterHospital register)
            return HospitalRules.Register(this, register, now);
        if (!IsRegistered)
            return Decision<HospitalEvent>.Reject(RejectionCodes.UnknownHospital, "no such hospital is registered");
        return command switch
        {
            SetCapacity c => HospitalRules.Capacity(this, c, now),
            SetDiversion c => HospitalRules.Divert(this, c, now),
            ClearDiversion c => Diversion is null
                ? Decision<HospitalEvent>.Unchanged
                : new DiversionCleared(now, now, c.By.Actor, c.By.Source),
            AnnounceInbound c => InboundRules.Announce(this, c, now),
            AcknowledgeInbound c => InboundRules.Acknowledge(this, c, now),
            EndInbound c => InboundRules.End(this, c, now),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };
    }

    /// <summary>The hospital after this event.</summary>
    public Hospital Apply(HospitalEvent happened) => HospitalFold.Apply(this, happened) with { Version = Version + 1 };

    /// <summary>The hospital after these events, oldest first.</summary>
    public Hospital Apply(IEnumerable<HospitalEvent> happened) => happened.Aggregate(this, (state, e) => state.Apply(e));

    /// <summary>The hospital as its whole stream tells it.</summary>
    public static Hospital Replay(IEnumerable<HospitalEvent> stream) => None.Apply(stream);
}
