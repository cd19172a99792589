using System.ComponentModel.DataAnnotations;

namespace Emergency.Web;

/// <summary>
/// STUN and TURN servers (coturn) by which a vehicle and a desk reach each other. Without any, calls work only where both are on one
/// network. Section <c>Web:Turn</c>.
/// </summary>
public sealed class TurnOptions : IValidatableObject
{
    private static readonly string[] Schemes = ["stun:", "stuns:", "turn:", "turns:"];

    /// <summary>Addresses such as <c>turn:turn.example.org:3478?transport=udp</c> or <c>stun:…</c>. Default none.</summary>
    public IList<string> Urls { get; } = [];

    /// <summary>The secret that is shared with coturn (<c>static-auth-secret</c>); required with a TURN address. Default none.</summary>
    public string? Secret { get; set; }

    /// <summary>How long a credential is good for, 1 minute to 24 hours; a call that lasts longer goes on. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whether an address is of a TURN server, which wants a credential.</summary>
    internal static bool IsTurn(string url) => url.StartsWith("turn", StringComparison.Ordinal);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Urls.FirstOrDefault(url => !Schemes.Any(scheme => url.StartsWith(scheme, StringComparison.Ordinal))) is { } wrong)
            yield return new ValidationResult($"Turn:Urls: '{wrong}' must begin with {string.Join(", ", Schemes)}");
        if (Urls.Any(IsTurn) && string.IsNullOrWhiteSpace(Secret))
            yield return new ValidationResult("Turn:Secret is required with a TURN address");
    }
}
