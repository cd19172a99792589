using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Hands out streams. A stream exists as soon as it is named.</summary>
public interface IStreamProvider
{
    /// <summary>The provider's name.</summary>
    string Name { get; }

    /// <summary>Whether a subscriber can ask for events of the past. Memory streams cannot.</summary>
    bool IsRewindable { get; }

    /// <summary>Names a stream.</summary>
    IAsyncStream<T> GetStream<T>(StreamId streamId);
}

/// <summary>A stream without its type.</summary>
public interface IAsyncStream
{
    /// <summary>Whether a subscriber can ask for events of the past.</summary>
    bool IsRewindable { get; }

    /// <summary>The provider's name.</summary>
    string ProviderName { get; }

    /// <summary>The stream's name within the provider.</summary>
    StreamId StreamId { get; }
}

/// <summary>
/// A stream of events. The events of one producer reach each subscriber in the order in which they were published; a subscriber that is
/// slow or fails does not hold up the others.
/// </summary>
public interface IAsyncStream<T> : IAsyncStream, IEquatable<IAsyncStream<T>>, IAsyncObservable<T>, IAsyncBatchProducer<T>
{
    /// <summary>The caller's own subscriptions to this stream: a grain's, or those of the code outside of grains in this process.</summary>
    Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles();
}

/// <summary>Something to subscribe to.</summary>
public interface IAsyncObservable<T>
{
    /// <summary>Subscribes. A grain's subscription outlives its activation: the next one resumes it.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer);

    /// <summary>Subscribes from <paramref name="token"/> on, which memory streams ignore: they deliver what comes.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null);
}

/// <summary>What receives events; also what a producer calls.</summary>
public interface IAsyncObserver<in T>
{
    /// <summary>The next event. As a producer: completes once the event is queued for every subscriber.</summary>
    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    /// <summary>No more events will come.</summary>
    Task OnCompletedAsync() => Task.CompletedTask;

    /// <summary>The stream failed, or events were lost to this subscriber.</summary>
    Task OnErrorAsync(Exception ex);
}

/// <summary>What publishes several events at once.</summary>
public interface IAsyncBatchProducer<T> : IAsyncObserver<T>
{
    /// <summary>Publishes events in order.</summary>
    Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null);
}

/// <summary>One subscription to one stream.</summary>
public abstract class StreamSubscriptionHandle<T> : IEquatable<StreamSubscriptionHandle<T>?>
{
    /// <summary>The stream.</summary>
    public abstract StreamId StreamId { get; }

    /// <summary>The stream's provider.</summary>
    public abstract string ProviderName { get; }

    /// <summary>The subscription's own name.</summary>
    public abstract Guid HandleId { get; }

    /// <summary>Ends the subscription.</summary>
    public abstract Task UnsubscribeAsync();

    /// <summary>Attaches an observer to the subscription, in place of the one it had.</summary>
    public abstract Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null);

    public abstract bool Equals(StreamSubscriptionHandle<T>? other);

    public override bool Equals(object? obj) => Equals(obj as StreamSubscriptionHandle<T>);

    public override int GetHashCode() => HandleId.GetHashCode();
}

/// <summary>The place of an event in its stream.</summary>
public abstract class StreamSequenceToken : IEquatable<StreamSequenceToken?>, IComparable<StreamSequenceToken?>
{
    /// <summary>Grows with every event of the stream.</summary>
    public abstract long SequenceNumber { get; protected set; }

    /// <summary>The place within a batch.</summary>
    public abstract int EventIndex { get; protected set; }

    public abstract bool Equals(StreamSequenceToken? other);

    public abstract int CompareTo(StreamSequenceToken? other);

    public override bool Equals(object? obj) => Equals(obj as StreamSequenceToken);

    public override int GetHashCode() => HashCode.Combine(SequenceNumber, EventIndex);
}
