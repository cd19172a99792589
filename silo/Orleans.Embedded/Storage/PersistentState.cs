using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>A state that a grain's constructor asked for.</summary>
internal abstract class PersistentState
{
    public abstract Task ReadStateAsync();

    public static PersistentState Create(Activation activation, Type parameterType, PersistentStateAttribute attribute)
    {
        if (!parameterType.IsGenericType || parameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new OrleansConfigurationException($"[PersistentState] stands on a {parameterType}, not on an IPersistentState<T>");
        var storage = Storage(activation.ActivationServices, attribute.StorageName);
        var type = typeof(PersistentState<>).MakeGenericType(parameterType.GetGenericArguments());
        return (PersistentState)Activator.CreateInstance(type, attribute.StateName, activation.GrainId, storage)!;
    }

    private static IGrainStorage Storage(IServiceProvider services, string? name) =>
        services.GetKeyedService<IGrainStorage>(name ?? Providers.ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)
        ?? throw new OrleansConfigurationException(
            name is null ? "There is no default grain storage" : $"There is no grain storage '{name}'");
}

/// <inheritdoc cref="IPersistentState{T}"/>
internal sealed class PersistentState<TState>(string name, GrainId grain, IGrainStorage storage) : PersistentState, IPersistentState<TState>
{
    private readonly GrainState<TState> _held = new() { State = Blank() };

    public TState State
    {
        get => _held.State!;
        set => _held.State = value;
    }

    public string? Etag => _held.ETag;

    public bool RecordExists => _held.RecordExists;

    public override async Task ReadStateAsync()
    {
        await storage.ReadStateAsync(name, grain, _held);
        if (!_held.RecordExists) _held.State = Blank();
    }

    public Task WriteStateAsync() => storage.WriteStateAsync(name, grain, _held);

    public async Task ClearStateAsync()
    {
        await storage.ClearStateAsync(name, grain, _held);
        _held.State = Blank();
    }

    private static TState Blank() => typeof(TState).IsValueType || typeof(TState).GetConstructor(Type.EmptyTypes) is not null
        ? Activator.CreateInstance<TState>()
        : default!;
}
