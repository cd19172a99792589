using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Emergency.Contracts;
using Emergency.Domain;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Access;

/// <summary>Gives vehicles their device keys and checks them. Only hashes are kept: a key is random enough to need no slow hash.</summary>
internal sealed class DeviceKeys(IGrainFactory grains, IOptions<WebOptions> options, RealTime time)
{
    /// <summary>Longest key that is looked at.</summary>
    public const int MaxLength = 128;

    private const int KeyBytes = 32;

    /// <summary>Most hashes remembered at once; beyond that all are forgotten and read anew.</summary>
    private const int MaxCached = 10_000;

    private readonly ConcurrentDictionary<AmbulanceId, (string? Hash, DateTimeOffset Until)> _cache = new();

    /// <summary>Gives the vehicle a new key; the old one ends. The key is returned once and kept nowhere.</summary>
    public async Task<string> Renew(AmbulanceId ambulance, ActorRef by)
    {
        var key = NewKey();
        await Put(ambulance, key, by);
        return key;
    }

    /// <summary>Gives the vehicle this key.</summary>
    public async Task Put(AmbulanceId ambulance, string key, ActorRef by)
    {
        await grains.Accounts().PutDeviceKeyHash(ambulance, HashOf(key), by);
        _cache.TryRemove(ambulance, out _);
    }

    /// <summary>Whether the key is the vehicle's; a vehicle without a key has none that is right.</summary>
    public async Task<bool> Verify(AmbulanceId ambulance, string key)
    {
        var expected = await HashFor(ambulance);
        return CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(HashOf(key)),
            Encoding.ASCII.GetBytes(expected?.ToLowerInvariant() ?? HashOf("")))
            && expected is not null;
    }

    public static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private async ValueTask<string?> HashFor(AmbulanceId ambulance)
    {
        if (_cache.TryGetValue(ambulance, out var cached) && cached.Until > time.Now)
            return cached.Hash;
        var hash = await grains.Accounts().FindDeviceKeyHash(ambulance);
        if (_cache.Count >= MaxCached)
            _cache.Clear();
        _cache[ambulance] = (hash, time.Now + options.Value.CredentialCache);
        return hash;
    }
}
