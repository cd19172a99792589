using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace Emergency.Conformance.Tests;

public interface ILivingGrain : IGrainWithStringKey
{
    Task<int> Touch();

    Task Leave();

    Task LeaveThenAwait(string gate);

    Task Stay(TimeSpan time);
}

public class LivingGrain : Grain, ILivingGrain
{
    private int _touches;

    private string Key => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Notes.Add(Key, "activated");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Notes.Add(Key, $"deactivated: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<int> Touch()
    {
        Notes.Add(Key, "touched");
        return Task.FromResult(++_touches);
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task LeaveThenAwait(string gate)
    {
        DeactivateOnIdle();
        Notes.Add(Key, "began");
        await Gate.Wait(gate);
        Notes.Add(Key, "finished");
    }

    public Task Stay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }
}

public interface IKeptGrain : ILivingGrain;

[KeepAlive]
public sealed class KeptGrain : LivingGrain, IKeptGrain;

public interface IReluctantGrain : IGrainWithStringKey
{
    Task<string> Name();
}

/// <summary>Fails to start until the test opens its gate.</summary>
public sealed class ReluctantGrain(ReluctantGrain.Mood mood) : Grain, IReluctantGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        Notes.Add(this.GetPrimaryKeyString(), "tried");
        if (mood.IsBad) throw new InvalidOperationException("not in the mood");
    }

    public Task<string> Name() => Task.FromResult(this.GetPrimaryKeyString());

    public sealed class Mood
    {
        public bool IsBad { get; set; } = true;
    }
}

public sealed class LifetimeTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    [Fact]
    public async Task Call_FirstToGrain_ActivatesItBefore()
    {
        var grain = shared.Grains.GetGrain<ILivingGrain>("first");
        shared.Cluster.IsActive(grain).ShouldBeFalse();

        await grain.Touch();
        await grain.Touch();

        shared.Cluster.IsActive(grain).ShouldBeTrue();
        Notes.Of("first").ShouldBe(["activated", "touched", "touched"]);
    }

    [Fact]
    public async Task Calls_ConcurrentToNewGrain_ActivateItOnce()
    {
        var grain = shared.Grains.GetGrain<ILivingGrain>("once");

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => grain.Touch()));

        Notes.Of("once").Count(n => n == "activated").ShouldBe(1);
    }

    [Fact]
    public async Task DeactivateOnIdle_EndsTheGrain_NextCallStartsAnew()
    {
        var grain = shared.Grains.GetGrain<ILivingGrain>("leave");
        await grain.Touch();

        await grain.Leave();
        await Notes.Until("leave", "deactivated: ApplicationRequested");

        (await grain.Touch()).ShouldBe(1);
    }

    [Fact]
    public async Task DeactivateOnIdle_DuringCall_LetsItFinishAndServesTheNextAnew()
    {
        var grain = shared.Grains.GetGrain<ILivingGrain>("leaving");
        await grain.Touch();
        var leaving = grain.LeaveThenAwait("leaving");
        await Notes.Until("leaving", "began");
        var next = grain.Touch();

        Gate.Open("leaving");
        await leaving;

        (await next).ShouldBe(1);
        Notes.Of("leaving").ShouldBe(
            ["activated", "touched", "began", "finished", "deactivated: ApplicationRequested", "activated", "touched"]);
    }

    [Fact]
    public async Task Activation_Failing_FailsTheCallAndIsTriedAgainByTheNext()
    {
        var mood = new ReluctantGrain.Mood();
        await using var cluster = await GrainCluster.Start(services => services.AddSingleton(mood));
        var grain = cluster.Grains.GetGrain<IReluctantGrain>("reluctant");

        (await Should.ThrowAsync<InvalidOperationException>(grain.Name())).Message.ShouldBe("not in the mood");
        mood.IsBad = false;

        (await grain.Name()).ShouldBe("reluctant");
        Notes.Of("reluctant").ShouldBe(["tried", "tried"]);
    }

    [Fact]
    public async Task IdleGrain_AfterCollectionAge_IsCollected()
    {
        await using var cluster = await GrainCluster.Start(options: new()
        {
            Silo = static silo => silo.Configure<GrainCollectionOptions>(static o =>
            {
                o.CollectionQuantum = TimeSpan.FromSeconds(0.5);
                o.CollectionAge = TimeSpan.FromSeconds(1);
            }),
        });
        var idle = cluster.Grains.GetGrain<ILivingGrain>("idle");
        var kept = cluster.Grains.GetGrain<IKeptGrain>("kept");
        var delayed = cluster.Grains.GetGrain<ILivingGrain>("delayed");
        await idle.Touch();
        await kept.Touch();
        await delayed.Stay(TimeSpan.FromDays(1));

        await Notes.Until("idle", "deactivated: ActivationIdle");

        cluster.IsActive(kept).ShouldBeTrue();
        cluster.IsActive(delayed).ShouldBeTrue();
    }

    [Fact]
    public async Task DeactivateAll_NextCall_StartsAnew()
    {
        await using var cluster = await GrainCluster.Start();
        var grain = cluster.Grains.GetGrain<ILivingGrain>("all");
        await grain.Touch();

        await cluster.DeactivateAll();

        (await grain.Touch()).ShouldBe(1);
    }

    [Fact]
    public async Task Restart_NextCall_StartsAnew()
    {
        await using var cluster = await GrainCluster.Start();
        await cluster.Grains.GetGrain<ILivingGrain>("restart").Touch();

        await cluster.Restart();

        Notes.Of("restart").ShouldBe(["activated", "touched", "deactivated: ShuttingDown"]);
        (await cluster.Grains.GetGrain<ILivingGrain>("restart").Touch()).ShouldBe(1);
    }

    [Fact]
    public async Task Stop_DuringCall_LetsItFinish()
    {
        await using var cluster = await GrainCluster.Start();
        var grain = cluster.Grains.GetGrain<ILivingGrain>("drain");
        await grain.Touch();
        var call = grain.LeaveThenAwait("drain");
        await Notes.Until("drain", "began");

        var restart = cluster.Restart();
        Gate.Open("drain");
        await restart;
        await Task.WhenAny(call);

        Notes.Of("drain").ShouldBe(["activated", "touched", "began", "finished", "deactivated: ApplicationRequested"]);
    }
}
