namespace Orleans.Runtime;

/// <summary>The grain classes of the application, by their names and by the interfaces that they implement.</summary>
internal sealed class GrainClasses
{
    private readonly Dictionary<GrainType, GrainClass> _byName = [];
    private readonly Dictionary<Type, List<GrainClass>> _byInterface = [];

    public GrainClasses()
    {
        foreach (var type in ApplicationParts.Types().Where(IsGrainClass)) Add(new GrainClass(type));
    }

    public IEnumerable<GrainClass> All => _byName.Values;

    /// <exception cref="ArgumentException">No grain class has that name.</exception>
    public GrainClass ByName(GrainType name) =>
        _byName.GetValueOrDefault(name) ?? throw new ArgumentException($"There is no grain class '{name}'");

    /// <summary>The class that implements an interface; among several, the one that is named for it, as Foo is for IFoo.</summary>
    /// <param name="contract">The interface.</param>
    /// <param name="prefix">The start of the class's full name, to choose among several.</param>
    /// <exception cref="ArgumentException">There is none, or there are several and none is named for it.</exception>
    public GrainClass ByInterface(Type contract, string? prefix)
    {
        var candidates = _byInterface.GetValueOrDefault(contract) ?? [];
        if (prefix is not null) candidates = [.. candidates.Where(c => c.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal))];
        return candidates switch
        {
            [var only] => only,
            [] => throw new ArgumentException($"No grain class implements {contract}"),
            _ when candidates.Find(c => "I" + c.Type.Name == contract.Name) is { } named => named,
            _ => throw new ArgumentException($"{contract} is implemented by {string.Join(", ", candidates.Select(c => c.Type.Name))}"),
        };
    }

    private static bool IsGrainClass(Type type) => !type.IsAbstract && !type.IsGenericType && typeof(IGrainBase).IsAssignableFrom(type);

    private void Add(GrainClass grainClass)
    {
        if (!_byName.TryAdd(grainClass.GrainType, grainClass))
            throw new OrleansConfigurationException(
                $"{grainClass.Type} and {_byName[grainClass.GrainType].Type} are both named '{grainClass.GrainType}'");
        foreach (var contract in grainClass.Interfaces)
        {
            if (!_byInterface.TryGetValue(contract, out var classes)) _byInterface[contract] = classes = [];
            classes.Add(grainClass);
        }
    }
}
