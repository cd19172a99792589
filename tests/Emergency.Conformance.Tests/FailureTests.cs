using System.Runtime.CompilerServices;

namespace Emergency.Conformance.Tests;

[GenerateSerializer, Alias("conformance.OddException")]
public sealed class OddException(string message) : Exception(message)
{
    [Id(0)]
    public int Number { get; set; }
}

public interface IFailingGrain : IGrainWithStringKey
{
    Task ThrowAtOnce();

    Task<int> ThrowOdd(int number);

    ValueTask ThrowAfterAwait();

    Task Hold(string gate);

    [ResponseTimeout("00:00:00.5")]
    Task HoldBriefly(string gate);

    Task HoldUntilCancelled(string key, CancellationToken token);

    Task<bool> IsCancelled(int number, CancellationToken token);

    [AlwaysInterleave]
    Task Nothing();
}

public sealed class FailingGrain : Grain, IFailingGrain
{
    public Task ThrowAtOnce() => throw new InvalidOperationException("at once");

    public Task<int> ThrowOdd(int number) => throw new OddException("odd") { Number = number };

    public async ValueTask ThrowAfterAwait()
    {
        await Task.Yield();
        throw new KeyNotFoundException("later");
    }

    public Task Hold(string gate) => Gate.Wait(gate);

    public Task HoldBriefly(string gate) => Gate.Wait(gate);

    public async Task HoldUntilCancelled(string key, CancellationToken token)
    {
        Notes.Add(key, "holding");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        }
        finally
        {
            Notes.Add(key, token.IsCancellationRequested ? "cancelled" : "not cancelled");
        }
    }

    public Task<bool> IsCancelled(int number, CancellationToken token) => Task.FromResult(token.IsCancellationRequested);

    public Task Nothing() => Task.CompletedTask;
}

public sealed class FailureTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private IFailingGrain Grain([CallerMemberName] string key = "") => shared.Grains.GetGrain<IFailingGrain>(key);

    [Fact]
    public async Task Exception_BeforeAwait_ReachesCallerTyped() =>
        (await Should.ThrowAsync<InvalidOperationException>(Grain().ThrowAtOnce())).Message.ShouldBe("at once");

    [Fact]
    public async Task Exception_AfterAwait_ReachesCallerTyped() =>
        (await Should.ThrowAsync<KeyNotFoundException>(Grain().ThrowAfterAwait().AsTask())).Message.ShouldBe("later");

    [Fact]
    public async Task Exception_OfOurOwnType_ReachesCallerWithItsMembers()
    {
        var thrown = await Should.ThrowAsync<OddException>(Grain().ThrowOdd(7));

        thrown.Message.ShouldBe("odd");
        thrown.Number.ShouldBe(7);
    }

    [Fact]
    public async Task Exception_OfOneCall_LeavesTheGrainUsable()
    {
        await Should.ThrowAsync<InvalidOperationException>(Grain().ThrowAtOnce());

        await Grain().Nothing();
    }

    [Fact]
    public async Task Call_WithoutAnswerInTime_TimesOut()
    {
        await using var cluster = await GrainCluster.Start(options: new() { ResponseTimeout = TimeSpan.FromSeconds(2) });
        var grain = cluster.Grains.GetGrain<IFailingGrain>("a");

        await Should.ThrowAsync<TimeoutException>(grain.Hold("never in time"));

        Gate.Open("never in time");
        await grain.Nothing();
    }

    [Fact]
    public async Task Call_WithItsOwnTimeout_TimesOutByIt()
    {
        await Should.ThrowAsync<TimeoutException>(Grain().HoldBriefly("brief"));

        Gate.Open("brief");
    }

    [Fact]
    public async Task Cancel_DuringCall_EndsItForBothSides()
    {
        using var cancellation = new CancellationTokenSource();
        var call = Grain().HoldUntilCancelled("cancel", cancellation.Token);
        await Notes.Until("cancel", "holding");

        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(call);
        await Notes.Until("cancel", "cancelled");
    }

    [Fact]
    public async Task Cancel_BeforeCall_DoesNotRunIt()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Should.ThrowAsync<OperationCanceledException>(async () => await Grain().HoldUntilCancelled("cancelled before", cancelled));
        Notes.Of("cancelled before").ShouldBeEmpty();
    }

    [Fact]
    public async Task Token_NotCancelled_IsNotCancelledInTheGrain()
    {
        using var cancellation = new CancellationTokenSource();

        (await Grain().IsCancelled(1, cancellation.Token)).ShouldBeFalse();
        (await Grain().IsCancelled(1, CancellationToken.None)).ShouldBeFalse();
    }
}
