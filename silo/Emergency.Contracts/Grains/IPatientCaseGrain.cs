using System.Collections.Immutable;
using Emergency.Domain;
using Orleans.Concurrency;

namespace Emergency.Contracts;

/// <summary>One patient case; its key is the <see cref="CaseId"/>.</summary>
[Alias("Emergency.IPatientCaseGrain")]
public interface IPatientCaseGrain : IGrainWithStringKey
{
    /// <summary>Opens the case. Opening it again with the same key answers what stands.</summary>
    Task<Outcome<CaseView>> Open(OpenCase command);

    /// <summary>The case as it stands; null when it was never opened.</summary>
    [AlwaysInterleave]
    Task<CaseView?> Get();

    /// <summary>Everything that happened, in the order it was recorded.</summary>
    Task<ImmutableArray<TimelineEntry>> GetTimeline();

    /// <summary>Changes what is known of the case.</summary>
    Task<Outcome<CaseView>> Amend(AmendCase command);

    /// <summary>Sends a unit. Refused with <c>unit-not-free</c> and its kin when the unit says no.</summary>
    Task<Outcome<AssignmentView>> Assign(AssignUnit command);

    /// <summary>Records a milestone or an exit of an assignment.</summary>
    Task<Outcome<AssignmentView>> Report(ReportMilestone command);

    /// <summary>The same from a vehicle, which may speak for its own assignments only.</summary>
    Task<Outcome<AssignmentView>> ReportFromUnit(AmbulanceId unit, ReportMilestone command);

    /// <summary>Decides where the patient is taken.</summary>
    Task<Outcome<AssignmentView>> Direct(SetDestination command);

    /// <summary>Closes or cancels the case.</summary>
    Task<Outcome<CaseView>> End(EndCase command);

    /// <summary>The unit took up an assignment that had waited in its queue.</summary>
    Task ReservationPromoted(AssignmentId assignment);

    /// <summary>Gives the unit of an assignment to a more urgent case, which asks for it. Asked again it answers the same.</summary>
    Task<Outcome<AssignmentView>> Divert(DivertAssignment command);

    /// <summary>What the unit must know of its assignment; null when it is not, or no longer, part of the case.</summary>
    [AlwaysInterleave]
    Task<AssignmentOrder?> GetOrder(AssignmentId assignment);

    /// <summary>Finishes what a crash left half done; harmless at any time.</summary>
    Task Resume();
}
