using System.Collections.Immutable;
using Emergency.Domain;
using Emergency.Web.Access;
using Emergency.Web.Http;

namespace Emergency.Web.Api;

/// <summary>Signs in.</summary>
internal sealed record SignInRequest(string? User, string? Password) : IRequestBody
{
    public void Check(Checks checks) => checks
        .RequireText(User, WordId.MaxLength, "user")
        .Require(Password, "password")
        .Text(Password, Passwords.MaxLength, "password");

    public override string ToString() => $"{nameof(SignInRequest)} {User}";
}

/// <summary>Adds or changes an account; a password that is missing stays as it is.</summary>
internal sealed record AccountRequest(
    ImmutableArray<string>? Roles,
    string? Password = null,
    bool? Disabled = null,
    HospitalId? HospitalId = null,
    string? Affiliation = null) : IRequestBody
{
    public void Check(Checks checks)
    {
        checks.Require(Roles, "roles").Text(Password, Passwords.MaxLength, "password").Text(Affiliation, TextLimits.Name, "affiliation");
        if (Password is { Length: < Passwords.MinLength })
            checks.Fail("password", $"must have at least {Passwords.MinLength} characters");
        if (Roles is { IsDefault: false } roles && !roles.All(role => role is not null && Access.Roles.All.Contains(role)))
            checks.Fail("roles", $"must be among {string.Join(", ", Access.Roles.All.Order(StringComparer.Ordinal))}");
        if (HospitalId is null && Roles is { IsDefault: false } held && (held.Contains(Access.Roles.Hospital) || held.Contains(Access.Roles.Clinic)))
            checks.Fail("hospitalId", "is required for a hospital desk and a clinic");
    }

    public override string ToString() => nameof(AccountRequest);
}
