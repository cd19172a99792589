using Orleans.Runtime;

namespace Orleans
{
    /// <summary>One state of one grain on its way to or from a storage.</summary>
    public interface IGrainState<T>
    {
        /// <summary>The state.</summary>
        T? State { get; set; }

        /// <summary>The version that was read; null if there was none.</summary>
        string? ETag { get; set; }

        /// <summary>Whether the storage holds the state.</summary>
        bool RecordExists { get; set; }
    }

    /// <inheritdoc cref="IGrainState{T}"/>
    public sealed class GrainState<T> : IGrainState<T>
    {
        public T? State { get; set; }

        public string? ETag { get; set; }

        public bool RecordExists { get; set; }
    }
}

namespace Orleans.Storage
{
    /// <summary>Where grains keep named states.</summary>
    public interface IGrainStorage
    {
        /// <summary>Reads a state; a missing one leaves the ETag null.</summary>
        Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>Writes a state over the version that was read.</summary>
        /// <exception cref="InconsistentStateException">The stored version is another.</exception>
        Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>Forgets a state.</summary>
        /// <exception cref="InconsistentStateException">The stored version is another.</exception>
        Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
    }
}

namespace Orleans.Core
{
    /// <summary>A state of one grain, held in memory and stored when asked.</summary>
    public interface IStorage
    {
        /// <summary>The version that was last read or written; null if there is none.</summary>
        string? Etag { get; }

        /// <summary>Whether the storage holds the state.</summary>
        bool RecordExists { get; }

        /// <summary>Forgets the state.</summary>
        Task ClearStateAsync();

        /// <summary>Stores the state, durably once the task completes.</summary>
        /// <exception cref="Storage.InconsistentStateException">
        /// Somebody else wrote since. A call that fails with it ends the activation.
        /// </exception>
        Task WriteStateAsync();

        /// <summary>Reads the state anew, and loses changes not written.</summary>
        Task ReadStateAsync();

        /// <inheritdoc cref="ClearStateAsync()"/>
        Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

        /// <inheritdoc cref="WriteStateAsync()"/>
        Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

        /// <inheritdoc cref="ReadStateAsync()"/>
        Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
    }

    /// <inheritdoc/>
    public interface IStorage<TState> : IStorage
    {
        /// <summary>The state in memory.</summary>
        TState State { get; set; }
    }
}

namespace Orleans.Runtime
{
    /// <summary>
    /// A state that the runtime reads before the grain's OnActivateAsync; asked for by <see cref="PersistentStateAttribute"/>.
    /// </summary>
    public interface IPersistentState<TState> : Core.IStorage<TState>;

    /// <summary>Asks for a state in a grain's constructor.</summary>
    /// <param name="stateName">The state's name within the grain.</param>
    /// <param name="storageName">The storage's name; null for the default one.</param>
    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
    {
        /// <summary>The state's name within the grain.</summary>
        public string StateName { get; } = stateName;

        /// <summary>The storage's name; null for the default one.</summary>
        public string? StorageName { get; } = storageName;
    }
}
