using Emergency.Web.Http;
using Microsoft.AspNetCore.Antiforgery;

namespace Emergency.Web.Access;

/// <summary>Marks an endpoint that changes nothing of a signed-in user's, such as signing in.</summary>
internal sealed class NoAntiforgery;

/// <summary>
/// Refuses changes of a cookie session whose header does not repeat the token. The header proves that a page of this origin
/// sent the request: no other can read the cookie.
/// </summary>
internal static class AntiforgeryGuard
{
    public const string CookieName = "XSRF-TOKEN";
    public const string HeaderName = "X-XSRF-TOKEN";

    /// <summary>Gives the browser a token for the user who is signed in on this context.</summary>
    public static void SendToken(HttpContext context, IAntiforgery antiforgery)
    {
        var tokens = antiforgery.GetAndStoreTokens(context);
        context.Response.Cookies.Append(CookieName, tokens.RequestToken!, new CookieOptions
        {
            HttpOnly = false,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/",
        });
    }

    public static async Task Invoke(HttpContext context, RequestDelegate next)
    {
        if (IsGuarded(context) && !await IsValid(context))
        {
            await new Problem(Codes.Antiforgery, $"The header {HeaderName} must repeat the cookie {CookieName}.").ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private static bool IsGuarded(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && !IsSafe(context.Request.Method)
        && context.User.Identity is { IsAuthenticated: true, AuthenticationType: Schemes.Staff }
        && context.GetEndpoint() is { } endpoint
        && endpoint.Metadata.GetMetadata<NoAntiforgery>() is null;

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static Task<bool> IsValid(HttpContext context) =>
        context.Request.Headers.ContainsKey(HeaderName)
            ? context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context)
            : Task.FromResult(false);
}
