using System.Collections.Immutable;
using Emergency.Domain;
using Orleans.Concurrency;

namespace Emergency.Contracts;

/// <summary>One ambulance, the only owner of its own availability; its key is the <see cref="AmbulanceId"/>.</summary>
[Alias("Emergency.IAmbulanceGrain")]
public interface IAmbulanceGrain : IGrainWithStringKey
{
    /// <summary>The unit as it stands; null when the county has no such unit.</summary>
    [AlwaysInterleave]
    Task<UnitView?> Get();

    /// <summary>Puts the unit on or off duty.</summary>
    Task<Outcome<UnitView>> SetDuty(SetDuty command);

    /// <summary>Why the unit would say no to a case now; null when it would say yes. Binds nobody.</summary>
    [AlwaysInterleave]
    Task<Refusal?> WhyNot(ReserveUnit question);

    /// <summary>A case asks for the unit. Asking again for the same assignment answers the same.</summary>
    Task<Outcome<Reservation>> Reserve(ReserveUnit command);

    /// <summary>A more urgent case takes the unit from the assignment that holds it, in one step: it is never free in between.</summary>
    Task<Outcome<Reservation>> Divert(AssignmentId from, ReserveUnit to);

    /// <summary>A case gives the unit back. Giving back what it does not hold changes nothing.</summary>
    /// <param name="rolled">Whether the unit set out, and so is free on the road rather than at its station.</param>
    Task Release(AssignmentId assignment, bool rolled, ActorRef by);

    /// <summary>A case tells how its assignment stands now.</summary>
    [AlwaysInterleave]
    Task OrderChanged(AssignmentOrder order, DateTimeOffset milestoneAt);

    /// <summary>The unit reached its base.</summary>
    Task ArrivedAtStation(ActorRef by, DateTimeOffset at);

    /// <summary>The desk sends the free unit to another station. Asked again for the same move it answers the same, or that it is over.</summary>
    Task<Outcome<UnitView>> OrderMove(MoveUnit command);

    /// <summary>The desk takes a move back; one that is not under way changes nothing.</summary>
    Task<Outcome<UnitView>> WithdrawMove(string moveId, ActorRef by);

    /// <summary>An agent connected as this vehicle.</summary>
    /// <param name="session">Names the connection, so that an older one's end does not hide a newer one.</param>
    Task<Outcome<AgentWelcome>> AgentConnected(string session, AgentHello hello);

    /// <summary>A connection ended.</summary>
    Task AgentDisconnected(string session);

    /// <summary>Takes fixes; answers once they are durable.</summary>
    Task<Outcome<FixAck>> AcceptFixes(FixBatch batch);

    /// <summary>Takes milestones that were set on the vehicle; answers once they are durable or refused for good.</summary>
    /// <remarks>Interleaves, because the case that is told may at once ask this unit to release itself.</remarks>
    [AlwaysInterleave]
    Task<ImmutableArray<MilestoneAck>> AcceptMilestones(string deviceId, ImmutableArray<AgentMilestone> milestones);

    /// <summary>Takes facts that the crew set; answers once they are durable or refused for good.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<CrewReportAck>> AcceptReports(string deviceId, ImmutableArray<CrewReport> reports);

    /// <summary>Takes vitals; answers once they are durable.</summary>
    [AlwaysInterleave]
    Task<Outcome<TelemetryAck>> AcceptVitals(VitalsBatch batch);

    /// <summary>Takes live ECG; tells it at once and answers once it is durable.</summary>
    [AlwaysInterleave]
    Task<Outcome<TelemetryAck>> AcceptEcg(EcgBatch batch);

    /// <summary>An attachment of this vehicle is complete and durable; the case takes note of it.</summary>
    [AlwaysInterleave]
    Task<Refusal?> AttachmentComplete(AttachmentOffer offer);

    /// <summary>The vehicle says how its link is.</summary>
    [AlwaysInterleave]
    Task ReportLink(LinkReport report);

    /// <summary>The care of the unit's cases as its crew must know it.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<CrewCare>> GetCare();

    /// <summary>Where the unit was, oldest first, at most <paramref name="limit"/> fixes.</summary>
    Task<ImmutableArray<UnitPosition>> GetTrack(DateTimeOffset from, DateTimeOffset to, int limit);
}
