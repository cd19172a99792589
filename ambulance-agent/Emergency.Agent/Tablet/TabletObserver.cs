using Emergency.Agent.Composition;
using Emergency.Agent.Geofence;
using Emergency.Contracts;

namespace Emergency.Agent.Tablet;

/// <summary>Tells the tablet what the agent learns. The board is asked for late, because the agent is put together first.</summary>
internal sealed class TabletObserver(IServiceProvider services) : IAgentObserver, IVehicleObserver
{
    private TabletBoard Board => services.GetRequiredService<TabletBoard>();

    public void Welcomed(AgentWelcome welcome)
    {
        // The orders of the welcome are told right after.
    }

    public void OrdersChanged(AgentOrders orders) => Board.Take(orders);

    public void CareChanged(CrewCare care) => Board.Take(care);

    public void MilestoneRefused(AgentMilestone milestone, Refusal refusal) => Board.Refused(ReportLane.Milestones, milestone.Sequence, refusal);

    public void ReportRefused(CrewReport report, Refusal refusal) => Board.Refused(ReportLane.Acts, report.Sequence, refusal);

    public void AttachmentRefused(AttachmentOffer offer, Refusal refusal) => Board.Refused(offer.AttachmentId, refusal);

    public void LinkChanged(LinkStatus link) => Board.Ring();

    public void Signalled(CallSignal signal) => Board.Take(signal);

    public void EcgModeChanged(EcgModeChange change) => Board.Ring();

    public void VitalsTaken(VitalsReading reading) =>
        Board.Take(reading.ToSample(0, services.GetRequiredService<Vehicle>().Connection.ActiveOrder?.CaseId));

    public void Proposed(MilestoneProposal proposal) => Board.Ring();
}
