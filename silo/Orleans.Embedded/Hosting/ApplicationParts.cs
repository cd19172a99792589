using System.Reflection;

namespace Orleans.Runtime;

/// <summary>The assemblies that hold grains, wire types and converters: those that are built against this one.</summary>
internal static class ApplicationParts
{
    private static readonly Assembly Self = typeof(ApplicationParts).Assembly;
    private static readonly Lock Gate = new();
    private static List<Assembly> _parts = [];
    private static int _loaded;

    /// <summary>The assemblies known by now; loads those that the loaded ones refer to.</summary>
    public static IReadOnlyList<Assembly> Assemblies()
    {
        lock (Gate)
        {
            if (AppDomain.CurrentDomain.GetAssemblies().Length == _loaded) return _parts;
            var found = new Dictionary<string, Assembly?>();
            var pending = new Stack<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic && UsesActors(a)));
            if (Assembly.GetEntryAssembly() is { } entry) pending.Push(entry);
            while (pending.TryPop(out var assembly))
            {
                if (!found.TryAdd(assembly.FullName!, assembly)) continue;
                foreach (var name in assembly.GetReferencedAssemblies().Where(n => !IsFramework(n) && !found.ContainsKey(n.FullName)))
                    if (TryLoad(name) is { } referred)
                        pending.Push(referred);
            }

            _parts = [.. found.Values.OfType<Assembly>().Where(UsesActors)];
            _loaded = AppDomain.CurrentDomain.GetAssemblies().Length;
            return _parts;
        }
    }

    /// <summary>The classes and structs in them.</summary>
    public static IEnumerable<Type> Types() => Assemblies().SelectMany(LoadableTypes).Where(t => !t.IsInterface);

    private static bool UsesActors(Assembly assembly) =>
        assembly == Self || assembly.GetReferencedAssemblies().Any(n => n.Name == Self.GetName().Name);

    private static bool IsFramework(AssemblyName name) =>
        name.Name is { } n && (n.StartsWith("System.", StringComparison.Ordinal) || n.StartsWith("Microsoft.", StringComparison.Ordinal)
            || n is "System" or "mscorlib" or "netstandard");

    /// <summary>An optional reference that is not deployed is no part of the application.</summary>
    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception e) when (e is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            return null;
        }
    }

    private static Type[] LoadableTypes(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            return [.. e.Types.OfType<Type>()];
        }
    }
}
