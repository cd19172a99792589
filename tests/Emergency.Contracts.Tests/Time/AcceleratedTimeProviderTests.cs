using Emergency.TestKit;

namespace Emergency.Contracts.Tests;

public sealed class AcceleratedTimeProviderTests
{
    private static readonly DateTimeOffset Origin = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan NoStep = TimeSpan.FromDays(1);

    private readonly ManualTimeProvider _system = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2.5)]
    [InlineData(60)]
    [InlineData(3600)]
    public void GetUtcNow_AfterASecond_HasMovedBySpeed(double speed)
    {
        var clock = new AcceleratedTimeProvider(Origin, speed, _system);
        clock.GetUtcNow().ShouldBe(Origin);

        _system.Advance(TimeSpan.FromSeconds(1));

        clock.GetUtcNow().ShouldBe(Origin.AddSeconds(speed));
    }

    [Fact]
    public void GetUtcNow_WallClockStepped_GoesOnUndisturbed()
    {
        var clock = new AcceleratedTimeProvider(Origin, 60, _system);

        _system.StepTo(_system.GetUtcNow().AddHours(-3));
        _system.Advance(TimeSpan.FromSeconds(1));

        clock.GetUtcNow().ShouldBe(Origin.AddMinutes(1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.99)]
    [InlineData(3600.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Constructor_SpeedOutOfRange_Throws(double speed) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new AcceleratedTimeProvider(Origin, speed, _system));

    [Fact]
    public void Create_SpeedOneAndNoOrigin_IsTheInnerClock() => AcceleratedTimeProvider.Create(1, inner: _system).ShouldBeSameAs(_system);

    [Fact]
    public void Create_SpeedAndNoOrigin_StartsAtTheInnerClock() =>
        AcceleratedTimeProvider.Create(60, inner: _system).GetUtcNow().ShouldBe(_system.GetUtcNow());

    [Fact]
    public void GetElapsedTime_BetweenTimestamps_IsAccelerated()
    {
        var clock = new AcceleratedTimeProvider(Origin, 60, _system);
        var start = clock.GetTimestamp();

        _system.Advance(TimeSpan.FromSeconds(2));

        clock.GetElapsedTime(start).ShouldBe(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void GetTimestamp_FastestForAYear_DoesNotOverflow()
    {
        var clock = new AcceleratedTimeProvider(Origin, AcceleratedTimeProvider.MaxSpeed, _system);
        var start = clock.GetTimestamp();

        _system.Advance(TimeSpan.FromDays(365));

        clock.GetElapsedTime(start).ShouldBe(TimeSpan.FromDays(365 * 3600d), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void CreateTimer_PeriodOfAMinute_FiresEverySecondOfTheInnerClock()
    {
        var clock = new AcceleratedTimeProvider(Origin, 60, _system);
        var fired = new List<DateTimeOffset>();
        using var timer = clock.CreateTimer(_ => fired.Add(clock.GetUtcNow()), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

        _system.Advance(TimeSpan.FromSeconds(3));

        fired.ShouldBe([Origin.AddMinutes(1), Origin.AddMinutes(2), Origin.AddMinutes(3)]);
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(1)]
    [InlineData(59.9)]
    public void CreateTimer_LengthThatIsNoWholeMillisecond_IsNotEarly(double seconds)
    {
        var clock = new AcceleratedTimeProvider(Origin, 60, _system);
        var fired = new List<DateTimeOffset>();
        using var timer = clock.CreateTimer(
            _ => fired.Add(clock.GetUtcNow()), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);

        _system.Advance(TimeSpan.FromSeconds(2));

        fired.ShouldHaveSingleItem().ShouldBeInRange(Origin.AddSeconds(seconds), Origin.AddSeconds(seconds + 0.06));
    }

    [Fact]
    public void CreateTimer_ChangedAndDisposed_FollowsAndStops()
    {
        var clock = new AcceleratedTimeProvider(Origin, 60, _system);
        var fired = 0;
        var timer = clock.CreateTimer(_ => fired++, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        _system.Advance(TimeSpan.FromSeconds(5));
        fired.ShouldBe(0);

        timer.Change(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        _system.Advance(TimeSpan.FromSeconds(2));
        fired.ShouldBe(2);

        timer.Dispose();
        _system.Advance(TimeSpan.FromSeconds(5));
        fired.ShouldBe(2);
        _system.ActiveTimers.ShouldBe(0);
    }

    [Fact]
    public async Task Delay_OfAMinute_EndsAfterASecondOfTheInnerClock()
    {
        var clock = new AcceleratedTimeProvider(Origin, 60, _system);
        var delay = Task.Delay(TimeSpan.FromMinutes(1), clock, TestContext.Current.CancellationToken);

        _system.Advance(TimeSpan.FromSeconds(0.999));
        delay.IsCompleted.ShouldBeFalse();
        _system.Advance(TimeSpan.FromSeconds(0.001));

        await delay;
    }

    [Theory]
    [InlineData(30)]
    [InlineData(-30)]
    public void Steer_SmallError_IsGoneAfterAWhileAndNeverGoesBack(double seconds)
    {
        var clock = new AcceleratedTimeProvider(Origin, 60, _system);
        clock.Steer(Origin.AddSeconds(seconds), NoStep).ShouldBe(TimeSpan.FromSeconds(seconds));
        clock.GetUtcNow().ShouldBe(Origin);

        var last = clock.GetUtcNow();
        for (var step = 0; step < 100; step++)
        {
            _system.Advance(TimeSpan.FromMilliseconds(100));
            (clock.GetUtcNow() - last).TotalSeconds.ShouldBeInRange(6 * 0.89, 6 * 1.11);
            last = clock.GetUtcNow();
        }

        last.ShouldBe(Origin.AddSeconds(600 + seconds), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void Steer_LargeError_StepsAtOnceAndTimestampsGoOn()
    {
        var clock = new AcceleratedTimeProvider(Origin, 60, _system);
        var start = clock.GetTimestamp();

        clock.Steer(Origin.AddHours(-2), TimeSpan.FromMinutes(1)).ShouldBe(TimeSpan.FromHours(-2));
        _system.Advance(TimeSpan.FromSeconds(1));

        clock.GetUtcNow().ShouldBe(Origin.AddHours(-2).AddMinutes(1));
        clock.GetElapsedTime(start).ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Steer_NoError_ChangesNothing()
    {
        var clock = new AcceleratedTimeProvider(Origin, 60, _system);
        _system.Advance(TimeSpan.FromSeconds(1));

        clock.Steer(Origin.AddMinutes(1), NoStep).ShouldBe(TimeSpan.Zero);
        _system.Advance(TimeSpan.FromSeconds(1));

        clock.GetUtcNow().ShouldBe(Origin.AddMinutes(2));
    }
}
