namespace Emergency.Conformance.Tests;

public interface ICounterGrain : IGrainWithStringKey
{
    Task<int> Add(int amount);

    ValueTask<string> Name();
}

public sealed class CounterGrain : Grain, ICounterGrain
{
    private int _sum;

    public Task<int> Add(int amount) => Task.FromResult(_sum += amount);

    public ValueTask<string> Name() => ValueTask.FromResult(this.GetPrimaryKeyString());
}

public sealed class ActivationTests
{
    [Fact]
    public async Task Call_FirstToGrain_ActivatesIt()
    {
        await using var cluster = await GrainCluster.Start();
        var counter = cluster.Grains.GetGrain<ICounterGrain>("a");
        cluster.IsActive(counter).ShouldBeFalse();

        (await counter.Add(2)).ShouldBe(2);
        (await counter.Add(3)).ShouldBe(5);

        cluster.IsActive(counter).ShouldBeTrue();
        (await counter.Name()).ShouldBe("a");
    }

    [Fact]
    public async Task DeactivateAll_NextCall_FindsFreshState()
    {
        await using var cluster = await GrainCluster.Start();
        var counter = cluster.Grains.GetGrain<ICounterGrain>("a");
        await counter.Add(2);

        await cluster.DeactivateAll();

        (await counter.Add(1)).ShouldBe(1);
    }

    [Fact]
    public async Task Restart_NextCall_FindsFreshState()
    {
        await using var cluster = await GrainCluster.Start();
        await cluster.Grains.GetGrain<ICounterGrain>("a").Add(2);

        await cluster.Restart();

        (await cluster.Grains.GetGrain<ICounterGrain>("a").Add(1)).ShouldBe(1);
    }
}
