using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Serialization;

/// <summary>
/// Copies what crosses a call, so that sender and receiver never share anything that changes. It copies what a serializer would carry:
/// members with an id. A type that says nothing of how it travels is refused here too, not only where a wire would refuse it.
/// </summary>
internal static class DeepCopier
{
    private static readonly ConcurrentDictionary<Type, Func<object, CopyContext, object>?> ByRuntimeType = new();

    /// <summary>Copies one message.</summary>
    /// <exception cref="CodecNotFoundException">Something in it has no serializer.</exception>
    public static T CopyMessage<T>(T value)
    {
        if (TypeShapes.IsShareable(typeof(T))) return value;
        var context = CopyContext.Rent();
        var copy = Copier<T>.Copy(value, context);
        context.Return();
        return copy;
    }

    /// <summary>Copies one message whose type only the value knows.</summary>
    public static object? CopyAny(object? value)
    {
        if (value is null || TypeShapes.IsShareable(value.GetType())) return value;
        var context = CopyContext.Rent();
        var copy = CopyObject(value, context);
        context.Return();
        return copy;
    }

    /// <summary>Copies a value by the type that it turns out to have.</summary>
    public static object CopyObject(object value, CopyContext context)
    {
        var copy = ByRuntimeType.GetOrAdd(value.GetType(), BuildByRuntimeType);
        return copy is null ? value : copy(value, context);
    }

    private static Func<object, CopyContext, object>? BuildByRuntimeType(Type type)
    {
        if (type == typeof(object)) return static (_, _) => new object();
        if (TypeShapes.IsShareable(type)) return null;
        var method = typeof(DeepCopier).GetMethod(nameof(CopyExact), BindingFlags.Static | BindingFlags.NonPublic)!;
        return method.MakeGenericMethod(type).CreateDelegate<Func<object, CopyContext, object>>();
    }

    private static object CopyExact<T>(object value, CopyContext context) => Copier<T>.CopyExact((T)value, context)!;
}

/// <summary>The copier of one type, compiled when the type is first met.</summary>
internal static class Copier<T>
{
    private static readonly bool Shared = TypeShapes.IsShareable(typeof(T));
    private static readonly bool IsReference = typeof(IAddressable).IsAssignableFrom(typeof(T));
    private static Func<T, CopyContext, T>? _exact;

    /// <summary>Copies a value whose type may be derived from <typeparamref name="T"/>.</summary>
    public static T Copy(T value, CopyContext context)
    {
        if (Shared || value is null) return value;
        if (typeof(T).IsValueType) return CopyExact(value, context);
        if (context.TryGet(value, out var known)) return (T)known;
        if (IsReference && value is IGrainBase grain) return grain.GrainContext.GrainReference.Cast<T>();
        return value.GetType() == typeof(T) && typeof(T) != typeof(object)
            ? CopyExact(value, context)
            : (T)DeepCopier.CopyObject(value, context);
    }

    /// <summary>Copies a value that is exactly a <typeparamref name="T"/>.</summary>
    public static T CopyExact(T value, CopyContext context) => (_exact ??= CopierBuilder.Build<T>())(value, context);
}
