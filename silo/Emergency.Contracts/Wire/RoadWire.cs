using System.Collections.Immutable;
using Emergency.Domain.Roads;

namespace Emergency.Contracts;

/// <summary>Closes or slows roads.</summary>
/// <param name="By">Who asks.</param>
/// <param name="ConditionId">A word, unique for ever; the same again changes nothing.</param>
/// <param name="Shape">What the points mean.</param>
/// <param name="Points">WGS-84.</param>
/// <param name="Factor">How many times as long the roads take; null where they are closed.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">When it ends by itself; null for until somebody lifts it.</param>
[GenerateSerializer, Immutable, Alias("Emergency.SetRoad")]
public sealed record SetRoad(
    [property: Id(0)] ActorRef By,
    [property: Id(1)] string ConditionId,
    [property: Id(2)] RoadShapeKind Shape,
    [property: Id(3)] ImmutableArray<LonLat> Points,
    [property: Id(4)] double? Factor,
    [property: Id(5)] string Reason,
    [property: Id(6)] DateTimeOffset? Until);

/// <summary>Roads that are closed or slowed now.</summary>
/// <param name="ConditionId">Its id.</param>
/// <param name="Shape">What the points mean.</param>
/// <param name="Points">As the desk said them.</param>
/// <param name="Factor">How many times as long the roads take; null where they are closed.</param>
/// <param name="Reason">Why.</param>
/// <param name="Since">When it was set.</param>
/// <param name="Until">When it ends by itself; null for until somebody lifts it.</param>
/// <param name="Actor">Who set it.</param>
/// <param name="Place">The road's name, or what is near; null when nothing is.</param>
/// <param name="Roads">How many roads it holds on.</param>
/// <param name="Lines">These roads, for drawing: the first of them where there are very many.</param>
[GenerateSerializer, Immutable, Alias("Emergency.RoadConditionView")]
public sealed record RoadConditionView(
    [property: Id(0)] string ConditionId,
    [property: Id(1)] RoadShapeKind Shape,
    [property: Id(2)] ImmutableArray<LonLat> Points,
    [property: Id(3)] double? Factor,
    [property: Id(4)] string Reason,
    [property: Id(5)] DateTimeOffset Since,
    [property: Id(6)] DateTimeOffset? Until,
    [property: Id(7)] string Actor,
    [property: Id(8)] string? Place,
    [property: Id(9)] int Roads,
    [property: Id(10)] ImmutableArray<ImmutableArray<LonLat>> Lines);

/// <summary>All that holds on the county's roads.</summary>
/// <param name="Conditions">In the order in which they were set.</param>
/// <param name="Hour">The local hour whose traffic holds, 0 to 23; null before the first was applied.</param>
/// <param name="AppliedAt">When travel times last heeded a change of these.</param>
[GenerateSerializer, Immutable, Alias("Emergency.RoadConditionsView")]
public sealed record RoadConditionsView(
    [property: Id(0)] ImmutableArray<RoadConditionView> Conditions,
    [property: Id(1)] int? Hour,
    [property: Id(2)] DateTimeOffset? AppliedAt,
    [property: Id(3)] long Version);
