using System.Security.Claims;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Web.Access;
using Emergency.Web.Http;

namespace Emergency.Web.Api;

/// <summary>Suggested moves of idle units. Nothing moves by itself.</summary>
internal static class RelocationEndpoints
{
    public static void MapRelocations(this IEndpointRouteBuilder api)
    {
        var moves = api.MapGroup("/relocations").WithTags("relocations");
        moves.MapGet("", async (IGrainFactory grains) => TypedResults.Ok(await grains.Relocations().GetRelocations()))
            .RequireAuthorization(Permission.Read)
            .Describe("listRelocations", "Which idle unit would do more good at another station, and which are on their way.")
            .Answers<RelocationsView>();
        moves.MapPost("{id}/accept", Accept).RequireAuthorization(Permission.Dispatch).Idempotent()
            .Describe("acceptRelocation", "The unit was told to go.", 404)
            .Answers<RelocationsView>();
        moves.MapPost("{id}/dismiss", Dismiss).RequireAuthorization(Permission.Dispatch).Idempotent()
            .Describe("dismissRelocation", "The move is not wanted, for this reason.", 400, 404, 413, 415)
            .Answers<RelocationsView>();
    }

    private static async Task<IResult> Accept(string id, ClaimsPrincipal user, IGrainFactory grains) => WordId.IsValid(id)
        ? Answer.Of(await grains.Relocations().AcceptRelocation(id, user.ToActor()))
        : Problem.NotFound(Codes.UnknownRelocation, "relocation");

    private static async Task<IResult> Dismiss(string id, Body<DismissRequest> body, ClaimsPrincipal user, IGrainFactory grains) =>
        WordId.IsValid(id)
            ? Answer.Of(await grains.Relocations().DismissRelocation(id, body.Value.Reason!.Trim(), user.ToActor()))
            : Problem.NotFound(Codes.UnknownRelocation, "relocation");
}
