using System.Collections.Immutable;
using System.Security.Claims;
using System.Text;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Web.Access;
using Emergency.Web.Http;
using Emergency.Web.Live;

namespace Emergency.Web.Api;

/// <summary>Who is reached in time, now and lately, and the alarms about it.</summary>
internal static class CoverageEndpoints
{
    private const int MostBands = 8;
    private const double LongestMinutes = 120;

    private static readonly ImmutableArray<int> UsualBands = [300, 600, 900, 1200, 1800];

    public static void MapCoverage(this IEndpointRouteBuilder api)
    {
        var coverage = api.MapGroup("/coverage").WithTags("coverage").RequireAuthorization(Permission.Read);
        coverage.MapGet("", Coverage)
            .Describe("showCoverage", "Who is reached in time by the units that are free now: by area, by township, once, twice and to be expected.")
            .Answers<CoverageView>();
        coverage.MapGet("/map", CoverageMap)
            .Describe("showCoverageMap", "The same as a map: squares of the population's grid, covered twice, once or late.")
            .AnswersGeoJson();
        coverage.MapGet("/by-hour", async (IGrainFactory grains) => TypedResults.Ok(await grains.CoverageWatch().GetByHour()))
            .Describe("showCoverageByHour", "Coverage hour by hour over the last day; hours in which nobody looked are missing.")
            .Answers<CoverageByHourView>();
        coverage.MapGet("/isochrones", Isochrones)
            .Describe("showIsochrones", "How far units get in how long, as polygons; without a start also the gap that no free unit reaches in time.", 400, 404, 422)
            .Reads("minutes", "Outer edges of the bands, rising, such as 5,10,15,20,30 (which is usual); at most 8, of 1 to 120.")
            .Reads("ambulanceId", "Start at this unit, wherever it is; otherwise at the nearest free one.")
            .Reads("lon", "Start at this place instead: degrees east, WGS-84.")
            .Reads("lat", "Degrees north, WGS-84.")
            .AnswersGeoJson();
        var alarms = api.MapGroup("/alarms").WithTags("coverage");
        alarms.MapGet("", async (IGrainFactory grains) => TypedResults.Ok(await grains.CoverageWatch().GetAlarms()))
            .RequireAuthorization(Permission.Read)
            .Describe("listAlarms", "Every alarm of the county that holds, or that nobody has seen the end of.")
            .Answers<AlarmsView>();
        alarms.MapPost("{id}/acknowledge", Acknowledge).RequireAuthorization(Permission.Dispatch).Idempotent()
            .Describe("acknowledgeAlarm", "Says that somebody has seen an alarm as it stands; who and when is kept.", 404)
            .Answers<AlarmsView>();
    }

    private static async Task<IResult> Coverage(CountyProjection projection, IGrainFactory grains) =>
        TypedResults.Ok(projection.Coverage ?? await grains.Coverage().Get());

    private static async Task<IResult> CoverageMap(IGrainFactory grains) =>
        TypedResults.Text(await grains.Coverage().GetMap(), GeoJson.ContentType, Encoding.UTF8);

    private static async Task<IResult> Isochrones(Query query, IGrainFactory grains)
    {
        var bands = query.RisingNumbers("minutes", 1, LongestMinutes, MostBands)?.Select(minutes => (int)Math.Round(minutes * 60)).ToImmutableArray();
        var unit = query.Identifier("ambulanceId");
        var (lon, lat) = (query.Number("lon", -180, 180), query.Number("lat", -90, 90));
        if (lon is null != lat is null)
            query.Checks.Fail(lon is null ? "lon" : "lat", "is required beside the other");
        if (unit is not null && lon is not null)
            query.Checks.Fail("ambulanceId", "cannot go with lon and lat");
        if (query.Checks.Failed)
            return query.Checks.ToProblem();
        var place = lon is { } x && lat is { } y ? new LonLat(x, y) : null;
        var answer = await grains.Coverage().GetIsochrones(
            new IsochroneQuery(bands ?? UsualBands, unit is null ? null : new AmbulanceId(unit), place));
        return answer.Succeeded ? TypedResults.Text(answer.Value.Text, GeoJson.ContentType, Encoding.UTF8) : Problem.Of(answer.Refusal);
    }

    private static async Task<IResult> Acknowledge(string id, ClaimsPrincipal user, IGrainFactory grains) => WordId.IsValid(id)
        ? Answer.Of(await grains.CoverageWatch().AcknowledgeAlarm(id, user.ToActor()))
        : Problem.NotFound(Codes.UnknownAlarm, "alarm");
}
