using System.Collections.Concurrent;
using Emergency.Contracts;
using Emergency.Web.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Access;

/// <summary>The session cookie of the staff: real time, no redirects, and an account that is disabled or changed is noticed.</summary>
internal sealed class StaffCookie(IOptions<WebOptions> options, RealTime time) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    public const string CookieName = "emergency.session";

    public void Configure(CookieAuthenticationOptions cookie) => Configure(Schemes.Staff, cookie);

    public void Configure(string? name, CookieAuthenticationOptions cookie)
    {
        if (name != Schemes.Staff)
            return;
        cookie.Cookie.Name = CookieName;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = options.Value.SessionLifetime;
        cookie.SlidingExpiration = true;
        cookie.TimeProvider = time.Provider;
        cookie.EventsType = typeof(StaffCookieEvents);
    }
}

/// <summary>Answers with problems instead of redirects, and looks the account up now and then.</summary>
internal sealed class StaffCookieEvents(AccountCache accounts) : CookieAuthenticationEvents
{
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        new Problem(Codes.NotSignedIn, "Nobody is signed in, or the session has ended.").ExecuteAsync(context.HttpContext);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        new Problem(Codes.Forbidden, "No role of the signed-in user permits this.").ExecuteAsync(context.HttpContext);

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var account = await accounts.Find(context.Principal?.UserName() ?? "");
        if (account is null or { Disabled: true })
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Schemes.Staff);
            return;
        }

        context.ReplacePrincipal(Identity.Staff(account));
    }
}

/// <summary>Accounts as lately read, so that not every request asks the grain.</summary>
internal sealed class AccountCache(IGrainFactory grains, IOptions<WebOptions> options, RealTime time)
{
    /// <summary>Most accounts remembered at once; beyond that all are forgotten and read anew.</summary>
    private const int MaxCached = 10_000;

    private readonly ConcurrentDictionary<string, (UserAccount? Account, DateTimeOffset Until)> _cache = new(StringComparer.Ordinal);

    public async ValueTask<UserAccount?> Find(string user)
    {
        if (_cache.TryGetValue(user, out var cached) && cached.Until > time.Now)
            return cached.Account;
        var account = await grains.Accounts().FindUser(user);
        if (_cache.Count >= MaxCached)
            _cache.Clear();
        _cache[user] = (account, time.Now + options.Value.CredentialCache);
        return account;
    }

    public void Forget(string user) => _cache.TryRemove(user, out _);
}
