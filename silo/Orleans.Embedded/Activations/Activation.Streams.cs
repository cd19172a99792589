using Orleans.Streams;

namespace Orleans.Runtime;

/// <content>The observers that this activation attached to its stream subscriptions.</content>
internal sealed partial class Activation
{
    private Dictionary<Guid, IStreamHandler>? _streamHandlers;

    public void AttachStreamHandler(Guid handleId, IStreamHandler handler) => (_streamHandlers ??= [])[handleId] = handler;

    public void DetachStreamHandler(Guid handleId) => _streamHandlers?.Remove(handleId);

    public IStreamHandler? FindStreamHandler(Guid handleId) => _streamHandlers?.GetValueOrDefault(handleId);
}
