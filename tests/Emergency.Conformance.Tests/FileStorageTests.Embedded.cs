using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Emergency.Conformance.Tests;

/// <summary>The storage in a file, which only the embedded lane has, keeps the promises of every grain storage.</summary>
public sealed class FileStorageTests : IDisposable
{
    private static readonly GrainId Someone = GrainId.Create("someone", "a");

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private Task<GrainCluster> Start() => GrainCluster.Start(options: new()
    {
        DataDirectory = _directory.Path,
        Silo = static silo => silo.AddFileGrainStorage("second"),
    });

    private static IGrainStorage Storage(GrainCluster cluster) => cluster.Services.GetRequiredKeyedService<IGrainStorage>("second");

    [Fact]
    public async Task State_Written_OutlivesARestart()
    {
        await using var cluster = await Start();
        await cluster.Grains.GetGrain<ILedgerGrain>("file").SetOther(7);

        await cluster.Restart();

        (await cluster.Grains.GetGrain<ILedgerGrain>("file").OtherSum()).ShouldBe(7);
    }

    [Fact]
    public async Task Write_OverAnotherVersion_IsRefusedAndChangesNothing()
    {
        await using var cluster = await Start();
        var mine = new GrainState<Ledger> { State = new Ledger { Sum = 1 } };
        await Storage(cluster).WriteStateAsync("s", Someone, mine);
        var stale = new GrainState<Ledger> { State = new Ledger { Sum = 2 }, ETag = "no such" };

        await Should.ThrowAsync<InconsistentStateException>(Storage(cluster).WriteStateAsync("s", Someone, stale));
        await Should.ThrowAsync<InconsistentStateException>(Storage(cluster).ClearStateAsync("s", Someone, stale));

        var read = new GrainState<Ledger>();
        await Storage(cluster).ReadStateAsync("s", Someone, read);
        read.State!.Sum.ShouldBe(1);
        read.ETag.ShouldBe(mine.ETag);
    }

    [Fact]
    public async Task State_Cleared_IsGoneAfterARestart()
    {
        await using var cluster = await Start();
        var state = new GrainState<Ledger> { State = new Ledger { Sum = 1 } };
        await Storage(cluster).WriteStateAsync("s", Someone, state);
        await Storage(cluster).ClearStateAsync("s", Someone, state);

        await cluster.Restart();

        var read = new GrainState<Ledger>();
        await Storage(cluster).ReadStateAsync("s", Someone, read);
        read.RecordExists.ShouldBeFalse();
        read.ETag.ShouldBeNull();
    }

    [Fact]
    public async Task Writes_AtOnce_AreAllKept()
    {
        await using var cluster = await Start();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            Storage(cluster).WriteStateAsync($"s{i}", Someone, new GrainState<Ledger> { State = new Ledger { Sum = i } })));

        await cluster.Restart();

        for (var i = 0; i < 100; i++)
        {
            var read = new GrainState<Ledger>();
            await Storage(cluster).ReadStateAsync($"s{i}", Someone, read);
            read.State!.Sum.ShouldBe(i);
        }
    }

    [Fact]
    public async Task Start_AfterACrashDuringAWrite_FindsTheLastWholeFile()
    {
        await using var cluster = await Start();
        await cluster.Grains.GetGrain<ILedgerGrain>("crash").SetOther(7);
        await File.WriteAllTextAsync(_directory.File("storage-second.json.new"), "{ half of a fi", TestContext.Current.CancellationToken);

        await cluster.Restart();

        (await cluster.Grains.GetGrain<ILedgerGrain>("crash").OtherSum()).ShouldBe(7);
        await cluster.Grains.GetGrain<ILedgerGrain>("crash").SetOther(8);
    }
}
