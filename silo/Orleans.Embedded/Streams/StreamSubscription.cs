using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Streams;

/// <summary>
/// One subscriber of one stream, with the events that wait for it. They are delivered one after the other; one that fails is tried again
/// for a while, then skipped for this subscriber. The queue is bounded: when it is full the oldest event is dropped, and the subscriber's
/// OnErrorAsync is told.
/// </summary>
internal sealed class StreamSubscription(
    EmbeddedRuntime runtime,
    StreamId streamId,
    Guid handleId,
    GrainId? consumer,
    bool isImplicit,
    MemoryStreamOptions options)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly Queue<(object? Item, StreamSequenceToken Token)> _queue = new();
    private bool _pumping;
    private bool _closed;
    private bool _overflowed;

    public Guid HandleId { get; } = handleId;

    /// <summary>The grain that is subscribed; null for code outside of grains.</summary>
    public GrainId? Consumer { get; } = consumer;

    public bool IsImplicit { get; } = isImplicit;

    /// <summary>The observer of code outside of grains. A grain's is held by its activation.</summary>
    public IStreamHandler? ClientHandler { get; set; }

    private bool IsOpen => !_closed && runtime.IsRunning;

    private string Name => Consumer?.ToString() ?? "client";

    public void Enqueue(object? item, StreamSequenceToken token)
    {
        lock (_queue)
        {
            if (_closed) return;
            if (_queue.Count >= options.MaxQueuedEvents)
            {
                _queue.Dequeue();
                if (!_overflowed) runtime.Log.DeliveryOverflow(streamId, Name);
                _overflowed = true;
            }

            _queue.Enqueue((item, token));
            if (_pumping) return;
            _pumping = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static s => _ = s.PumpAsync(), this, preferLocal: false);
    }

    public void Close()
    {
        lock (_queue)
        {
            _closed = true;
            _queue.Clear();
        }
    }

    private async Task PumpAsync()
    {
        while (TryTake(out var next, out var overflowed))
        {
            if (overflowed)
            {
                var dropped = new QueueCacheMissException($"Events of {streamId} were dropped: the subscriber is too slow");
                await Attempt(h => h.OnError(dropped));
            }

            await Deliver(next.Item, next.Token);
        }
    }

    private bool TryTake(out (object? Item, StreamSequenceToken Token) next, out bool overflowed)
    {
        lock (_queue)
        {
            overflowed = _overflowed;
            _overflowed = false;
            if (!runtime.IsRunning) _queue.Clear();
            if (_queue.TryDequeue(out next)) return true;
            _pumping = false;
            return false;
        }
    }

    private async Task Deliver(object? item, StreamSequenceToken token)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var pause = FirstPause; IsOpen; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var failure = await Attempt(h => h.OnNext(DeepCopier.CopyAny(item), token));
            if (failure is null || !IsOpen) return;
            if (TimeProvider.System.GetElapsedTime(started) + pause > options.MaxEventDeliveryTime)
            {
                runtime.Log.DeliveryAbandoned(streamId, Name, failure);
                await Attempt(h => h.OnError(failure));
                return;
            }

            runtime.Log.DeliveryFailed(streamId, Name, failure);
            await Task.Delay(pause, TimeProvider.System);
        }
    }

    /// <summary>Does one thing with the observer, wherever it is, and gives the failure if there was one.</summary>
    private async Task<Exception?> Attempt(Func<IStreamHandler, Task> action)
    {
        try
        {
            if (Consumer is not { } grain)
            {
                if (ClientHandler is { } handler) await action(handler);
                return null;
            }

            var delivery = new StreamDelivery(grain, streamId, HandleId, action);
            runtime.FindTarget(grain).Receive(delivery);
            await delivery.Done;
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}

/// <summary>One event on its way to a grain.</summary>
internal sealed class StreamDelivery : GrainMessage
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StreamId _stream;
    private readonly Guid _handleId;
    private readonly Func<IStreamHandler, Task> _action;

    public StreamDelivery(GrainId target, StreamId stream, Guid handleId, Func<IStreamHandler, Task> action)
    {
        Target = target;
        _stream = stream;
        _handleId = handleId;
        _action = action;
    }

    public Task Done => _done.Task;

    public override bool Run(Activation activation)
    {
        if (activation.FindStreamHandler(_handleId) is not { } handler)
        {
            activation.Runtime.Log.NoObserver(_stream, Target);
            _done.TrySetResult();
            return true;
        }

        var running = RunAsync(handler, activation);
        if (running.IsCompleted) return true;
        _ = FinishAsync(running, activation);
        return false;
    }

    public override void Reject(Exception reason) => _done.TrySetException(reason);

    private async Task RunAsync(IStreamHandler handler, Activation activation)
    {
        try
        {
            await _action(handler);
            _done.TrySetResult();
        }
        catch (Exception e)
        {
            _done.TrySetException(activation.Examine(e));
        }
    }

    private async Task FinishAsync(Task running, Activation activation)
    {
        await running;
        activation.Finish(this);
    }
}
