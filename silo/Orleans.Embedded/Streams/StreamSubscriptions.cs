using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Streams;

/// <summary>A grain's own subscription, as it is stored.</summary>
internal sealed record SavedSubscription(Guid HandleId, GrainId Consumer);

/// <summary>
/// The subscriptions of grains, of all providers: those that grains made, stored if there is a data directory, and those that follow from
/// <see cref="ImplicitStreamSubscriptionAttribute"/>.
/// </summary>
internal sealed class StreamSubscriptions(DataDirectory directory, GrainClasses classes)
{
    private readonly DurableFile? _file = directory.File("subscriptions");
    private readonly ConcurrentDictionary<string, SavedSubscription[]> _saved = new();

    /// <summary>Reads what was stored.</summary>
    public async Task LoadAsync()
    {
        if (_file is null) return;
        var stored = await _file.Read(root => root.ToDictionary(pair => pair.Key, pair => FromJson(pair.Value!.AsArray())));
        foreach (var (stream, subscriptions) in stored) _saved[stream] = subscriptions;
    }

    public SavedSubscription[] Saved(string provider, StreamId stream) => _saved.GetValueOrDefault(Key(provider, stream)) ?? [];

    public IEnumerable<GrainId> ImplicitConsumers(StreamId stream) => classes.All
        .Where(c => c.ImplicitNamespaces.Contains(stream.GetNamespace()))
        .Select(c => new GrainId(c.GrainType, IdSpan.Create(stream.GetKeyAsString())));

    public async Task Save(string provider, StreamId stream, SavedSubscription[] subscriptions)
    {
        var key = Key(provider, stream);
        _saved[key] = subscriptions;
        if (_file is null) return;
        await _file.Write(root =>
        {
            if (subscriptions.Length == 0) root.Remove(key);
            else root[key] = ToJson(subscriptions);
        });
    }

    private static string Key(string provider, StreamId stream) => $"{provider}/{stream}";

    private static JsonArray ToJson(SavedSubscription[] subscriptions) =>
        [.. subscriptions.Select(s => new JsonObject { ["handle"] = s.HandleId, ["grain"] = s.Consumer.ToString() })];

    private static SavedSubscription[] FromJson(JsonArray stored) =>
        [.. stored.Select(s => new SavedSubscription((Guid)s!["handle"]!, GrainId.Parse((string)s["grain"]!)))];
}
