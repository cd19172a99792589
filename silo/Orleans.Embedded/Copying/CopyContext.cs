using System.Diagnostics.CodeAnalysis;

namespace Orleans.Serialization;

/// <summary>The copies made so far within one message, so that an object met twice stays one object and a cycle ends.</summary>
internal sealed class CopyContext
{
    [ThreadStatic]
    private static CopyContext? _spare;

    private readonly Dictionary<object, object> _copies = new(ReferenceEqualityComparer.Instance);

    public static CopyContext Rent()
    {
        var context = _spare ?? new CopyContext();
        _spare = null;
        return context;
    }

    public void Return()
    {
        _copies.Clear();
        _spare = this;
    }

    public bool TryGet(object original, [NotNullWhen(true)] out object? copy) => _copies.TryGetValue(original, out copy);

    public void Record(object original, object copy) => _copies[original] = copy;
}
