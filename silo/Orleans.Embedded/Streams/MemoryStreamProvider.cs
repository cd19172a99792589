using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Streams whose events live in memory, between their publishing and their delivery.</summary>
internal sealed class MemoryStreamProvider(
    EmbeddedRuntime runtime,
    StreamSubscriptions subscriptions,
    IOptions<MemoryStreamOptions> options,
    string name) : IStreamProvider
{
    private readonly ConcurrentDictionary<StreamId, StreamHub> _hubs = new();

    public string Name => name;

    public bool IsRewindable => false;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new MemoryStream<T>(_hubs.GetOrAdd(
        streamId,
        id => new StreamHub(runtime, subscriptions, name, id, options.Value)));
}
