using System.Security.Claims;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Web.Access;

/// <summary>Names of the authentication schemes.</summary>
internal static class Schemes
{
    public const string Staff = "Staff";
    public const string Device = DeviceAuthentication.Scheme;
}

/// <summary>What a principal says of itself.</summary>
internal static class Identity
{
    private const string HospitalClaim = "hospital";
    private const string AffiliationClaim = "affiliation";
    private const string AmbulanceClaim = "ambulance";

    public static ClaimsPrincipal Staff(UserAccount account)
    {
        var identity = new ClaimsIdentity(Schemes.Staff, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, account.User));
        identity.AddClaim(new Claim(ClaimTypes.Name, account.User));
        identity.AddClaims(account.Roles.Select(role => new Claim(ClaimTypes.Role, role)));
        if (account.Hospital is { } hospital)
            identity.AddClaim(new Claim(HospitalClaim, hospital.Value));
        if (account.Affiliation is { } affiliation)
            identity.AddClaim(new Claim(AffiliationClaim, affiliation));
        return new ClaimsPrincipal(identity);
    }

    public static ClaimsPrincipal Vehicle(AmbulanceId ambulance)
    {
        var identity = new ClaimsIdentity(Schemes.Device);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, ambulance.Value));
        identity.AddClaim(new Claim(AmbulanceClaim, ambulance.Value));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>The signed-in user's name; empty when nobody is signed in.</summary>
    public static string UserName(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "";

    public static string[] RoleNames(this ClaimsPrincipal user) => [.. user.FindAll(ClaimTypes.Role).Select(claim => claim.Value)];

    /// <summary>Whose physician this is; null when not said.</summary>
    public static string? Affiliation(this ClaimsPrincipal user) => user.FindFirstValue(AffiliationClaim);

    /// <summary>The hospital whose desk or clinic this is; null for everybody else.</summary>
    public static HospitalId? Hospital(this ClaimsPrincipal user) =>
        user.FindFirstValue(HospitalClaim) is { } word && WordId.IsValid(word) ? new HospitalId(word) : null;

    /// <summary>The vehicle that speaks; only behind <see cref="Permission.Vehicle"/>.</summary>
    public static AmbulanceId Ambulance(this ClaimsPrincipal user) =>
        user.FindFirstValue(AmbulanceClaim) is { } word ? new AmbulanceId(word) : throw new InvalidOperationException("not a vehicle");

    public static ActorRef ToActor(this ClaimsPrincipal user) => new(user.UserName(), FactSource.Desk);

    public static bool May(this ClaimsPrincipal user, string permission) => Permission.Allows(permission, user.RoleNames());
}
