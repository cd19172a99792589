using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>What is known of one grain class.</summary>
internal sealed class GrainClass
{
    private readonly ConstructorInvoker _constructor;
    private readonly ParameterInfo[] _parameters;

    public GrainClass(Type type)
    {
        Type = type;
        GrainType = NameOf(type);
        Interfaces = [.. type.GetInterfaces().Where(IsGrainInterface)];
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        ImplicitNamespaces = [.. type.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>().Select(a => a.Namespace)];
        var age = type.GetCustomAttribute<CollectionAgeLimitAttribute>();
        CollectionAge = age?.Limit;
        IsKeptAlive = age is { Limit: null } || type.IsDefined(typeof(KeepAliveAttribute));
        var constructors = type.GetConstructors();
        if (constructors.Length != 1) throw new OrleansConfigurationException($"{type} must have one public constructor");
        _parameters = constructors[0].GetParameters();
        _constructor = ConstructorInvoker.Create(constructors[0]);
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public Type[] Interfaces { get; }

    public bool IsReentrant { get; }

    /// <summary>The stream namespaces that every grain of the class is subscribed to.</summary>
    public string[] ImplicitNamespaces { get; }

    public TimeSpan? CollectionAge { get; }

    public bool IsKeptAlive { get; }

    /// <summary>Makes a grain object; called on the activation's own scheduler.</summary>
    public IGrainBase Construct(Activation activation)
    {
        var arguments = new object?[_parameters.Length];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = Resolve(_parameters[i], activation);
        return (IGrainBase)_constructor.Invoke(arguments.AsSpan());
    }

    private static bool IsGrainInterface(Type type) =>
        typeof(IGrain).IsAssignableFrom(type) && type != typeof(IGrain) && !type.IsGenericType && type.Namespace != typeof(IGrain).Namespace
        || type == typeof(IRemindable);

    private static GrainType NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } named) return GrainType.Create(named.Name);
        const string suffix = "Grain";
        var name = type.Name;
        if (name.EndsWith(suffix, StringComparison.Ordinal) && name.Length > suffix.Length) name = name[..^suffix.Length];
        return GrainType.Create(name.ToLowerInvariant());
    }

    private static object? Resolve(ParameterInfo parameter, Activation activation)
    {
        var services = activation.ActivationServices;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state)
            return activation.AddState(parameter.ParameterType, state);
        if (parameter.ParameterType == typeof(IGrainContext)) return activation;
        var service = parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed
            ? services.GetKeyedServices(parameter.ParameterType, keyed.Key).LastOrDefault()
            : services.GetService(parameter.ParameterType);
        if (service is not null) return service;
        return parameter.HasDefaultValue
            ? parameter.DefaultValue
            : throw new InvalidOperationException(
                $"No service {parameter.ParameterType} for the constructor of {parameter.Member.DeclaringType}");
    }
}
