using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Http;

/// <summary>Believes what the configured reverse proxies say of the client's address and scheme, and nobody else.</summary>
internal sealed class TrustedProxies(IOptions<WebOptions> options) : IConfigureOptions<ForwardedHeadersOptions>
{
    public void Configure(ForwardedHeadersOptions forwarded)
    {
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        foreach (var proxy in options.Value.TrustedProxies)
            forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        forwarded.ForwardedHeaders = options.Value.TrustedProxies.Count == 0
            ? ForwardedHeaders.None // Without known proxies the middleware would believe everybody.
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
    }
}
