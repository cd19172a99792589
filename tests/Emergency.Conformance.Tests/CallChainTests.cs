namespace Emergency.Conformance.Tests;

public interface IChainGrain : IGrainWithStringKey
{
    /// <summary>Calls the other grain, which calls back, while this one awaits it.</summary>
    Task<string> AskThrough(string other, bool allow);

    Task<string> AskBack(string first);

    Task<string> Name();

    Task<string> AskSelf();
}

public sealed class ChainGrain : Grain, IChainGrain
{
    public async Task<string> AskThrough(string other, bool allow)
    {
        var grain = GrainFactory.GetGrain<IChainGrain>(other);
        if (!allow) return await grain.AskBack(this.GetPrimaryKeyString());
        using (RequestContext.AllowCallChainReentrancy()) return await grain.AskBack(this.GetPrimaryKeyString());
    }

    public Task<string> AskBack(string first) => GrainFactory.GetGrain<IChainGrain>(first).Name();

    public Task<string> Name() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<string> AskSelf() => GrainFactory.GetGrain<IChainGrain>(this.GetPrimaryKeyString()).Name();
}

public sealed class CallChainTests
{
    private static readonly GrainClusterOptions Impatient = new() { ResponseTimeout = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task CallCycle_NotAllowed_TimesOutAndTheGrainGoesOn()
    {
        await using var cluster = await GrainCluster.Start(options: Impatient);
        var grain = cluster.Grains.GetGrain<IChainGrain>("a");

        await Should.ThrowAsync<TimeoutException>(grain.AskThrough("b", allow: false));

        (await Eventually.Succeeds<string, TimeoutException>(grain.Name)).ShouldBe("a");
    }

    [Fact]
    public async Task SelfCall_NotAllowed_TimesOut()
    {
        await using var cluster = await GrainCluster.Start(options: Impatient);

        await Should.ThrowAsync<TimeoutException>(cluster.Grains.GetGrain<IChainGrain>("a").AskSelf());
    }

    [Fact]
    public async Task CallCycle_Allowed_Completes()
    {
        await using var cluster = await GrainCluster.Start();

        (await cluster.Grains.GetGrain<IChainGrain>("a").AskThrough("b", allow: true)).ShouldBe("a");
    }

    [Fact]
    public async Task CallFromOutside_WhileChainIsAllowed_StillWaits()
    {
        await using var cluster = await GrainCluster.Start();
        var grain = cluster.Grains.GetGrain<IHoldingChainGrain>("a");
        var held = grain.HoldAllowing("chain");
        await Gate.Reached("chain");
        var outside = grain.Touch();

        (await grain.Touches()).ShouldBe(0);

        Gate.Open("chain");
        await held;
        await outside;
    }
}

public interface IHoldingChainGrain : IGrainWithStringKey
{
    Task HoldAllowing(string gate);

    Task Touch();

    [AlwaysInterleave]
    Task<int> Touches();
}

public sealed class HoldingChainGrain : Grain, IHoldingChainGrain
{
    private int _touches;

    public async Task HoldAllowing(string gate)
    {
        using (RequestContext.AllowCallChainReentrancy()) await Gate.Wait(gate);
    }

    public Task Touch()
    {
        _touches++;
        return Task.CompletedTask;
    }

    public Task<int> Touches() => Task.FromResult(_touches);
}
