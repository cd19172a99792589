using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <summary>A reference to a grain or an observer. The classes that implement the interfaces are made by the runtime.</summary>
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private readonly EmbeddedRuntime _runtime;
    private readonly GrainMethod[] _methods;
    private ICallTarget? _target;

    internal GrainReference(ReferenceOrigin origin)
    {
        _runtime = origin.Runtime;
        _methods = origin.Methods;
        GrainId = origin.GrainId;
    }

    /// <summary>The name of the grain behind it.</summary>
    public GrainId GrainId { get; }

    public bool Equals(GrainReference? other) => other is not null && GrainId == other.GrainId;

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"reference to {GrainId}";

    internal T Cast<T>() => ProxyFactory.Create<T>(_runtime, GrainId);

    /// <summary>Sends a call. Only the classes made by the runtime call this.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    internal Task<TResult> InvokeAsync<TArgs, TResult>(int method, TArgs args)
        where TArgs : struct
    {
        var known = Unsafe.As<GrainMethod<TArgs, TResult>>(_methods[method]);
        try
        {
            var call = new GrainCall<TArgs, TResult>(_runtime, GrainId, known, args);
            if (known.GetToken is not null)
            {
                var token = known.GetToken(args);
                if (token.IsCancellationRequested) return Task.FromCanceled<TResult>(token);
                if (token.CanBeCanceled) call.LinkCancellation(token);
            }

            return Send(call, known);
        }
        catch (Exception e)
        {
            return Task.FromException<TResult>(e);
        }
    }

    /// <summary>Sends a call of a method that returns nothing.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    internal void Post<TArgs>(int method, TArgs args)
        where TArgs : struct => _ = InvokeAsync<TArgs, Nothing>(method, args);

    private Task<TResult> Send<TArgs, TResult>(GrainCall<TArgs, TResult> call, GrainMethod method)
        where TArgs : struct
    {
        _runtime.Admit(call);
        if (!method.OneWay) _runtime.Open.Add(call);
        if (_target is not { IsAlive: true } target) _target = target = _runtime.FindTarget(GrainId);
        target.Receive(call);
        return method.OneWay ? OneWayAnswer<TResult>.Task : call.Answer;
    }

    private static class OneWayAnswer<TResult>
    {
        public static readonly Task<TResult> Task = System.Threading.Tasks.Task.FromResult(default(TResult)!);
    }
}

/// <summary>What a reference is made from.</summary>
internal sealed record ReferenceOrigin(EmbeddedRuntime Runtime, GrainId GrainId, GrainMethod[] Methods);

/// <summary>What a message can be handed to: an activation or an observer.</summary>
internal interface ICallTarget
{
    /// <summary>Whether it still takes messages; otherwise the name must be looked up again.</summary>
    bool IsAlive { get; }

    /// <summary>Takes a message, from any thread.</summary>
    void Receive(GrainMessage message);
}
