using System.Text.Json.Serialization;
using Emergency.Domain.Care;

namespace Emergency.Domain.Hospitals;

/// <summary>A fact of a hospital. Persisted as JSON under its kind; members are only ever appended, with a default.</summary>
/// <param name="At">When it happened.</param>
/// <param name="RecordedAt">When the server learnt it.</param>
/// <param name="Actor">Who said so.</param>
/// <param name="Source">Through what.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(HospitalRegistered), "hospital-registered")]
[JsonDerivedType(typeof(HospitalDetailsChanged), "hospital-details-changed")]
[JsonDerivedType(typeof(CapacitySet), "capacity-set")]
[JsonDerivedType(typeof(DiversionSet), "diversion-set")]
[JsonDerivedType(typeof(DiversionCleared), "diversion-cleared")]
[JsonDerivedType(typeof(InboundAnnounced), "inbound-announced")]
[JsonDerivedType(typeof(InboundExpectedAt), "inbound-expected-at")]
[JsonDerivedType(typeof(InboundNoticed), "inbound-noticed")]
[JsonDerivedType(typeof(InboundAcknowledged), "inbound-acknowledged")]
[JsonDerivedType(typeof(InboundEnded), "inbound-ended")]
public abstract record HospitalEvent(DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source)
{
    /// <summary>The stable name of this kind of event.</summary>
    [JsonIgnore]
    public string Kind => EventKind<HospitalEvent>.Of(this);
}

/// <summary>The hospital exists.</summary>
public sealed record HospitalRegistered(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    HospitalId HospitalId,
    string Name,
    GeoPoint Position,
    IReadOnlyList<string> Centres) : HospitalEvent(At, RecordedAt, Actor, Source);

/// <summary>County data about the hospital changed to this.</summary>
public sealed record HospitalDetailsChanged(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    string Name,
    GeoPoint Position,
    IReadOnlyList<string> Centres) : HospitalEvent(At, RecordedAt, Actor, Source);

/// <summary>These are all the beds.</summary>
public sealed record CapacitySet(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    IReadOnlyList<BedCapacity> Beds) : HospitalEvent(At, RecordedAt, Actor, Source);

/// <summary>The hospital asks that patients go elsewhere.</summary>
public sealed record DiversionSet(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    string Reason,
    DateTimeOffset? Until = null) : HospitalEvent(At, RecordedAt, Actor, Source);

/// <summary>The hospital takes patients again.</summary>
public sealed record DiversionCleared(DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source)
    : HospitalEvent(At, RecordedAt, Actor, Source);

/// <summary>A unit is on its way.</summary>
public sealed record InboundAnnounced(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    CaseId CaseId,
    AssignmentId AssignmentId,
    AmbulanceId AmbulanceId,
    DateTimeOffset? ExpectedAt = null) : HospitalEvent(At, RecordedAt, Actor, Source);

/// <summary>The unit is expected at another time.</summary>
public sealed record InboundExpectedAt(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    AssignmentId AssignmentId,
    DateTimeOffset? ExpectedAt) : HospitalEvent(At, RecordedAt, Actor, Source);

/// <summary>The unit comes by a green channel; the desk has to acknowledge that, whatever it acknowledged before.</summary>
public sealed record InboundNoticed(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    AssignmentId AssignmentId,
    ChannelKind Channel) : HospitalEvent(At, RecordedAt, Actor, Source);

/// <summary>The desk knows of the arrival.</summary>
public sealed record InboundAcknowledged(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    AssignmentId AssignmentId) : HospitalEvent(At, RecordedAt, Actor, Source);

/// <summary>The arrival is over.</summary>
public sealed record InboundEnded(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    AssignmentId AssignmentId,
    InboundEnd How) : HospitalEvent(At, RecordedAt, Actor, Source);
