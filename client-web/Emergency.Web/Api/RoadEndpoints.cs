using System.Security.Claims;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Web.Access;
using Emergency.Web.Http;

namespace Emergency.Web.Api;

/// <summary>Closed and slowed roads.</summary>
internal static class RoadEndpoints
{
    public static void MapRoads(this IEndpointRouteBuilder api)
    {
        var roads = api.MapGroup("/roads/conditions").WithTags("roads");
        roads.MapGet("", async (IGrainFactory grains) => TypedResults.Ok(await grains.Roads().GetRoads()))
            .RequireAuthorization(Permission.Read)
            .Describe("listRoadConditions", "Which roads are closed or slowed now: who said so, when, why and until when.")
            .Answers<RoadConditionsView>();
        roads.MapPost("", Set).RequireAuthorization(Permission.Dispatch).Idempotent()
            .Describe("setRoadCondition", "Closes or slows the road at a point, or all roads that a line or an area touches.", 400, 413, 415, 422)
            .Answers<RoadConditionView>(StatusCodes.Status201Created);
        roads.MapDelete("{id}", Lift).RequireAuthorization(Permission.Dispatch)
            .Describe("liftRoadCondition", "The roads are as usual again.", 404)
            .Answers<RoadConditionsView>();
    }

    private static async Task<IResult> Set(
        Body<RoadConditionRequest> body, CommandKey key, ClaimsPrincipal user, IGrainFactory grains, IIdSource ids, ICountyMap map)
    {
        var id = key.Id("r", ids);
        return Answer.Created(await grains.Roads().SetRoad(body.Value.ToCommand(user.ToActor(), id, map)), $"/api/roads/conditions/{id}");
    }

    private static async Task<IResult> Lift(string id, ClaimsPrincipal user, IGrainFactory grains) => WordId.IsValid(id)
        ? Answer.Of(await grains.Roads().LiftRoad(id, user.ToActor()))
        : Problem.NotFound(Codes.UnknownRoadCondition, "road condition");
}
