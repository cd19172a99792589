using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>One call on its way through the filters.</summary>
internal sealed class GrainCallContext : IIncomingGrainCallContext, IInvokable
{
    private static readonly ConcurrentDictionary<(Type Class, MethodInfo Method), MethodInfo> Implementations = new();

    private readonly GrainCall _call;
    private readonly Activation _activation;
    private object? _result;
    private bool _answered;
    private int _next;

    private GrainCallContext(GrainCall call, Activation activation)
    {
        _call = call;
        _activation = activation;
    }

    public IInvokable Request => this;

    public object Grain => _activation.GrainInstance!;

    public GrainId? SourceId => _call.Source;

    public GrainId TargetId => _call.Target;

    public string InterfaceName => GetInterfaceName();

    public string MethodName => GetMethodName();

    public MethodInfo InterfaceMethod => _call.Method.Method;

    public MethodInfo ImplementationMethod => Implementations.GetOrAdd((Grain.GetType(), InterfaceMethod), static key =>
    {
        var map = key.Class.GetInterfaceMap(key.Method.DeclaringType!);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, key.Method)];
    });

    public IGrainContext TargetContext => _activation;

    public object? Result
    {
        get => _result;
        set
        {
            _result = value;
            _answered = true;
        }
    }

    /// <summary>Runs a call through all filters, and gives the answer that they leave.</summary>
    /// <exception cref="InvalidOperationException">One of them neither let the call through nor answered it.</exception>
    public static async Task<object?> Run(GrainCall call, Activation activation)
    {
        var context = new GrainCallContext(call, activation);
        await context.Invoke();
        return context._answered ? context.Result : throw new InvalidOperationException($"A filter left {call} without an answer");
    }

    public async Task Invoke()
    {
        var filters = _activation.Runtime.Filters;
        var place = _next++;
        if (place < filters.Length) await filters[place].Invoke(this);
        else if (place == filters.Length && Grain is IIncomingGrainCallFilter own) await own.Invoke(this);
        else Result = await _call.InvokeBoxed(Grain);
    }

    public int GetArgumentCount() => InterfaceMethod.GetParameters().Length;

    public object? GetArgument(int index) => _call.Argument(index);

    public string GetMethodName() => InterfaceMethod.Name;

    public string GetInterfaceName() => InterfaceMethod.DeclaringType!.FullName!;

    public MethodInfo GetMethod() => InterfaceMethod;

    public Type GetInterfaceType() => InterfaceMethod.DeclaringType!;
}
