using Microsoft.Extensions.Hosting;

namespace Emergency.Silo;

/// <summary>What is special to the embedded lane: one process, its state in a folder.</summary>
internal static class ActorRuntimeLane
{
    public const string Name = "embedded";

    public static void Configure(ISiloBuilder silo, ActorRuntimeOptions options, string streams)
    {
        if (options.Redis is not null)
            throw new ArgumentException("The embedded runtime is no cluster: build with ActorRuntime=Orleans for Redis");
        silo.UseLocalhostClustering();
        silo.AddMemoryStreams(streams);
        silo.UseInMemoryReminderService();
        if (options.DataDirectory is { } directory) silo.UseDataDirectory(directory);
    }

    public static void ConfigureClient(IHostApplicationBuilder host, ActorRuntimeOptions options, string streams) =>
        throw new ArgumentException("The embedded runtime is one process: run the actors in it, or build with ActorRuntime=Orleans");
}
