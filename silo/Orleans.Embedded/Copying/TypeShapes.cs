using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Numerics;
using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Serialization;

/// <summary>What the copier knows of a type: whether its values can be shared, and which of its fields travel.</summary>
internal static class TypeShapes
{
    private const BindingFlags InstanceFields =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly HashSet<Type> Atoms =
    [
        typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly),
        typeof(Guid), typeof(Uri), typeof(Version), typeof(CancellationToken), typeof(BigInteger), typeof(Int128), typeof(UInt128),
        typeof(Half), typeof(GrainId), typeof(StreamId),
    ];

    private static readonly HashSet<Type> ImmutableGenerics =
    [
        typeof(Nullable<>), typeof(KeyValuePair<,>), typeof(Tuple<>), typeof(Tuple<,>), typeof(Tuple<,,>), typeof(Tuple<,,,>),
        typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>), typeof(ValueTuple<,,,,>),
        typeof(ValueTuple<,,,,,>), typeof(ValueTuple<,,,,,,>), typeof(ImmutableArray<>), typeof(ImmutableList<>),
        typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>), typeof(ImmutableQueue<>), typeof(ImmutableStack<>),
        typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>),
    ];

    private static readonly ConcurrentDictionary<Type, bool> Shareables = new();

    /// <summary>Whether a value can never be seen to change, so that sender and receiver may hold the same one.</summary>
    public static bool IsShareable(Type type) => Shareables.GetOrAdd(type, static t => IsShareable(t, []));

    /// <summary>Whether the type says how it travels.</summary>
    public static bool HasSerializer(Type type) => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false);

    /// <summary>Every instance field of a type and its bases, bases last.</summary>
    public static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (var t = type; t is not null && t != typeof(object) && t != typeof(ValueType); t = t.BaseType)
            foreach (var field in t.GetFields(InstanceFields))
                yield return field;
    }

    /// <summary>Whether a field travels: it has an id, or its property has, or it is a record's positional member.</summary>
    public static bool Travels(FieldInfo field)
    {
        if (field.IsDefined(typeof(IdAttribute))) return true;
        if (PropertyOf(field) is not { } property) return false;
        return property.IsDefined(typeof(IdAttribute)) || PositionalMembers(field.DeclaringType!).Contains(property.Name);
    }

    /// <summary>Refuses a type with a member that neither travels nor says that it stays behind, as Orleans' analyser does.</summary>
    /// <exception cref="SerializerException">There is such a member.</exception>
    public static void RequireDecidedMembers(Type type)
    {
        if (Fields(type).FirstOrDefault(f => !Travels(f) && !f.IsDefined(typeof(NonSerializedAttribute))) is { } undecided)
            throw new SerializerException($"{type}: '{undecided.Name}' needs [Id], or [NonSerialized] if it stays behind");
    }

    private static bool IsShareable(Type type, HashSet<Type> asked)
    {
        if (IsAtom(type) || !asked.Add(type)) return true;
        if (type.IsGenericType && ImmutableGenerics.Contains(type.GetGenericTypeDefinition()))
            return type.GetGenericArguments().All(t => IsShareable(t, asked));
        if (HasSerializer(type)) return IsFrozen(type, f => Travels(f) && IsShareable(f.FieldType, asked));
        return Converters.Find(type) is not null && IsFrozenThroughout(type, asked);
    }

    private static bool IsAtom(Type type) =>
        type.IsPrimitive || type.IsEnum || Atoms.Contains(type) || type.IsDefined(typeof(ImmutableAttribute), inherit: false)
        || typeof(GrainReference).IsAssignableFrom(type) || typeof(Exception).IsAssignableFrom(type) || typeof(Type).IsAssignableFrom(type);

    /// <summary>A struct is copied by assignment; a class must be sealed and its fields set only by its constructor.</summary>
    private static bool IsFrozen(Type type, Func<FieldInfo, bool> isFrozenField) =>
        (type.IsValueType || type.IsSealed) && Fields(type).All(f => (type.IsValueType || f.IsInitOnly) && isFrozenField(f));

    /// <summary>A foreign type that a converter carries says nothing of its members, so that their own shape decides.</summary>
    private static bool IsFrozenThroughout(Type type, HashSet<Type> asked) =>
        IsFrozen(type, f => IsShareable(f.FieldType, asked) || IsFrozenThroughout(f.FieldType, asked));

    private static PropertyInfo? PropertyOf(FieldInfo backing)
    {
        const string suffix = ">k__BackingField";
        return backing.Name.StartsWith('<') && backing.Name.EndsWith(suffix, StringComparison.Ordinal)
            ? backing.DeclaringType!.GetProperty(backing.Name[1..^suffix.Length], InstanceFields)
            : null;
    }

    private static HashSet<string> PositionalMembers(Type type)
    {
        var isRecord = type.GetMethod("<Clone>$") is not null || type.GetMethod("PrintMembers", InstanceFields) is not null;
        var asked = type.GetCustomAttribute<GenerateSerializerAttribute>()?.IncludePrimaryConstructorParameters ?? false;
        if (!isRecord && !asked) return [];
        var deconstruct = type.GetMethods(InstanceFields).Where(m => m.Name == "Deconstruct").MaxBy(m => m.GetParameters().Length);
        return deconstruct is null ? [] : [.. deconstruct.GetParameters().Select(p => p.Name!)];
    }
}
