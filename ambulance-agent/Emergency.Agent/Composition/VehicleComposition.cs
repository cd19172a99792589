using System.Text.Json;
using System.Text.Json.Serialization;

namespace Emergency.Agent.Composition;

/// <summary>Puts the service together.</summary>
public static class VehicleComposition
{
    private static readonly JsonSerializerOptions StatusJson = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        WriteIndented = true,
    };

    /// <summary>Reads the settings from file, environment and command line.</summary>
    /// <exception cref="SettingsException">Something is wrong with them.</exception>
    public static VehicleSettings AddVehicleSettings(this WebApplicationBuilder builder, string[] args)
    {
        builder.Configuration.Sources.Clear();
        SettingsReader.AddSources(builder.Configuration, args);
        var settings = SettingsReader.Read(builder.Configuration);
        builder.WebHost.UseUrls(settings.Listen);
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        return settings;
    }

    /// <summary>Adds inputs, outbox, link and geofence.</summary>
    public static void AddVehicle(this IServiceCollection services, VehicleSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(OpenOutbox);
        services.AddSingleton<IUplink>(MakeUplink);
        services.AddSingleton<VehicleObservers>();
        services.AddSingleton<Vehicle>();
        services.AddHostedService(provider => provider.GetRequiredService<Vehicle>());
    }

    /// <summary>Serves what an operator asks: whether it lives, and how everything is.</summary>
    public static void MapVehicle(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("alive"));
        app.MapGet("/api/vehicle/status", (Vehicle vehicle) => Results.Json(vehicle.Status, StatusJson));
    }

    /// <summary>Nothing may run before the outbox is open, so that the start waits for it.</summary>
    private static SqliteOutbox OpenOutbox(IServiceProvider provider)
    {
        var (settings, clock) = (provider.GetRequiredService<VehicleSettings>(), provider.GetRequiredService<TimeProvider>());
        var logger = provider.GetRequiredService<ILogger<SqliteOutbox>>();
        return SqliteOutbox.Open(settings.OutboxFile, () => NewDevice(settings), clock, logger).GetAwaiter().GetResult();
    }

    /// <summary>A word that no other start and no other vehicle ever used: 96 bits of chance.</summary>
    private static string NewDevice(VehicleSettings settings) =>
        $"{settings.Ambulance}-{Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(12))}";

    private static IUplink MakeUplink(IServiceProvider provider)
    {
        var (settings, clock) = (provider.GetRequiredService<VehicleSettings>(), provider.GetRequiredService<TimeProvider>());
        var agent = settings.Agent;
        if (settings.Uplinks.Length == 0)
            return new SignalRUplink(agent, clock);
        return new UplinkSwitch(
            settings.Uplinks.Select(route => new NamedUplink(
                route.Name, new SignalRUplink(agent, clock, route), new UplinkProbe(agent, route, clock).Answers)),
            settings.Switch, clock, provider.GetRequiredService<ILogger<UplinkSwitch>>());
    }
}
