using Emergency.Agent.Geofence;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Agent.Composition;

/// <summary>Told what happens on the vehicle itself. Calls must return soon and may come from several threads.</summary>
public interface IVehicleObserver
{
    /// <summary>A fix was kept.</summary>
    void FixTaken(FixReading fix)
    {
    }

    /// <summary>Vital signs were kept.</summary>
    void VitalsTaken(VitalsReading reading)
    {
    }

    /// <summary>A milestone is proposed.</summary>
    void Proposed(MilestoneProposal proposal)
    {
    }
}

/// <summary>Tells everybody on the vehicle what the agent learns.</summary>
public sealed class VehicleObservers(IEnumerable<IAgentObserver> agent, IEnumerable<IVehicleObserver> vehicle) : IAgentObserver, IVehicleObserver
{
    private readonly IAgentObserver[] _agent = [.. agent];
    private readonly IVehicleObserver[] _vehicle = [.. vehicle];
    private AgentWelcome? _welcome;

    /// <summary>The vehicle's base, as the server said it; null before it did.</summary>
    public GeoPoint? Station => Volatile.Read(ref _welcome)?.Station.Point;

    public void Welcomed(AgentWelcome welcome)
    {
        Volatile.Write(ref _welcome, welcome);
        Tell(observer => observer.Welcomed(welcome));
    }

    public void OrdersChanged(AgentOrders orders) => Tell(observer => observer.OrdersChanged(orders));

    public void MilestoneRefused(AgentMilestone milestone, Refusal refusal) => Tell(observer => observer.MilestoneRefused(milestone, refusal));

    public void LinkChanged(LinkStatus link) => Tell(observer => observer.LinkChanged(link));

    public void CareChanged(CrewCare care) => Tell(observer => observer.CareChanged(care));

    public void ReportRefused(CrewReport report, Refusal refusal) => Tell(observer => observer.ReportRefused(report, refusal));

    public void AttachmentRefused(AttachmentOffer offer, Refusal refusal) => Tell(observer => observer.AttachmentRefused(offer, refusal));

    public void Signalled(CallSignal signal) => Tell(observer => observer.Signalled(signal));

    public void EcgModeChanged(EcgModeChange change) => Tell(observer => observer.EcgModeChanged(change));

    public void FixTaken(FixReading fix) => Array.ForEach(_vehicle, observer => observer.FixTaken(fix));

    public void VitalsTaken(VitalsReading reading) => Array.ForEach(_vehicle, observer => observer.VitalsTaken(reading));

    public void Proposed(MilestoneProposal proposal) => Array.ForEach(_vehicle, observer => observer.Proposed(proposal));

    private void Tell(Action<IAgentObserver> tell) => Array.ForEach(_agent, observer => tell(observer));
}
