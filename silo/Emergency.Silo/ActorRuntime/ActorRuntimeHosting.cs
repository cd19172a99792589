using Emergency.Contracts;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Emergency.Silo;

/// <summary>
/// Puts the actors into a host. The clock of grain timers and reminders is the host's <see cref="TimeProvider"/> service.
/// </summary>
public static class ActorRuntimeHosting
{
    /// <summary>The lane that this build runs on: <c>embedded</c> or <c>orleans</c>.</summary>
    public static string Lane => ActorRuntimeLane.Name;

    /// <summary>
    /// Runs the actors in this process. Afterwards the host has an <see cref="IClusterClient"/> and an <see cref="IGrainFactory"/>.
    /// </summary>
    /// <param name="host">The host, of web or none. Its grain classes are those of the assemblies that it refers to.</param>
    /// <param name="options">How they run.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or this lane cannot do what it asks.</exception>
    public static IHostApplicationBuilder AddActorRuntime(this IHostApplicationBuilder host, ActorRuntimeOptions options)
    {
        options.Validate();
        return host.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(o => (o.ServiceId, o.ClusterId) = (options.ServiceId, options.ClusterId));
            silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = options.ResponseTimeout);
            ActorRuntimeLane.Configure(silo, options, LiveStreams.Provider);
        });
    }

    /// <summary>
    /// Lets this process call actors that run in others. Afterwards the host has an <see cref="IClusterClient"/> and an
    /// <see cref="IGrainFactory"/>, as with <see cref="AddActorRuntime"/>.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="options">How to find the others.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or this lane has no other processes.</exception>
    public static IHostApplicationBuilder AddActorClient(this IHostApplicationBuilder host, ActorRuntimeOptions options)
    {
        options.Validate();
        ActorRuntimeLane.ConfigureClient(host, options, LiveStreams.Provider);
        return host;
    }
}
