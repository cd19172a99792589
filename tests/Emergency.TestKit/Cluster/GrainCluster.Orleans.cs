using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.TestingHost;

namespace Emergency.TestKit;

/// <content>The cluster as Orleans' own in-process test cluster: one silo, and a client beside it.</content>
public sealed partial class GrainCluster
{
    /// <summary>The category under which Orleans reports what it will try again, such as a placement while a silo is starting.</summary>
    private const string Retries = "Polly";

    private InProcessTestCluster? _cluster;

    /// <summary>
    /// Whether reminders and subscriptions outlive a restart: in production they are in Redis, here in the silo's memory.
    /// </summary>
    public static bool OutlivesRestart => false;

    /// <summary>The client's view of the cluster.</summary>
    public IClusterClient Client => Cluster.Client;

    /// <summary>The services that grains see.</summary>
    public IServiceProvider Services => Cluster.Silos[0].ServiceProvider;

    private InProcessTestCluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster is stopped");

    /// <summary>Ends every activation; the next call starts its grain anew.</summary>
    public async Task DeactivateAll()
    {
        var management = Client.GetGrain<IManagementGrain>(0);
        foreach (var grain in await management.GetDetailedGrainStatistics())
            if (!grain.GrainId.Type.ToString()!.StartsWith("sys.", StringComparison.Ordinal) && grain.GrainId != management.GetGrainId())
                await Cluster.DeactivateAsync(grain.GrainId);
    }

    /// <summary>Ends one activation, if there is one.</summary>
    public Task Deactivate(IAddressable grain) => Cluster.DeactivateAsync(grain.GetGrainId());

    /// <summary>Whether a grain is in memory.</summary>
    public bool IsActive(IAddressable grain) => Cluster.TryGetGrainContext(grain.GetGrainId(), out _);

    /// <summary>The clock is that of the grains; Orleans' own housekeeping keeps the machine's.</summary>
    private static void UseClock(IServiceCollection services, TimeProvider clock)
    {
        services.AddSingleton(clock);
        services.AddKeyedSingleton(KeyedService.AnyKey, static (_, _) => TimeProvider.System);
        foreach (var area in (string[])["Orleans.Grains", "Orleans.ActivationManagement"])
            services.AddKeyedSingleton(area, clock);
        services.AddKeyedSingleton<TimeProvider>("Orleans.Reminders", new RestlessClock(clock));
    }

    /// <summary>Orleans reports much that is no fault of a grain; what grains log themselves still counts.</summary>
    private static bool IsNoise(LoggedLine line) =>
        line.Category.StartsWith("Orleans", StringComparison.Ordinal) || line.Category == Retries || IsUnnamedMemoryStream(line);

    /// <summary>The memory streams log without a category of their own, and do so when a silo stops under them.</summary>
    private static bool IsUnnamedMemoryStream(LoggedLine line) =>
        line.Category == typeof(ILogger).FullName && line.Text.Contains("MemoryAdapterFactory", StringComparison.Ordinal);

    /// <summary>As production does: an exception of ours reaches the caller as its own type.</summary>
    private static void LetOurExceptionsTravel(ExceptionSerializationOptions options) =>
        options.SupportedNamespacePrefixes.Add(nameof(Emergency));

    private async Task StartLane()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSiloHost((_, host) => ConfigureHost(host.Services, host.Logging));
        builder.ConfigureClientHost(host => host.Logging.AddProvider(Log));
        builder.ConfigureSilo((_, silo) =>
        {
            ConfigureSilo(silo);
            silo.Services.Configure<ExceptionSerializationOptions>(LetOurExceptionsTravel);
        });
        builder.ConfigureClient(client =>
        {
            foreach (var provider in _options.StreamProviders) client.AddMemoryStreams(provider);
            client.Services.Configure<ExceptionSerializationOptions>(LetOurExceptionsTravel);
            client.Configure<ClientMessagingOptions>(o => o.ResponseTimeout = _options.ResponseTimeout);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    private async Task StopLane()
    {
        if (_cluster is not { } cluster) return;
        await cluster.StopAllSilosAsync();
        await cluster.DisposeAsync();
        _cluster = null;
    }
}
