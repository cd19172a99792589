using Orleans.Streams;

namespace Emergency.Conformance.Tests;

[GenerateSerializer, Alias("conformance.News")]
public sealed record News([property: Id(0)] int Number, [property: Id(1)] List<string> Words);

public interface IPublisherGrain : IGrainWithStringKey
{
    Task Publish(string ns, string key, int from, int count);

    Task PublishBatch(string ns, string key, int count);
}

public sealed class PublisherGrain : Grain, IPublisherGrain
{
    public async Task Publish(string ns, string key, int from, int count)
    {
        var stream = this.GetStreamProvider("live").GetStream<News>(StreamId.Create(ns, key));
        for (var i = from; i < from + count; i++) await stream.OnNextAsync(new News(i, ["word"]));
    }

    public Task PublishBatch(string ns, string key, int count) => this.GetStreamProvider("live")
        .GetStream<News>(StreamId.Create(ns, key)).OnNextBatchAsync(Enumerable.Range(0, count).Select(i => new News(i, ["word"])));
}

public interface IReaderGrain : IGrainWithStringKey
{
    Task Subscribe(string ns, string key);

    Task Unsubscribe();

    Task<int> Handles(string ns, string key);
}

/// <summary>Subscribes when told to, and resumes whenever it is activated anew.</summary>
public sealed class ReaderGrain : Grain, IReaderGrain
{
    private StreamSubscriptionHandle<News>? _handle;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var stream = this.GetStreamProvider("live").GetStream<News>(StreamId.Create("resumed", this.GetPrimaryKeyString()));
        foreach (var handle in await stream.GetAllSubscriptionHandles())
            _handle = await handle.ResumeAsync((news, _) => Read(news, "again"));
    }

    public async Task Subscribe(string ns, string key) =>
        _handle = await this.GetStreamProvider("live").GetStream<News>(StreamId.Create(ns, key))
            .SubscribeAsync((news, _) => Read(news, "read"));

    public Task Unsubscribe() => _handle!.UnsubscribeAsync();

    public async Task<int> Handles(string ns, string key) =>
        (await this.GetStreamProvider("live").GetStream<News>(StreamId.Create(ns, key)).GetAllSubscriptionHandles()).Count;

    private Task Read(News news, string how)
    {
        Notes.Add(this.GetPrimaryKeyString(), $"{how} {news.Number}");
        return Task.CompletedTask;
    }
}

public interface IImplicitReaderGrain : IGrainWithStringKey
{
    Task<int> Count();
}

/// <summary>Is woken by the first event, and attaches itself as it wakes.</summary>
[ImplicitStreamSubscription("implicit")]
[ImplicitStreamSubscription("implicit-too")]
public sealed class ImplicitReaderGrain : Grain, IImplicitReaderGrain, IAsyncObserver<News>
{
    private int _count;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (var ns in (string[])["implicit", "implicit-too"])
            await this.GetStreamProvider("live").GetStream<News>(StreamId.Create(ns, this.GetPrimaryKeyString())).SubscribeAsync(this);
    }

    public Task OnNextAsync(News item, StreamSequenceToken? token = null)
    {
        Notes.Add(this.GetPrimaryKeyString(), $"{item.Number}");
        _count++;
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    public Task<int> Count() => Task.FromResult(_count);
}

public sealed class StreamTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private static readonly string[] FirstHundred = [.. Enumerable.Range(0, 100).Select(i => $"{i}")];

    private GrainCluster Cluster => shared.Cluster;

    private IAsyncStream<News> Stream(string key, string ns = "ns") =>
        Cluster.Client.GetStreamProvider("live").GetStream<News>(StreamId.Create(ns, key));

    private IPublisherGrain Publisher(string key) => Cluster.Grains.GetGrain<IPublisherGrain>(key);

    private static Func<News, StreamSequenceToken?, Task> NoteTo(string key) => (news, _) =>
    {
        Notes.Add(key, $"{news.Number}");
        return Task.CompletedTask;
    };

    [Fact]
    public async Task Events_OfOneProducer_ReachClientsInOrder()
    {
        await Stream("order").SubscribeAsync(NoteTo("order 1"));
        await Stream("order").SubscribeAsync(NoteTo("order 2"));

        await Publisher("order").Publish("ns", "order", 0, 100);

        await Notes.Until("order 1", 100);
        await Notes.Until("order 2", 100);
        Notes.Of("order 1").ShouldBe(FirstHundred);
        Notes.Of("order 2").ShouldBe(FirstHundred);
    }

    [Fact]
    public async Task Events_PublishedByClient_ReachGrainsInOrder()
    {
        await Cluster.Grains.GetGrain<IReaderGrain>("stream reader").Subscribe("ns", "to-grain");

        for (var i = 0; i < 100; i++) await Stream("to-grain").OnNextAsync(new News(i, []));

        await Notes.Until("stream reader", 100);
        Notes.Of("stream reader").ShouldBe(FirstHundred.Select(n => $"read {n}"));
    }

    [Fact]
    public async Task Events_OfOneBatch_ReachSubscribersInOrder()
    {
        await Stream("batch").SubscribeAsync(NoteTo("batch"));

        await Publisher("batch").PublishBatch("ns", "batch", 100);

        await Notes.Until("batch", 100);
        Notes.Of("batch").ShouldBe(FirstHundred);
    }

    [Fact]
    public async Task Events_OfOtherStreams_DoNotArrive()
    {
        await Stream("mine").SubscribeAsync(NoteTo("mine"));

        await Publisher("p").Publish("ns", "other", 0, 1);
        await Publisher("p").Publish("other", "mine", 0, 1);
        await Publisher("p").Publish("ns", "mine", 7, 1);

        await Notes.Until("mine", 1);
        Notes.Of("mine").ShouldBe(["7"]);
    }

    [Fact]
    public async Task Event_ChangedByOneSubscriber_StaysTheSameForTheOthers()
    {
        for (var i = 0; i < 2; i++)
            await Stream("stream shared").SubscribeAsync((news, _) =>
            {
                Notes.Add("stream shared", $"{news.Words.Count}");
                news.Words.Clear();
                return Task.CompletedTask;
            });

        await Publisher("p").Publish("ns", "stream shared", 0, 1);

        await Notes.Until("stream shared", 2);
        Notes.Of("stream shared").ShouldBe(["1", "1"]);
    }

    [Fact]
    public async Task Subscriber_ThatFails_DoesNotStopTheOthersAndGetsTheEventAgain()
    {
        Cluster.ExpectErrors();
        await Stream("stream failing").SubscribeAsync((news, _) =>
        {
            Notes.Add("stream failing", $"{news.Number}");
            return Notes.Of("stream failing").Length == 1 ? throw new InvalidOperationException("once") : Task.CompletedTask;
        });
        await Stream("stream failing").SubscribeAsync(NoteTo("stream not failing"));

        await Publisher("p").Publish("ns", "stream failing", 0, 3);

        await Notes.Until("stream not failing", 3);
        await Notes.Until("stream failing", 4);
        Notes.Of("stream not failing").ShouldBe(["0", "1", "2"]);
        Notes.Of("stream failing").ShouldBe(["0", "0", "1", "2"]);
    }

    [Fact]
    public async Task Subscriber_AfterUnsubscribe_HearsNoMore()
    {
        var handle = await Stream("unsubscribe").SubscribeAsync(NoteTo("unsubscribed"));
        await Stream("unsubscribe").SubscribeAsync(NoteTo("subscribed"));
        await Publisher("p").Publish("ns", "unsubscribe", 0, 1);
        await Notes.Until("unsubscribed", 1);

        await handle.UnsubscribeAsync();
        await Publisher("p").Publish("ns", "unsubscribe", 1, 1);

        await Notes.Until("subscribed", 2);
        Notes.Of("unsubscribed").ShouldBe(["0"]);
    }

    [Fact]
    public async Task Client_ThatResumes_HearsWithTheNewObserver()
    {
        var handle = await Stream("resume").SubscribeAsync(NoteTo("resumed first"));

        await handle.ResumeAsync(NoteTo("resumed second"));
        await Publisher("p").Publish("ns", "resume", 0, 1);

        await Notes.Until("resumed second", 1);
        Notes.Of("resumed first").ShouldBeEmpty();
    }

    [Fact]
    public async Task Grain_SubscribedAndDeactivated_IsWokenAndResumes()
    {
        var reader = Cluster.Grains.GetGrain<IReaderGrain>("resuming");
        await reader.Subscribe("resumed", "resuming");
        await Publisher("p").Publish("resumed", "resuming", 0, 1);
        await Notes.Until("resuming", "read 0");

        await Cluster.Deactivate(reader);
        await Publisher("p").Publish("resumed", "resuming", 1, 1);

        await Notes.Until("resuming", "again 1");
        (await reader.Handles("resumed", "resuming")).ShouldBe(1);
        await reader.Unsubscribe();
        (await reader.Handles("resumed", "resuming")).ShouldBe(0);
    }

    [Fact]
    public async Task Grain_ImplicitlySubscribed_IsWokenByTheStreamOfItsKey()
    {
        await Publisher("p").Publish("implicit", "woken", 0, 50);
        await Publisher("p").Publish("implicit-too", "woken", 50, 50);

        await Notes.Until("woken", 100);

        Notes.Of("woken").Where(n => n.Length < 2 || string.CompareOrdinal(n, "50") < 0).ShouldBe(FirstHundred[..50]);
        (await Cluster.Grains.GetGrain<IImplicitReaderGrain>("woken").Count()).ShouldBe(100);
    }

    [Fact]
    public void Provider_ThatIsNotThere_IsRefused() =>
        Should.Throw<KeyNotFoundException>(() => Cluster.Client.GetStreamProvider("nowhere"));
}

public sealed class StreamRestartTests
{
    [Fact]
    public async Task Grain_SubscribedBeforeRestart_IsWokenAfterIt()
    {
        Assert.SkipUnless(GrainCluster.OutlivesRestart, GrainCluster.WhyNot);
        using var directory = new TemporaryDirectory();
        await using var cluster = await GrainCluster.Start(options: new() { DataDirectory = directory.Path });
        await cluster.Grains.GetGrain<IReaderGrain>("restarted").Subscribe("resumed", "restarted");

        await cluster.Restart();
        await cluster.Grains.GetGrain<IPublisherGrain>("p").Publish("resumed", "restarted", 0, 1);

        await Notes.Until("restarted", "again 0");
    }
}
