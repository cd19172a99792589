using Emergency.Agent;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Geography;
using Microsoft.Extensions.Logging.Abstractions;

namespace Emergency.Benchmarks;

/// <summary>A vehicle with the real agent over the real network, which drives from junction to junction and never stands.</summary>
internal sealed class LiveVehicle : IAgentObserver
{
    /// <summary>How fast it drives.</summary>
    private const double MetresPerSecond = 12.5;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly AgentConnection _agent;
    private readonly County _county;
    private readonly Random _random;
    private GeoPoint _at;
    private GeoPoint _goal;

    public LiveVehicle(County county, CountyVehicle vehicle, Uri server, string key, int seed)
    {
        (_county, _random) = (county, new Random(seed));
        _at = _goal = county.FindStation(vehicle.Station)!.Position;
        var options = new AgentOptions { AmbulanceId = vehicle.Id, DeviceKey = key, Server = server };
        _agent = new AgentConnection(
            options, new MemoryOutbox($"live-{vehicle.Id}"), new SignalRUplink(options, TimeProvider.System),
            new AgentClocks(TimeProvider.System, TimeProvider.System), new Random(seed), this, NullLogger<AgentConnection>.Instance);
    }

    /// <summary>Fixes that the server has made durable.</summary>
    public long Acknowledged => _agent.Status.Outbox.AcknowledgedFixes;

    /// <summary>Connects after its share of a second, then sends a fix each second, until cancelled.</summary>
    public async Task Run(TimeSpan offset, CancellationToken cancellation)
    {
        await Task.Delay(offset, TimeProvider.System, cancellation);
        var linked = _agent.Run(cancellation);
        using var timer = new PeriodicTimer(Second, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            Drive();
            await _agent.Report(new FixReading(TimeProvider.System.GetUtcNow(), _at, MetresPerSecond * 3.6, null, 5));
        }

        await linked;
    }

    private void Drive()
    {
        var left = _at.DistanceTo(_goal).Value;
        if (left <= MetresPerSecond)
        {
            _at = _goal;
            _goal = _county.Roads.PositionOf(new NodeIndex(_random.Next(_county.Roads.JunctionCount)));
            return;
        }

        var share = MetresPerSecond / left;
        _at = new GeoPoint(
            _at.Longitude + (share * (_goal.Longitude - _at.Longitude)), _at.Latitude + (share * (_goal.Latitude - _at.Latitude)));
    }

    void IAgentObserver.Welcomed(AgentWelcome welcome)
    {
        // Its clock is the server's.
    }

    void IAgentObserver.OrdersChanged(AgentOrders orders)
    {
        // Nobody is sent anywhere here.
    }

    void IAgentObserver.MilestoneRefused(AgentMilestone milestone, Refusal refusal)
    {
        // It reports none.
    }

    void IAgentObserver.LinkChanged(LinkStatus link)
    {
        // What it could not send shows in the count of fixes.
    }
}
