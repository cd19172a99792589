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
[JsonDerivedType(typeof(TakeoverAccepted), "takeover-accepted")]
[JsonDerivedType(typeof(TakeoverDismissed), "takeover-dismissed")]
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

/// <summary>A move is over: the unit is there, does something else, or need not go.</summary>
/// <param name="Refused">The unit was not free when it was asked: it never moved, and the move does not count.</param>
/// <param name="Reason">Why the desk took it back.</param>
public sealed record RelocationEnded(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, AmbulanceId AmbulanceId, bool Arrived,
    bool Refused = false, string? Reason = null) : RelocationEvent(At, RecordedAt, Actor, Source);

/// <summary>The desk had a case change over from the unit under way to one that is nearer.</summary>
public sealed record TakeoverAccepted(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source,
    CaseId CaseId, AmbulanceId UnderWay, AmbulanceId Free, double GainSeconds) : RelocationEvent(At, RecordedAt, Actor, Source);

/// <summary>The desk did not want a case to change over.</summary>
public sealed record TakeoverDismissed(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source,
    CaseId CaseId, AmbulanceId UnderWay, AmbulanceId Free, string Reason) : RelocationEvent(At, RecordedAt, Actor, Source);
