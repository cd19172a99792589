using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Serialization;
using StackExchange.Redis;

namespace Emergency.Silo;

/// <summary>What is special to the Orleans lane: one process by itself, or a cluster whose members find each other in Redis.</summary>
internal static class ActorRuntimeLane
{
    public const string Name = "orleans";

    /// <summary>The storage in which streams keep the subscriptions of grains.</summary>
    private const string PubSubStore = "PubSubStore";

    /// <summary>Says to Orleans that clients of other processes are not served.</summary>
    private const int NoGateway = 0;

    /// <summary>How often a silo looks for new events of its streams: a tenth of what a dispatcher notices.</summary>
    private static readonly TimeSpan StreamPolling = TimeSpan.FromMilliseconds(20);

    public static void Configure(ISiloBuilder silo, ActorRuntimeOptions options, string streams)
    {
        silo.AddMemoryStreams(streams, configure => configure.ConfigurePullingAgent(
            agent => agent.Configure(o => o.GetQueueMsgsTimerPeriod = StreamPolling)));
        silo.Services.Configure<ExceptionSerializationOptions>(LetOurExceptionsTravel);
        UseHostClockForGrainsOnly(silo.Services);
        if (options.Redis is { } redis) UseRedis(silo, options, ConfigurationOptions.Parse(redis));
        else UseOneProcess(silo, options);
        silo.Services.AddLogging(QuietRuntime);
    }

    public static void ConfigureClient(IHostApplicationBuilder host, ActorRuntimeOptions options, string streams)
    {
        var redis = ConfigurationOptions.Parse(
            options.Redis ?? throw new ArgumentException("Without Redis the actors are one process: run them in it"));
        host.UseOrleansClient(client => ConfigureClient(client, options, redis, streams));
    }

    private static void ConfigureClient(IClientBuilder client, ActorRuntimeOptions options, ConfigurationOptions redis, string streams)
    {
        client.AddMemoryStreams(streams);
        client.Configure<ClusterOptions>(o => (o.ServiceId, o.ClusterId) = (options.ServiceId, options.ClusterId));
        client.Configure<ClientMessagingOptions>(o => o.ResponseTimeout = options.ResponseTimeout);
        client.Services.Configure<ExceptionSerializationOptions>(LetOurExceptionsTravel);
        client.UseRedisClustering(o => o.ConfigurationOptions = redis);
    }

    /// <summary>An exception of ours reaches the caller as its own type, though its project knows nothing of Orleans.</summary>
    private static void LetOurExceptionsTravel(ExceptionSerializationOptions options) =>
        options.SupportedNamespacePrefixes.Add(nameof(Emergency));

    /// <summary>
    /// Membership, timeouts and the like must go by real time, or an accelerated demonstration would declare its own silo dead. Orleans
    /// asks for the clock of each area by a key; without keys (before 10.4) it takes the host's for all.
    /// </summary>
    private static void UseHostClockForGrainsOnly(IServiceCollection services)
    {
        services.AddKeyedSingleton(KeyedService.AnyKey, static (_, _) => TimeProvider.System);
        foreach (var area in (string[])["Orleans.Grains", "Orleans.Reminders"])
            services.AddKeyedSingleton(area, static (provider, _) => provider.GetRequiredService<TimeProvider>());
    }

    /// <summary>
    /// Orleans tells much at a start and a stop; what is wrong it tells as a warning. Its silo warns of a garbage collector that we chose, and
    /// its placement tells every attempt through Polly: one that fails in the end fails the call, and that is logged where it was made.
    /// </summary>
    private static void QuietRuntime(ILoggingBuilder logging) => logging
        .AddFilter(nameof(Orleans), LogLevel.Warning)
        .AddFilter("Orleans.Runtime.Silo", LogLevel.Error)
        .AddFilter("Polly", LogLevel.None);

    /// <summary>
    /// Without Redis, subscriptions and reminders end with the process. Nobody else joins it: it listens on loopback only, at a port that
    /// nobody had, has no gateway for clients, and carries a cluster name of its own. So any number of servers run on one machine, and one
    /// that was killed starts again at once.
    /// </summary>
    private static void UseOneProcess(ISiloBuilder silo, ActorRuntimeOptions options)
    {
        silo.UseLocalhostClustering(
            LoopbackPort.FindFree(), gatewayPort: NoGateway,
            serviceId: options.ServiceId, clusterId: $"{options.ClusterId}-{Environment.ProcessId}");
        silo.AddMemoryGrainStorage(PubSubStore);
        silo.UseInMemoryReminderService();
    }

    private static void UseRedis(ISiloBuilder silo, ActorRuntimeOptions options, ConfigurationOptions redis)
    {
        silo.UseRedisClustering(o => o.ConfigurationOptions = redis);
        silo.UseRedisGrainDirectoryAsDefault((RedisGrainDirectoryOptions o) => o.ConfigurationOptions = redis);
        silo.AddRedisGrainStorage(PubSubStore, (Orleans.Persistence.RedisStorageOptions o) => o.ConfigurationOptions = redis);
        silo.UseRedisReminderService(o => o.ConfigurationOptions = redis);
        if (options.AdvertisedAddress is { } address)
            silo.ConfigureEndpoints(address, options.SiloPort, options.GatewayPort, listenOnAnyHostAddress: true);
        else
            silo.ConfigureEndpoints(Dns.GetHostName(), options.SiloPort, options.GatewayPort, listenOnAnyHostAddress: true);
    }
}
