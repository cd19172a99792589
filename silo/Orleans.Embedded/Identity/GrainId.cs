namespace Orleans.Runtime;

/// <summary>The name of a kind of grain, such as <c>ambulance</c>.</summary>
public readonly record struct GrainType
{
    private readonly string? _name;

    private GrainType(string name) => _name = name;

    /// <summary>Wraps a name.</summary>
    public static GrainType Create(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new GrainType(value);
    }

    /// <summary>The name; empty for the default value.</summary>
    public override string ToString() => _name ?? "";
}

/// <summary>The key of a grain within its kind.</summary>
public readonly record struct IdSpan
{
    private readonly string? _value;

    private IdSpan(string value) => _value = value;

    /// <summary>Wraps a key.</summary>
    public static IdSpan Create(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new IdSpan(id);
    }

    /// <summary>The key; empty for the default value.</summary>
    public override string ToString() => _value ?? "";
}

/// <summary>The name of one grain: its kind and its key. Written <c>kind/key</c>.</summary>
public readonly struct GrainId : IEquatable<GrainId>, IComparable<GrainId>
{
    private readonly int _hash;

    /// <summary>Names a grain.</summary>
    public GrainId(GrainType type, IdSpan key)
    {
        Type = type;
        Key = key;
        _hash = HashCode.Combine(type, key);
    }

    /// <summary>The kind of grain.</summary>
    public GrainType Type { get; }

    /// <summary>The key within the kind.</summary>
    public IdSpan Key { get; }

    /// <summary>Whether this names nothing.</summary>
    public bool IsDefault => Type == default;

    /// <summary>Names a grain by the names of its kind and key.</summary>
    public static GrainId Create(string type, string key) => new(GrainType.Create(type), IdSpan.Create(key));

    /// <summary>Names a grain.</summary>
    public static GrainId Create(GrainType type, IdSpan key) => new(type, key);

    /// <summary>Reads the form <c>kind/key</c>.</summary>
    /// <exception cref="ArgumentException">The text holds no slash.</exception>
    public static GrainId Parse(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var slash = value.IndexOf('/');
        return slash > 0
            ? Create(value[..slash], value[(slash + 1)..])
            : throw new ArgumentException($"'{value}' is not a grain id: expected kind/key", nameof(value));
    }

    public bool Equals(GrainId other) => _hash == other._hash && Type == other.Type && Key == other.Key;

    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    public override int GetHashCode() => _hash;

    public int CompareTo(GrainId other) => string.CompareOrdinal(ToString(), other.ToString());

    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);

    public static bool operator <(GrainId left, GrainId right) => left.CompareTo(right) < 0;

    public static bool operator >(GrainId left, GrainId right) => left.CompareTo(right) > 0;

    public static bool operator <=(GrainId left, GrainId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(GrainId left, GrainId right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{Type}/{Key}";
}
