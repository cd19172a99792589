using System.Collections.Concurrent;
using Emergency.Agent;
using Emergency.Contracts;

namespace Emergency.Simulators;

/// <summary>
/// A simulated vehicle with the real agent on board. The agent hears from the centre at any time; the vehicle takes it up at its next
/// tick.
/// </summary>
internal sealed class FleetVehicle : IAgentObserver
{
    private readonly CountyClock _clock;
    private readonly Vehicle _vehicle;
    private readonly AgentConnection _agent;
    private readonly List<FixReading> _fixes = [];
    private readonly List<MilestoneReport> _milestones = [];
    private readonly ConcurrentQueue<AgentMilestone> _refused = new();
    private AgentOrders? _orders;

    /// <param name="clock">The county's clock, which the agent's welcome keeps right.</param>
    /// <param name="vehicle">Makes the vehicle, given where its reports go.</param>
    /// <param name="agent">Makes the agent, given who is told what it learns.</param>
    public FleetVehicle(
        CountyClock clock, Func<Action<FixReading>, Action<MilestoneReport>, Vehicle> vehicle, Func<IAgentObserver, AgentConnection> agent)
    {
        _clock = clock;
        _vehicle = vehicle(_fixes.Add, _milestones.Add);
        _agent = agent(this);
    }

    public AgentStatus Status => _agent.Status;

    public CrewPhase Phase => _vehicle.Crew.Phase;

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
        foreach (var milestone in _milestones)
            await _agent.Report(milestone);
        foreach (var fix in _fixes)
            await _agent.Report(fix);
        _milestones.Clear();
        _fixes.Clear();
    }

    void IAgentObserver.Welcomed(AgentWelcome welcome) => _clock.Hear(welcome.ServerTime);

    void IAgentObserver.OrdersChanged(AgentOrders orders) => Volatile.Write(ref _orders, orders);

    void IAgentObserver.MilestoneRefused(AgentMilestone milestone, Refusal refusal) => _refused.Enqueue(milestone);

    void IAgentObserver.LinkChanged(LinkStatus link)
    {
        // The status line asks for the link when it needs it.
    }
}
