using Emergency.Domain;

namespace Emergency.Agent.Tests;

public sealed class AgentOptionsTests
{
    private static readonly AgentOptions Good = new()
    {
        AmbulanceId = new AmbulanceId("A01"),
        DeviceKey = "secret",
        Server = new Uri("http://127.0.0.1:8120"),
    };

    public static TheoryData<string, AgentOptions> Bad => new()
    {
        { "ambulance", Good with { AmbulanceId = new AmbulanceId("A 1") } },
        { "key", Good with { DeviceKey = " " } },
        { "http", Good with { Server = new Uri("ftp://127.0.0.1") } },
        { "FixBatchSize", Good with { FixBatchSize = 501 } },
        { "MilestoneBatchSize", Good with { MilestoneBatchSize = 51 } },
        { "FixPacing", Good with { FixPacing = TimeSpan.FromSeconds(-1) } },
        { "ReplyTimeout", Good with { ReplyTimeout = TimeSpan.Zero } },
        { "ConnectTimeout", Good with { ConnectTimeout = TimeSpan.FromHours(1) } },
        { "StableAfter", Good with { StableAfter = TimeSpan.FromHours(1) } },
        { "Backoff.First", Good with { Backoff = new BackoffOptions { First = TimeSpan.Zero } } },
        { "Backoff.Longest", Good with { Backoff = new BackoffOptions { Longest = TimeSpan.FromMilliseconds(1) } } },
        { "Backoff.Growth", Good with { Backoff = new BackoffOptions { Growth = 0.5 } } },
        { "Backoff.Jitter", Good with { Backoff = new BackoffOptions { Jitter = double.NaN } } },
    };

    [Fact]
    public void Checked_Defaults_AreGood() => Good.Checked().ShouldBe(Good);

    [Theory]
    [MemberData(nameof(Bad))]
    public void Checked_ValueOutOfRange_NamesIt(string name, AgentOptions options) =>
        Should.Throw<ArgumentException>(() => options.Checked()).Message.ShouldContain(name);
}
