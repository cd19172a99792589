using System.Text.Json.Serialization;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>Who can be reached in time: what <c>GET /api/coverage</c> and <c>county coverage</c> answer.</summary>
/// <param name="AsOf">The moment that the units' positions and duties are of.</param>
/// <param name="Units">How many units were available.</param>
/// <param name="Urban">The people under the urban standard.</param>
/// <param name="Rural">The people under the rural standard.</param>
/// <param name="Worst">The places that are reached last, the last one first.</param>
/// <param name="BusyFraction">The share of its time for which a unit is taken to be busy in what is expected, 0 to 1; null where nobody knows.</param>
/// <param name="Townships">Each township: the cells that are nearest to its seat. Empty where the county names none.</param>
public sealed record CoverageDocument(
    [property: JsonPropertyName("asOf")] DateTimeOffset AsOf,
    [property: JsonPropertyName("units")] int Units,
    [property: JsonPropertyName("urban")] AreaCoverage Urban,
    [property: JsonPropertyName("rural")] AreaCoverage Rural,
    [property: JsonPropertyName("worst")] IReadOnlyList<PlaceArrival> Worst,
    [property: JsonPropertyName("busyFraction")] double? BusyFraction,
    [property: JsonPropertyName("townships")] IReadOnlyList<TownshipCoverage> Townships)
{
    internal static CoverageDocument Of(CoverageSnapshot snapshot, double? busyFraction) => new(
        snapshot.AsOf,
        snapshot.Units.Count,
        AreaCoverage.Of(snapshot.Urban, snapshot.Standards.Urban, busyFraction),
        AreaCoverage.Of(snapshot.Rural, snapshot.Standards.Rural, busyFraction),
        [.. snapshot.Worst.Select(PlaceArrival.Of)],
        busyFraction,
        [.. snapshot.Townships.Select(t => TownshipCoverage.Of(t, busyFraction))]);
}

/// <summary>Coverage under one standard.</summary>
/// <param name="StandardSeconds">The standard, in seconds.</param>
/// <param name="Population">The people under it.</param>
/// <param name="Covered">Those whom the nearest available unit reaches within the standard.</param>
/// <param name="Share">Covered people among all, 0 to 1; 0 where nobody lives.</param>
/// <param name="CoveredTwice">Those whom a second unit reaches within the standard too.</param>
/// <param name="AreaKm2">Inhabited land under the standard, in square kilometres.</param>
/// <param name="AreaCoveredKm2">Of it, within the standard of the nearest available unit.</param>
/// <param name="Expected">The people who can be expected to be reached in time while units are busy, see <see cref="CoverageTally.Expected"/>; null where the busy fraction is not known.</param>
public sealed record AreaCoverage(
    [property: JsonPropertyName("standardSeconds")] int StandardSeconds,
    [property: JsonPropertyName("population")] double Population,
    [property: JsonPropertyName("covered")] double Covered,
    [property: JsonPropertyName("share")] double Share,
    [property: JsonPropertyName("coveredTwice")] double CoveredTwice,
    [property: JsonPropertyName("areaKm2")] double AreaKm2,
    [property: JsonPropertyName("areaCoveredKm2")] double AreaCoveredKm2,
    [property: JsonPropertyName("expected")] double? Expected)
{
    internal static AreaCoverage Of(CoverageTally tally, TimeSpan standard, double? busyFraction) => new(
        (int)standard.TotalSeconds,
        Math.Round(tally.Population, 1),
        Math.Round(tally.Covered, 1),
        ShareOf(tally.Covered, tally.Population),
        Math.Round(tally.CoveredTwice, 1),
        Math.Round(tally.SquareKm, 2),
        Math.Round(tally.SquareKmCovered, 2),
        busyFraction is { } q ? Math.Round(tally.Expected(q), 1) : null);

    internal static double ShareOf(double part, double all) => all > 0 ? Math.Round(part / all, 6) : 0;
}

/// <summary>When a place is reached.</summary>
/// <param name="Name">What the place is called.</param>
/// <param name="EtaSeconds">Seconds from the answered call to the first unit there, or null where no unit can come.</param>
/// <param name="NameEn">Its name in English.</param>
/// <param name="Township">The seat of the nearest town, or null where the county names none.</param>
/// <param name="TownshipEn">Its name in English.</param>
/// <param name="Lon">Degrees east, WGS-84, of the cell there that is reached last.</param>
/// <param name="Lat">Degrees north.</param>
/// <param name="People">The people of that cell.</param>
/// <param name="Area"><c>urban</c> or <c>rural</c>: which standard holds there.</param>
public sealed record PlaceArrival(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("etaSeconds")] int? EtaSeconds,
    [property: JsonPropertyName("nameEn")] string NameEn,
    [property: JsonPropertyName("township")] string? Township,
    [property: JsonPropertyName("townshipEn")] string? TownshipEn,
    [property: JsonPropertyName("lon")] double Lon,
    [property: JsonPropertyName("lat")] double Lat,
    [property: JsonPropertyName("people")] double People,
    [property: JsonPropertyName("area")] string Area)
{
    internal static PlaceArrival Of(LatePlace place) => new(
        place.Name,
        place.Arrival is { } arrival ? (int)Math.Round(arrival.TotalSeconds) : null,
        place.NameEn,
        place.Township?.Name,
        place.Township?.NameEn ?? place.Township?.Name,
        Math.Round(place.Cell.Centre.Longitude, 6),
        Math.Round(place.Cell.Centre.Latitude, 6),
        Math.Round(place.Cell.People, 1),
        place.Cell.Area == AreaKind.Urban ? "urban" : "rural");
}

/// <summary>Coverage of one township, under whichever standard holds for each of its cells.</summary>
/// <param name="Name">What its seat is called.</param>
/// <param name="NameEn">Its name in English.</param>
/// <param name="Lon">Degrees east of the seat, WGS-84.</param>
/// <param name="Lat">Degrees north.</param>
/// <param name="Population">Its people.</param>
/// <param name="Covered">Those whom the nearest available unit reaches within the standard.</param>
/// <param name="Share">Covered people among all, 0 to 1; 0 where nobody lives.</param>
/// <param name="CoveredTwice">Those whom a second unit reaches within the standard too.</param>
/// <param name="AreaKm2">Inhabited land, in square kilometres.</param>
/// <param name="AreaCoveredKm2">Of it, within the standard.</param>
/// <param name="Expected">The people who can be expected to be reached in time while units are busy; null where the busy fraction is not known.</param>
/// <param name="LastSeconds">Seconds from the answered call to the first unit in its inhabited cell that is reached last, or null where none can come.</param>
public sealed record TownshipCoverage(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("nameEn")] string NameEn,
    [property: JsonPropertyName("lon")] double Lon,
    [property: JsonPropertyName("lat")] double Lat,
    [property: JsonPropertyName("population")] double Population,
    [property: JsonPropertyName("covered")] double Covered,
    [property: JsonPropertyName("share")] double Share,
    [property: JsonPropertyName("coveredTwice")] double CoveredTwice,
    [property: JsonPropertyName("areaKm2")] double AreaKm2,
    [property: JsonPropertyName("areaCoveredKm2")] double AreaCoveredKm2,
    [property: JsonPropertyName("expected")] double? Expected,
    [property: JsonPropertyName("lastSeconds")] int? LastSeconds)
{
    internal static TownshipCoverage Of(TownshipTally tally, double? busyFraction) => new(
        tally.Place.Name,
        tally.Place.NameEn ?? tally.Place.Name,
        Math.Round(tally.Place.Position.Longitude, 6),
        Math.Round(tally.Place.Position.Latitude, 6),
        Math.Round(tally.All.Population, 1),
        Math.Round(tally.All.Covered, 1),
        AreaCoverage.ShareOf(tally.All.Covered, tally.All.Population),
        Math.Round(tally.All.CoveredTwice, 1),
        Math.Round(tally.All.SquareKm, 2),
        Math.Round(tally.All.SquareKmCovered, 2),
        busyFraction is { } q ? Math.Round(tally.All.Expected(q), 1) : null,
        tally.LastArrival is { } last ? (int)Math.Round(last.TotalSeconds) : null);
}
