using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>
/// One grain in memory: its object, the messages it works on, and those that wait. All members but the few marked otherwise are called on
/// the activation's own scheduler, so that nothing here needs a lock.
/// </summary>
internal sealed partial class Activation : IGrainContext, ICallTarget
{
    private readonly ActivationScheduler _scheduler;
    private AsyncServiceScope? _scope;
    private readonly LinkedList<GrainMessage> _waiting = new();
    private readonly List<GrainMessage> _running = [];
    private ExecutionContext _plain = ExecutionContext.Capture()!;
    private Dictionary<Guid, int>? _reentrantSections;
    private bool _lookAgain;

    public Activation(EmbeddedRuntime runtime, GrainId id, GrainClass grainClass)
    {
        Runtime = runtime;
        GrainId = id;
        Class = grainClass;
        _scheduler = new ActivationScheduler(this);
        _lastUse = runtime.Time.GetTimestamp();
    }

    /// <summary>The activation whose code runs on this thread, if any. Callable from any thread.</summary>
    public static Activation? Current => (TaskScheduler.Current as ActivationScheduler)?.Activation;

    public EmbeddedRuntime Runtime { get; }

    public GrainClass Class { get; }

    public GrainId GrainId { get; }

    public GrainReference GrainReference => ProxyFactory.Create(Class.Interfaces.FirstOrDefault() ?? typeof(IGrain), Runtime, GrainId);

    /// <summary>Made when the grain object is; an activation that lost the race to exist makes none.</summary>
    public IServiceProvider ActivationServices => (_scope ??= Runtime.Services.CreateAsyncScope()).ServiceProvider;

    public IGrainBase? Grain { get; private set; }

    public object? GrainInstance => Grain;

    /// <summary>Whether call filters stand before the grain.</summary>
    public bool HasFilters => Runtime.Filters.Length > 0 || Grain is IIncomingGrainCallFilter;

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    /// <summary>Takes a message. Callable from any thread.</summary>
    public void Receive(GrainMessage message) => _scheduler.Enqueue(message);

    /// <summary>A slice of turns begins: what its thread carries now, every message starts with.</summary>
    public void BeginSlice() => _plain = ExecutionContext.Capture()!;

    /// <summary>Starts a message, or lets it wait.</summary>
    public void Admit(GrainMessage message)
    {
        if (_phase == Phase.Ended)
        {
            Runtime.Forward(message);
            return;
        }

        if (_phase == Phase.Active && MayStart(message))
        {
            Start(message);
            return;
        }

        var limit = Runtime.Messaging.MaxEnqueuedRequestsHardLimit;
        if (limit > 0 && _waiting.Count >= limit)
        {
            message.Reject(new LimitExceededException($"{limit} calls wait for {GrainId} already"));
            return;
        }

        _waiting.AddLast(message);
        if (_phase == Phase.Created) BeginActivation(message.Context);
    }

    /// <summary>Looks, after every item, whether waiting messages can start or the activation can end.</summary>
    public void Settle()
    {
        if (_phase != Phase.Active) return;
        if (_lookAgain)
        {
            _lookAgain = false;
            StartWaiting();
        }

        if (IsEnding && _running.Count == 0) BeginDeactivation();
    }

    /// <summary>A message that awaited something is done.</summary>
    public void Finish(GrainMessage message)
    {
        _running.Remove(message);
        NoteUse(message);
        _lookAgain = true;
    }

    /// <summary>Looks at a failure on its way out: after an ETag conflict the memory is stale, so that the activation ends.</summary>
    public Exception Examine(Exception failure)
    {
        if (failure is InconsistentStateException { IsSourceActivation: true } stale)
        {
            stale.IsSourceActivation = false;
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, failure, "The stored state had changed."));
        }

        return failure;
    }

    public void EnterReentrantSection(Guid chain)
    {
        _reentrantSections ??= [];
        _reentrantSections[chain] = _reentrantSections.GetValueOrDefault(chain) + 1;
        _lookAgain = true;
    }

    public void LeaveReentrantSection(Guid chain)
    {
        if (_reentrantSections is null || !_reentrantSections.TryGetValue(chain, out var depth)) return;
        if (depth > 1) _reentrantSections[chain] = depth - 1;
        else _reentrantSections.Remove(chain);
    }

    private void Start(GrainMessage message)
    {
        if (message.IsAbandoned) return;
        if (message.Context is not null) RequestContext.Current = message.Context;
        if (message.Run(this)) NoteUse(message);
        else _running.Add(message);
        if (ExecutionContext.Capture() != _plain) ExecutionContext.Restore(_plain);
    }

    private void StartWaiting()
    {
        for (var node = _waiting.First; node is not null;)
        {
            if (IsTurnedAway && _running.Count == 0) return;
            var next = node.Next;
            if (MayStart(node.Value))
            {
                _waiting.Remove(node);
                Start(node.Value);
            }

            node = next;
        }
    }

    private bool MayStart(GrainMessage message)
    {
        if (_running.Count == 0) return !IsTurnedAway;
        if (message.AlwaysInterleave || Class.IsReentrant) return true;
        if (message.Context is { } context && _reentrantSections?.ContainsKey(context.ReentrancyId) == true) return true;
        foreach (var running in _running)
            if (!running.AlwaysInterleave && !(running.ReadOnly && message.ReadOnly))
                return false;
        return true;
    }
}
