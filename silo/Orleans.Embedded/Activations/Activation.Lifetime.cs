namespace Orleans.Runtime;

/// <content>How an activation begins and ends.</content>
internal sealed partial class Activation
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _lifetime = new();
    private readonly HashSet<GrainTimer> _timers = [];
    private readonly List<PersistentState> _states = [];
    private readonly Lock _gate = new();
    private DeactivationReason _reason;
    private volatile bool _ending;
    private volatile Phase _phase;
    private long _lastUse;
    private long _keepUntil;

    private enum Phase
    {
        Created,
        Activating,
        Active,
        Deactivating,
        Ended,
    }

    public Task Deactivated => _ended.Task;

    /// <summary>Whether messages can still be sent here. Callable from any thread.</summary>
    public bool IsAlive => _phase != Phase.Ended;

    /// <summary>Whether the activation ends as soon as the calls it has begun are done.</summary>
    private bool IsEnding => _ending;

    /// <summary>
    /// Whether what waits is left to the next activation. Not while the runtime stops: then what waits is what grains need to finish, and the
    /// next activation would be ended before it served it, as would the one after that.
    /// </summary>
    private bool IsTurnedAway => _ending && !Runtime.IsStopping;

    /// <summary>Callable from any thread.</summary>
    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_ending) return;
            _reason = deactivationReason;
            _ending = true;
        }

        _scheduler.Wake();
    }

    public void DelayDeactivation(TimeSpan time)
    {
        var until = time == TimeSpan.MaxValue || time == Timeout.InfiniteTimeSpan
            ? long.MaxValue
            : Runtime.Time.GetTimestamp() + (long)(time.TotalSeconds * Runtime.Time.TimestampFrequency);
        Volatile.Write(ref _keepUntil, time < TimeSpan.Zero && time != Timeout.InfiniteTimeSpan ? 0 : until);
    }

    /// <summary>Ends the activation if nothing used it for its collection age. Callable from any thread.</summary>
    public void CollectIfIdle(TimeSpan age)
    {
        if (_phase != Phase.Active || Class.IsKeptAlive || _running.Count > 0) return;
        var now = Runtime.Time.GetTimestamp();
        if (now < Volatile.Read(ref _keepUntil)) return;
        if (Runtime.Time.GetElapsedTime(Volatile.Read(ref _lastUse), now) < (Class.CollectionAge ?? age)) return;
        Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "No call came for the collection age."));
    }

    public IGrainTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(this, callback, options);
        _timers.Add(timer);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void Forget(GrainTimer timer) => _timers.Remove(timer);

    public object AddState(Type parameterType, PersistentStateAttribute attribute)
    {
        var state = PersistentState.Create(this, parameterType, attribute);
        _states.Add(state);
        return state;
    }

    private void NoteUse(GrainMessage message)
    {
        if (message.CountsAsUse) Volatile.Write(ref _lastUse, Runtime.Time.GetTimestamp());
    }

    private void BeginActivation(RequestContextData? context)
    {
        _phase = Phase.Activating;
        if (context is not null) RequestContext.Current = context;
        _ = ActivateAsync();
        if (ExecutionContext.Capture() != _plain) ExecutionContext.Restore(_plain);
    }

    private async Task ActivateAsync()
    {
        var timeout = Runtime.Collection.ActivationTimeout;
        try
        {
            using var limit = new CancellationTokenSource(timeout, TimeProvider.System);
            Grain = Class.Construct(this);
            foreach (var state in _states) await state.ReadStateAsync();
            await Grain.OnActivateAsync(limit.Token).WaitAsync(timeout, TimeProvider.System);
            _phase = Phase.Active;
            _lastUse = Runtime.Time.GetTimestamp();
            _lookAgain = true;
            _scheduler.Wake();
        }
        catch (Exception e)
        {
            Runtime.Log.ActivationFailed(GrainId, e);
            await EndAsync(message => message.Reject(e));
        }
    }

    private void BeginDeactivation()
    {
        _phase = Phase.Deactivating;
        _ = DeactivateAsync();
    }

    private async Task DeactivateAsync()
    {
        foreach (var timer in _timers.ToArray()) timer.Dispose();
        await _lifetime.CancelAsync();
        var timeout = Runtime.Collection.DeactivationTimeout;
        try
        {
            using var limit = new CancellationTokenSource(timeout, TimeProvider.System);
            await Grain!.OnDeactivateAsync(_reason, limit.Token).WaitAsync(timeout, TimeProvider.System);
        }
        catch (Exception e)
        {
            // The activation ends all the same: what it had to keep is in the journal.
            Runtime.Log.DeactivationFailed(GrainId, e);
        }

        await EndAsync(Runtime.Forward);
    }

    private async Task EndAsync(Action<GrainMessage> dismiss)
    {
        Runtime.Remove(this);
        _phase = Phase.Ended;
        foreach (var timer in _timers.ToArray()) timer.Dispose();
        foreach (var message in _waiting) dismiss(message);
        _waiting.Clear();
        try
        {
            if (Grain is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
            else (Grain as IDisposable)?.Dispose();
            if (_scope is { } scope) await scope.DisposeAsync();
        }
        catch (Exception e)
        {
            Runtime.Log.DeactivationFailed(GrainId, e);
        }

        _lifetime.Dispose();
        _ended.TrySetResult();
    }
}
