using Emergency.Contracts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Access;

/// <summary>Hashes and checks passwords; an unknown user costs as much time as a wrong password.</summary>
internal sealed class Passwords
{
    /// <summary>Longest password in characters, so that hashing has a bound.</summary>
    public const int MaxLength = 128;

    /// <summary>Shortest new password.</summary>
    public const int MinLength = 10;

    private readonly PasswordHasher<string> _hasher;
    private readonly Lazy<string> _nobody;

    public Passwords(IOptions<PasswordHasherOptions> options)
    {
        _hasher = new PasswordHasher<string>(options);
        _nobody = new Lazy<string>(() => _hasher.HashPassword("", "nobody"));
    }

    public string Hash(string user, string password) => _hasher.HashPassword(user, password);

    /// <summary>Whether the password is the account's; false without an account, after the same work.</summary>
    public bool Verify(UserAccount? account, string password)
    {
        var result = _hasher.VerifyHashedPassword(account?.User ?? "", account?.PasswordHash ?? _nobody.Value, password);
        return account is { Disabled: false } && result != PasswordVerificationResult.Failed;
    }
}
