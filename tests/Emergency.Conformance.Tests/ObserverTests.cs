namespace Emergency.Conformance.Tests;

public interface IListener : IGrainObserver
{
    Task<int> Heard(string word);

    [OneWay]
    Task Whispered(string word);
}

public interface ISpeakerGrain : IGrainWithStringKey
{
    Task Attach(IListener listener);

    Task<int> Say(string word);

    Task Whisper(int count);
}

public sealed class SpeakerGrain : Grain, ISpeakerGrain
{
    private IListener? _listener;

    public Task Attach(IListener listener)
    {
        _listener = listener;
        return Task.CompletedTask;
    }

    public Task<int> Say(string word) => _listener!.Heard(word);

    public async Task Whisper(int count)
    {
        for (var i = 0; i < count; i++) await _listener!.Whispered($"{i}");
    }
}

public sealed class ObserverTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private sealed class Listener : IListener
    {
        public List<string> Words { get; } = [];

        public Task<int> Heard(string word)
        {
            if (word == "bad") throw new InvalidOperationException("bad word");
            Words.Add(word);
            return Task.FromResult(Words.Count);
        }

        public async Task Whispered(string word)
        {
            await Task.Yield();
            Words.Add(word);
        }
    }

    private ISpeakerGrain Grain(string key) => shared.Grains.GetGrain<ISpeakerGrain>(key);

    [Fact]
    public async Task Observer_CalledByGrain_Answers()
    {
        var listener = new Listener();
        var reference = shared.Grains.CreateObjectReference<IListener>(listener);
        await Grain("answer").Attach(reference);

        (await Grain("answer").Say("one")).ShouldBe(1);
        (await Grain("answer").Say("two")).ShouldBe(2);

        listener.Words.ShouldBe(["one", "two"]);
        shared.Grains.DeleteObjectReference<IListener>(reference);
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task Observer_ThatThrows_FailsTheGrainsCallTyped()
    {
        var listener = new Listener();
        await Grain("throws").Attach(shared.Grains.CreateObjectReference<IListener>(listener));

        await Should.ThrowAsync<InvalidOperationException>(Grain("throws").Say("bad"));

        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task Observer_CalledOneWay_HearsAllInSomeOrder()
    {
        var listener = new Listener();
        await Grain("whisper").Attach(shared.Grains.CreateObjectReference<IListener>(listener));

        await Grain("whisper").Whisper(50);

        await Eventually.Holds(() => listener.Words.Count == 50);
        listener.Words.ShouldBe(Enumerable.Range(0, 50).Select(i => $"{i}"), ignoreOrder: true);
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task Observer_Deleted_FailsTheGrainsCall()
    {
        await using var cluster = await GrainCluster.Start(options: new() { ResponseTimeout = TimeSpan.FromSeconds(2) });
        var listener = new Listener();
        var reference = cluster.Grains.CreateObjectReference<IListener>(listener);
        var grain = cluster.Grains.GetGrain<ISpeakerGrain>("deleted");
        await grain.Attach(reference);

        cluster.Grains.DeleteObjectReference<IListener>(reference);

        await Should.ThrowAsync<Exception>(grain.Say("lost"));
        listener.Words.ShouldBeEmpty();
        GC.KeepAlive(listener);
    }
}
