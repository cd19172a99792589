using Emergency.Agent.Composition;
using Emergency.Domain;

namespace Emergency.Agent.Tablet;

/// <summary>Puts the tablet beside the vehicle's agent.</summary>
public static class VehicleTabletComposition
{
    private const string Section = "Tablet";
    private const string StateFile = "tablet.db";

    /// <summary>Adds the tablet with the settings of the section <c>Tablet</c>; its address is the agent's own, its state lies beside the outbox.</summary>
    /// <exception cref="SettingsException">Something is wrong with them.</exception>
    public static void AddVehicleTablet(this WebApplicationBuilder builder, VehicleSettings settings)
    {
        var options = Read(builder.Configuration, settings);
        builder.Services.AddSingleton<ITabletAgent>(services => new VehicleTabletAgent(
            services.GetRequiredService<Vehicle>(), services.GetRequiredService<SqliteOutbox>(), new AmbulanceId(settings.Ambulance),
            services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(services => new TabletClocks(
            services.GetRequiredService<Vehicle>().Skew.Events, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<TabletObserver>();
        builder.Services.AddSingleton<IAgentObserver>(services => services.GetRequiredService<TabletObserver>());
        builder.Services.AddSingleton<IVehicleObserver>(services => services.GetRequiredService<TabletObserver>());
        builder.Services.AddTablet(options);
    }

    /// <summary>Maps the tablet, and lets the agent go by the orders that were kept, before it connects.</summary>
    public static void MapVehicleTablet(this WebApplication app)
    {
        if (app.Services.GetRequiredService<TabletBoard>().LastOrders is { } kept)
            app.Services.GetRequiredService<Vehicle>().Connection.Resume(kept);
        app.MapTablet();
    }

    private static TabletOptions Read(ConfigurationManager configuration, VehicleSettings settings)
    {
        var options = new TabletOptions();
        try
        {
            configuration.GetSection(Section).Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException wrong)
        {
            throw new SettingsException($"{Section}: {wrong.Message} {wrong.InnerException?.Message}", wrong);
        }

        options = options with { Address = new Uri(settings.Listen), StateFile = Path.Combine(settings.DataFolder, options.StateFile ?? StateFile) };
        return options.Problems().ToList() is { Count: > 0 } problems ? throw new SettingsException(string.Join('\n', problems)) : options;
    }
}
