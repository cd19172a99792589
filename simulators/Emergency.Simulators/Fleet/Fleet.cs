using Emergency.Agent;

namespace Emergency.Simulators;

/// <summary>What the fleet is doing.</summary>
/// <param name="Vehicles">How many there are.</param>
/// <param name="Online">How many have a link.</param>
/// <param name="Busy">How many are on an assignment.</param>
/// <param name="Patients">How many have a patient in their care.</param>
/// <param name="WaitingFixes">Fixes that the centre has not acknowledged.</param>
/// <param name="WaitingMilestones">Milestones that the centre has not acknowledged.</param>
/// <param name="Fixes">Fixes that are durable.</param>
/// <param name="Milestones">Milestones that are durable.</param>
/// <param name="Rejected">Fixes and milestones that the centre will never take.</param>
/// <param name="Thinned">Fixes that were given up.</param>
/// <param name="Lag">Age of the oldest thing that waits.</param>
internal sealed record FleetStatus(
    int Vehicles,
    int Online,
    int Busy,
    int Patients,
    int WaitingFixes,
    int WaitingMilestones,
    long Fixes,
    long Milestones,
    long Rejected,
    long Thinned,
    TimeSpan Lag);

/// <summary>All simulated vehicles: their agents, and one loop in which they live.</summary>
internal sealed class Fleet(IReadOnlyList<FleetVehicle> vehicles, FleetOptions options, TimeProvider county, TimeProvider network)
{
    public FleetStatus Status
    {
        get
        {
            var all = vehicles.Select(vehicle => vehicle.Status).ToList();
            return new FleetStatus(
                all.Count,
                all.Count(status => status.Link.Phase == LinkPhase.Online),
                vehicles.Count(vehicle => vehicle.Phase is not (CrewPhase.AtStation or CrewPhase.ToStation or CrewPhase.Moving)),
                vehicles.Count(vehicle => vehicle.HasPatient),
                all.Sum(status => status.Outbox.WaitingFixes),
                all.Sum(status => status.Outbox.WaitingMilestones),
                all.Sum(status => status.Outbox.AcknowledgedFixes),
                all.Sum(status => status.Outbox.AcknowledgedMilestones),
                all.Sum(status => status.Outbox.RejectedFixes + status.Outbox.RejectedMilestones),
                all.Sum(status => status.Outbox.ThinnedFixes),
                all.Select(status => status.Lag).DefaultIfEmpty().Max());
        }
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var parts = vehicles.Select((vehicle, index) => Connect(vehicle, index, ending.Token)).Append(Live(ending.Token)).ToList();
        var first = await Task.WhenAny(parts);
        await ending.CancelAsync();
        await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }

    private async Task Connect(FleetVehicle vehicle, int index, CancellationToken cancellation)
    {
        await Task.Delay(options.ConnectSpread * index / vehicles.Count, network, cancellation);
        await vehicle.Run(cancellation);
    }

    private async Task Live(CancellationToken cancellation)
    {
        using var ticks = new PeriodicTimer(options.Tick, network);
        while (await ticks.WaitForNextTickAsync(cancellation))
        {
            var now = county.GetUtcNow();
            foreach (var vehicle in vehicles)
                await vehicle.Tick(now);
        }
    }
}
