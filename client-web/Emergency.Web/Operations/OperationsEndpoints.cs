using System.Net;
using Emergency.Web.Access;
using Emergency.Web.Api;
using Emergency.Web.Http;
using Microsoft.AspNetCore.Authorization;

namespace Emergency.Web.Operations;

/// <summary>What those who run the system ask: is it alive, can it serve, what does it measure, what does a problem mean.</summary>
internal static class OperationsEndpoints
{
    public static void MapOperations(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new HealthAnswer("live", []))).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", Ready).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/metrics", Metrics).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/problems/{code}", Explain).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> Ready(DegradedWords words, CancellationToken cancellation)
    {
        var against = await words.Check(cancellation);
        return against.IsEmpty
            ? TypedResults.Ok(new HealthAnswer("ready", words.Now))
            : TypedResults.Json(new HealthAnswer("not-ready", against), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Anybody on the machine itself may read them; from elsewhere somebody who is permitted to must be signed in.</summary>
    private static async Task<IResult> Metrics(HttpContext context, PrometheusExporter exporter, IAuthorizationService authorization)
    {
        if (!IsLocal(context))
        {
            if (context.User.Identity is not { IsAuthenticated: true })
                return new Problem(Codes.NotSignedIn, "Metrics are open on the machine itself; from elsewhere, sign in.");
            if (!(await authorization.AuthorizeAsync(context.User, Permission.Metrics)).Succeeded)
                return new Problem(Codes.Forbidden, "No role of the signed-in user permits this.");
        }

        return TypedResults.Text(exporter.Write(), PrometheusText.ContentType);
    }

    /// <summary>A request that a proxy on this machine passed on came from elsewhere.</summary>
    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("Forwarded");

    private static IResult Explain(string code) => ProblemCatalog.TryGet(code, out var kind)
        ? TypedResults.Text($"{kind!.Title} ({kind.Code}, status {kind.Status})\n\n{kind.Meaning}\n", "text/plain; charset=utf-8")
        : Problem.NotFound(Codes.NotFound, "kind of problem");
}
