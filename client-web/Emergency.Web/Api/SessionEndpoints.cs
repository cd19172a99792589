using System.Security.Claims;
using Emergency.Domain;
using Emergency.Web.Access;
using Emergency.Web.Http;
using Emergency.Web.Operations;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Emergency.Web.Api;

/// <summary>Signing in and out.</summary>
internal static class SessionEndpoints
{
    public static void MapSession(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("session");
        session.MapPost("", SignIn).WithMetadata(new NoAntiforgery())
            .Describe("signIn", "Signs in; sets the session cookie and the readable cookie XSRF-TOKEN.", 400, 413, 415, 429)
            .Answers<SessionAnswer>();
        session.MapGet("", Show).RequireAuthorization(Permission.Score)
            .Describe("showSession", "Says who is signed in, and renews the cookie XSRF-TOKEN.")
            .Answers<SessionAnswer>();
        session.MapDelete("", (Delegate)SignOut)
            .Describe("signOut", "Signs out; harmless when nobody is signed in.")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> SignIn(
        Body<SignInRequest> body,
        HttpContext context,
        IGrainFactory grains,
        Passwords passwords,
        SignInThrottle throttle,
        AccountCache accounts,
        IAntiforgery antiforgery,
        WebMeters meters)
    {
        var (user, password) = (body.Value.User!, body.Value.Password!);
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (throttle.Enter(address, user) is { } wait)
        {
            meters.SignIn("throttled");
            return new Problem(Codes.TooManyAttempts, "Too many sign-ins failed.", RetryAfter: wait);
        }

        var account = WordId.IsValid(user) ? await grains.Accounts().FindUser(user) : null;
        if (!passwords.Verify(account, password) || account is null)
        {
            meters.SignIn("refused");
            return new Problem(Codes.WrongCredentials, "The user or the password is wrong.");
        }

        throttle.Succeeded(address, user);
        accounts.Forget(user);
        meters.SignIn("accepted");
        context.User = Identity.Staff(account);
        await context.SignInAsync(Schemes.Staff, context.User);
        AntiforgeryGuard.SendToken(context, antiforgery);
        return TypedResults.Ok(AnswerFor(context.User));
    }

    private static Ok<SessionAnswer> Show(HttpContext context, IAntiforgery antiforgery)
    {
        AntiforgeryGuard.SendToken(context, antiforgery);
        return TypedResults.Ok(AnswerFor(context.User));
    }

    private static async Task<NoContent> SignOut(HttpContext context)
    {
        await context.SignOutAsync(Schemes.Staff);
        context.Response.Cookies.Delete(AntiforgeryGuard.CookieName);
        return TypedResults.NoContent();
    }

    private static SessionAnswer AnswerFor(ClaimsPrincipal user) => new(user.UserName(), [.. user.RoleNames()], user.Hospital(), user.Affiliation());
}
