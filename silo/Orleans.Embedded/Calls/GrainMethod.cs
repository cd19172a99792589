using System.Linq.Expressions;
using System.Reflection;
using Orleans.Concurrency;
using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>What is known of one method of a grain interface, compiled once.</summary>
internal abstract class GrainMethod
{
    protected GrainMethod(MethodInfo method)
    {
        Method = method;
        Interface = method.DeclaringType!;
        AlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        ReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        OneWay = method.IsDefined(typeof(OneWayAttribute)) || method.ReturnType == typeof(void);
        Timeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        CopiesResult = !method.ReturnParameter.IsDefined(typeof(ImmutableAttribute), inherit: false);
        TokenIndex = Array.FindIndex(method.GetParameters(), p => p.ParameterType == typeof(CancellationToken));
    }

    public MethodInfo Method { get; }

    public Type Interface { get; }

    public bool AlwaysInterleave { get; }

    public bool ReadOnly { get; }

    public bool OneWay { get; }

    public TimeSpan? Timeout { get; }

    public bool CopiesResult { get; }

    /// <summary>The place of the cancellation token among the arguments; negative for none.</summary>
    public int TokenIndex { get; }

    public override string ToString() => $"{Interface.Name}.{Method.Name}";

    /// <summary>The type of the arguments as one value.</summary>
    public static Type ArgumentsType(MethodInfo method)
    {
        var types = method.GetParameters().Select(p => p.ParameterType).ToArray();
        return types.Length switch
        {
            0 => typeof(ValueTuple),
            1 => typeof(ValueTuple<>).MakeGenericType(types),
            2 => typeof(ValueTuple<,>).MakeGenericType(types),
            3 => typeof(ValueTuple<,,>).MakeGenericType(types),
            4 => typeof(ValueTuple<,,,>).MakeGenericType(types),
            5 => typeof(ValueTuple<,,,,>).MakeGenericType(types),
            6 => typeof(ValueTuple<,,,,,>).MakeGenericType(types),
            7 => typeof(ValueTuple<,,,,,,>).MakeGenericType(types),
            _ => throw new NotSupportedException($"{method.DeclaringType}.{method.Name}: a grain method has at most seven parameters"),
        };
    }

    /// <summary>The type of the answer; <see cref="Nothing"/> for a method that only ends.</summary>
    public static Type ResultType(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(Task) || type == typeof(ValueTask) || type == typeof(void)) return typeof(Nothing);
        var open = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (open == typeof(Task<>) || open == typeof(ValueTask<>))
            return type.GetGenericArguments()[0];
        throw new NotSupportedException($"{method.DeclaringType}.{method.Name}: a grain method returns a task, not {type}");
    }

    public static GrainMethod Create(MethodInfo method) =>
        (GrainMethod)Activator.CreateInstance(typeof(GrainMethod<,>).MakeGenericType(ArgumentsType(method), ResultType(method)), method)!;
}

/// <summary>The answer of a method that only ends.</summary>
[Immutable]
internal readonly struct Nothing;

/// <inheritdoc/>
internal sealed class GrainMethod<TArgs, TResult> : GrainMethod
    where TArgs : struct
{
    public GrainMethod(MethodInfo method)
        : base(method)
    {
        Invoke = CompileInvoke();
        CopyArguments = CompileCopy();
        if (TokenIndex >= 0) (GetToken, WithToken) = CompileToken();
    }

    /// <summary>Calls the method on a grain object.</summary>
    public Func<object, TArgs, ValueTask<TResult>> Invoke { get; }

    /// <summary>Copies the arguments; null where none needs it.</summary>
    public Func<TArgs, CopyContext, TArgs>? CopyArguments { get; }

    public Func<TArgs, CancellationToken>? GetToken { get; }

    public Func<TArgs, CancellationToken, TArgs>? WithToken { get; }

    private Func<object, TArgs, ValueTask<TResult>> CompileInvoke()
    {
        var target = Expression.Parameter(typeof(object), "target");
        var args = Expression.Parameter(typeof(TArgs), "args");
        var items = Method.GetParameters().Select((_, i) => Item(args, i));
        Expression call = Expression.Call(Expression.Convert(target, Interface), Method, items);
        call = Method.ReturnType == typeof(void)
            ? Expression.Block(call, Expression.Default(typeof(ValueTask<TResult>)))
            : Expression.Call(typeof(GrainResults), AdapterName(), AdapterArguments(), call);
        return Expression.Lambda<Func<object, TArgs, ValueTask<TResult>>>(call, target, args).Compile();
    }

    private string AdapterName() => Method.ReturnType switch
    {
        var t when t == typeof(Task) => nameof(GrainResults.FromTask),
        var t when t == typeof(ValueTask) => nameof(GrainResults.FromValueTask),
        var t when t.GetGenericTypeDefinition() == typeof(Task<>) => nameof(GrainResults.FromTaskOf),
        _ => nameof(GrainResults.FromValueTaskOf),
    };

    private Type[] AdapterArguments() => Method.ReturnType.IsGenericType ? [typeof(TResult)] : [];

    private Func<TArgs, CopyContext, TArgs>? CompileCopy()
    {
        var parameters = Method.GetParameters();
        var copied = parameters
            .Select(p => !p.IsDefined(typeof(ImmutableAttribute), false) && !TypeShapes.IsShareable(p.ParameterType))
            .ToArray();
        if (!copied.Contains(true)) return null;
        var args = Expression.Parameter(typeof(TArgs), "args");
        var context = Expression.Parameter(typeof(CopyContext), "context");
        var items = parameters.Select((p, i) => copied[i]
            ? (Expression)Expression.Call(typeof(Copier<>).MakeGenericType(p.ParameterType).GetMethod("Copy")!, Item(args, i), context)
            : Item(args, i));
        return Expression.Lambda<Func<TArgs, CopyContext, TArgs>>(Tuple(items), args, context).Compile();
    }

    private (Func<TArgs, CancellationToken> Get, Func<TArgs, CancellationToken, TArgs> With) CompileToken()
    {
        var args = Expression.Parameter(typeof(TArgs), "args");
        var token = Expression.Parameter(typeof(CancellationToken), "token");
        var items = Method.GetParameters().Select((_, i) => i == TokenIndex ? (Expression)token : Item(args, i));
        return (
            Expression.Lambda<Func<TArgs, CancellationToken>>(Item(args, TokenIndex), args).Compile(),
            Expression.Lambda<Func<TArgs, CancellationToken, TArgs>>(Tuple(items), args, token).Compile());
    }

    private static MemberExpression Item(Expression args, int index) => Expression.Field(args, $"Item{index + 1}");

    private static NewExpression Tuple(IEnumerable<Expression> items) =>
        Expression.New(typeof(TArgs).GetConstructor(typeof(TArgs).GetGenericArguments())!, items);
}

/// <summary>Brings what grain methods return into one form.</summary>
internal static class GrainResults
{
    public static ValueTask<Nothing> FromTask(Task task)
    {
        return task.IsCompletedSuccessfully ? default : Await(task);

        static async ValueTask<Nothing> Await(Task task)
        {
            await task;
            return default;
        }
    }

    public static ValueTask<Nothing> FromValueTask(ValueTask task)
    {
        return task.IsCompletedSuccessfully ? default : Await(task);

        static async ValueTask<Nothing> Await(ValueTask task)
        {
            await task;
            return default;
        }
    }

    public static ValueTask<TResult> FromTaskOf<TResult>(Task<TResult> task) => new(task);

    public static ValueTask<TResult> FromValueTaskOf<TResult>(ValueTask<TResult> task) => task;
}
