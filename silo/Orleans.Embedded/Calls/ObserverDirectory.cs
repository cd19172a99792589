using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>The objects outside of grains to which references were made. They are held weakly.</summary>
internal sealed class ObserverDirectory(EmbeddedRuntime runtime)
{
    /// <summary>The kind under which observers are named.</summary>
    public static readonly GrainType Kind = GrainType.Create("sys.observer");

    private readonly ConcurrentDictionary<GrainId, ObserverTarget> _targets = new();

    public T Create<T>(IGrainObserver observer)
    {
        var id = GrainId.Create(Kind, IdSpan.Create(UniqueId.Next().ToString("N")));
        _targets[id] = new ObserverTarget(runtime, id, observer);
        return ProxyFactory.Create<T>(runtime, id);
    }

    public void Delete(IGrainObserver reference)
    {
        if (reference is GrainReference known) _targets.TryRemove(known.GrainId, out _);
        else
            foreach (var (id, _) in _targets.Where(t => ReferenceEquals(t.Value.Observer, reference)))
                _targets.TryRemove(id, out _);
    }

    /// <summary>Forgets the objects that nobody keeps alive.</summary>
    public void Sweep()
    {
        foreach (var (id, target) in _targets)
            if (target.Observer is null)
                _targets.TryRemove(id, out _);
    }

    /// <exception cref="ClientNotAvailableException">The object is gone.</exception>
    public ICallTarget Find(GrainId id)
    {
        if (_targets.TryGetValue(id, out var target) && target.Observer is not null) return target;
        _targets.TryRemove(id, out _);
        throw new ClientNotAvailableException(id);
    }
}

/// <summary>One such object. Its calls run one after the other, on the thread pool.</summary>
internal sealed class ObserverTarget(EmbeddedRuntime runtime, GrainId id, IGrainObserver observer) : ICallTarget
{
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private readonly Queue<GrainCall> _queue = new();
    private bool _running;

    public IGrainObserver? Observer => _observer.TryGetTarget(out var observer) ? observer : null;

    /// <summary>Never: each call looks the object up, so that a deleted reference fails.</summary>
    public bool IsAlive => false;

    public void Receive(GrainMessage message)
    {
        lock (_queue)
        {
            var limit = runtime.Messaging.MaxEnqueuedRequestsHardLimit;
            if (limit > 0 && _queue.Count >= limit)
            {
                message.Reject(new LimitExceededException($"{limit} calls wait for {id} already"));
                return;
            }

            _queue.Enqueue((GrainCall)message);
            if (_running) return;
            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static target => _ = target.RunAsync(), this, preferLocal: false);
    }

    private async Task RunAsync()
    {
        while (TryTake() is { } call)
        {
            if (call.IsAbandoned) continue;
            RequestContext.Current = call.Context;
            if (Observer is { } observer) await call.RunOn(observer);
            else call.Reject(new ClientNotAvailableException(id));
        }
    }

    private GrainCall? TryTake()
    {
        lock (_queue)
        {
            if (_queue.TryDequeue(out var call)) return call;
            _running = false;
            return null;
        }
    }
}
