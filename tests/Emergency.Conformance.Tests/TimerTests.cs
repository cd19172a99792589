namespace Emergency.Conformance.Tests;

public interface ITickingGrain : IGrainWithStringKey
{
    Task Start(TimeSpan due, TimeSpan period);

    Task StartSlow(TimeSpan period, string gate);

    Task StartFailing(TimeSpan period);

    Task StartInterleaving(TimeSpan period);

    Task Change(TimeSpan due, TimeSpan period);

    Task Stop();

    Task Hold(string gate);

    Task Leave();

    [AlwaysInterleave]
    Task<int> Ticks();
}

public sealed class TickingGrain : Grain, ITickingGrain
{
    private IGrainTimer? _timer;
    private int _ticks;

    private string Key => this.GetPrimaryKeyString();

    public Task Start(TimeSpan due, TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions { DueTime = due, Period = period, KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task StartSlow(TimeSpan period, string gate)
    {
        _timer = this.RegisterGrainTimer(
            async (state, _) =>
            {
                await Tick();
                await Gate.Wait(state);
            },
            gate,
            new GrainTimerCreationOptions(period, period));
        return Task.CompletedTask;
    }

    public Task StartFailing(TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(
            async _ =>
            {
                await Tick();
                throw new InvalidOperationException("tick");
            },
            new GrainTimerCreationOptions(period, period));
        return Task.CompletedTask;
    }

    public Task StartInterleaving(TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(period, period) { Interleave = true });
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan due, TimeSpan period)
    {
        _timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task Hold(string gate) => Gate.Wait(gate);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<int> Ticks() => Task.FromResult(_ticks);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Notes.Add(Key, "left");
        return Task.CompletedTask;
    }

    private Task Tick()
    {
        Notes.Add(Key, $"tick {++_ticks}");
        return Task.CompletedTask;
    }
}

public sealed class TimerTests : IAsyncLifetime
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly ManualTimeProvider _clock = new();
    private GrainCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await GrainCluster.Start(options: new() { Clock = _clock });

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private ITickingGrain Grain(string key) => _cluster.Grains.GetGrain<ITickingGrain>(key);

    /// <summary>Moves the clock by periods until something is noted: a tick sets the next one only when it has ended.</summary>
    private Task Pass(string key, int ticks) => Eventually.Holds(() =>
    {
        if (Notes.Of(key).Length < ticks) _clock.Advance(Period);
        return Notes.Of(key).Length >= ticks;
    });

    [Fact]
    public async Task Timer_WithPeriod_TicksAgainAndAgain()
    {
        await Grain("period").Start(Period, Period);
        Notes.Of("period").ShouldBeEmpty();

        await Pass("period", 3);

        (await Grain("period").Ticks()).ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public async Task Timer_WithInfinitePeriod_TicksOnce()
    {
        await Grain("single").Start(Period, Timeout.InfiniteTimeSpan);
        await Pass("single", 1);

        _clock.Advance(Period * 10);
        await Grain("single").Hold(Opened("single"));

        Notes.Of("single").ShouldBe(["tick 1"]);
    }

    [Fact]
    public async Task Timer_WhoseCallbackLasts_DoesNotOverlap()
    {
        await Grain("slow").StartSlow(Period, "slow");
        await Pass("slow", 1);

        _clock.Advance(Period * 10);
        (await Grain("slow").Ticks()).ShouldBe(1);

        Gate.Open("slow");
        await Pass("slow", 2);
    }

    [Fact]
    public async Task Timer_WhileCallAwaits_Waits()
    {
        var grain = Grain("turn");
        await grain.Start(Period, Period);
        var held = grain.Hold("turn");
        await Gate.Reached("turn");

        _clock.Advance(Period);
        (await grain.Ticks()).ShouldBe(0);

        Gate.Open("turn");
        await held;
        await Notes.Until("turn", "tick 1");
    }

    [Fact]
    public async Task Timer_ThatInterleaves_TicksWhileCallAwaits()
    {
        var grain = Grain("interleave");
        await grain.StartInterleaving(Period);
        var held = grain.Hold("interleave");
        await Gate.Reached("interleave");

        await Pass("interleave", 1);

        held.IsCompleted.ShouldBeFalse();
        Gate.Open("interleave");
        await held;
    }

    [Fact]
    public async Task Timer_WhoseCallbackFails_GoesOn()
    {
        _cluster.ExpectErrors();
        await Grain("failing").StartFailing(Period);

        await Pass("failing", 3);
    }

    [Fact]
    public async Task Timer_Disposed_TicksNoMore()
    {
        await Grain("stopped").Start(Period, Period);
        await Pass("stopped", 1);

        await Grain("stopped").Stop();
        var ticks = await Grain("stopped").Ticks();
        _clock.Advance(Period * 10);
        await Grain("stopped").Hold(Opened("stopped"));

        (await Grain("stopped").Ticks()).ShouldBe(ticks);
    }

    [Fact]
    public async Task Timer_Changed_TicksByTheNewTimes()
    {
        await Grain("changed").Start(TimeSpan.FromDays(1), Period);

        await Grain("changed").Change(TimeSpan.Zero, Period);

        await Notes.Until("changed", "tick 1");
    }

    [Fact]
    public async Task Timer_OfDeactivatedGrain_TicksNoMore()
    {
        await Grain("left").Start(Period, Period);
        await Grain("left").Leave();
        await Notes.Until("left", "left");

        _clock.Advance(Period * 10);

        (await Grain("left").Ticks()).ShouldBe(0);
        Notes.Of("left").ShouldBe(["left"]);
    }

    private static string Opened(string name)
    {
        Gate.Open($"{name} opened");
        return $"{name} opened";
    }
}
