using System.Collections.Immutable;
using Emergency.Domain;
using Emergency.Web.Access;
using Emergency.Web.Http;

namespace Emergency.Web.Api;

/// <summary>The map without the internet, and ways by road.</summary>
internal static class MapEndpoints
{
    public static void MapMaps(this IEndpointRouteBuilder api)
    {
        var map = api.MapGroup("").WithTags("map").RequireAuthorization(Permission.Read);
        map.MapGet("/map/{layer}", (string layer, MapLayers layers, HttpContext context) => layers.Answer(layer, context))
            .Describe("showMapLayer", "A layer of the base map: roads, boundary, urban, places or water. Compressed, with an ETag.", 404)
            .AnswersGeoJson();
        map.MapGet("/route", Route)
            .Describe("findRoute", "The quickest way by road, as a siren drives it.", 400, 422)
            .Reads("fromLon", "Degrees east, WGS-84.", required: true)
            .Reads("fromLat", "Degrees north, WGS-84.", required: true)
            .Reads("toLon", "Degrees east, WGS-84.", required: true)
            .Reads("toLat", "Degrees north, WGS-84.", required: true)
            .Answers<RouteAnswer>();
    }

    private static async Task<IResult> Route(Query query, ICountyMap map, CancellationToken cancellation)
    {
        var from = new GeoPoint(query.RequiredNumber("fromLon", -180, 180), query.RequiredNumber("fromLat", -90, 90));
        var to = new GeoPoint(query.RequiredNumber("toLon", -180, 180), query.RequiredNumber("toLat", -90, 90));
        if (query.Checks.Failed)
            return query.Checks.ToProblem();
        if (await map.FindRoute(from, to, cancellation) is not { } route)
            return new Problem(Codes.NoRoute, "No road leads there, or one of the places lies far from any road.");
        ImmutableArray<double[]> line = [.. route.Path.Select(point => new[] { point.Longitude, point.Latitude })];
        return TypedResults.Ok(new RouteAnswer(route.Duration.TotalSeconds, route.Length.Value, LineStringAnswer.Of(line)));
    }
}
