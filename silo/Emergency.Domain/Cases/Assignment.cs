using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Emergency.Domain.Cases;

/// <summary>One unit's part in a case, with what is known of each of its milestones. Immutable.</summary>
/// <param name="Id">Unique in the county.</param>
/// <param name="AmbulanceId">The unit.</param>
/// <param name="Mode">Wanted now or later.</param>
/// <param name="Priority">The case's priority when the unit was requested.</param>
/// <param name="RequestedAt">When the desk asked for the unit.</param>
public sealed record Assignment(AssignmentId Id, AmbulanceId AmbulanceId, AssignmentMode Mode, Priority Priority, DateTimeOffset RequestedAt)
{
    /// <summary>Expected travel time when requested; null when unknown.</summary>
    public TimeSpan? Eta { get; init; }

    /// <summary>Where the recommendation ranked the unit; null when it did not.</summary>
    public int? RecommendedRank { get; init; }

    /// <summary>Why this unit in spite of what speaks against it.</summary>
    public string? OverrideReason { get; init; }

    /// <summary>The unit that was recommended first when this one was chosen; null when that is not known.</summary>
    public AmbulanceId? FirstChoice { get; init; }

    /// <summary>Its expected travel time then; null when unknown.</summary>
    public TimeSpan? FirstChoiceEta { get; init; }

    /// <summary>For later: the earliest offer; null for as soon as the unit is free.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The other case's assignment that the unit comes from.</summary>
    public DivertOrigin? DivertFrom { get; init; }

    /// <summary>How far it has come with the unit.</summary>
    public AssignmentPhase Phase { get; init; }

    /// <summary>What was recorded, in the natural order of milestones, which is also the order of their times.</summary>
    public ImmutableList<MilestoneRecord> Milestones { get; init; } = [];

    /// <summary>The unit's no.</summary>
    public Rejection? Refusal { get; init; }

    /// <summary>The hospital it goes to; null when none was named.</summary>
    public HospitalId? Destination { get; init; }

    /// <summary>Where the unit was diverted to.</summary>
    public DivertTarget? DivertedTo { get; init; }

    /// <summary>Whether the unit confirmed, after the end, that it is rid of this.</summary>
    public bool Released { get; init; }

    /// <summary>Requested, reserved or active: the unit holds it, keeps it, or may yet.</summary>
    [JsonIgnore]
    public bool IsOpen => Phase is AssignmentPhase.Requested or AssignmentPhase.Reserved or AssignmentPhase.Active;

    /// <summary>The furthest thing recorded, which is what a board shows; null before the unit answered.</summary>
    [JsonIgnore]
    public Milestone? Current => Milestones.IsEmpty ? null : Milestones[^1].Milestone;

    /// <summary>How it ended: cleared or an exit; null while it has not.</summary>
    [JsonIgnore]
    public MilestoneRecord? End => Milestones.FirstOrDefault(m => MilestoneRules.IsEnd(m.Milestone));

    /// <summary>The furthest step before any end, from <see cref="Milestone.Reserved"/> to <see cref="Milestone.HandedOver"/>.</summary>
    [JsonIgnore]
    public Milestone? Furthest => Milestones.LastOrDefault(m => m.Milestone <= Milestone.HandedOver)?.Milestone;

    /// <summary>Whether the unit is known to have moved for this.</summary>
    [JsonIgnore]
    public bool HasRolled => Furthest >= Milestone.EnRoute;

    /// <summary>Whether, as far as is known, a patient is in the vehicle now.</summary>
    [JsonIgnore]
    public bool PatientOnBoard => Phase is AssignmentPhase.Active && Furthest is >= Milestone.PatientLoaded and < Milestone.HandedOver;

    /// <summary>
    /// Whether this assignment dealt with what the case was about: it cleared after it had been at the scene, or it left through
    /// <see cref="Milestone.NoPatientFound"/>, <see cref="Milestone.PatientRefused"/> or <see cref="Milestone.DeadOnScene"/>.
    /// </summary>
    [JsonIgnore]
    public bool IsConclusive => End?.Milestone switch
    {
        Milestone.NoPatientFound or Milestone.PatientRefused or Milestone.DeadOnScene => true,
        Milestone.Cleared => Furthest >= Milestone.OnScene,
        _ => false,
    };

    /// <summary>What is known of one milestone; null means unknown, never zero.</summary>
    public MilestoneRecord? Find(Milestone milestone) => Milestones.FirstOrDefault(m => m.Milestone == milestone);

    /// <summary>When one milestone happened; null means unknown.</summary>
    public DateTimeOffset? TimeOf(Milestone milestone) => Find(milestone)?.OccurredAt;
}

/// <summary>What is known of one milestone of an assignment.</summary>
/// <param name="OccurredAt">When it happened, as it stands after corrections.</param>
/// <param name="RecordedAt">When the server learnt of it first.</param>
/// <param name="Source">Through what it was first said.</param>
/// <param name="Actor">Who said it first.</param>
/// <param name="Reason">For exits and special endings.</param>
/// <param name="Key">The deduplication key of the message, if it had one.</param>
/// <param name="ClaimedAt">The time that was said, where clock tolerance moved it; else null.</param>
public sealed record MilestoneRecord(
    Milestone Milestone,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    FactSource Source,
    string Actor,
    string? Reason = null,
    string? Key = null,
    DateTimeOffset? ClaimedAt = null)
{
    /// <summary>Earlier times and who replaced them, oldest first.</summary>
    public ImmutableList<TimeCorrection> Corrections { get; init; } = [];
}

/// <summary>One replacement of a milestone's time.</summary>
public sealed record TimeCorrection(
    DateTimeOffset PreviousAt,
    DateTimeOffset CorrectedTo,
    DateTimeOffset RecordedAt,
    FactSource Source,
    string Actor,
    string Reason,
    string? Key = null);
