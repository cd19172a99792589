using System.Text.Json.Serialization;
using Emergency.Contracts;
using Emergency.Silo;
using Emergency.Web.Access;
using Emergency.Web.Api;
using Emergency.Web.Http;
using Emergency.Web.Hubs;
using Emergency.Web.Live;
using Emergency.Web.Operations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Emergency.Web;

/// <summary>
/// Puts the web together. It needs from elsewhere: the actors (<see cref="IClusterClient"/> with the stream provider
/// <see cref="LiveStreams.Provider"/>), <see cref="ICountyMap"/>, <see cref="IOrderRules"/>, <see cref="AttachmentKeeper"/>, and
/// for the domain's clock a <see cref="TimeProvider"/> when it is not the system's. Register the actors first, so that they stop last.
/// </summary>
public static class WebComposition
{
    /// <summary>Largest message of a vehicle, in bytes: a full batch of live ECG in Base64 and some.</summary>
    private const int AgentMessageBytes = 1024 * 1024;

    /// <summary>Calls of one vehicle that run side by side: one for each lane of its uplink and some.</summary>
    private const int AgentParallelCalls = 8;

    /// <summary>Largest message of a bedside page, in bytes: a signal with its payload escaped.</summary>
    private const int CareMessageBytes = 128 * 1024;

    /// <summary>Largest message of a console, in bytes; it only subscribes.</summary>
    private const int ConsoleMessageBytes = 16 * 1024;

    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(5);

    /// <summary>A connection that was silent for this long is gone.</summary>
    private static readonly TimeSpan ClientTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Adds everything that the web consists of.</summary>
    public static IHostApplicationBuilder AddEmergencyWeb(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<WebOptions>().BindConfiguration(WebOptions.Section).Configure<IConfiguration>(CommandLine).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebOptions>, WebOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new RealTime(TimeProvider.System));
        services.AddHttp().AddAccess().AddLive().AddOperations();
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // It warns that keys lie unencrypted; they do, in a folder that only this user can read.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // It logs what callers did wrong as errors of ours; HubErrors logs those that are.
        builder.Logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None);
        return builder;
    }

    /// <summary>What the command line says in words of its own: <c>--data --apps --demo --speed</c>.</summary>
    private static void CommandLine(WebOptions options, IConfiguration words)
    {
        options.DataDirectory = words["data"] ?? options.DataDirectory;
        options.DistDirectory = words["apps"] ?? options.DistDirectory;
        options.Demo = words.GetValue<bool?>("demo") ?? options.Demo;
        options.ClockSpeed = words.GetValue<double?>("speed") ?? options.ClockSpeed;
    }

    private static IServiceCollection AddHttp(this IServiceCollection services)
    {
        services.AddExceptionHandler<UnexpectedErrors>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(provider =>
            new ConfigureOptions<KestrelServerOptions>(kestrel =>
            {
                // One byte more than is taken, so that our own answer comes first.
                kestrel.Limits.MaxRequestBodySize = provider.GetRequiredService<IOptions<WebOptions>>().Value.MaxBodyBytes + 1;
                kestrel.AddServerHeader = false;
            }));
        services.AddSingleton<IConfigureOptions<ForwardedHeadersOptions>, TrustedProxies>();
        services.AddResponseCompression(options => options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, GeoJson.ContentType]);
        services.AddSingleton<RememberedAnswers>().AddSingleton<MapLayers>();
        services.TryAddSingleton<IIdSource, TimeOrderedIds>();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddOpenApi("v1", OpenApiSetup.Configure);
        return services;
    }

    private static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<Passwords>().AddSingleton<SignInThrottle>().AddSingleton<AccountCache>();
        services.AddSingleton<DeviceKeys>().AddSingleton<DemoDevices>().AddSingleton<IceServers>();
        services.AddDataProtection().SetApplicationName("Emergency");
        services.AddSingleton<IConfigureOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>, KeyFolder>();
        services.AddAntiforgery(options =>
        {
            options.HeaderName = AntiforgeryGuard.HeaderName;
            options.Cookie.Name = "emergency.antiforgery";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddScoped<StaffCookieEvents>();
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, StaffCookie>();
        services.AddAuthentication(Schemes.Staff)
            .AddCookie(Schemes.Staff)
            .AddScheme<AuthenticationSchemeOptions, DeviceAuthenticationHandler>(
                Schemes.Device, options => options.TimeProvider = TimeProvider.System);
        services.AddAuthorization(Permission.AddPolicies);
        services.AddSingleton<AccountSeeding>();
        services.AddSingleton<IReadinessCheck>(p => p.GetRequiredService<AccountSeeding>());
        services.AddHostedService(p => p.GetRequiredService<AccountSeeding>());
        return services;
    }

    private static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSingleton<CountyProjection>().AddSingleton<ProjectionStatus>();
        services.AddSingleton<ConsoleFeeds>().AddSingleton<AgentSessions>().AddSingleton<CareFeeds>();
        services.AddSingleton<CallSignals>().AddSingleton<StaffPresence>();
        services.AddHostedService<ProjectionService>().AddHostedService<ConsolePacer>();
        services.AddSignalR(options =>
            {
                options.KeepAliveInterval = KeepAlive;
                options.ClientTimeoutInterval = ClientTimeout;
                options.MaximumParallelInvocationsPerClient = 1;
                options.AddFilter<HubErrors>();
            })
            .AddHubOptions<ConsoleHub>(options => options.MaximumReceiveMessageSize = ConsoleMessageBytes)
            .AddHubOptions<CareHub>(options => options.MaximumReceiveMessageSize = CareMessageBytes)
            .AddHubOptions<AgentHub>(options =>
            {
                options.MaximumReceiveMessageSize = AgentMessageBytes;
                options.MaximumParallelInvocationsPerClient = AgentParallelCalls;
            });
        return services;
    }

    private static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<WebMeters>().AddSingleton<DegradedWords>();
        services.AddSingleton<IReadinessCheck, RuntimeCheck>();
        services.AddSingleton<PrometheusExporter>();
        services.AddHostedService(provider => provider.GetRequiredService<PrometheusExporter>());
        services.AddHostedService<WebGauges>().AddHostedService<DegradedMonitor>();
        return services;
    }
}
