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
            .Describe("acceptRelocation", "Sends the unit to the other station: its crew is told, and the move counts for their shift.", 404)
            .Answers<RelocationsView>();
        moves.MapPost("{id}/dismiss", Dismiss).RequireAuthorization(Permission.Dispatch).Idempotent()
            .Describe("dismissRelocation", "The move is not wanted, for this reason.", 400, 404, 413, 415)
            .Answers<RelocationsView>();
        moves.MapPost("{ambulanceId}/withdraw", Withdraw).RequireAuthorization(Permission.Dispatch).Idempotent()
            .Describe("withdrawRelocation", "Takes back the move that a unit is making, for this reason.", 400, 404, 413, 415)
            .Answers<RelocationsView>();
        var takeovers = api.MapGroup("/takeovers").WithTags("relocations");
        takeovers.MapPost("{id}/accept", AcceptTakeover).RequireAuthorization(Permission.Dispatch).Idempotent()
            .Describe("acceptTakeover", "Sends the nearer unit and calls back the one under way, for this reason.", 400, 404, 409, 413, 415, 422)
            .Answers<RelocationsView>();
        takeovers.MapPost("{id}/dismiss", DismissTakeover).RequireAuthorization(Permission.Dispatch).Idempotent()
            .Describe("dismissTakeover", "The case is not to change over, for this reason.", 400, 404, 413, 415)
            .Answers<RelocationsView>();
    }

    private static async Task<IResult> Accept(string id, ClaimsPrincipal user, IGrainFactory grains) => WordId.IsValid(id)
        ? Answer.Of(await grains.Relocations().AcceptRelocation(id, user.ToActor()))
        : Problem.NotFound(Codes.UnknownRelocation, "relocation");

    private static async Task<IResult> Dismiss(string id, Body<DismissRequest> body, ClaimsPrincipal user, IGrainFactory grains) =>
        WordId.IsValid(id)
            ? Answer.Of(await grains.Relocations().DismissRelocation(id, body.Value.Reason!.Trim(), user.ToActor()))
            : Problem.NotFound(Codes.UnknownRelocation, "relocation");

    private static async Task<IResult> Withdraw(string ambulanceId, Body<DismissRequest> body, ClaimsPrincipal user, IGrainFactory grains) =>
        WordId.IsValid(ambulanceId)
            ? Answer.Of(await grains.Relocations().WithdrawRelocation(new AmbulanceId(ambulanceId), body.Value.Reason!.Trim(), user.ToActor()))
            : Problem.NotFound(Codes.UnknownRelocation, "relocation");

    private static async Task<IResult> AcceptTakeover(string id, Body<DismissRequest> body, ClaimsPrincipal user, IGrainFactory grains) =>
        Answer.Of(await grains.Relocations().AcceptTakeover(id, body.Value.Reason!.Trim(), user.ToActor()));

    private static async Task<IResult> DismissTakeover(string id, Body<DismissRequest> body, ClaimsPrincipal user, IGrainFactory grains) =>
        Answer.Of(await grains.Relocations().DismissTakeover(id, body.Value.Reason!.Trim(), user.ToActor()));
}
