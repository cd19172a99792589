using System.Collections.Immutable;
using Emergency.Domain;

namespace Emergency.Contracts;

/// <summary>A move of an idle unit that would help. Nothing moves by itself.</summary>
/// <param name="RelocationId">Names it while it stands.</param>
/// <param name="FromName">What the station is called that it leaves; null when the unit is on the road.</param>
/// <param name="ToName">What the station is called that it should go to.</param>
/// <param name="DriveSeconds">How long the drive takes, without siren.</param>
/// <param name="PeopleGained">People who would newly be reached in time, less those who would no longer be.</param>
/// <param name="ExpectedGained">How many more people could be expected to be reached in time while units are busy.</param>
/// <param name="MovesThisShift">Moves that this unit's crew made this shift already.</param>
/// <param name="MovesPerShift">The most that are asked of a crew in a shift.</param>
/// <param name="SuggestedAt">Since when it stands.</param>
[GenerateSerializer, Immutable, Alias("Emergency.RelocationView")]
public sealed record RelocationView(
    [property: Id(0)] string RelocationId,
    [property: Id(1)] AmbulanceId AmbulanceId,
    [property: Id(2)] StationId? From,
    [property: Id(3)] string? FromName,
    [property: Id(4)] StationId To,
    [property: Id(5)] string ToName,
    [property: Id(6)] LonLat ToPosition,
    [property: Id(7)] double DriveSeconds,
    [property: Id(8)] double PeopleGained,
    [property: Id(9)] double ExpectedGained,
    [property: Id(10)] int MovesThisShift,
    [property: Id(11)] int MovesPerShift,
    [property: Id(12)] DateTimeOffset SuggestedAt);

/// <summary>An accepted move: the unit was told to go, and is not known to be there yet.</summary>
/// <param name="By">Who told it.</param>
[GenerateSerializer, Immutable, Alias("Emergency.RelocationOrderView")]
public sealed record RelocationOrderView(
    [property: Id(0)] AmbulanceId AmbulanceId,
    [property: Id(1)] StationId To,
    [property: Id(2)] string ToName,
    [property: Id(3)] LonLat ToPosition,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] string By);

/// <summary>
/// A case that a unit is driving to, and a free unit that would be there sooner. Nothing changes over by itself.
/// </summary>
/// <param name="TakeoverId">Names it while it stands.</param>
/// <param name="Number">The case's number.</param>
/// <param name="UnderWay">The unit that drives there now.</param>
/// <param name="UnderWayAssignment">Its assignment, which would be called back.</param>
/// <param name="RemainingSeconds">Until that one is there, from the time of the view.</param>
/// <param name="Free">The unit that would be sent instead.</param>
/// <param name="EtaSeconds">Until that one could be there, turnout included.</param>
/// <param name="GainSeconds">What the patient would gain.</param>
/// <param name="Rescues">The unit under way would be late, and the free one would not.</param>
/// <param name="SuggestedAt">Since when it stands.</param>
[GenerateSerializer, Immutable, Alias("Emergency.TakeoverView")]
public sealed record TakeoverView(
    [property: Id(0)] string TakeoverId,
    [property: Id(1)] CaseId CaseId,
    [property: Id(2)] string Number,
    [property: Id(3)] Priority Priority,
    [property: Id(4)] AmbulanceId UnderWay,
    [property: Id(5)] AssignmentId UnderWayAssignment,
    [property: Id(6)] double RemainingSeconds,
    [property: Id(7)] AmbulanceId Free,
    [property: Id(8)] double EtaSeconds,
    [property: Id(9)] double GainSeconds,
    [property: Id(10)] bool Rescues,
    [property: Id(11)] DateTimeOffset SuggestedAt);

/// <summary>What is suggested now, and what was accepted and is under way.</summary>
/// <param name="AsOf">When this was last worked out.</param>
/// <param name="Suggestions">Moves between stations, best first.</param>
/// <param name="UnderWay">Accepted moves that are not over.</param>
/// <param name="Takeovers">Cases that could change over to a nearer unit, best first.</param>
[GenerateSerializer, Immutable, Alias("Emergency.RelocationsView")]
public sealed record RelocationsView(
    [property: Id(0)] DateTimeOffset AsOf,
    [property: Id(1)] ImmutableArray<RelocationView> Suggestions,
    [property: Id(2)] ImmutableArray<RelocationOrderView> UnderWay,
    [property: Id(3)] long Version,
    [property: Id(4)] ImmutableArray<TakeoverView> Takeovers);
