using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Configuration;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.Streams;
using Orleans.Timers;

namespace Orleans.Hosting
{
    /// <summary>What a host's actor runtime is made of.</summary>
    public interface ISiloBuilder
    {
        /// <summary>The host's services.</summary>
        IServiceCollection Services { get; }

        /// <summary>The host's configuration.</summary>
        IConfiguration Configuration { get; }
    }

    internal sealed record SiloBuilder(IServiceCollection Services, IConfiguration Configuration) : ISiloBuilder;

    /// <summary>The parts of an actor runtime.</summary>
    public static class SiloBuilderExtensions
    {
        /// <summary>Adds services.</summary>
        public static ISiloBuilder ConfigureServices(this ISiloBuilder builder, Action<IServiceCollection> configureDelegate)
        {
            configureDelegate(builder.Services);
            return builder;
        }

        /// <summary>Sets options.</summary>
        public static ISiloBuilder Configure<TOptions>(this ISiloBuilder builder, Action<TOptions> configureOptions)
            where TOptions : class => builder.ConfigureServices(services => services.Configure(configureOptions));

        /// <summary>One process needs no clustering; this states that there is one.</summary>
        public static ISiloBuilder UseLocalhostClustering(this ISiloBuilder builder) => builder;

        /// <summary>Adds a storage in memory.</summary>
        public static ISiloBuilder AddMemoryGrainStorage(this ISiloBuilder builder, string name) =>
            builder.ConfigureServices(s => s.AddKeyedSingleton<IGrainStorage>(name, (_, _) => new MemoryGrainStorage()));

        /// <summary>Adds a storage in memory for states that name none.</summary>
        public static ISiloBuilder AddMemoryGrainStorageAsDefault(this ISiloBuilder builder) =>
            builder.AddMemoryGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME);

        /// <summary>Adds a storage in a file under the folder given to <see cref="UseDataDirectory"/>.</summary>
        public static ISiloBuilder AddFileGrainStorage(this ISiloBuilder builder, string name) =>
            builder.ConfigureServices(s => s.AddKeyedSingleton<IGrainStorage>(name, (services, _) => new FileGrainStorage(
                services.GetRequiredService<DataDirectory>().File($"storage-{name}")
                ?? throw new OrleansConfigurationException($"Storage '{name}' needs a data directory"))));

        /// <summary>Adds a stream provider whose events live in memory.</summary>
        public static ISiloBuilder AddMemoryStreams(this ISiloBuilder builder, string name) =>
            builder.ConfigureServices(s => s.AddKeyedSingleton<IStreamProvider>(
                name,
                (services, _) => ActivatorUtilities.CreateInstance<MemoryStreamProvider>(services, name)));

        /// <summary>Lets grains have reminders, kept in memory unless there is a data directory.</summary>
        public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder) => builder;

        /// <summary>
        /// Keeps reminders, the stream subscriptions of grains and the states of <see cref="AddFileGrainStorage"/> under a folder, so that
        /// they outlive the process.
        /// </summary>
        public static ISiloBuilder UseDataDirectory(this ISiloBuilder builder, string directory) =>
            builder.ConfigureServices(s => s.Replace(ServiceDescriptor.Singleton(new DataDirectory(directory))));

        /// <summary>Adds a call filter.</summary>
        public static ISiloBuilder AddIncomingGrainCallFilter<TImplementation>(this ISiloBuilder builder)
            where TImplementation : class, IIncomingGrainCallFilter =>
            builder.ConfigureServices(s => s.AddSingleton<IIncomingGrainCallFilter, TImplementation>());

        /// <summary>Adds a call filter.</summary>
        public static ISiloBuilder AddIncomingGrainCallFilter(this ISiloBuilder builder, IIncomingGrainCallFilter filter) =>
            builder.ConfigureServices(s => s.AddSingleton(filter));

        /// <summary>Adds a call filter.</summary>
        public static ISiloBuilder AddIncomingGrainCallFilter(this ISiloBuilder builder, IncomingGrainCallFilterDelegate filter) =>
            builder.AddIncomingGrainCallFilter(new DelegateFilter(filter));

        /// <summary>Adds work to do once the runtime runs and before the host serves anyone.</summary>
        public static ISiloBuilder AddStartupTask(
            this ISiloBuilder builder,
            Func<IServiceProvider, CancellationToken, Task> startupTask,
            int stage = ServiceLifecycleStage.Active) =>
            builder.ConfigureServices(s => s.AddSingleton(new StartupTask(stage, startupTask)));

        private sealed class DelegateFilter(IncomingGrainCallFilterDelegate filter) : IIncomingGrainCallFilter
        {
            public Task Invoke(IIncomingGrainCallContext context) => filter(context);
        }
    }
}

namespace Microsoft.Extensions.Hosting
{
    /// <summary>Puts the actor runtime into a host.</summary>
    public static class OrleansSiloGenericHostExtensions
    {
        /// <summary>Puts the actor runtime into a host.</summary>
        public static IHostApplicationBuilder UseOrleans(
            this IHostApplicationBuilder hostAppBuilder,
            Action<Orleans.Hosting.ISiloBuilder> configureDelegate)
        {
            hostAppBuilder.Services.AddEmbeddedRuntime();
            configureDelegate(new Orleans.Hosting.SiloBuilder(hostAppBuilder.Services, hostAppBuilder.Configuration));
            return hostAppBuilder;
        }

        private static void AddEmbeddedRuntime(this IServiceCollection services)
        {
            if (services.Any(s => s.ServiceType == typeof(EmbeddedRuntime))) return;
            services.AddOptions();
            services.TryAddSingleton(TimeProvider.System);
            services.TryAddSingleton(new DataDirectory(null));
            services.AddSingleton<GrainClasses>();
            services.AddSingleton<EmbeddedRuntime>();
            services.AddSingleton<IGrainFactory>(s => s.GetRequiredService<EmbeddedRuntime>().Factory);
            services.AddSingleton<IClusterClient, EmbeddedClient>();
            services.AddSingleton(s => new ReminderTable(s.GetRequiredService<DataDirectory>().File("reminders")));
            services.AddSingleton<ReminderService>();
            services.AddSingleton<IReminderRegistry>(s => s.GetRequiredService<ReminderService>());
            services.AddSingleton<StreamSubscriptions>();
            services.AddHostedService<SiloHost>();
            services.AddOptions<SiloMessagingOptions>()
                .Validate(o => o.ResponseTimeout > TimeSpan.Zero, "The response timeout is above zero").ValidateOnStart();
            services.AddOptions<GrainCollectionOptions>()
                .Validate(o => o.CollectionQuantum > TimeSpan.Zero && o.CollectionAge > o.CollectionQuantum,
                    "The collection age is above the collection quantum, and that above zero").ValidateOnStart();
        }
    }
}

namespace Orleans.Runtime
{
    /// <summary>Where the runtime keeps what outlives the process, if anywhere.</summary>
    internal sealed record DataDirectory(string? Path)
    {
        /// <summary>The file of that name; null without a folder.</summary>
        public DurableFile? File(string name) => Path is null ? null : new DurableFile(System.IO.Path.Combine(Path, name + ".json"));
    }

    /// <summary>Stages of the runtime's start.</summary>
    public static class ServiceLifecycleStage
    {
        /// <summary>Grains can be called.</summary>
        public const int Active = 20_000;
    }
}
