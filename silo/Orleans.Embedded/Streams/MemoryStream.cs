using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>One stream under its type. All that lasts is in its <see cref="StreamHub"/>.</summary>
internal sealed class MemoryStream<T>(StreamHub hub) : IAsyncStream<T>
{
    public bool IsRewindable => false;

    public string ProviderName => hub.Provider;

    public StreamId StreamId => hub.StreamId;

    private static GrainId? Consumer => Activation.Current?.GrainId;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => OnNextBatchAsync([item], token);

    public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null)
    {
        hub.Publish(batch);
        return Task.CompletedTask;
    }

    public Task OnCompletedAsync() => throw new NotSupportedException("Memory streams do not end");

    public Task OnErrorAsync(Exception ex) => throw new NotSupportedException("Memory streams do not fail");

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) => SubscribeAsync(observer, null);

    public async Task<StreamSubscriptionHandle<T>> SubscribeAsync(
        IAsyncObserver<T> observer,
        StreamSequenceToken? token,
        string? filterData = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var activation = Activation.Current;
        var handler = new StreamHandler<T>(observer);
        var subscription = hub.FindImplicit(Consumer) ?? hub.Create(Consumer, handler);
        activation?.AttachStreamHandler(subscription.HandleId, handler);
        if (activation is not null && !subscription.IsImplicit) await hub.SaveAsync();
        return new MemoryStreamHandle<T>(hub, subscription.HandleId);
    }

    public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles()
    {
        var own = hub.Subscriptions.Where(s => s.Consumer == Consumer);
        return Task.FromResult<IList<StreamSubscriptionHandle<T>>>([.. own.Select(s => new MemoryStreamHandle<T>(hub, s.HandleId))]);
    }

    public bool Equals(IAsyncStream<T>? other) => other is not null && other.ProviderName == ProviderName && other.StreamId == StreamId;

    public override bool Equals(object? obj) => Equals(obj as IAsyncStream<T>);

    public override int GetHashCode() => StreamId.GetHashCode();
}

/// <inheritdoc/>
internal sealed class MemoryStreamHandle<T>(StreamHub hub, Guid handleId) : StreamSubscriptionHandle<T>
{
    public override StreamId StreamId => hub.StreamId;

    public override string ProviderName => hub.Provider;

    public override Guid HandleId => handleId;

    public override async Task UnsubscribeAsync()
    {
        Activation.Current?.DetachStreamHandler(handleId);
        if (hub.Remove(handleId)) await hub.SaveAsync();
    }

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var handler = new StreamHandler<T>(observer);
        var subscription = hub.Subscriptions.FirstOrDefault(s => s.HandleId == handleId)
            ?? throw new InvalidOperationException($"The subscription to {StreamId} has ended");
        if (Activation.Current is { } activation) activation.AttachStreamHandler(handleId, handler);
        else subscription.ClientHandler = handler;
        return Task.FromResult<StreamSubscriptionHandle<T>>(this);
    }

    public override bool Equals(StreamSubscriptionHandle<T>? other) => other?.HandleId == handleId;
}

/// <summary>An observer without its type.</summary>
internal interface IStreamHandler
{
    Task OnNext(object? item, StreamSequenceToken token);

    Task OnError(Exception error);
}

/// <inheritdoc/>
internal sealed class StreamHandler<T>(IAsyncObserver<T> observer) : IStreamHandler
{
    public Task OnNext(object? item, StreamSequenceToken token) => observer.OnNextAsync((T)item!, token);

    public Task OnError(Exception error) => observer.OnErrorAsync(error);
}

/// <summary>The place of an event: its number in its stream, from 1.</summary>
internal sealed class MemorySequenceToken(long number) : StreamSequenceToken
{
    public override long SequenceNumber { get; protected set; } = number;

    public override int EventIndex { get; protected set; }

    public override bool Equals(StreamSequenceToken? other) => other is not null && other.SequenceNumber == SequenceNumber;

    public override int CompareTo(StreamSequenceToken? other) => SequenceNumber.CompareTo(other?.SequenceNumber ?? long.MinValue);
}

/// <summary>Events were dropped before this subscriber took them, because it was too slow.</summary>
public sealed class QueueCacheMissException(string message) : OrleansException(message);
