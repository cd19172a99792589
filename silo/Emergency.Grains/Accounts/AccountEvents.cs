using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Grains.Accounts;

/// <summary>A fact about who may sign in. Persisted as JSON under its kind; members are only ever appended.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(UserPut), "user-put")]
[JsonDerivedType(typeof(DeviceKeyIssued), "device-key-issued")]
internal abstract record AccountEvent(DateTimeOffset At, string Actor);

/// <summary>An account was added or replaced.</summary>
internal sealed record UserPut(
    DateTimeOffset At, string Actor, string User, string PasswordHash, IReadOnlyList<string> Roles, bool Disabled, HospitalId? Hospital = null,
    string? Affiliation = null) : AccountEvent(At, Actor);

/// <summary>A vehicle got a new key; an older one ends.</summary>
internal sealed record DeviceKeyIssued(DateTimeOffset At, string Actor, AmbulanceId AmbulanceId, string Hash) : AccountEvent(At, Actor);

/// <summary>Who may sign in.</summary>
internal sealed record AccountBook
{
    public static AccountBook Empty { get; } = new();

    public ImmutableDictionary<string, UserAccount> Users { get; init; } = ImmutableDictionary<string, UserAccount>.Empty;

    public ImmutableDictionary<AmbulanceId, string> DeviceKeyHashes { get; init; } = ImmutableDictionary<AmbulanceId, string>.Empty;

    public AccountBook Apply(AccountEvent happened) => happened switch
    {
        UserPut e => this with
        {
            Users = Users.SetItem(e.User, new UserAccount(e.User, e.PasswordHash, [.. e.Roles], e.Disabled, e.Hospital, e.Affiliation)),
        },
        DeviceKeyIssued e => this with { DeviceKeyHashes = DeviceKeyHashes.SetItem(e.AmbulanceId, e.Hash) },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "no such event"),
    };
}
