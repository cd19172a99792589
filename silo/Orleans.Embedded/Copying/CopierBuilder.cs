using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Serialization;

/// <summary>Compiles the copier of one type.</summary>
internal static class CopierBuilder
{
    private static readonly Dictionary<Type, string> Collections = new()
    {
        [typeof(List<>)] = nameof(CollectionCopiers.List),
        [typeof(Dictionary<,>)] = nameof(CollectionCopiers.Dictionary),
        [typeof(SortedDictionary<,>)] = nameof(CollectionCopiers.SortedDictionary),
        [typeof(HashSet<>)] = nameof(CollectionCopiers.HashSet),
        [typeof(Queue<>)] = nameof(CollectionCopiers.Queue),
        [typeof(Nullable<>)] = nameof(CollectionCopiers.Nullable),
        [typeof(KeyValuePair<,>)] = nameof(CollectionCopiers.KeyValuePair),
        [typeof(ImmutableArray<>)] = nameof(CollectionCopiers.ImmutableArray),
        [typeof(ImmutableList<>)] = nameof(CollectionCopiers.ImmutableList),
        [typeof(ImmutableDictionary<,>)] = nameof(CollectionCopiers.ImmutableDictionary),
    };

    /// <exception cref="CodecNotFoundException">The type has no serializer.</exception>
    public static Func<T, CopyContext, T> Build<T>()
    {
        var type = typeof(T);
        if (type.IsSZArray) return Bind<T>(nameof(CollectionCopiers.Array), type.GetElementType()!);
        if (type.IsGenericType && Collections.TryGetValue(type.GetGenericTypeDefinition(), out var name))
            return Bind<T>(name, type.GetGenericArguments());
        if (TypeShapes.HasSerializer(type))
        {
            TypeShapes.RequireDecidedMembers(type);
            return EmitByFields<T>(TypeShapes.Travels);
        }

        if (IsTuple(type)) return EmitByFields<T>(static _ => true);
        if (Converters.Find(type) is { } converter)
            return Bind<T>(nameof(CollectionCopiers.Converted), type, Converters.SurrogateOf(type, converter), converter);
        throw new CodecNotFoundException(
            $"{type} cannot cross a call: it needs [GenerateSerializer] and [Id] on its members, or a converter with [RegisterConverter]");
    }

    private static bool IsTuple(Type type) =>
        typeof(ITuple).IsAssignableFrom(type) && type.FullName!.StartsWith("System.", StringComparison.Ordinal);

    private static Func<T, CopyContext, T> Bind<T>(string method, params Type[] arguments) =>
        typeof(CollectionCopiers).GetMethod(method)!.MakeGenericMethod(arguments).CreateDelegate<Func<T, CopyContext, T>>();

    /// <summary>
    /// Emits <c>copy = new T(); copy.f = Copy(value.f); …</c>. Written as IL, since an expression tree may not assign a read-only field.
    /// </summary>
    private static Func<T, CopyContext, T> EmitByFields<T>(Func<FieldInfo, bool> travels)
    {
        var type = typeof(T);
        var method = new DynamicMethod($"Copy {type}", type, [type, typeof(CopyContext)], type.Module, skipVisibility: true);
        var il = method.GetILGenerator();
        var copy = il.DeclareLocal(type);
        EmitNew(il, type, copy);
        foreach (var field in TypeShapes.Fields(type).Where(travels))
        {
            il.Emit(type.IsValueType ? OpCodes.Ldloca : OpCodes.Ldloc, copy);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
            if (!TypeShapes.IsShareable(field.FieldType) && !field.IsDefined(typeof(ImmutableAttribute)))
            {
                il.Emit(OpCodes.Ldarg_1);
                il.Emit(OpCodes.Call, typeof(Copier<>).MakeGenericType(field.FieldType).GetMethod("Copy")!);
            }

            il.Emit(OpCodes.Stfld, field);
        }

        il.Emit(OpCodes.Ldloc, copy);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<T, CopyContext, T>>();
    }

    private static void EmitNew(ILGenerator il, Type type, LocalBuilder copy)
    {
        if (type.IsValueType)
        {
            il.Emit(OpCodes.Ldloca, copy);
            il.Emit(OpCodes.Initobj, type);
            return;
        }

        if (type.GetConstructor(Type.EmptyTypes) is { } constructor)
        {
            il.Emit(OpCodes.Newobj, constructor);
        }
        else
        {
            il.Emit(OpCodes.Ldtoken, type);
            il.Emit(OpCodes.Call, typeof(Type).GetMethod(nameof(Type.GetTypeFromHandle))!);
            il.Emit(OpCodes.Call, typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.GetUninitializedObject))!);
            il.Emit(OpCodes.Castclass, type);
        }

        il.Emit(OpCodes.Stloc, copy);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldloc, copy);
        il.Emit(OpCodes.Callvirt, typeof(CopyContext).GetMethod(nameof(CopyContext.Record))!);
    }
}
