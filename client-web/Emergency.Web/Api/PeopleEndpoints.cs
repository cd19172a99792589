using System.Security.Claims;
using Emergency.Contracts;
using Emergency.Web.Access;
using Emergency.Web.Live;

namespace Emergency.Web.Api;

/// <summary>Who can be asked from afar, and how to reach them.</summary>
internal static class PeopleEndpoints
{
    public static void MapPeople(this IEndpointRouteBuilder api)
    {
        var people = api.MapGroup("").WithTags("care").RequireAuthorization(Permission.Read);
        people.MapGet("/physicians", ListPhysicians)
            .Describe("listPhysicians", "Physicians who can be invited, whose they are, and whether they have a page open.")
            .Answers<PhysicianAnswer[]>();
        people.MapGet("/webrtc/ice-servers", (IceServers servers, ClaimsPrincipal user) => TypedResults.Ok(servers.For(user.UserName())))
            .Describe("listIceServers", "STUN and TURN servers for a call, with credentials that end by themselves; empty when none are configured.")
            .Answers<IceServer[]>();
    }

    private static async Task<IResult> ListPhysicians(IGrainFactory grains, StaffPresence presence)
    {
        var accounts = await grains.Accounts().ListUsers();
        return TypedResults.Ok(accounts
            .Where(account => !account.Disabled && Permission.Allows(Permission.Order, account.Roles))
            .Select(account => new PhysicianAnswer(account.User, account.Affiliation, presence.IsOnline(account.User)))
            .ToArray());
    }
}
