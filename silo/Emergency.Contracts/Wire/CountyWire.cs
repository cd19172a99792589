using System.Collections.Immutable;
using Emergency.Domain;
using Emergency.Domain.Care;

namespace Emergency.Contracts;

/// <summary>A patient on the way to a hospital.</summary>
/// <param name="EtaSeconds">Seconds from <paramref name="EtaAt"/> to the hospital; null when unknown.</param>
/// <param name="EtaAt">When the unit was where that was reckoned from; null for the time of the announcement.</param>
/// <param name="Channel">The green channel that it comes by; null for none.</param>
/// <param name="NoticeAt">When the pre-arrival notice of that channel was sent; null for none. A notice that comes after the desk acknowledged the
/// arrival is to be acknowledged anew.</param>
/// <param name="AcknowledgedBy">Who acknowledged; null while nobody has.</param>
[GenerateSerializer, Immutable, Alias("Emergency.InboundView")]
public sealed record InboundView(
    [property: Id(0)] CaseId CaseId,
    [property: Id(1)] AssignmentId AssignmentId,
    [property: Id(2)] AmbulanceId AmbulanceId,
    [property: Id(3)] string Complaint,
    [property: Id(4)] Priority Priority,
    [property: Id(5)] double? EtaSeconds,
    [property: Id(6)] DateTimeOffset AnnouncedAt,
    [property: Id(7)] DateTimeOffset? AcknowledgedAt,
    [property: Id(8)] DateTimeOffset? EtaAt = null,
    [property: Id(9)] ChannelKind? Channel = null,
    [property: Id(10)] DateTimeOffset? NoticeAt = null,
    [property: Id(11)] string? AcknowledgedBy = null);

/// <summary>Why and until when a hospital asks not to be sent patients.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.DiversionView")]
public sealed record DiversionView(
    [property: Id(0)] string Reason,
    [property: Id(1)] DateTimeOffset Since,
    [property: Id(2)] DateTimeOffset? Until,
    [property: Id(3)] string Actor);

/// <summary>A hospital as consoles see it.</summary>
/// <param name="Capacity">Free emergency beds as its desk last said; null when unknown.</param>
/// <param name="CapacityAt">When its desk said so.</param>
[GenerateSerializer, Immutable, Alias("Emergency.HospitalView")]
public sealed record HospitalView(
    [property: Id(0)] HospitalId HospitalId,
    [property: Id(1)] string Name,
    [property: Id(2)] LonLat Position,
    [property: Id(3)] ImmutableArray<string> Centres,
    [property: Id(4)] int? Capacity,
    [property: Id(5)] DateTimeOffset? CapacityAt,
    [property: Id(6)] DiversionView? Diversion,
    [property: Id(7)] ImmutableArray<InboundView> Inbound,
    [property: Id(8)] long Version);


/// <summary>One area's response times.</summary>
/// <param name="Count">Cases with a known response time.</param>
/// <param name="Within">Of them, within the standard.</param>
/// <param name="Share">Within ÷ count; null when there are none.</param>
/// <param name="MedianSeconds">Median; null when there are none.</param>
/// <param name="P90Seconds">90th percentile; null when there are none.</param>
/// <param name="Unknown">Cases that ended without a known arrival.</param>
[GenerateSerializer, Immutable, Alias("Emergency.ResponseTimesView")]
public sealed record ResponseTimesView(
    [property: Id(0)] int Count,
    [property: Id(1)] int Within,
    [property: Id(2)] double? Share,
    [property: Id(3)] double? MedianSeconds,
    [property: Id(4)] double? P90Seconds,
    [property: Id(5)] int Unknown);

/// <summary>The response-time report over cases received from <paramref name="From"/> up to <paramref name="To"/>.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.ResponseTimeReport")]
public sealed record ResponseTimeReport(
    [property: Id(0)] DateTimeOffset From,
    [property: Id(1)] DateTimeOffset To,
    [property: Id(2)] ResponseTimesView Urban,
    [property: Id(3)] ResponseTimesView Rural);

/// <summary>A base as consoles see it.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.StationView")]
public sealed record StationView(
    [property: Id(0)] StationId StationId,
    [property: Id(1)] string Name,
    [property: Id(2)] LonLat Position);

/// <summary>What a county is called and where it lies.</summary>
/// <param name="Synthetic">Its roads were generated, not surveyed.</param>
/// <param name="Notice">What must be said on screen of its data, in Chinese; null when nothing.</param>
/// <param name="NoticeEn">The same in English.</param>
/// <param name="Bounds">West, south, east, north in degrees.</param>
[GenerateSerializer, Immutable, Alias("Emergency.CountyInfo")]
public sealed record CountyInfo(
    [property: Id(0)] string Name,
    [property: Id(1)] string NameEn,
    [property: Id(2)] string TimeZone,
    [property: Id(3)] bool Synthetic,
    [property: Id(4)] string? Notice,
    [property: Id(5)] ImmutableArray<double> Bounds,
    [property: Id(6)] ImmutableArray<StationView> Stations,
    [property: Id(7)] string? NoticeEn = null);

/// <summary>Everything open in the county, as one grain knows it.</summary>
/// <param name="Care">The clinical records of open cases that have one.</param>
/// <param name="Vitals">The newest vitals of their patients.</param>
[GenerateSerializer, Immutable, Alias("Emergency.BoardSnapshot")]
public sealed record BoardSnapshot(
    [property: Id(0)] ImmutableArray<CaseView> Cases,
    [property: Id(1)] ImmutableArray<UnitView> Units,
    [property: Id(2)] ImmutableArray<HospitalView> Hospitals,
    [property: Id(3)] CoverageView? Coverage,
    [property: Id(4)] ImmutableArray<CareView>? Care = null,
    [property: Id(5)] ImmutableArray<NewestVitals>? Vitals = null);

/// <summary>A case in a list.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.CaseListItem")]
public sealed record CaseListItem(
    [property: Id(0)] CaseId CaseId,
    [property: Id(1)] string Number,
    [property: Id(2)] CaseStatus Status,
    [property: Id(3)] DateTimeOffset ReceivedAt);
