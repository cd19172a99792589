namespace Orleans.Runtime;

/// <summary>The name of a stream within its provider: a namespace and a key. Written <c>namespace/key</c>.</summary>
public readonly record struct StreamId : IComparable<StreamId>
{
    private readonly string? _namespace;
    private readonly string? _key;

    private StreamId(string? ns, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _namespace = string.IsNullOrEmpty(ns) ? null : ns;
        _key = key;
    }

    /// <summary>Names a stream.</summary>
    public static StreamId Create(string? ns, string key) => new(ns, key);

    /// <summary>Names a stream by a GUID, written with 32 digits.</summary>
    public static StreamId Create(string? ns, Guid key) => new(ns, key.ToString("N"));

    /// <summary>Names a stream by a number.</summary>
    public static StreamId Create(string? ns, long key) => new(ns, key.ToString());

    /// <summary>The key within the namespace.</summary>
    public string GetKeyAsString() => _key ?? "";

    /// <summary>The namespace, if there is one.</summary>
    public string? GetNamespace() => _namespace;

    public int CompareTo(StreamId other) => string.CompareOrdinal(ToString(), other.ToString());

    public static bool operator <(StreamId left, StreamId right) => left.CompareTo(right) < 0;

    public static bool operator >(StreamId left, StreamId right) => left.CompareTo(right) > 0;

    public static bool operator <=(StreamId left, StreamId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(StreamId left, StreamId right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{_namespace ?? "null"}/{_key}";
}
