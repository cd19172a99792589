using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Emergency.Domain.Cases;

/// <summary>
/// One incident, from the ring of the telephone to the last unit's return: the only place where its facts are decided. Immutable:
/// <see cref="Decide"/> says what a command would mean, <see cref="Apply(CaseEvent)"/> gives the case after an event.
/// <para>The unit itself is owned by its own stream. So an assignment is a saga: requested here, answered by the unit, confirmed here;
/// ended here, released by the unit, confirmed here. <see cref="PendingRequests"/> and <see cref="PendingReleases"/> are what is left to do
/// after a crash at any line; doing a step twice is harmless.</para>
/// <para>The case closes by itself when its last open assignment ends and at least as many assignments as there are patients ended
/// conclusively (<see cref="Assignment.IsConclusive"/>); otherwise the desk closes it. A closed or cancelled case still takes late
/// facts (backfills, corrections, the return to the station, notes, patients) but no new assignment.</para>
/// </summary>
public sealed record PatientCase
{
    /// <summary>A case that was not opened yet.</summary>
    public static PatientCase None { get; } = new();

    /// <summary>How many events it was folded from: the expected version of the next append.</summary>
    public long Version { get; init; }

    public CaseId Id { get; init; }

    /// <summary>What people call the case.</summary>
    public string Number { get; init; } = "";

    public GeoPoint Location { get; init; }

    public string? Address { get; init; }

    public string? CallerName { get; init; }

    public string? CallerPhone { get; init; }

    public string Complaint { get; init; } = "";

    public Priority Priority { get; init; }

    public AreaKind Area { get; init; }

    /// <summary>The longest response that meets the standard.</summary>
    public TimeSpan Standard { get; init; }

    public int PatientCount { get; init; }

    /// <summary>What was noted when the case was opened or amended; what came later is in <see cref="AddedNotes"/>.</summary>
    public string? Notes { get; init; }

    /// <summary>When the telephone began to ring; null when unknown.</summary>
    public DateTimeOffset? RingAt { get; init; }

    /// <summary>When the call was answered: the start of the response clock.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it was closed or cancelled; null while open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public bool IsCancelled { get; init; }

    /// <summary>Why it was cancelled, or closed by hand.</summary>
    public string? EndReason { get; init; }

    /// <summary>Every assignment it ever had, in the order of request.</summary>
    public ImmutableList<Assignment> Assignments { get; init; } = [];

    public ImmutableList<PatientRecord> Patients { get; init; } = [];

    public ImmutableList<CaseNote> AddedNotes { get; init; } = [];

    /// <summary>Whether there is a case at all.</summary>
    [JsonIgnore]
    public bool IsOpened => Version > 0;

    /// <summary>Opened and neither closed nor cancelled.</summary>
    [JsonIgnore]
    public bool IsOpen => IsOpened && EndedAt is null;

    /// <summary>Derived: assigned means that a unit holds an assignment; one that is merely requested or kept for later does not count.</summary>
    [JsonIgnore]
    public CaseStatus Status =>
        IsCancelled ? CaseStatus.Cancelled
        : EndedAt is not null ? CaseStatus.Closed
        : Assignments.Any(a => a.Phase is AssignmentPhase.Active) ? CaseStatus.Assigned
        : CaseStatus.Waiting;

    /// <summary>Assignments whose unit has not answered: ask it (again), then confirm or refuse.</summary>
    [JsonIgnore]
    public IEnumerable<Assignment> PendingRequests => Assignments.Where(a => a.Phase is AssignmentPhase.Requested);

    /// <summary>
    /// Assignments that are over (ended, or refused, since a late duplicate of the question may yet have been answered with yes) and
    /// whose unit has not confirmed that it is rid of them. For a diverted one the unit is first diverted to
    /// <see cref="Assignment.DivertedTo"/>, so that it is never free in between; then, whatever the unit answered, it is released like the
    /// others: that is harmless after a diversion, and needed where the other case gave up meanwhile and the unit refused to be diverted.
    /// </summary>
    [JsonIgnore]
    public IEnumerable<Assignment> PendingReleases => Assignments.Where(a => !a.IsOpen && !a.Released);

    /// <summary>Whether the saga still has a step to do.</summary>
    [JsonIgnore]
    public bool HasPendingWork => PendingRequests.Any() || PendingReleases.Any();

    /// <summary>The assignment of that id; null when there is none.</summary>
    public Assignment? Find(AssignmentId id) => Assignments.Find(a => a.Id == id);

    /// <summary>What this command means now: events, nothing, or one rejection. Changes nothing.</summary>
    public Decision<CaseEvent> Decide(CaseCommand command, DateTimeOffset now) =>
        TextRules.Author(command.By) is { } nobody ? nobody
        : command is OpenCase open ? CaseRules.Open(this, open, now)
        : IsOpened ? WithClosing(DecideOpened(command, now), now)
        : Decision<CaseEvent>.Reject(RejectionCodes.UnknownCase, "no such case was opened");

    /// <summary>The case after this event.</summary>
    public PatientCase Apply(CaseEvent happened) => CaseFold.Apply(this, happened) with { Version = Version + 1 };

    /// <summary>The case after these events, oldest first.</summary>
    public PatientCase Apply(IEnumerable<CaseEvent> happened) => happened.Aggregate(this, (state, e) => state.Apply(e));

    /// <summary>The case as its whole stream tells it.</summary>
    public static PatientCase Replay(IEnumerable<CaseEvent> stream) => None.Apply(stream);

    private Decision<CaseEvent> DecideOpened(CaseCommand command, DateTimeOffset now) => command switch
    {
        AmendCase c => CaseRules.Amend(this, c, now),
        AddNote c => CaseRules.Note(this, c, now),
        RecordPatient c => CaseRules.Patient(this, c, now),
        CancelCase c => CaseRules.Cancel(this, c, now),
        CloseCase c => CaseRules.Close(this, c, now),
        RequestAssignment c => AssignmentRules.Request(this, c, now),
        ConfirmOffer c => AssignmentRules.Confirm(this, c, now),
        RefuseOffer c => AssignmentRules.Refuse(this, c, now),
        PromoteAssignment c => AssignmentRules.Promote(this, c, now),
        ConfirmRelease c => AssignmentRules.Release(this, c, now),
        RecordMilestone c => AssignmentSteps.Record(this, c, now),
        CorrectMilestone c => AssignmentSteps.Correct(this, c, now),
        SetDestination c => AssignmentSteps.Destination(this, c, now),
        CancelAssignment c => AssignmentSteps.Cancel(this, c, now),
        DivertAssignment c => AssignmentSteps.Divert(this, c, now),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
    };

    /// <summary>Adds the closing of the case to the end of its last open assignment, where that concludes it.</summary>
    private Decision<CaseEvent> WithClosing(Decision<CaseEvent> decision, DateTimeOffset now)
    {
        if (!IsOpen || decision.Events is not [var only] || only is not (MilestoneRecorded or AssignmentRefused))
            return decision;
        var after = Apply(only);
        if (after.Assignments.Any(a => a.IsOpen) || after.Assignments.Count(a => a.IsConclusive) < PatientCount)
            return decision;
        var endedAt = after.Find(AssignmentOf(only))!.End?.OccurredAt ?? only.At;
        return Decision<CaseEvent>.Accept(only, new CaseClosed(endedAt, now, FactAuthor.System.Actor, FactSource.System, Automatic: true));
    }

    private static AssignmentId AssignmentOf(CaseEvent happened) =>
        happened is MilestoneRecorded step ? step.AssignmentId : ((AssignmentRefused)happened).AssignmentId;
}
