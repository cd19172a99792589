using System.Collections.Concurrent;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Providers
{
    /// <summary>Names of providers.</summary>
    public static class ProviderConstants
    {
        /// <summary>The storage that a state gets which names none.</summary>
        public const string DEFAULT_STORAGE_PROVIDER_NAME = "Default";

        /// <summary>The storage in which streams keep the subscriptions of grains.</summary>
        public const string DEFAULT_PUBSUB_PROVIDER_NAME = "PubSubStore";
    }
}

namespace Orleans.Storage
{
    /// <summary>Keeps states in memory: they live as long as the process.</summary>
    internal sealed class MemoryGrainStorage : IGrainStorage
    {
        private readonly ConcurrentDictionary<(GrainId, string), Stored> _states = new();
        private long _versions;

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            var found = _states.TryGetValue((grainId, stateName), out var stored);
            grainState.RecordExists = found;
            grainState.ETag = stored?.Version;
            grainState.State = found ? DeepCopier.CopyMessage((T)stored!.State) : default;
            return Task.CompletedTask;
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            var next = new Stored(DeepCopier.CopyMessage(grainState.State)!, Interlocked.Increment(ref _versions).ToString());
            Replace((grainId, stateName), grainState.ETag, next);
            grainState.ETag = next.Version;
            grainState.RecordExists = true;
            return Task.CompletedTask;
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            Replace((grainId, stateName), grainState.ETag, null);
            grainState.ETag = null;
            grainState.RecordExists = false;
            return Task.CompletedTask;
        }

        private void Replace((GrainId Grain, string Name) key, string? expected, Stored? next)
        {
            var found = _states.TryGetValue(key, out var stored);
            var replaced = stored?.Version == expected && (found, next) switch
            {
                (true, null) => _states.TryRemove(new KeyValuePair<(GrainId, string), Stored>(key, stored!)),
                (true, _) => _states.TryUpdate(key, next!, stored!),
                (false, null) => true,
                (false, _) => _states.TryAdd(key, next!),
            };
            if (!replaced)
                throw new InconsistentStateException($"State '{key.Name}' of {key.Grain} has changed", stored?.Version, expected);
        }

        private sealed record Stored(object State, string Version);
    }
}
