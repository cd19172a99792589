using System.Security.Cryptography;
using System.Text;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Streams;

/// <summary>One stream: who is subscribed, and the order of its events.</summary>
internal sealed class StreamHub
{
    private readonly EmbeddedRuntime _runtime;
    private readonly StreamSubscriptions _store;
    private readonly MemoryStreamOptions _options;
    private readonly Lock _gate = new();
    private long _sequence;

    public StreamHub(EmbeddedRuntime runtime, StreamSubscriptions store, string provider, StreamId streamId, MemoryStreamOptions options)
    {
        _runtime = runtime;
        _store = store;
        _options = options;
        Provider = provider;
        StreamId = streamId;
        Subscriptions =
        [
            .. store.ImplicitConsumers(streamId).Select(grain => New(ImplicitHandle(grain), grain, isImplicit: true)),
            .. store.Saved(provider, streamId).Select(saved => New(saved.HandleId, saved.Consumer, isImplicit: false)),
        ];
    }

    public string Provider { get; }

    public StreamId StreamId { get; }

    /// <summary>The subscriptions; replaced as a whole when one comes or goes.</summary>
    public StreamSubscription[] Subscriptions { get; private set; }

    /// <summary>Queues events for every subscriber, in one order for all.</summary>
    public void Publish<T>(IEnumerable<T> items)
    {
        lock (_gate)
        {
            foreach (var item in items)
            {
                _sequence++;
                if (Subscriptions.Length == 0) continue;
                var isolated = DeepCopier.CopyMessage(item);
                foreach (var subscription in Subscriptions) subscription.Enqueue(isolated, new MemorySequenceToken(_sequence));
            }
        }
    }

    public StreamSubscription? FindImplicit(GrainId? consumer) =>
        Subscriptions.FirstOrDefault(s => s.IsImplicit && s.Consumer == consumer);

    public StreamSubscription Create(GrainId? consumer, IStreamHandler handler)
    {
        var subscription = New(UniqueId.Next(), consumer, isImplicit: false);
        if (consumer is null) subscription.ClientHandler = handler;
        lock (_gate) Subscriptions = [.. Subscriptions, subscription];
        return subscription;
    }

    public bool Remove(Guid handleId)
    {
        lock (_gate)
        {
            var removed = Array.Find(Subscriptions, s => s.HandleId == handleId);
            if (removed is null || removed.IsImplicit) return false;
            removed.Close();
            Subscriptions = [.. Subscriptions.Where(s => s != removed)];
            return removed.Consumer is not null;
        }
    }

    /// <summary>Stores the subscriptions of grains; those of clients end with the process.</summary>
    public Task SaveAsync()
    {
        var ofGrains = Subscriptions.Where(s => !s.IsImplicit && s.Consumer is not null);
        return _store.Save(Provider, StreamId, [.. ofGrains.Select(s => new SavedSubscription(s.HandleId, s.Consumer!.Value))]);
    }

    private StreamSubscription New(Guid handleId, GrainId? consumer, bool isImplicit) =>
        new(_runtime, StreamId, handleId, consumer, isImplicit, _options);

    /// <summary>The same name in every run of the process.</summary>
    private Guid ImplicitHandle(GrainId grain) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{Provider}/{StreamId}>{grain}")).AsSpan(0, 16));
}
