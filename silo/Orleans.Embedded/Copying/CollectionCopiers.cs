using System.Collections.Immutable;

namespace Orleans.Serialization;

/// <summary>How the known collections are copied. Each method is named by the open type in <see cref="CopierBuilder"/>.</summary>
internal static class CollectionCopiers
{
    public static T[] Array<T>(T[] source, CopyContext context)
    {
        if (TypeShapes.IsShareable(typeof(T)))
        {
            var clone = (T[])source.Clone();
            context.Record(source, clone);
            return clone;
        }

        var copy = new T[source.Length];
        context.Record(source, copy);
        for (var i = 0; i < source.Length; i++) copy[i] = Copier<T>.Copy(source[i], context);
        return copy;
    }

    public static List<T> List<T>(List<T> source, CopyContext context)
    {
        var copy = new List<T>(source.Count);
        context.Record(source, copy);
        if (TypeShapes.IsShareable(typeof(T))) copy.AddRange(source);
        else
            foreach (var item in source)
                copy.Add(Copier<T>.Copy(item, context));
        return copy;
    }

    public static Dictionary<TKey, TValue> Dictionary<TKey, TValue>(Dictionary<TKey, TValue> source, CopyContext context)
        where TKey : notnull
    {
        var copy = new Dictionary<TKey, TValue>(source.Count, source.Comparer);
        context.Record(source, copy);
        foreach (var (key, value) in source) copy.Add(Copier<TKey>.Copy(key, context), Copier<TValue>.Copy(value, context));
        return copy;
    }

    public static SortedDictionary<TKey, TValue> SortedDictionary<TKey, TValue>(SortedDictionary<TKey, TValue> source, CopyContext context)
        where TKey : notnull
    {
        var copy = new SortedDictionary<TKey, TValue>(source.Comparer);
        context.Record(source, copy);
        foreach (var (key, value) in source) copy.Add(Copier<TKey>.Copy(key, context), Copier<TValue>.Copy(value, context));
        return copy;
    }

    public static HashSet<T> HashSet<T>(HashSet<T> source, CopyContext context)
    {
        var copy = new HashSet<T>(source.Count, source.Comparer);
        context.Record(source, copy);
        foreach (var item in source) copy.Add(Copier<T>.Copy(item, context));
        return copy;
    }

    public static Queue<T> Queue<T>(Queue<T> source, CopyContext context)
    {
        var copy = new Queue<T>(source.Count);
        context.Record(source, copy);
        foreach (var item in source) copy.Enqueue(Copier<T>.Copy(item, context));
        return copy;
    }

    public static T? Nullable<T>(T? source, CopyContext context)
        where T : struct => source is { } value ? Copier<T>.Copy(value, context) : null;

    public static KeyValuePair<TKey, TValue> KeyValuePair<TKey, TValue>(KeyValuePair<TKey, TValue> source, CopyContext context) =>
        new(Copier<TKey>.Copy(source.Key, context), Copier<TValue>.Copy(source.Value, context));

    public static ImmutableArray<T> ImmutableArray<T>(ImmutableArray<T> source, CopyContext context) =>
        source.IsDefault ? source : [.. source.Select(item => Copier<T>.Copy(item, context))];

    public static ImmutableList<T> ImmutableList<T>(ImmutableList<T> source, CopyContext context) =>
        [.. source.Select(item => Copier<T>.Copy(item, context))];

    public static ImmutableDictionary<TKey, TValue> ImmutableDictionary<TKey, TValue>(
        ImmutableDictionary<TKey, TValue> source,
        CopyContext context)
        where TKey : notnull =>
        source.ToImmutableDictionary(
            pair => Copier<TKey>.Copy(pair.Key, context),
            pair => Copier<TValue>.Copy(pair.Value, context),
            source.KeyComparer,
            source.ValueComparer);

    public static TValue Converted<TValue, TSurrogate, TConverter>(TValue source, CopyContext context)
        where TSurrogate : struct
        where TConverter : IConverter<TValue, TSurrogate>, new()
    {
        var converter = new TConverter();
        return converter.ConvertFromSurrogate(Copier<TSurrogate>.Copy(converter.ConvertToSurrogate(source), context));
    }
}
