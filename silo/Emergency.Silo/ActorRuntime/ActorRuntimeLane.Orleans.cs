using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Serialization;
using StackExchange.Redis;

namespace Emergency.Silo;

/// <summary>What is special to the Orleans lane: one machine, or a cluster whose members find each other in Redis.</summary>
internal static class ActorRuntimeLane
{
    public const string Name = "orleans";

    /// <summary>The storage in which streams keep the subscriptions of grains.</summary>
    private const string PubSubStore = "PubSubStore";

    /// <summary>How often a silo looks for new events of its streams: a tenth of what a dispatcher notices.</summary>
    private static readonly TimeSpan StreamPolling = TimeSpan.FromMilliseconds(20);

    public static void Configure(ISiloBuilder silo, ActorRuntimeOptions options, string streams)
    {
        silo.AddMemoryStreams(streams, configure => configure.ConfigurePullingAgent(
            agent => agent.Configure(o => o.GetQueueMsgsTimerPeriod = StreamPolling)));
        silo.Services.Configure<ExceptionSerializationOptions>(LetOurExceptionsTravel);
        UseHostClockForGrainsOnly(silo.Services);
        if (options.Redis is { } redis) UseRedis(silo, options, ConfigurationOptions.Parse(redis));
        else UseOneMachine(silo, options);
    }

    public static void ConfigureClient(IHostApplicationBuilder host, ActorRuntimeOptions options, string streams) =>
        host.UseOrleansClient(client => ConfigureClient(client, options, streams));

    private static void ConfigureClient(IClientBuilder client, ActorRuntimeOptions options, string streams)
    {
        client.AddMemoryStreams(streams);
        client.Configure<ClusterOptions>(o => (o.ServiceId, o.ClusterId) = (options.ServiceId, options.ClusterId));
        client.Configure<ClientMessagingOptions>(o => o.ResponseTimeout = options.ResponseTimeout);
        client.Services.Configure<ExceptionSerializationOptions>(LetOurExceptionsTravel);
        if (options.Redis is { } redis) client.UseRedisClustering(o => o.ConfigurationOptions = ConfigurationOptions.Parse(redis));
        else client.UseLocalhostClustering(options.GatewayPort, options.ServiceId, options.ClusterId);
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

    /// <summary>Without Redis, subscriptions and reminders end with the process.</summary>
    private static void UseOneMachine(ISiloBuilder silo, ActorRuntimeOptions options)
    {
        silo.UseLocalhostClustering(options.SiloPort, options.GatewayPort, serviceId: options.ServiceId, clusterId: options.ClusterId);
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
