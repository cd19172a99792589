using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>The actor runtime of one process: which grains are in memory, and how calls find them.</summary>
internal sealed class EmbeddedRuntime : IDisposable
{
    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new();
    private readonly Func<GrainId, Activation> _create;
    private readonly GrainClasses _classes;
    private ITimer? _collector;
    private volatile Phase _phase;

    public EmbeddedRuntime(
        IServiceProvider services,
        TimeProvider time,
        GrainClasses classes,
        IEnumerable<IIncomingGrainCallFilter> filters,
        IOptions<SiloMessagingOptions> messaging,
        IOptions<GrainCollectionOptions> collection,
        ILogger<EmbeddedRuntime> logger)
    {
        Services = services;
        Time = time;
        Filters = [.. filters];
        Messaging = messaging.Value;
        Collection = collection.Value;
        Log = new RuntimeLog(logger);
        Open = new OpenCalls(Messaging.ResponseTimeout);
        Observers = new ObserverDirectory(this);
        Factory = new GrainFactory(this, classes);
        _classes = classes;
        _create = id => new Activation(this, id, _classes.ByName(id.Type));
    }

    private enum Phase
    {
        Stopped,
        Running,
        Stopping,
    }

    public IServiceProvider Services { get; }

    public TimeProvider Time { get; }

    public GrainFactory Factory { get; }

    public ObserverDirectory Observers { get; }

    public OpenCalls Open { get; }

    public IIncomingGrainCallFilter[] Filters { get; }

    public SiloMessagingOptions Messaging { get; }

    public GrainCollectionOptions Collection { get; }

    public RuntimeLog Log { get; }

    /// <summary>Whether anything new may begin: neither before the start nor from the beginning of the stop.</summary>
    public bool IsRunning => _phase == Phase.Running;

    /// <summary>Whether grains only finish what they began.</summary>
    public bool IsStopping => _phase == Phase.Stopping;

    /// <summary>What a name stands for now; a grain that is not in memory starts with its first message.</summary>
    public ICallTarget FindTarget(GrainId id) =>
        id.Type == ObserverDirectory.Kind ? Observers.Find(id) : _activations.GetOrAdd(id, _create);

    /// <summary>Delivers a message anew, after the activation that held it ended.</summary>
    public void Forward(GrainMessage message)
    {
        if (message.IsAbandoned) return;
        if (message is GrainTimer.Tick) return;
        if (_phase == Phase.Stopped) message.Reject(Unavailable());
        else FindTarget(message.Target).Receive(message);
    }

    /// <summary>Refuses calls from outside of grains unless the runtime is running.</summary>
    /// <exception cref="SiloUnavailableException">It is not.</exception>
    public void Admit(GrainCall call)
    {
        if (_phase == Phase.Running || (_phase == Phase.Stopping && call.Source is not null)) return;
        throw Unavailable();
    }

    public void Remove(Activation activation) =>
        _activations.TryRemove(new KeyValuePair<GrainId, Activation>(activation.GrainId, activation));

    public void Start()
    {
        Open.Start();
        var quantum = Collection.CollectionQuantum;
        _collector = Time.CreateTimer(_ => Collect(Collection.CollectionAge), null, quantum, quantum);
        _phase = Phase.Running;
    }

    /// <summary>Takes no more calls from outside, lets the grains finish what they began, and ends them.</summary>
    /// <param name="cancellationToken">Ends the wait; the calls still open then fail.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _phase = Phase.Stopping;
        _collector?.Dispose();
        try
        {
            await DeactivateAll(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The host is stopping."), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Log.StoppedWithActivations(_activations.Count);
        }

        _phase = Phase.Stopped;
        Open.RejectAll(Unavailable());
        Open.Dispose();
    }

    /// <summary>Ends every activation, those included that start meanwhile.</summary>
    public async Task DeactivateAll(DeactivationReason reason, CancellationToken cancellationToken)
    {
        while (!_activations.IsEmpty)
        {
            var ending = _activations.Values.ToArray();
            foreach (var activation in ending) activation.Deactivate(reason, cancellationToken);
            await Task.WhenAll(ending.Select(a => a.Deactivated)).WaitAsync(cancellationToken);
        }
    }

    /// <summary>Whether a grain is in memory.</summary>
    public bool IsActive(GrainId id) => _activations.ContainsKey(id);

    /// <summary>Ends one activation, if there is one.</summary>
    public Task Deactivate(GrainId id)
    {
        if (!_activations.TryGetValue(id, out var activation)) return Task.CompletedTask;
        activation.Deactivate(new DeactivationReason(DeactivationReasonCode.RuntimeRequested, "The runtime was asked for it."));
        return activation.Deactivated;
    }

    /// <summary>Ends the activations that were idle for that long, and forgets observers that are gone.</summary>
    public void Collect(TimeSpan age)
    {
        foreach (var activation in _activations.Values) activation.CollectIfIdle(age);
        Observers.Sweep();
    }

    public void Dispose()
    {
        _collector?.Dispose();
        Open.Dispose();
    }

    private static SiloUnavailableException Unavailable() => new("The actor runtime is not running");
}
