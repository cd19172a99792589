using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Emergency.Domain.Relocations;

/// <summary>A fact about moves between stations. Persisted as JSON under its kind; members are only ever appended, with a default.</summary>
/// <param name="At">When it happened.</param>
/// <param name="RecordedAt">When the server learnt it.</param>
/// <param name="Actor">Who said so.</param>
/// <param name="Source">Through what.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(RelocationAccepted), "relocation-accepted")]
[JsonDerivedType(typeof(RelocationDismissed), "relocation-dismissed")]
[JsonDerivedType(typeof(RelocationEnded), "relocation-ended")]
public abstract record RelocationEvent(DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source)
{
    /// <summary>The stable name of this kind of event.</summary>
    [JsonIgnore]
    public string Kind => EventKind<RelocationEvent>.Of(this);
}

/// <summary>The desk told a unit to go to another station.</summary>
public sealed record RelocationAccepted(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source,
    AmbulanceId AmbulanceId, StationId? From, StationId To, double PeopleGained, double ExpectedGained) : RelocationEvent(At, RecordedAt, Actor, Source);

/// <summary>The desk did not want a suggested move.</summary>
public sealed record RelocationDismissed(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source,
    AmbulanceId AmbulanceId, StationId? From, StationId To, string Reason) : RelocationEvent(At, RecordedAt, Actor, Source);

/// <summary>A move is over: the unit is there, or does something else.</summary>
public sealed record RelocationEnded(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, AmbulanceId AmbulanceId, bool Arrived)
    : RelocationEvent(At, RecordedAt, Actor, Source);

/// <summary>What became of a suggestion.</summary>
public sealed record DecidedMove(AmbulanceId AmbulanceId, StationId? From, StationId To, DateTimeOffset At, string Actor, bool Accepted);

/// <summary>A suggestion that the desk decides on.</summary>
public sealed record OfferedMove(AmbulanceId AmbulanceId, StationId? From, StationId To, double PeopleGained, double ExpectedGained);

/// <summary>Moves between stations that were accepted or dismissed lately. Immutable.</summary>
public sealed record RelocationBook
{
    /// <summary>How long a decision is remembered: longer than any shift.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(36);

    /// <summary>Nothing was decided yet.</summary>
    public static RelocationBook Empty { get; } = new();

    /// <summary>What was decided, oldest first.</summary>
    public ImmutableList<DecidedMove> Decided { get; init; } = [];

    /// <summary>Accepted moves that are not over, one for a unit at most.</summary>
    public ImmutableDictionary<AmbulanceId, DecidedMove> UnderWay { get; init; } = ImmutableDictionary<AmbulanceId, DecidedMove>.Empty;

    /// <summary>What it means that the desk accepts a suggestion.</summary>
    public Decision<RelocationEvent> Accept(OfferedMove move, FactAuthor by, DateTimeOffset now) =>
        TextRules.Author(by) is { } nobody
            ? nobody
            : UnderWay.TryGetValue(move.AmbulanceId, out var known) && known.To == move.To
                ? Decision<RelocationEvent>.Unchanged
                : new RelocationAccepted(
                    now, now, by.Actor, by.Source, move.AmbulanceId, move.From, move.To, move.PeopleGained, move.ExpectedGained);

    /// <summary>What it means that the desk dismisses one.</summary>
    public static Decision<RelocationEvent> Dismiss(OfferedMove move, string reason, FactAuthor by, DateTimeOffset now) =>
        (TextRules.Author(by) ?? TextRules.Reason(reason, "a dismissal")) is { } problem
            ? problem
            : new RelocationDismissed(now, now, by.Actor, by.Source, move.AmbulanceId, move.From, move.To, reason.Trim());

    /// <summary>What it means that a unit is there, or does something else.</summary>
    public Decision<RelocationEvent> End(AmbulanceId unit, bool arrived, DateTimeOffset now) =>
        UnderWay.ContainsKey(unit)
            ? new RelocationEnded(now, now, FactAuthor.System.Actor, FactAuthor.System.Source, unit, arrived)
            : Decision<RelocationEvent>.Unchanged;

    /// <summary>The book after this event.</summary>
    public RelocationBook Apply(RelocationEvent happened) => happened switch
    {
        RelocationAccepted e => Remember(new DecidedMove(e.AmbulanceId, e.From, e.To, e.At, e.Actor, true)),
        RelocationDismissed e => Remember(new DecidedMove(e.AmbulanceId, e.From, e.To, e.At, e.Actor, false)),
        RelocationEnded e => this with { UnderWay = UnderWay.Remove(e.AmbulanceId) },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "no such event"),
    };

    private RelocationBook Remember(DecidedMove move) => this with
    {
        Decided = Decided.RemoveAll(d => d.At < move.At - Memory).Add(move),
        UnderWay = move.Accepted ? UnderWay.SetItem(move.AmbulanceId, move) : UnderWay,
    };
}
