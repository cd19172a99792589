using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.Serialization;

/// <summary>The registered <see cref="IConverter{TValue,TSurrogate}"/> classes, by the type that they convert.</summary>
internal static class Converters
{
    private static readonly ConcurrentDictionary<Type, Type> ByValue = new();
    private static readonly Lock Gate = new();
    private static int _scanned;

    /// <summary>The converter class of a type, or null.</summary>
    public static Type? Find(Type value)
    {
        if (ByValue.TryGetValue(value, out var converter)) return converter;
        Scan();
        return ByValue.GetValueOrDefault(value);
    }

    /// <summary>The type that stands in for <paramref name="value"/> on its way.</summary>
    public static Type SurrogateOf(Type value, Type converter) =>
        Contracts(converter).First(c => c.GetGenericArguments()[0] == value).GetGenericArguments()[1];

    private static void Scan()
    {
        lock (Gate)
        {
            var assemblies = ApplicationParts.Assemblies();
            if (assemblies.Count == _scanned) return;
            foreach (var type in ApplicationParts.Types().Where(t => t.IsDefined(typeof(RegisterConverterAttribute), inherit: false)))
                foreach (var contract in Contracts(type))
                    ByValue.TryAdd(contract.GetGenericArguments()[0], type);
            _scanned = assemblies.Count;
        }
    }

    private static IEnumerable<Type> Contracts(Type converter) =>
        converter.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IConverter<,>));
}
