using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Emergency.TestKit;

/// <summary>What a <see cref="GrainCluster"/> is started with.</summary>
public sealed record GrainClusterOptions
{
    /// <summary>The names of the memory stream providers.</summary>
    public IReadOnlyList<string> StreamProviders { get; init; } = ["live"];

    /// <summary>The names of the memory storages, beside the default one and that of the streams.</summary>
    public IReadOnlyList<string> Storages { get; init; } = [];

    /// <summary>How long a caller waits for an answer. The default leaves room for a busy machine.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock of the grains. Null for the machine's.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Where reminders and subscriptions outlive a restart, in the lane that can. Null for nowhere.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>More about the runtime, said in words that both lanes understand.</summary>
    public Action<ISiloBuilder>? Silo { get; init; }
}

/// <summary>
/// An actor runtime for tests, of the lane that the tests were built for. It is started, used, perhaps restarted, and disposed; disposing
/// fails when something was logged as an error that the test did not announce.
/// </summary>
public sealed partial class GrainCluster : IAsyncDisposable
{
    /// <summary>Why a test that needs <see cref="OutlivesRestart"/> is skipped where it is false.</summary>
    public const string WhyNot = "this lane's test cluster keeps reminders and subscriptions in memory; in production they are in Redis";

    private readonly Action<IServiceCollection> _services;
    private readonly GrainClusterOptions _options;
    private readonly List<Func<LoggedLine, bool>> _announced = [];

    private GrainCluster(Action<IServiceCollection>? services, GrainClusterOptions? options)
    {
        _services = services ?? (static _ => { });
        _options = options ?? new GrainClusterOptions();
    }

    /// <summary>Everything that was logged, over all restarts.</summary>
    public LogRecorder Log { get; } = new();

    /// <summary>Makes references to grains.</summary>
    public IGrainFactory Grains => Client;

    /// <summary>Starts a runtime.</summary>
    /// <param name="services">
    /// Services for the grains. Called once at the start and anew at each restart: give instances where something must outlive it.
    /// </param>
    /// <param name="options">Everything else.</param>
    public static async Task<GrainCluster> Start(Action<IServiceCollection>? services = null, GrainClusterOptions? options = null)
    {
        var cluster = new GrainCluster(services, options);
        await cluster.StartLane();
        return cluster;
    }

    /// <summary>Stops the runtime as a host does, then starts it anew: nothing is in memory any more.</summary>
    public async Task Restart()
    {
        await StopLane();
        await StartLane();
    }

    /// <summary>Announces errors that may be logged.</summary>
    /// <param name="which">Which lines; null for all.</param>
    public void ExpectErrors(Func<LoggedLine, bool>? which = null) => _announced.Add(which ?? (static _ => true));

    public async ValueTask DisposeAsync()
    {
        await StopLane();
        var unexpected = Log.Errors.Where(line => !_announced.Exists(isAnnounced => isAnnounced(line)) && !IsNoise(line)).ToList();
        if (unexpected.Count > 0)
            throw new InvalidOperationException($"{unexpected.Count} unexpected errors were logged, the first: {unexpected[0]}");
    }

    private void ConfigureHost(IServiceCollection services, ILoggingBuilder logging)
    {
        logging.AddProvider(Log);
        if (_options.Clock is { } clock) UseClock(services, clock);
        _services(services);
    }

    private void ConfigureSilo(ISiloBuilder silo)
    {
        silo.AddMemoryGrainStorageAsDefault();
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.UseInMemoryReminderService();
        foreach (var storage in _options.Storages) silo.AddMemoryGrainStorage(storage);
        foreach (var provider in _options.StreamProviders) silo.AddMemoryStreams(provider);
        silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = _options.ResponseTimeout);
        _options.Silo?.Invoke(silo);
    }
}
