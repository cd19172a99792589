using System.Collections.Immutable;
using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>Values that travel with a call and with the calls made on its behalf, such as who asks.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<RequestContextData?> Ambient = new();

    /// <summary>The call chain that may re-enter the grains which allow it; empty for none.</summary>
    public static Guid ReentrancyId
    {
        get => Ambient.Value?.ReentrancyId ?? Guid.Empty;
        set => Current = (Current ?? RequestContextData.Empty) with { ReentrancyId = value };
    }

    /// <summary>The names that are set.</summary>
    public static IEnumerable<string> Keys => Current?.Values.Keys ?? [];

    /// <summary>The names and values that are set.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => Current?.Values ?? RequestContextData.Empty.Values;

    internal static RequestContextData? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value is { IsEmpty: true } ? null : value;
    }

    /// <summary>The value under <paramref name="key"/>, or null.</summary>
    public static object? Get(string key) => Current?.Values.GetValueOrDefault(key);

    /// <summary>Sets a value for the calls made from here on.</summary>
    public static void Set(string key, object value)
    {
        var data = Current ?? RequestContextData.Empty;
        Current = data with { Values = data.Values.SetItem(key, value) };
    }

    /// <summary>Takes a value away, and says whether there was one.</summary>
    public static bool Remove(string key)
    {
        if (Current is not { } data || !data.Values.ContainsKey(key)) return false;
        Current = data with { Values = data.Values.Remove(key) };
        return true;
    }

    /// <summary>Takes every value away.</summary>
    public static void Clear() => Current = null;

    /// <summary>
    /// Until it is disposed, lets calls that come back to this grain along the chain started here run while it awaits them.
    /// </summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        return new ReentrancySection(original, original == Guid.Empty ? UniqueId.Next() : original);
    }

    /// <summary>Until it is disposed, calls made from here do not carry the chain they are part of.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    /// <summary>A stretch of code with its own rule for call-chain reentrancy.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid _original;
        private readonly Guid _own;

        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            _original = originalReentrancyId;
            _own = newReentrancyId;
            if (_own != _original) ReentrancyId = _own;
            if (_own != Guid.Empty) Activation.Current?.EnterReentrantSection(_own);
        }

        public void Dispose()
        {
            if (_own != Guid.Empty) Activation.Current?.LeaveReentrantSection(_own);
            if (_own != _original) ReentrancyId = _original;
        }
    }
}

/// <summary>What a call carries beside its arguments.</summary>
internal sealed record RequestContextData(ImmutableDictionary<string, object> Values, Guid ReentrancyId)
{
    public static readonly RequestContextData Empty = new(ImmutableDictionary<string, object>.Empty, Guid.Empty);

    public bool IsEmpty => Values.IsEmpty && ReentrancyId == Guid.Empty;

    /// <summary>The same for the other side of a call: values that can change are copied.</summary>
    public RequestContextData Copy() => Values.Values.All(v => TypeShapes.IsShareable(v.GetType()))
        ? this
        : this with { Values = DeepCopier.CopyMessage(Values) };
}
