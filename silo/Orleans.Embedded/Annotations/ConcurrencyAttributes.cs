namespace Orleans.Concurrency;

/// <summary>Lets every call into a grain class start while others are awaiting. Turns still run one at a time.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;

/// <summary>Lets calls of this method start while any other call is awaiting.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;

/// <summary>Lets calls of such methods interleave with each other, because they change nothing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;

/// <summary>Sends a call without waiting for its end; its failure is not reported to the caller.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;

/// <summary>Wraps a value that is never changed again, so that it is shared instead of copied.</summary>
[Immutable]
public readonly struct Immutable<T>(T value)
{
    /// <summary>The shared value.</summary>
    public T Value { get; } = value;
}

/// <summary>Wraps values as <see cref="Immutable{T}"/>.</summary>
public static class ImmutableExtensions
{
    /// <summary>Promises that <paramref name="value"/> is never changed again.</summary>
    public static Immutable<T> AsImmutable<T>(this T value) => new(value);
}
