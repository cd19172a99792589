using System.Collections.Concurrent;
using Emergency.Agent;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Simulators;

/// <summary>
/// A simulated vehicle with the real agent on board. The agent hears from the centre at any time; the vehicle takes it up at its next
/// tick.
/// </summary>
internal sealed class FleetVehicle : IAgentObserver
{
    /// <summary>Care that was pushed and not taken up yet; the newest of a case replaces the older, so there is one for each case.</summary>
    private readonly ConcurrentDictionary<CaseId, CrewCare> _care = new();


    private readonly CountyClock _clock;
    private readonly Vehicle _vehicle;
    private readonly AgentConnection _agent;
    private readonly List<FixReading> _fixes = [];
    private readonly List<MilestoneReport> _milestones = [];
    private readonly ConcurrentQueue<AgentMilestone> _refused = new();
    private readonly BedsideLog _bedside = new();
    private Place _position = new(default);
    private AgentOrders? _orders;

    /// <param name="clock">The county's clock, which the agent's welcome keeps right.</param>
    /// <param name="vehicle">Makes the vehicle, given where its reports go.</param>
    /// <param name="agent">Makes the agent, given whose it is.</param>
    public FleetVehicle(
        CountyClock clock,
        Func<Action<FixReading>, Action<MilestoneReport>, IBedsideReports, Vehicle> vehicle,
        Func<FleetVehicle, AgentConnection> agent)
    {
        _clock = clock;
        _vehicle = vehicle(_fixes.Add, _milestones.Add, _bedside);
        Position = _vehicle.Crew.At(_vehicle.Now).Position;
        _agent = agent(this);
    }

    public AgentStatus Status => _agent.Status;

    public CrewPhase Phase => _vehicle.Crew.Phase;

    /// <summary>Whether a patient is in its crew's care.</summary>
    public bool HasPatient => _vehicle.Bedside is not null;

    /// <summary>Where it was at its last tick.</summary>
    public GeoPoint Position
    {
        get => Volatile.Read(ref _position).Point;
        private set => Volatile.Write(ref _position, new Place(value));
    }

    /// <summary>Runs the agent until cancelled.</summary>
    public Task Run(CancellationToken cancellation) => _agent.Run(cancellation);

    /// <summary>Lives on up to now, obeys what came in, and hands over what there is to report. For one caller at a time.</summary>
    public async ValueTask Tick(DateTimeOffset now)
    {
        _vehicle.Advance(now);
        if (Interlocked.Exchange(ref _orders, null) is { } orders)
            _vehicle.Take(orders, _vehicle.Now);
        while (_refused.TryDequeue(out var refused))
            _vehicle.Crew.Reconsider(refused, _vehicle.Now);
        foreach (var (caseId, care) in _care)
        {
            if (_care.TryRemove(new KeyValuePair<CaseId, CrewCare>(caseId, care)))
                _vehicle.Hear(care, _vehicle.Now);
        }

        Position = _vehicle.Crew.At(_vehicle.Now).Position;
        foreach (var milestone in _milestones)
            await _agent.Report(milestone);
        await _bedside.HandOver(_agent);
        foreach (var fix in _fixes)
            await _agent.Report(fix);
        _milestones.Clear();
        _fixes.Clear();
    }

    void IAgentObserver.Welcomed(AgentWelcome welcome) => _clock.Hear(welcome.ServerTime);

    void IAgentObserver.OrdersChanged(AgentOrders orders) => Volatile.Write(ref _orders, orders);

    void IAgentObserver.MilestoneRefused(AgentMilestone milestone, Refusal refusal) => _refused.Enqueue(milestone);

    void IAgentObserver.CareChanged(CrewCare care) => _care[care.CaseId] = care;

    void IAgentObserver.LinkChanged(LinkStatus link)
    {
        // The status line asks for the link when it needs it.
    }

    /// <summary>A point that is read whole while another thread sets it.</summary>
    private sealed record Place(GeoPoint Point);
}
