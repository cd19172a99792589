using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Streams;

namespace Emergency.Conformance.Tests;

/// <summary>A type that forgot an id. On the other lane it does not build.</summary>
[GenerateSerializer]
public sealed class Forgetful
{
    [Id(0)]
    public int Known { get; set; }

    public List<int> Forgotten { get; set; } = [];
}

/// <summary>The embedded runtime's own bounds, each with what happens at it.</summary>
public sealed class BoundsTests
{
    [Fact]
    public async Task Calls_BeyondTheQueueOfAGrain_AreRefused()
    {
        await using var cluster = await GrainCluster.Start(options: new()
        {
            Silo = static silo => silo.Configure<SiloMessagingOptions>(static o => o.MaxEnqueuedRequestsHardLimit = 3),
        });
        var grain = cluster.Grains.GetGrain<ITurnGrain>("bounded");
        var held = grain.Hold("bounded");
        await Gate.Reached("bounded");
        var waiting = Enumerable.Range(0, 3).Select(_ => grain.Touch()).ToList();

        await Should.ThrowAsync<LimitExceededException>(grain.Touch());

        Gate.Open("bounded");
        await held;
        await Task.WhenAll(waiting);
        (await grain.Touches()).ShouldBe(3);
    }

    [Fact]
    public async Task Events_BeyondTheQueueOfASubscriber_PushOutTheOldestAndTellIt()
    {
        await using var cluster = await GrainCluster.Start(options: new()
        {
            Silo = static silo => silo.Configure<MemoryStreamOptions>(static o => o.MaxQueuedEvents = 3),
        });
        var stream = cluster.Client.GetStreamProvider("live").GetStream<News>(StreamId.Create("ns", "overflow"));
        await stream.SubscribeAsync(
            async (news, _) =>
            {
                Notes.Add("overflow", $"{news.Number}");
                await Gate.Wait("overflow");
            },
            error =>
            {
                Notes.Add("overflow", error.GetType().Name);
                return Task.CompletedTask;
            });
        await stream.OnNextAsync(new News(0, []));
        await Notes.Until("overflow", "0");

        for (var i = 1; i <= 10; i++) await stream.OnNextAsync(new News(i, []));
        Gate.Open("overflow");

        await Notes.Until("overflow", "10");
        Notes.Of("overflow").ShouldBe(["0", nameof(QueueCacheMissException), "8", "9", "10"]);
    }

    [Fact]
    public async Task Event_WhoseSubscriberFailsForTooLong_IsSkippedForIt()
    {
        await using var cluster = await GrainCluster.Start(options: new()
        {
            Silo = static silo => silo.Configure<MemoryStreamOptions>(static o => o.MaxEventDeliveryTime = TimeSpan.FromMilliseconds(500)),
        });
        cluster.ExpectErrors();
        var stream = cluster.Client.GetStreamProvider("live").GetStream<News>(StreamId.Create("ns", "skipped"));
        await stream.SubscribeAsync(
            (news, _) =>
            {
                Notes.Add("skipped", $"{news.Number}");
                return news.Number == 0 ? throw new InvalidOperationException("always") : Task.CompletedTask;
            },
            _ =>
            {
                Notes.Add("skipped", "error");
                return Task.CompletedTask;
            });

        await stream.OnNextAsync(new News(0, []));
        await stream.OnNextAsync(new News(1, []));

        await Notes.Until("skipped", "1");
        Notes.Of("skipped").TakeLast(3).ShouldBe(["0", "error", "1"]);
    }

    [Fact]
    public async Task IdleGrain_OnAClockMovedByHand_IsCollectedAtItsAge()
    {
        var clock = new ManualTimeProvider();
        await using var cluster = await GrainCluster.Start(options: new() { Clock = clock });
        await cluster.Grains.GetGrain<ILivingGrain>("by hand").Touch();

        clock.Advance(TimeSpan.FromMinutes(14));
        Notes.Of("by hand").ShouldBe(["activated", "touched"]);
        clock.Advance(TimeSpan.FromMinutes(2));

        await Notes.Until("by hand", "deactivated: ActivationIdle");
    }

    [Fact]
    public async Task Member_ThatSaysNothing_IsRefused()
    {
        await using var cluster = await GrainCluster.Start();

        (await Should.ThrowAsync<SerializerException>(cluster.Grains.GetGrain<IKeepingGrain>("a").EchoAny(new Forgetful())))
            .Message.ShouldContain(nameof(Forgetful.Forgotten));
    }

    [Fact]
    public async Task Calls_BeforeStartAndAfterStop_AreRefused()
    {
        var cluster = await GrainCluster.Start();
        var grain = cluster.Grains.GetGrain<ILivingGrain>("stopped runtime");
        await grain.Touch();

        await cluster.DisposeAsync();

        await Should.ThrowAsync<SiloUnavailableException>(grain.Touch());
    }

    [Fact]
    public async Task Events_AfterStop_WakeNobody()
    {
        var cluster = await GrainCluster.Start();
        var stream = cluster.Client.GetStreamProvider("live").GetStream<News>(StreamId.Create("implicit", "nobody"));

        await cluster.DisposeAsync();
        await stream.OnNextAsync(new News(0, []));

        Notes.Of("nobody").ShouldBeEmpty();
    }
}
