using System.Text.Json.Serialization;

namespace Emergency.Domain.Roads;

/// <summary>A fact about the county's roads. Persisted as JSON under its kind; members are only ever appended, with a default.</summary>
/// <param name="At">When it happened.</param>
/// <param name="RecordedAt">When the server learnt it.</param>
/// <param name="Actor">Who said so.</param>
/// <param name="Source">Through what.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(RoadConditionSet), "road-condition-set")]
[JsonDerivedType(typeof(RoadConditionLifted), "road-condition-lifted")]
public abstract record RoadEvent(DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source)
{
    /// <summary>The stable name of this kind of event.</summary>
    [JsonIgnore]
    public string Kind => EventKind<RoadEvent>.Of(this);
}

/// <summary>Roads are closed or slowed from now on.</summary>
public sealed record RoadConditionSet(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    string ConditionId,
    RoadShapeKind Shape,
    IReadOnlyList<GeoPoint> Points,
    double? Factor,
    string Reason,
    DateTimeOffset? Until,
    string? Place = null) : RoadEvent(At, RecordedAt, Actor, Source);

/// <summary>They are as usual again.</summary>
/// <param name="Expired">Whether its time was over, rather than somebody lifting it.</param>
public sealed record RoadConditionLifted(
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    FactSource Source,
    string ConditionId,
    bool Expired) : RoadEvent(At, RecordedAt, Actor, Source);
