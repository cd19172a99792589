using Emergency.TestKit;

namespace Emergency.Simulators.Tests;

public sealed class CountyClockTests
{
    private static readonly TimeSpan Way = TimeSpan.FromMilliseconds(100);
    private readonly ManualTimeProvider _system = new();
    private readonly CountyClock _clock;

    public CountyClockTests() => _clock = new CountyClock(new ClockAnswer(Worlds.Morning, 60), _system);

    [Theory]
    [InlineData(0)]
    [InlineData(-6)]
    public void Hear_AgreesWithinTheWayOfTheMessage_ChangesNothing(double seconds)
    {
        _clock.Hear(Worlds.Morning.AddSeconds(seconds), Way);
        _system.Advance(TimeSpan.FromMinutes(1));

        _clock.Time.GetUtcNow().ShouldBe(Worlds.Morning.AddHours(1));
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(-20, -14)]
    public void Hear_CannotAgree_IsSteeredToTheNearestThatCan(double said, double shown)
    {
        _clock.Hear(Worlds.Morning.AddSeconds(said), Way);
        _clock.Time.GetUtcNow().ShouldBe(Worlds.Morning);

        _system.Advance(TimeSpan.FromMinutes(1));

        _clock.Time.GetUtcNow().ShouldBe(Worlds.Morning.AddHours(1).AddSeconds(shown), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void Hear_CentreWentFarAhead_IsSetAtOnce()
    {
        _clock.Hear(Worlds.Morning.AddHours(5));

        _clock.Time.GetUtcNow().ShouldBe(Worlds.Morning.AddHours(5));
    }

    [Fact]
    public async Task Ask_Centre_HearsItsClock()
    {
        await using var centre = await FakeCentre.Started();
        centre.OnRequest = _ => (200, new { now = Worlds.Morning.AddDays(1), speed = 60.0 });
        using var client = centre.Client();
        await client.Start(TestContext.Current.CancellationToken);

        await _clock.Ask(client, TestContext.Current.CancellationToken);

        _clock.Time.GetUtcNow().ShouldBe(Worlds.Morning.AddDays(1));
    }
}
