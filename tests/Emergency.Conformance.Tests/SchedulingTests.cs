namespace Emergency.Conformance.Tests;

public interface ITurnGrain : IGrainWithStringKey
{
    Task Hold(string gate);

    Task Touch();

    [AlwaysInterleave]
    Task<int> Touches();

    [ReadOnly]
    Task<int> ReadAfter(string gate);

    [ReadOnly]
    ValueTask<int> Read();

    Task<int> Overlaps(int yields);

    Task<bool> StaysOnItsScheduler();
}

public abstract class TurnGrainBase : Grain, ITurnGrain
{
    private int _touches;
    private int _inside;
    private int _overlaps;

    public Task Hold(string gate) => Gate.Wait(gate);

    public Task Touch()
    {
        _touches++;
        return Task.CompletedTask;
    }

    public Task<int> Touches() => Task.FromResult(_touches);

    public async Task<int> ReadAfter(string gate)
    {
        await Gate.Wait(gate);
        return _touches;
    }

    public ValueTask<int> Read() => new(_touches);

    public async Task<int> Overlaps(int yields)
    {
        for (var i = 0; i < yields; i++)
        {
            if (Interlocked.Exchange(ref _inside, 1) != 0) _overlaps++;
            Thread.SpinWait(50);
            Interlocked.Exchange(ref _inside, 0);
            await Task.Yield();
        }

        return _overlaps;
    }

    public async Task<bool> StaysOnItsScheduler()
    {
        var own = TaskScheduler.Current;
        await Task.Yield();
        var afterYield = TaskScheduler.Current == own;
        await Task.Run(static () => { });
        return afterYield && TaskScheduler.Current == own;
    }
}

public sealed class TurnGrain : TurnGrainBase;

public interface IReentrantTurnGrain : ITurnGrain;

[Reentrant]
public sealed class ReentrantTurnGrain : TurnGrainBase, IReentrantTurnGrain;

public sealed class SchedulingTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    [Fact]
    public async Task Call_WhileAnotherAwaits_WaitsForItsEnd()
    {
        var grain = shared.Grains.GetGrain<ITurnGrain>("exclusive");
        var held = grain.Hold("exclusive");
        await Gate.Reached("exclusive");
        var touched = grain.Touch();

        (await grain.Touches()).ShouldBe(0);
        touched.IsCompleted.ShouldBeFalse();

        Gate.Open("exclusive");
        await held;
        await touched;
        (await grain.Touches()).ShouldBe(1);
    }

    [Fact]
    public async Task Call_WhileAnotherAwaitsInReentrantGrain_Runs()
    {
        var grain = shared.Grains.GetGrain<IReentrantTurnGrain>("reentrant");
        var held = grain.Hold("reentrant");
        await Gate.Reached("reentrant");

        await grain.Touch();

        held.IsCompleted.ShouldBeFalse();
        Gate.Open("reentrant");
        await held;
    }

    [Fact]
    public async Task ReadOnlyCalls_Together_Interleave()
    {
        var grain = shared.Grains.GetGrain<ITurnGrain>("readers");
        var slow = grain.ReadAfter("readers");
        await Gate.Reached("readers");

        (await grain.Read()).ShouldBe(0);

        slow.IsCompleted.ShouldBeFalse();
        Gate.Open("readers");
        await slow;
    }

    [Fact]
    public async Task ReadOnlyCall_WhileWriterAwaits_Waits()
    {
        var grain = shared.Grains.GetGrain<ITurnGrain>("writer");
        var held = grain.Hold("writer");
        await Gate.Reached("writer");
        var read = grain.Read().AsTask();

        await grain.Touches();
        read.IsCompleted.ShouldBeFalse();

        Gate.Open("writer");
        await held;
        await read;
    }

    [Fact]
    public async Task Turns_OfInterleavedCalls_NeverOverlap()
    {
        var grain = shared.Grains.GetGrain<IReentrantTurnGrain>("turns");

        var overlaps = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => grain.Overlaps(100)));

        overlaps.ShouldAllBe(n => n == 0);
    }

    [Fact]
    public async Task Await_WithinGrain_ReturnsToItsScheduler() =>
        (await shared.Grains.GetGrain<ITurnGrain>("scheduler").StaysOnItsScheduler()).ShouldBeTrue();
}
