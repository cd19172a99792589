using Emergency.Contracts;

namespace Emergency.Agent;

/// <summary>
/// Told what an agent learns. Calls of one agent do not overlap, come on the agent's own threads and must return soon;
/// an exception from here ends the connection, which is then opened again.
/// </summary>
public interface IAgentObserver
{
    /// <summary>The server welcomed the device; newer orders in the welcome are told by <see cref="OrdersChanged"/> right after.</summary>
    void Welcomed(AgentWelcome welcome);

    /// <summary>There are newer orders. An older or repeated version is never told.</summary>
    void OrdersChanged(AgentOrders orders);

    /// <summary>The server will never take a milestone, and the agent has dropped it: the crew must be told.</summary>
    void MilestoneRefused(AgentMilestone milestone, Refusal refusal);

    /// <summary>The link changed.</summary>
    void LinkChanged(LinkStatus link);

    /// <summary>The care of a case of the unit changed. An older or repeated version is never told.</summary>
    void CareChanged(CrewCare care)
    {
    }

    /// <summary>The server will never take a report, and the agent has dropped it: the crew must be told.</summary>
    void ReportRefused(CrewReport report, Refusal refusal)
    {
    }

    /// <summary>The server will never take an attachment, and the agent has dropped it: the crew must be told.</summary>
    void AttachmentRefused(AttachmentOffer offer, Refusal refusal)
    {
    }

    /// <summary>Somebody sets up a video or voice connection.</summary>
    void Signalled(CallSignal signal)
    {
    }

    /// <summary>More or less of the live ECG is sent: the crew must see it.</summary>
    void EcgModeChanged(EcgModeChange change)
    {
    }
}
