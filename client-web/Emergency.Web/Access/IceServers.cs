using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Emergency.Contracts;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Access;

/// <summary>
/// Servers by which video gets through, with credentials that end by themselves: coturn's time-limited scheme (its REST API), where the
/// name is <c>expiry:user</c> in seconds since 1970 and the password is HMAC-SHA1 of the name by the shared secret, in Base64.
/// </summary>
internal sealed class IceServers(IOptions<WebOptions> options, RealTime time)
{
    /// <summary>The servers for a user or vehicle; empty when none are configured, so that only addresses of one network are tried.</summary>
    public ImmutableArray<IceServer> For(string user)
    {
        var turn = options.Value.Turn;
        var servers = ImmutableArray.CreateBuilder<IceServer>();
        if (turn.Urls.Where(url => !TurnOptions.IsTurn(url)).ToImmutableArray() is { IsEmpty: false } open)
            servers.Add(new IceServer(open));
        if (turn.Urls.Where(TurnOptions.IsTurn).ToImmutableArray() is { IsEmpty: false } relays)
        {
            var expiry = (time.Now + turn.Lifetime).ToUnixTimeSeconds();
            var name = string.Create(CultureInfo.InvariantCulture, $"{expiry}:{user}");
            servers.Add(new IceServer(relays, name, Credential(turn.Secret!, name)));
        }

        return servers.ToImmutable();
    }

#pragma warning disable CA5350 // The scheme of coturn asks for SHA-1; as a keyed hash it is not broken.
    private static string Credential(string secret, string name) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(name)));
#pragma warning restore CA5350
}
