using System.Runtime.CompilerServices;
using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>A call on its way, in progress, or answered.</summary>
internal abstract class GrainCall : GrainMessage
{
    /// <summary>Neighbours in the list of open calls; kept by <see cref="OpenCalls"/>.</summary>
    internal GrainCall? Previous;

    /// <inheritdoc cref="Previous"/>
    internal GrainCall? Next;

    /// <summary>When the caller stops waiting, as a timestamp of <see cref="Environment.TickCount64"/>.</summary>
    internal long Deadline;

    /// <summary>The list that the call is in; null once it is answered.</summary>
    internal OpenCalls? List;

    public abstract GrainMethod Method { get; }

    /// <summary>The grain that calls, if it is one.</summary>
    public GrainId? Source { get; protected init; }

    public abstract object? Argument(int index);

    /// <summary>The caller stops waiting.</summary>
    public abstract void TimeOut(TimeSpan timeout);

    /// <summary>Runs the method on an observer.</summary>
    public abstract Task RunOn(object observer);

    /// <summary>Runs the grain's method and gives its answer, boxed, for call filters.</summary>
    public abstract ValueTask<object?> InvokeBoxed(object grain);

    public override string ToString() => $"{Method} on {Target}";
}

/// <inheritdoc/>
internal sealed class GrainCall<TArgs, TResult> : GrainCall
    where TArgs : struct
{
    private readonly GrainMethod<TArgs, TResult> _method;
    private readonly TaskCompletionSource<TResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly EmbeddedRuntime _runtime;
    private TArgs _args;
    private CancellationTokenSource? _cancellation;
    private CancellationTokenRegistration _registration;

    public GrainCall(EmbeddedRuntime runtime, GrainId target, GrainMethod<TArgs, TResult> method, TArgs args)
    {
        _runtime = runtime;
        _method = method;
        Target = target;
        AlwaysInterleave = method.AlwaysInterleave;
        ReadOnly = method.ReadOnly;
        Source = Activation.Current?.GrainId;
        Context = RequestContext.Current?.Copy();
        _args = method.CopyArguments is null ? args : Copy(method.CopyArguments, args);
    }

    public override GrainMethod Method => _method;

    public override bool IsAbandoned => _completion.Task.IsCompleted;

    public Task<TResult> Answer => _completion.Task;

    public override object? Argument(int index) => ((ITuple)_args)[index];

    /// <summary>
    /// Ties the call to the caller's token: the grain gets a token of its own, and a cancelled caller waits no longer unless it was told
    /// to wait for the grain.
    /// </summary>
    public void LinkCancellation(CancellationToken token)
    {
        _cancellation = new CancellationTokenSource();
        _args = _method.WithToken!(_args, _cancellation.Token);
        _registration = token.UnsafeRegister(
            static (state, token) =>
            {
                var call = (GrainCall<TArgs, TResult>)state!;
                call._cancellation!.Cancel();
                if (!call._runtime.Messaging.WaitForCancellationAcknowledgement) call.Fail(new OperationCanceledException(token));
            },
            this);
    }

    public override bool Run(Activation activation)
    {
        try
        {
            var running = activation.HasFilters ? RunFiltered(activation) : _method.Invoke(activation.GrainInstance!, _args);
            if (!running.IsCompleted)
            {
                _ = Await(running, activation);
                return false;
            }

            Succeed(running.Result);
        }
        catch (Exception e)
        {
            Fail(activation.Examine(e));
        }

        return true;
    }

    public override async Task RunOn(object observer)
    {
        try
        {
            Succeed(await _method.Invoke(observer, _args));
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    public override void Reject(Exception reason) => Fail(reason);

    public override void TimeOut(TimeSpan timeout)
    {
        if (_runtime.Messaging.CancelRequestOnTimeout) _cancellation?.Cancel();
        Fail(new TimeoutException($"No answer within {timeout} from {this}"));
    }

    public override async ValueTask<object?> InvokeBoxed(object grain) => await _method.Invoke(grain, _args);

    private static TArgs Copy(Func<TArgs, CopyContext, TArgs> copy, TArgs args)
    {
        var context = CopyContext.Rent();
        args = copy(args, context);
        context.Return();
        return args;
    }

    /// <summary>A filter that answers for a method which only ends answers null.</summary>
    private async ValueTask<TResult> RunFiltered(Activation activation) =>
        await GrainCallContext.Run(this, activation) is { } result ? (TResult)result : default!;

    private async Task Await(ValueTask<TResult> running, Activation activation)
    {
        try
        {
            Succeed(await running);
        }
        catch (Exception e)
        {
            Fail(activation.Examine(e));
        }

        activation.Finish(this);
    }

    private void Succeed(TResult result)
    {
        try
        {
            if (_method.CopiesResult) result = DeepCopier.CopyMessage(result);
        }
        catch (SerializerException e)
        {
            Fail(e);
            return;
        }

        if (_completion.TrySetResult(result)) Close();
    }

    private void Fail(Exception e)
    {
        if (_method.OneWay)
        {
            // Nobody looks at the answer; an exception left in it would be reported as unobserved.
            if (_completion.TrySetResult(default!)) _runtime.Log.OneWayCallFailed(this, e);
        }
        else if (_completion.TrySetException(e))
        {
            Close();
        }
    }

    private void Close()
    {
        List?.Remove(this);
        _registration.Unregister();
    }
}
