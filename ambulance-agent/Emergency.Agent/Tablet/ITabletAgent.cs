using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Agent.Tablet;

/// <summary>Which of the outbox's sequences a report has.</summary>
public enum ReportLane
{
    /// <summary>Milestones.</summary>
    Milestones = 0,

    /// <summary>Everything else that a crew sets.</summary>
    Acts = 1,
}

/// <summary>What the tablet needs of the agent on the same vehicle. Safe to use from several threads.</summary>
public interface ITabletAgent
{
    /// <summary>The vehicle.</summary>
    AmbulanceId AmbulanceId { get; }

    /// <summary>The device to which the outbox's sequences belong. A new one knows nothing of the sequences of the one before.</summary>
    string DeviceId { get; }

    /// <summary>What the agent knows now and the tablet does not keep itself.</summary>
    TabletReading Read();

    /// <summary>Puts a milestone into the outbox.</summary>
    /// <returns>Its sequence.</returns>
    /// <exception cref="OutboxFullException">Nothing was kept.</exception>
    ValueTask<long> Report(MilestoneReport report);

    /// <summary>Puts a fact of the crew into the outbox.</summary>
    /// <returns>Its sequence.</returns>
    /// <exception cref="OutboxFullException">Nothing was kept.</exception>
    ValueTask<long> Report(CaseId caseId, AssignmentId assignmentId, DateTimeOffset occurredAt, CrewAct act);

    /// <summary>The sequences of a lane that the server has not answered yet.</summary>
    ValueTask<IReadOnlySet<long>> Waiting(ReportLane lane);

    /// <summary>Takes a proposal of a geofence off the list, because the crew has answered it.</summary>
    /// <returns>False when it is not there any more.</returns>
    bool TakeProposal(string proposalId);

    /// <summary>Makes a 12-lead recording of the last seconds, and hands it in.</summary>
    /// <returns>What was recorded, or why nothing was.</returns>
    ValueTask<Outcome<TabletEcg>> RecordTwelveLead();

    /// <summary>Hands in a photograph.</summary>
    /// <param name="jpeg">At most <see cref="AttachmentOffer.MaxLength"/> bytes.</param>
    /// <returns>The attachment, or why it was not taken.</returns>
    ValueTask<Outcome<TabletEcg>> AddStill(ReadOnlyMemory<byte> jpeg);

    /// <summary>The newest raw ECG blocks, oldest first.</summary>
    ImmutableArray<EcgWaveBlock> RecentEcg(TimeSpan span);

    /// <summary>Passes a signal on to the physicians; not kept when there is no link.</summary>
    /// <returns>Null, or why it was not passed on.</returns>
    ValueTask<Refusal?> Signal(CallSignal signal);

    /// <summary>How to reach a physician by video; those known last when there is no link.</summary>
    ValueTask<ImmutableArray<IceServer>> IceServers();
}

/// <summary>What the agent knows at one moment.</summary>
/// <param name="Position">The newest fix; null when there is none.</param>
/// <param name="Proposals">Milestones that a geofence proposes and nobody answered.</param>
public sealed record TabletReading(
    TabletLink Link,
    ImmutableArray<TabletWaiting> Waiting,
    ImmutableArray<TabletInput> Inputs,
    TabletThinning Thinned,
    FixReading? Position,
    ImmutableArray<TabletProposal> Proposals);

/// <summary>The link, in plain figures.</summary>
/// <param name="State"><c>online</c>, <c>connecting</c> or <c>offline</c>.</param>
/// <param name="Since">Since when it has been online, or not online.</param>
/// <param name="Uplink">The way in use; null when there is none, or only one.</param>
/// <param name="EcgMode">As in <see cref="LinkReport"/>; null when no ECG is sent.</param>
public sealed record TabletLink(
    string State,
    DateTimeOffset Since,
    string? LastError = null,
    string? Uplink = null,
    double? RttMs = null,
    double? LossShare = null,
    string? EcgMode = null,
    string? Radio = null);

/// <summary>What waits to be sent, by kind.</summary>
/// <param name="Kind">A word: <c>milestones acts vitals fixes attachments ecg</c>.</param>
/// <param name="OldestAt">When the oldest of it happened; null when that is not known.</param>
public sealed record TabletWaiting(string Kind, long Count, DateTimeOffset? OldestAt = null);

/// <summary>An input of the vehicle.</summary>
/// <param name="Name"><c>gps monitor ecg</c>.</param>
/// <param name="State"><c>off down silent good</c>.</param>
/// <param name="LastAt">When it last brought something usable; null when never.</param>
/// <param name="Problem">What is wrong, in English; null when nothing is.</param>
public sealed record TabletInput(string Name, string State, DateTimeOffset? LastAt, string? Problem = null);

/// <summary>What was given up to keep room for facts.</summary>
/// <param name="From">The beginning of the first stretch of ECG that was given up; null when none was.</param>
public sealed record TabletThinning(long Fixes, long EcgBlocks, DateTimeOffset? From = null, DateTimeOffset? To = null);

/// <summary>A milestone that a geofence proposes.</summary>
/// <param name="At">When it happened, as the positions say.</param>
public sealed record TabletProposal(string ProposalId, AssignmentId AssignmentId, Milestone Milestone, DateTimeOffset At);

/// <summary>A recording made on this vehicle.</summary>
/// <param name="Kind"><c>ecg-12-lead</c> or <c>still</c>.</param>
/// <param name="Refusal">The server will never take it; null otherwise.</param>
public sealed record TabletEcg(string EcgId, string Kind, DateTimeOffset At, Refusal? Refusal = null);
