using System.Security.Claims;
using Emergency.Contracts;
using Emergency.Web.Access;
using Emergency.Web.Http;

namespace Emergency.Web.Api;

/// <summary>Physicians' orders and their safety check, and what a physician reads in an ECG.</summary>
internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("/cases/{id}").WithTags("orders");
        orders.MapPost("orders/check", Check).RequireAuthorization(Permission.Guide)
            .Describe("checkOrder", "What the safety check says of an order now; gives nothing.", 400, 404, 409, 413, 415, 422)
            .Answers<SafetyCheckView>();
        orders.MapPost("orders", Order).RequireAuthorization(Permission.Order).Idempotent()
            .Describe("giveOrder", "Gives an order. It is checked by the same rules; with severe findings and no overrideReason it is refused with "
                + "order-unsafe, and the problem has the findings.", 400, 404, 409, 413, 415, 422)
            .Answers<OrderView>(201);
        orders.MapPost("orders/{orderId}/cancel", Cancel).RequireAuthorization(Permission.Order).Idempotent()
            .Describe("cancelOrder", "Takes an order back; one that is done stays done.", 400, 404, 409, 413, 415, 422)
            .Answers<OrderView>();
        orders.MapPost("orders/{orderId}/progress", Progress).RequireAuthorization(Permission.Clinic).Idempotent()
            .Describe("progressOrder", "A clinic carries an order out that no vehicle has: delivered, read-back, done or not-done with a reason.",
                400, 404, 409, 413, 415, 422)
            .Answers<OrderView>();
        orders.MapPost("orders/{orderId}/escalation/acknowledge", AcknowledgeEscalation).RequireAuthorization(Permission.Guide).Idempotent()
            .Describe("acknowledgeEscalation", "Somebody has seen that an order stays without an answer.", 404, 409, 422)
            .Answers<OrderView>();
        orders.MapPost("ecgs/{ecgId}/reading", ReadEcg).RequireAuthorization(Permission.Order).Idempotent()
            .Describe("readEcg", "A physician says what an ECG shows.", 400, 404, 409, 413, 415, 422)
            .Answers<EcgView>();
        api.MapGet("/order-rules", (IOrderRules rules) => TypedResults.Ok(rules.List())).WithTags("orders").RequireAuthorization(Permission.Read)
            .Describe("listOrderRules", "Drugs and procedures of the rule set in force, and what must be said of it on screen.")
            .Answers<OrderRulesView>();
    }

    private static Task<IResult> Check(string id, Body<CheckOrderRequest> body, IGrainFactory grains) => CareEndpoints.OfCase(id, grains,
        async care => Answer.Of(await care.CheckOrder(body.Value.PatientId!.Value, body.Value.Order!.ToBody())));

    private static Task<IResult> Order(
        string id, Body<OrderRequest> body, CommandKey key, ClaimsPrincipal user, IGrainFactory grains, IIdSource ids) =>
        CareEndpoints.OfCase(id, grains, async care =>
        {
            var command = body.Value.ToCommand(user.ToActor(), key.Id("o", ids));
            var outcome = await care.Order(command);
            if (outcome.Refusal is not { Code: Codes.OrderUnsafe } refusal)
                return Answer.Created(outcome, $"/api/cases/{id}/care");
            var check = await care.CheckOrder(command.PatientId, command.Body);
            return Problem.Of(refusal) with { Findings = check.Value?.Findings ?? [] };
        });

    private static Task<IResult> Cancel(string id, string orderId, Body<ReasonRequest> body, ClaimsPrincipal user, IGrainFactory grains) =>
        OfOrder(id, orderId, grains, care => care.CancelOrder(new CancelOrder(user.ToActor(), orderId, body.Value.Reason!.Trim())));

    private static Task<IResult> Progress(
        string id, string orderId, Body<ProgressRequest> body, CommandKey key, ClaimsPrincipal user, IGrainFactory grains) =>
        OfOrder(id, orderId, grains, care => care.Progress(body.Value.ToCommand(user.ToActor(), orderId, key.DedupeKey)));

    private static Task<IResult> AcknowledgeEscalation(string id, string orderId, ClaimsPrincipal user, IGrainFactory grains) =>
        OfOrder(id, orderId, grains, care => care.AcknowledgeEscalation(orderId, user.ToActor()));

    private static Task<IResult> ReadEcg(string id, string ecgId, Body<EcgReadingRequest> body, ClaimsPrincipal user, IGrainFactory grains) =>
        CareEndpoints.OfPart(id, ecgId, Codes.UnknownEcg, "ECG", grains,
            async care => Answer.Of(await care.ReadEcg(body.Value.ToCommand(user.ToActor(), ecgId))));

    private static Task<IResult> OfOrder(string id, string orderId, IGrainFactory grains, Func<ICareGrain, Task<Outcome<OrderView>>> command) =>
        CareEndpoints.OfPart(id, orderId, Codes.UnknownOrder, "order", grains, async care => Answer.Of(await command(care)));
}
