using System.Security.Claims;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Web.Access;
using Emergency.Web.Http;

namespace Emergency.Web.Api;

/// <summary>Accounts of the staff.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("/accounts").WithTags("accounts").RequireAuthorization(Permission.Administer);
        accounts.MapGet("{user}", Show)
            .Describe("showAccount", "An account without its password.", 404)
            .Answers<AccountAnswer>();
        accounts.MapPut("{user}", Put)
            .Describe("putAccount", "Adds or changes an account; without a password the old one stays.", 400, 404, 413, 415)
            .Answers<AccountAnswer>();
    }

    private static async Task<IResult> Show(string user, IGrainFactory grains)
    {
        var account = WordId.IsValid(user) ? await grains.Accounts().FindUser(user) : null;
        return account is null ? Problem.NotFound(Codes.UnknownUser, "user") : TypedResults.Ok(AccountAnswer.Of(account));
    }

    private static async Task<IResult> Put(
        string user, Body<AccountRequest> body, ClaimsPrincipal admin, IGrainFactory grains, Passwords passwords, AccountCache cache)
    {
        if (!WordId.IsValid(user))
            return new Checks().Word(user, "user").ToProblem();
        var request = body.Value;
        var known = await grains.Accounts().FindUser(user);
        if (request.Password is null && known is null)
            return new Checks().Fail("password", "is required for a new account").ToProblem();
        if (user == admin.UserName() && (request.Disabled == true || !request.Roles!.Value.Contains(Roles.Admin)))
            return new Checks().Fail("roles", "of your own account must keep the administrator").ToProblem();

        var hash = request.Password is null ? known!.PasswordHash : passwords.Hash(user, request.Password);
        var account = new UserAccount(user, hash, request.Roles!.Value, request.Disabled ?? false, request.HospitalId, request.Affiliation?.Trim());
        await grains.Accounts().PutUser(account, admin.ToActor());
        cache.Forget(user);
        return TypedResults.Ok(AccountAnswer.Of(account));
    }
}
