using Emergency.Agent;
using Emergency.Contracts;
using Emergency.Domain;
using Microsoft.Extensions.Logging.Abstractions;

namespace Emergency.System.Tests;

/// <summary>One vehicle's crew with the real agent over the real network.</summary>
internal sealed class Crew : IAgentObserver, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly AgentConnection _agent;
    private readonly Task _running;

    public Crew(DispatchServer server, string ambulanceId)
    {
        AmbulanceId = ambulanceId;
        var options = new AgentOptions
        {
            AmbulanceId = new AmbulanceId(ambulanceId),
            DeviceKey = server.DeviceKeys[ambulanceId],
            Server = server.Url,
        };
        _agent = new AgentConnection(
            options, new MemoryOutbox($"test-{ambulanceId}-{Environment.ProcessId}"), new SignalRUplink(options, TimeProvider.System),
            new AgentClocks(TimeProvider.System, TimeProvider.System), new Random(1), this, NullLogger<AgentConnection>.Instance);
        _running = _agent.Run(_stop.Token);
    }

    public string AmbulanceId { get; }

    /// <summary>What the server refused for good.</summary>
    public List<string> Refusals { get; } = [];

    /// <summary>The order to carry out now; null when there is none.</summary>
    public AssignmentOrder? Order => _agent.Orders?.Orders.FirstOrDefault(o => o.Active);

    /// <summary>The care of the case that the unit is on; null while the server told nothing of it.</summary>
    public CrewCare? Care => _agent.Care.FirstOrDefault(care => care.CaseId == Order?.CaseId) ?? _agent.Care.LastOrDefault();

    /// <summary>Whether everything reported has been acknowledged.</summary>
    public bool IsAllTaken => _agent.Status.Outbox.OldestWaiting is null;

    public ValueTask<long> Set(AssignmentOrder order, Milestone milestone, HospitalId? hospital = null, DateTimeOffset? at = null) =>
        _agent.Report(new MilestoneReport(
            order.CaseId, order.AssignmentId, milestone, at ?? TimeProvider.System.GetUtcNow(), HospitalId: hospital));

    public ValueTask<long> Say(CrewAct act, DateTimeOffset? at = null) =>
        _agent.Report(Care!.CaseId, Care.AssignmentId, at ?? TimeProvider.System.GetUtcNow(), act);

    public ValueTask<long> Measure(VitalsReading reading) => _agent.Report(reading);

    public ValueTask<long> DriveTo(GeoPoint position) =>
        _agent.Report(new FixReading(TimeProvider.System.GetUtcNow(), position, SpeedKmh: 50, HeadingDegrees: 90, AccuracyMetres: 5));

    public void Welcomed(AgentWelcome welcome)
    {
    }

    public void OrdersChanged(AgentOrders orders)
    {
    }

    public void MilestoneRefused(AgentMilestone milestone, Refusal refusal) => Refusals.Add($"{milestone.Milestone}: {refusal.Detail}");

    public void ReportRefused(CrewReport report, Refusal refusal) => Refusals.Add($"{report.Act.GetType().Name}: {refusal.Detail}");

    public void LinkChanged(LinkStatus link)
    {
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }
}
