using Emergency.TestKit;

namespace Emergency.Simulators.Tests.Radio;

public sealed class RadioStreamTests : IDisposable
{
    private static readonly RadioLink Good = new(LinkClass.FiveG, -80, TimeSpan.FromMilliseconds(20), 1_400_000, 0);
    private readonly ManualTimeProvider _clock = new();
    private readonly MemoryStream _wire = new();
    private RadioLink _link = Good;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _wire.Dispose();

    [Fact]
    public async Task Write_SlowLink_TakesAsLongAsItsBytes()
    {
        _link = new RadioLink(LinkClass.Edge, -120, TimeSpan.FromMilliseconds(500), 4_000, 0);
        var sending = Radio().WriteAsync(new byte[8_000], Cancel).AsTask();

        await MoveUntil(() => sending.IsCompleted, TimeSpan.FromMilliseconds(50));

        await sending;
        _wire.Length.ShouldBe(8_000);
        (_clock.GetTimestamp() / (double)TimeSpan.TicksPerSecond).ShouldBeInRange(1.9, 2.7);
    }

    [Fact]
    public async Task Write_DeadValley_WaitsAndLosesNothing()
    {
        _link = default;
        var sending = Radio().WriteAsync(new byte[100], Cancel).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(10));
        sending.IsCompleted.ShouldBeFalse();
        _wire.Length.ShouldBe(0);

        _link = Good;
        await MoveUntil(() => sending.IsCompleted, TimeSpan.FromMilliseconds(250));

        await sending;
        _wire.Length.ShouldBe(100);
    }

    [Fact]
    public async Task Write_DeadForTooLong_LosesTheConnection()
    {
        _link = default;
        var sending = Radio().WriteAsync(new byte[100], Cancel).AsTask();

        await MoveUntil(() => sending.IsCompleted, TimeSpan.FromSeconds(1));

        await Should.ThrowAsync<IOException>(() => sending);
        (_clock.GetTimestamp() / (double)TimeSpan.TicksPerSecond).ShouldBeInRange(25, 40);
    }

    [Fact]
    public async Task Read_RoundTrip_IsWaitedFor()
    {
        _wire.Write([1, 2, 3]);
        _wire.Position = 0;
        var reading = Radio().ReadAsync(new byte[10], Cancel).AsTask();
        reading.IsCompleted.ShouldBeFalse();

        await MoveUntil(() => reading.IsCompleted, TimeSpan.FromMilliseconds(5));

        (await reading).ShouldBe(3);
        _clock.GetTimestamp().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(20).Ticks);
    }

    private RadioStream Radio() => new(_wire, () => _link, _clock, new Random(1));

    private Task MoveUntil(Func<bool> condition, TimeSpan step) => Eventually.Holds(() =>
    {
        _clock.Advance(step);
        return condition();
    });
}
