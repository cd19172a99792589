using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <summary>
/// Makes the classes behind grain references, one for each interface, when it is first used. Each method of such a class packs its
/// arguments into one value and hands them to <see cref="GrainReference.InvokeAsync{TArgs,TResult}"/>.
/// </summary>
internal static class ProxyFactory
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;

    private static readonly AssemblyBuilder Assembly =
        AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Orleans.Embedded.Proxies"), AssemblyBuilderAccess.Run);

    private static readonly ModuleBuilder Module = Assembly.DefineDynamicModule("Proxies");
    private static readonly ConcurrentDictionary<Type, Proxy> Proxies = new();
    private static readonly HashSet<string> Opened = [];
    private static readonly Lock Gate = new();

    /// <summary>Makes a reference of interface <typeparamref name="T"/>.</summary>
    public static T Create<T>(EmbeddedRuntime runtime, GrainId id) => (T)(object)Create(typeof(T), runtime, id);

    /// <summary>Makes a reference of an interface.</summary>
    public static GrainReference Create(Type contract, EmbeddedRuntime runtime, GrainId id)
    {
        var proxy = Proxies.TryGetValue(contract, out var known) ? known : Build(contract);
        return proxy.Construct(new ReferenceOrigin(runtime, id, proxy.Methods));
    }

    private static Proxy Build(Type contract)
    {
        if (!contract.IsInterface) throw new ArgumentException($"{contract} is no grain interface", nameof(contract));
        lock (Gate)
        {
            if (Proxies.TryGetValue(contract, out var known)) return known;
            var methods = Contracts(contract).SelectMany(i => i.GetMethods()).Where(m => m.IsAbstract && !m.IsStatic).ToArray();
            foreach (var assembly in methods.SelectMany(TypesOf).Append(contract).Append(typeof(GrainReference)).Select(t => t.Assembly))
                OpenInternalsOf(assembly);
            var type = Module.DefineType($"{contract.FullName}.Proxy", TypeAttributes.Sealed, typeof(GrainReference), [contract]);
            EmitConstructor(type);
            for (var i = 0; i < methods.Length; i++) EmitMethod(type, methods[i], i);
            return Proxies[contract] = new Proxy(Constructor(type.CreateType()), [.. methods.Select(GrainMethod.Create)]);
        }
    }

    private static IEnumerable<Type> Contracts(Type contract) => contract.GetInterfaces().Prepend(contract);

    private static Func<ReferenceOrigin, GrainReference> Constructor(Type type)
    {
        var origin = Expression.Parameter(typeof(ReferenceOrigin));
        return Expression.Lambda<Func<ReferenceOrigin, GrainReference>>(
            Expression.New(type.GetConstructor([typeof(ReferenceOrigin)])!, origin), origin).Compile();
    }

    private static void EmitConstructor(TypeBuilder type)
    {
        var il = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, [typeof(ReferenceOrigin)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Call, typeof(GrainReference).GetConstructor(Hidden, [typeof(ReferenceOrigin)])!);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitMethod(TypeBuilder type, MethodInfo method, int index)
    {
        if (method.IsGenericMethod) throw new NotSupportedException($"{method.DeclaringType}.{method.Name}: generic grain methods");
        var parameters = method.GetParameters().Select(p => p.ParameterType).ToArray();
        var builder = type.DefineMethod(
            $"{method.DeclaringType}.{method.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.NewSlot,
            method.ReturnType,
            parameters);
        var arguments = GrainMethod.ArgumentsType(method);
        var il = builder.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, index);
        for (var i = 0; i < parameters.Length; i++) il.Emit(OpCodes.Ldarg, i + 1);
        EmitTuple(il, arguments, parameters);
        var result = GrainMethod.ResultType(method);
        il.Emit(OpCodes.Call, Sender(method, arguments, result));
        EmitValueTask(il, method.ReturnType);
        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(builder, method);
    }

    private static void EmitTuple(ILGenerator il, Type arguments, Type[] parameters)
    {
        if (parameters.Length > 0)
        {
            il.Emit(OpCodes.Newobj, arguments.GetConstructor(parameters)!);
            return;
        }

        var none = il.DeclareLocal(arguments);
        il.Emit(OpCodes.Ldloc, none);
    }

    private static MethodInfo Sender(MethodInfo method, Type arguments, Type result)
    {
        return method.ReturnType == typeof(void)
            ? typeof(GrainReference).GetMethod(nameof(GrainReference.Post), Hidden)!.MakeGenericMethod(arguments)
            : typeof(GrainReference).GetMethod(nameof(GrainReference.InvokeAsync), Hidden)!.MakeGenericMethod(arguments, result);
    }

    /// <summary>A method that returns a ValueTask wraps the task that <see cref="GrainReference"/> gives it.</summary>
    private static void EmitValueTask(ILGenerator il, Type returned)
    {
        if (returned == typeof(ValueTask)) il.Emit(OpCodes.Newobj, typeof(ValueTask).GetConstructor([typeof(Task)])!);
        else if (returned.IsGenericType && returned.GetGenericTypeDefinition() == typeof(ValueTask<>))
            il.Emit(OpCodes.Newobj, returned.GetConstructor([typeof(Task<>).MakeGenericType(returned.GetGenericArguments())])!);
    }

    private static IEnumerable<Type> TypesOf(MethodInfo method) =>
        method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType).Append(method.DeclaringType!).SelectMany(Parts);

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Parts).Append(type);

    /// <summary>Grain interfaces may be internal to their assembly; the proxies must see them all the same.</summary>
    private static void OpenInternalsOf(Assembly assembly)
    {
        var name = assembly.GetName().Name!;
        if (!Opened.Add(name)) return;
        var attribute = typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;
        Assembly.SetCustomAttribute(new CustomAttributeBuilder(attribute, [name]));
    }

    private sealed record Proxy(Func<ReferenceOrigin, GrainReference> Construct, GrainMethod[] Methods);
}
