using System.Text.Json;

namespace Emergency.System.Tests.DeadZones;

/// <summary>A process of real agents with outboxes on disk, that may be killed at any moment and started again.</summary>
internal static class AgentHost
{
    public const string Command = "agent-host";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs until the stop file exists and everything is settled.</summary>
    public static async Task<int> Run(string planFile)
    {
        var plan = JsonSerializer.Deserialize<HostPlan>(await File.ReadAllTextAsync(planFile))!;
        using var stop = new CancellationTokenSource();
        List<StoringVehicle> vehicles = [];
        foreach (var planned in plan.Vehicles)
            vehicles.Add(await StoringVehicle.Open(plan, planned));
        var running = vehicles.Select(vehicle => vehicle.Run(stop.Token)).ToList();
        while (!File.Exists(plan.StopFile) || vehicles.Any(vehicle => !vehicle.IsSettled))
        {
            if (running.FirstOrDefault(one => one.IsFaulted) is { } failed)
                await failed;
            await Task.Delay(Look, TimeProvider.System, CancellationToken.None);
        }

        await stop.CancelAsync();
        await Task.WhenAll(running);
        foreach (var vehicle in vehicles)
            await vehicle.DisposeAsync();
        return 0;
    }
}
