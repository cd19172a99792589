using System.Text.Json.Serialization;

namespace Emergency.Geography;

/// <summary>Who can be reached in time: what <c>GET /api/coverage</c> and <c>county coverage</c> answer.</summary>
/// <param name="AsOf">The moment that the units' positions and duties are of.</param>
/// <param name="Units">How many units were available.</param>
/// <param name="Urban">The people under the urban standard.</param>
/// <param name="Rural">The people under the rural standard.</param>
/// <param name="Worst">The places that are reached last, the last one first.</param>
public sealed record CoverageDocument(
    [property: JsonPropertyName("asOf")] DateTimeOffset AsOf,
    [property: JsonPropertyName("units")] int Units,
    [property: JsonPropertyName("urban")] AreaCoverage Urban,
    [property: JsonPropertyName("rural")] AreaCoverage Rural,
    [property: JsonPropertyName("worst")] IReadOnlyList<PlaceArrival> Worst);

/// <summary>Coverage under one standard.</summary>
/// <param name="StandardSeconds">The standard, in seconds.</param>
/// <param name="Population">The people under it.</param>
/// <param name="Covered">Those whom the nearest available unit reaches within the standard.</param>
/// <param name="Share">Covered people among all, 0 to 1; 0 where nobody lives.</param>
/// <param name="CoveredTwice">Those whom a second unit reaches within the standard too.</param>
public sealed record AreaCoverage(
    [property: JsonPropertyName("standardSeconds")] int StandardSeconds,
    [property: JsonPropertyName("population")] double Population,
    [property: JsonPropertyName("covered")] double Covered,
    [property: JsonPropertyName("share")] double Share,
    [property: JsonPropertyName("coveredTwice")] double CoveredTwice);

/// <summary>When a place is reached.</summary>
/// <param name="Name">What the place is called.</param>
/// <param name="EtaSeconds">Seconds from the answered call to the first unit there, or null where no unit can come.</param>
public sealed record PlaceArrival(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("etaSeconds")] int? EtaSeconds);
