using Emergency.TestKit;

namespace Emergency.Silo.Tests;

public sealed class ClockKeeperTests : IDisposable
{
    private readonly TemporaryDirectory _data = new();
    private readonly ManualTimeProvider _world = new();
    private readonly LogRecorder _log = new();

    [Fact]
    public void Clock_FirstStartAtSpeedOne_IsTheWorlds() => Keeper(1).Clock.ShouldBeSameAs(_world);

    [Fact]
    public async Task Clock_RestartedSoon_GoesOnAsIfItHadNotStopped()
    {
        var first = Keeper(60);
        var started = first.Clock.GetUtcNow();
        _world.Advance(TimeSpan.FromMinutes(1));
        await Note(first);

        _world.Advance(TimeSpan.FromSeconds(20));

        Keeper(60).Clock.GetUtcNow().ShouldBe(started.AddHours(1).AddMinutes(20));
    }

    [Fact]
    public async Task Clock_RestartedMuchLater_StartsJustAfterTheNote()
    {
        var first = Keeper(60);
        var started = first.Clock.GetUtcNow();
        _world.Advance(TimeSpan.FromHours(1));
        await Note(first);

        _world.Advance(TimeSpan.FromHours(8));

        Keeper(60).Clock.GetUtcNow().ShouldBe(started.AddHours(60).AddMinutes(5));
    }

    [Fact]
    public async Task Clock_AcceleratedBeforeAndNowAtSpeedOne_StaysAhead()
    {
        var first = Keeper(60);
        _world.Advance(TimeSpan.FromHours(1));
        await Note(first);

        var second = Keeper(1);

        second.IsAhead.ShouldBeTrue();
        second.Clock.GetUtcNow().ShouldBeGreaterThanOrEqualTo(first.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    public void Clock_NoteIsUnreadable_StartsWithTheWorld(string note)
    {
        File.WriteAllText(_data.File(ClockKeeper.FileName), note);

        Keeper(60).Clock.GetUtcNow().ShouldBe(_world.GetUtcNow());
    }

    public void Dispose()
    {
        _log.Dispose();
        _data.Dispose();
    }

    private ClockKeeper Keeper(double speed) => new(_data.Path, speed, _world, _log.For<ClockKeeper>());

    private async Task Note(ClockKeeper keeper)
    {
        await keeper.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.Holds(() => File.Exists(_data.File(ClockKeeper.FileName)));
        await keeper.StopAsync(TestContext.Current.CancellationToken);
    }
}
