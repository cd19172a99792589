using System.Text.Encodings.Web;
using Emergency.Domain;
using Emergency.Web.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Access;

/// <summary>Signs a vehicle in by <c>Authorization: Device {ambulanceId}:{key}</c>.</summary>
internal sealed class DeviceAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    DeviceKeys keys) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = Schemes.Device + " ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } text || !text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();

        var credential = text.AsSpan(Prefix.Length).Trim();
        var colon = credential.IndexOf(':');
        if (colon < 0)
            return AuthenticateResult.Fail("no key");
        var id = credential[..colon].ToString();
        var key = credential[(colon + 1)..].ToString();
        if (!WordId.IsValid(id) || key.Length is 0 or > DeviceKeys.MaxLength)
            return AuthenticateResult.Fail("malformed");

        var ambulance = new AmbulanceId(id);
        return await keys.Verify(ambulance, key)
            ? AuthenticateResult.Success(new AuthenticationTicket(Identity.Vehicle(ambulance), Scheme.Name))
            : AuthenticateResult.Fail("wrong key");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Schemes.Device;
        return new Problem(Codes.NotSignedIn, "This vehicle's device key is missing or wrong.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        new Problem(Codes.Forbidden, "A vehicle may not do this.").ExecuteAsync(Context);
}
