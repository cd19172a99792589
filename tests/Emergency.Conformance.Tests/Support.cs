using System.Collections.Concurrent;

namespace Emergency.Conformance.Tests;

/// <summary>A cluster that tests share, each with keys of its own.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    public GrainCluster Cluster { get; private set; } = null!;

    public IGrainFactory Grains => Cluster.Grains;

    public async ValueTask InitializeAsync() => Cluster = await GrainCluster.Start();

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}

/// <summary>What grains await and tests open. Both are in one process on either lane.</summary>
public static class Gate
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Gates = new();

    public static Task Wait(string name)
    {
        Of(Arrival(name)).TrySetResult();
        return Of(name).Task;
    }

    /// <summary>Somebody has come to the gate. Calls of one caller may overtake each other, so that a test must know before the next.</summary>
    public static Task Reached(string name) => Of(Arrival(name)).Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

    public static void Open(string name) => Of(name).TrySetResult();

    private static string Arrival(string name) => $"arrival at {name}";

    private static TaskCompletionSource Of(string name) =>
        Gates.GetOrAdd(name, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}

/// <summary>What grains note down for tests to read, under keys that no two tests share.</summary>
public static class Notes
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> All = new();

    public static void Add(string key, string note) => All.GetOrAdd(key, static _ => new ConcurrentQueue<string>()).Enqueue(note);

    public static string[] Of(string key) => All.TryGetValue(key, out var notes) ? [.. notes] : [];

    public static Task Until(string key, string note) => Eventually.Holds(() => Of(key).Contains(note), what: $"{key} notes '{note}'");

    public static Task Until(string key, int count) => Eventually.Holds(() => Of(key).Length >= count, what: $"{key} has {count} notes");
}
