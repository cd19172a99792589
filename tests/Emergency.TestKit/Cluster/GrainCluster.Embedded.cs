using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Emergency.TestKit;

/// <content>The cluster as the embedded runtime in a host of its own.</content>
public sealed partial class GrainCluster
{
    private IHost? _host;

    /// <summary>Whether reminders and subscriptions outlive a restart, given <see cref="GrainClusterOptions.DataDirectory"/>.</summary>
    public static bool OutlivesRestart => true;

    /// <summary>The client's view of the runtime.</summary>
    public IClusterClient Client => Services.GetRequiredService<IClusterClient>();

    /// <summary>The services that grains see.</summary>
    public IServiceProvider Services => _host?.Services ?? throw new InvalidOperationException("The cluster is stopped");

    private EmbeddedRuntime Runtime => Services.GetRequiredService<EmbeddedRuntime>();

    /// <summary>Ends every activation; the next call starts its grain anew.</summary>
    public Task DeactivateAll() => Runtime.DeactivateAll(
        new DeactivationReason(DeactivationReasonCode.RuntimeRequested, "A test asked for it."), CancellationToken.None);

    /// <summary>Ends one activation, if there is one.</summary>
    public Task Deactivate(IAddressable grain) => Runtime.Deactivate(grain.GetGrainId());

    /// <summary>Whether a grain is in memory.</summary>
    public bool IsActive(IAddressable grain) => Runtime.IsActive(grain.GetGrainId());

    private static void UseClock(IServiceCollection services, TimeProvider clock) => services.AddSingleton(clock);

    private static bool IsNoise(LoggedLine line) => false;

    private async Task StartLane()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        ConfigureHost(builder.Services, builder.Logging);
        builder.UseOrleans(silo =>
        {
            ConfigureSilo(silo);
            if (_options.DataDirectory is { } directory) silo.UseDataDirectory(directory);
        });
        _host = builder.Build();
        await _host.StartAsync();
    }

    private async Task StopLane()
    {
        if (_host is not { } host) return;
        await host.StopAsync();
        host.Dispose();
        _host = null;
    }
}
