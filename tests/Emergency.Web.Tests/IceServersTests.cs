using System.Security.Cryptography;
using System.Text;
using Emergency.TestKit;
using Emergency.Web.Access;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Tests;

public sealed class IceServersTests
{
    private static readonly ManualTimeProvider Clock = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void For_NothingConfigured_IsEmpty() => Servers(new WebOptions()).For("physician1").ShouldBeEmpty();

    [Fact]
    public void For_StunAndTurn_GivesTheRelayACredentialThatEnds()
    {
        var options = new WebOptions { Turn = { Secret = "north", Lifetime = TimeSpan.FromHours(2), Urls = { "stun:s.example:3478", "turn:t.example:3478", "turns:t.example:5349" } } };

        var servers = Servers(options).For("physician1");

        servers.Length.ShouldBe(2);
        servers[0].Urls.ShouldBe(["stun:s.example:3478"]);
        servers[0].Credential.ShouldBeNull();
        servers[1].Urls.ShouldBe(["turn:t.example:3478", "turns:t.example:5349"]);
        servers[1].Username.ShouldBe($"{(Clock.GetUtcNow() + TimeSpan.FromHours(2)).ToUnixTimeSeconds()}:physician1");
#pragma warning disable CA5350 // The scheme of coturn asks for SHA-1.
        var expected = HMACSHA1.HashData(Encoding.UTF8.GetBytes("north"), Encoding.UTF8.GetBytes(servers[1].Username!));
#pragma warning restore CA5350
        servers[1].Credential.ShouldBe(Convert.ToBase64String(expected));
    }

    [Theory]
    [InlineData("turn:t.example", null)]
    [InlineData("http://t.example", "secret")]
    public void Options_TurnWithoutSecretOrOtherAddress_AreRefused(string url, string? secret)
    {
        var options = new WebOptions { Turn = { Secret = secret, Urls = { url } } };

        new WebOptionsValidator().Validate(null, options).Failed.ShouldBeTrue();
    }

    private static IceServers Servers(WebOptions options) => new(Options.Create(options), new RealTime(Clock));
}
