using System.Collections.Immutable;
using Emergency.Domain;
using Emergency.Domain.Coverage;

namespace Emergency.Contracts;

/// <summary>One area's share of people who can be reached in time.</summary>
/// <param name="StandardSeconds">The response standard.</param>
/// <param name="Population">People who live there.</param>
/// <param name="Covered">Of them, within the standard of an available unit.</param>
/// <param name="Share">Covered ÷ population, 0 to 1; null when nobody lives there.</param>
/// <param name="CoveredTwice">People within the standard of two available units.</param>
/// <param name="AreaKm2">Inhabited land, in square kilometres.</param>
/// <param name="AreaCoveredKm2">Of it, within the standard of an available unit.</param>
/// <param name="Expected">People who can be expected to be reached in time while units are busy (MEXCLP); null when not known.</param>
[GenerateSerializer, Immutable, Alias("Emergency.AreaCoverageView")]
public sealed record AreaCoverageView(
    [property: Id(0)] double StandardSeconds,
    [property: Id(1)] double Population,
    [property: Id(2)] double Covered,
    [property: Id(3)] double? Share,
    [property: Id(4)] double CoveredTwice,
    [property: Id(5)] double AreaKm2 = 0,
    [property: Id(6)] double AreaCoveredKm2 = 0,
    [property: Id(7)] double? Expected = null);

/// <summary>A place that is reached latest.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="EtaSeconds">Seconds from the answered call to the first unit; null when none can come.</param>
/// <param name="NameEn">Its name in English.</param>
/// <param name="Township">The seat of the nearest town; null when the county names none.</param>
/// <param name="TownshipEn">Its name in English.</param>
/// <param name="Position">The cell there that is reached last.</param>
/// <param name="People">The people of that cell.</param>
/// <param name="Area">Which standard holds there.</param>
[GenerateSerializer, Immutable, Alias("Emergency.WorstPlaceView")]
public sealed record WorstPlaceView(
    [property: Id(0)] string Name,
    [property: Id(1)] double? EtaSeconds,
    [property: Id(2)] string? NameEn = null,
    [property: Id(3)] string? Township = null,
    [property: Id(4)] string? TownshipEn = null,
    [property: Id(5)] LonLat? Position = null,
    [property: Id(6)] double? People = null,
    [property: Id(7)] AreaKind? Area = null);

/// <summary>Coverage of one township: the cells that are nearest to its seat, each under its own standard.</summary>
/// <param name="Share">Covered ÷ population, 0 to 1; null when nobody lives there.</param>
/// <param name="Expected">People who can be expected to be reached in time while units are busy; null when not known.</param>
/// <param name="LastSeconds">Seconds to the first unit in its inhabited cell that is reached last; null when none can come.</param>
[GenerateSerializer, Immutable, Alias("Emergency.TownshipCoverageView")]
public sealed record TownshipCoverageView(
    [property: Id(0)] string Name,
    [property: Id(1)] string NameEn,
    [property: Id(2)] LonLat Position,
    [property: Id(3)] double Population,
    [property: Id(4)] double Covered,
    [property: Id(5)] double? Share,
    [property: Id(6)] double CoveredTwice,
    [property: Id(7)] double AreaKm2,
    [property: Id(8)] double AreaCoveredKm2,
    [property: Id(9)] double? Expected,
    [property: Id(10)] double? LastSeconds);

/// <summary>The coverage document.</summary>
/// <param name="AsOf">The moment that it holds for: units, duties and roads were looked at then.</param>
/// <param name="Units">How many units were available.</param>
/// <param name="Townships">Each township; empty when the county names none.</param>
/// <param name="BusyFraction">The share of its time for which a unit is taken to be busy, 0 to 1; null when not known.</param>
/// <param name="BusyMeasured">Whether that was measured on the fleet, rather than set by the county.</param>
[GenerateSerializer, Immutable, Alias("Emergency.CoverageView")]
public sealed record CoverageView(
    [property: Id(0)] DateTimeOffset AsOf,
    [property: Id(1)] int Units,
    [property: Id(2)] AreaCoverageView Urban,
    [property: Id(3)] AreaCoverageView Rural,
    [property: Id(4)] ImmutableArray<WorstPlaceView> Worst,
    [property: Id(5)] long Version,
    [property: Id(6)] ImmutableArray<TownshipCoverageView> Townships,
    [property: Id(7)] double? BusyFraction = null,
    [property: Id(8)] bool BusyMeasured = false);

/// <summary>Asks for a map of how far units get.</summary>
/// <param name="BandSeconds">The outer edges of the bands, rising; 1 to 8 of them, 60 to 7200 s.</param>
/// <param name="Unit">From this unit, wherever it is and whatever it does; null for another start.</param>
/// <param name="Place">From this place, travel only; null for another start. With neither: from the nearest available unit, delays included.</param>
[GenerateSerializer, Immutable, Alias("Emergency.IsochroneQuery")]
public sealed record IsochroneQuery(
    [property: Id(0)] ImmutableArray<int> BandSeconds,
    [property: Id(1)] AmbulanceId? Unit = null,
    [property: Id(2)] LonLat? Place = null);

/// <summary>A text that a grain made.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.GeoJsonText")]
public sealed record GeoJsonText([property: Id(0)] string Text);

/// <summary>One area during one hour.</summary>
/// <param name="Share">Its mean share by time, 0 to 1; null when not known.</param>
/// <param name="Least">The least share.</param>
[GenerateSerializer, Immutable, Alias("Emergency.HourShareView")]
public sealed record HourShareView([property: Id(0)] double? Share, [property: Id(1)] double? Least);

/// <summary>How coverage was during one hour.</summary>
/// <param name="Units">The mean number of available units.</param>
/// <param name="ObservedSeconds">For how much of the hour anybody looked, 0 to 3600.</param>
[GenerateSerializer, Immutable, Alias("Emergency.CoverageHourView")]
public sealed record CoverageHourView(
    [property: Id(0)] DateTimeOffset Start,
    [property: Id(1)] HourShareView Urban,
    [property: Id(2)] HourShareView Rural,
    [property: Id(3)] double Units,
    [property: Id(4)] double ObservedSeconds);

/// <summary>Coverage hour by hour over the last day, oldest first; the hour under way comes last. Hours in which nobody looked are missing.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.CoverageByHourView")]
public sealed record CoverageByHourView([property: Id(0)] DateTimeOffset AsOf, [property: Id(1)] ImmutableArray<CoverageHourView> Hours);

/// <summary>A share of people that fell too low; see <see cref="CoverageAlarm"/>.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.AlarmView")]
public sealed record AlarmView(
    [property: Id(0)] string AlarmId,
    [property: Id(1)] string Kind,
    [property: Id(2)] AreaKind Area,
    [property: Id(3)] AlarmLevel Level,
    [property: Id(4)] double Share,
    [property: Id(5)] double Threshold,
    [property: Id(6)] DateTimeOffset RaisedAt,
    [property: Id(7)] DateTimeOffset ChangedAt,
    [property: Id(8)] DateTimeOffset? RecoveredAt,
    [property: Id(9)] string? AcknowledgedBy,
    [property: Id(10)] DateTimeOffset? AcknowledgedAt);

/// <summary>Every alarm that somebody must still see, or that still holds.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.AlarmsView")]
public sealed record AlarmsView([property: Id(0)] ImmutableArray<AlarmView> Alarms, [property: Id(1)] long Version);
