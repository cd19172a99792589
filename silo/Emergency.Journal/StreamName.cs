using System.Text;

namespace Emergency.Journal;

/// <summary>
/// Names one stream of facts, by convention <c>kind/identifier</c>, such as <c>case/C-20261122-0007</c>.
/// A name has 1 to <see cref="MaxLength"/> characters: ASCII letters, digits, '-', '_', '.', ':' and '/'. Names are compared as bytes.
/// </summary>
public readonly record struct StreamName : IComparable<StreamName>
{
    /// <summary>The longest name, in characters (and bytes).</summary>
    public const int MaxLength = 160;

    private readonly string? _value;

    /// <summary>Wraps a name after checking it.</summary>
    /// <exception cref="ArgumentException"><paramref name="value"/> cannot be a stream name.</exception>
    public StreamName(string value)
    {
        if (!IsValid(value))
            throw new ArgumentException(
                $"not a stream name: expected 1 to {MaxLength} letters, digits, '-', '_', '.', ':' or '/', got '{value}'", nameof(value));
        _value = value;
    }

    /// <summary>The name itself; empty only for a default value, which no operation of the journal accepts.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>The name <c>kind/id</c>.</summary>
    /// <exception cref="ArgumentException">The two together cannot be a stream name.</exception>
    public static StreamName Of(string kind, string id) => new($"{kind}/{id}");

    /// <summary>Whether <paramref name="value"/> can be a stream name.</summary>
    public static bool IsValid(string? value) => value is { Length: > 0 and <= MaxLength } && value.All(IsNameCharacter);

    /// <summary>Whether <paramref name="prefix"/> can be the beginning of a stream name; the empty prefix begins every name.</summary>
    public static bool IsValidPrefix(string? prefix) => prefix is { Length: <= MaxLength } && prefix.All(IsNameCharacter);

    public int CompareTo(StreamName other) => string.CompareOrdinal(Value, other.Value);

    public static bool operator <(StreamName left, StreamName right) => left.CompareTo(right) < 0;

    public static bool operator >(StreamName left, StreamName right) => left.CompareTo(right) > 0;

    public static bool operator <=(StreamName left, StreamName right) => left.CompareTo(right) <= 0;

    public static bool operator >=(StreamName left, StreamName right) => left.CompareTo(right) >= 0;

    public override string ToString() => Value;

    internal byte[] ToUtf8() => Encoding.UTF8.GetBytes(Value);

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or '/';
}
