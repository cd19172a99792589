namespace Emergency.Conformance.Tests;

public interface IAskingGrain : IGrainWithStringKey
{
    Task<int> AskAbout(string other);
}

/// <summary>Starts slowly, and asks another that starts as slowly.</summary>
public sealed class AskingGrain : Grain, IAskingGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        Notes.Add(key, "activating");
        if (key.EndsWith("hub", StringComparison.Ordinal)) await Gate.Wait(key);
    }

    public async Task<int> AskAbout(string other) =>
        other.Length == 0 ? 1 : 1 + await GrainFactory.GetGrain<IAskingGrain>(other).AskAbout("");
}

public sealed class StopTests
{
    [Fact]
    public async Task Stop_WhileAGrainStartsThatAnotherWaitsFor_ServesTheCallAndStartsItOnce()
    {
        await using var cluster = await GrainCluster.Start();
        var idle = cluster.Grains.GetGrain<ILivingGrain>("stop-idle");
        await idle.Touch();
        var asking = cluster.Grains.GetGrain<IAskingGrain>("stop-asker").AskAbout("stop-hub");
        await Notes.Until("stop-hub", "activating");

        var restart = cluster.Restart();
        await Notes.Until("stop-idle", "deactivated: ShuttingDown");
        Gate.Open("stop-hub");
        await restart;

        (await asking).ShouldBe(2);
        Notes.Of("stop-hub").ShouldBe(["activating"]);
    }

    [Fact]
    public async Task Stop_TimerDueAtOnce_DoesNotTickAnyMore()
    {
        await using var cluster = await GrainCluster.Start();
        await cluster.Grains.GetGrain<ILivingGrain>("ticks-idle").Touch();
        var asking = cluster.Grains.GetGrain<IDueAtOnceGrain>("ticks-hub").Get();
        await Notes.Until("ticks-hub", "activating");

        var restart = cluster.Restart();
        await Notes.Until("ticks-idle", "deactivated: ShuttingDown");
        Gate.Open("ticks-hub");
        await restart;

        (await asking).ShouldBe("ticks-hub");
        Notes.Of("ticks-hub").ShouldNotContain("ticked");
    }
}

public interface IDueAtOnceGrain : IGrainWithStringKey
{
    Task<string> Get();
}

/// <summary>Has a timer that is due at once.</summary>
public sealed class DueAtOnceGrain : Grain, IDueAtOnceGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        Notes.Add(key, "activating");
        await Gate.Wait(key);
        this.RegisterGrainTimer(
            _ =>
            {
                Notes.Add(key, "ticked");
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions { DueTime = TimeSpan.Zero, Period = TimeSpan.FromMilliseconds(1) });
    }

    public async Task<string> Get()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        return this.GetPrimaryKeyString();
    }
}
