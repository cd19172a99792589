using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Emergency.Conformance.Tests;

[GenerateSerializer, Alias("conformance.Ledger")]
public sealed class Ledger
{
    [Id(0)]
    public int Sum { get; set; }
}

public interface ILedgerGrain : IGrainWithStringKey
{
    Task<int> Add(int amount);

    Task AddUnwritten(int amount);

    Task<int> Sum();

    Task Reread();

    Task Clear();

    Task<(string? Etag, bool Exists)> Version();

    Task SetOther(int sum);

    Task<int> OtherSum();
}

public sealed class LedgerGrain(
    [PersistentState("ledger")] IPersistentState<Ledger> ledger,
    [PersistentState("other", "second")] IPersistentState<Ledger> other) : Grain, ILedgerGrain
{
    public async Task<int> Add(int amount)
    {
        ledger.State.Sum += amount;
        await ledger.WriteStateAsync();
        return ledger.State.Sum;
    }

    public Task AddUnwritten(int amount)
    {
        ledger.State.Sum += amount;
        return Task.CompletedTask;
    }

    public Task<int> Sum() => Task.FromResult(ledger.State.Sum);

    public Task Reread() => ledger.ReadStateAsync();

    public Task Clear() => ledger.ClearStateAsync();

    public Task<(string? Etag, bool Exists)> Version() => Task.FromResult((ledger.Etag, ledger.RecordExists));

    public async Task SetOther(int sum)
    {
        other.State = new Ledger { Sum = sum };
        await other.WriteStateAsync();
    }

    public Task<int> OtherSum() => Task.FromResult(other.State.Sum);
}

public sealed class PersistenceTests : IAsyncLifetime
{
    private GrainCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await GrainCluster.Start(options: new() { Storages = ["second"] });

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private ILedgerGrain Grain(string key) => _cluster.Grains.GetGrain<ILedgerGrain>(key);

    [Fact]
    public async Task State_NeverWritten_IsBlankAndHasNoRecord()
    {
        (await Grain("blank").Sum()).ShouldBe(0);

        var (etag, exists) = await Grain("blank").Version();
        etag.ShouldBeNull();
        exists.ShouldBeFalse();
    }

    [Fact]
    public async Task State_Written_IsThereForTheNextActivation()
    {
        await Grain("written").Add(2);
        await Grain("written").SetOther(7);
        await Grain("written").AddUnwritten(10);

        await _cluster.Deactivate(Grain("written"));

        (await Grain("written").Sum()).ShouldBe(2);
        (await Grain("written").OtherSum()).ShouldBe(7);
        (await Grain("written").Version()).Exists.ShouldBeTrue();
    }

    [Fact]
    public async Task State_ReadAnew_LosesWhatWasNotWritten()
    {
        await Grain("reread").Add(2);
        await Grain("reread").AddUnwritten(10);

        await Grain("reread").Reread();

        (await Grain("reread").Sum()).ShouldBe(2);
    }

    [Fact]
    public async Task State_Cleared_IsBlankAgain()
    {
        await Grain("cleared").Add(2);

        await Grain("cleared").Clear();

        (await Grain("cleared").Sum()).ShouldBe(0);
        (await Grain("cleared").Version()).Exists.ShouldBeFalse();
        (await Grain("cleared").Add(3)).ShouldBe(3);
    }

    [Fact]
    public async Task Etag_ChangesWithEveryWrite()
    {
        await Grain("etag").Add(1);
        var first = (await Grain("etag").Version()).Etag;

        await Grain("etag").Add(1);

        (await Grain("etag").Version()).Etag.ShouldNotBe(first);
    }

    [Fact]
    public async Task Write_AfterSomebodyElseWrote_FailsAndTheGrainReadsTheTruth()
    {
        _cluster.ExpectErrors();
        var grain = Grain("conflict");
        await grain.Add(1);
        await WriteBehindItsBack(grain, 50);

        await Should.ThrowAsync<InconsistentStateException>(grain.Add(1));

        await Eventually.HoldsAsync(async () => await grain.Sum() == 50);
    }

    private async Task WriteBehindItsBack(ILedgerGrain grain, int sum)
    {
        var storage = _cluster.Services.GetRequiredKeyedService<IGrainStorage>("Default");
        var state = new GrainState<Ledger>();
        await storage.ReadStateAsync("ledger", grain.GetGrainId(), state);
        state.State!.Sum = sum;
        await storage.WriteStateAsync("ledger", grain.GetGrainId(), state);
    }
}
