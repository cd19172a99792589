using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Emergency.Domain.Vitals;

namespace Emergency.Domain.Care;

/// <summary>A patient in care.</summary>
/// <param name="AssignmentId">The assignment whose vehicle has the patient; null while none has.</param>
public sealed record PatientInCare(PatientId Id, AssignmentId? AssignmentId)
{
    public KnownFacts Known { get; init; } = KnownFacts.Nothing;

    /// <summary>What was recorded of alarms of its vital signs, oldest first.</summary>
    public ImmutableList<VitalAlarmEvent> AlarmFacts { get; init; } = [];
}

/// <summary>Somebody who takes part from afar.</summary>
public sealed record Participant(string User, string? Affiliation, ParticipantState State, DateTimeOffset Since, string? InvitedBy);

/// <summary>A marked stretch of an ECG, in milliseconds from its first sample.</summary>
/// <param name="Leads">Empty for all.</param>
public sealed record MarkedStretch(string EcgId, int FromMs, int ToMs, IReadOnlyList<string> Leads);

/// <summary>A line of a checklist.</summary>
public sealed record ChecklistLine(string Text, DateTimeOffset? TickedAt = null, string? TickedBy = null);

/// <summary>Something said between physicians and crews.</summary>
/// <param name="AssignmentId">The crew that said it; null when it was said to crews.</param>
public sealed record GuidanceGiven(
    string Id, PatientId? PatientId, AssignmentId? AssignmentId, string Author, bool FromCrew, DateTimeOffset At, string Text)
{
    public ImmutableList<ChecklistLine> Checklist { get; init; } = [];

    public MarkedStretch? Mark { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    public DateTimeOffset? ReadAt { get; init; }
}

/// <summary>A physician's word on a recording.</summary>
public sealed record EcgInterpretation(EcgStatement Statement, string? Text, string By, DateTimeOffset At);

/// <summary>A 12-lead recording or a still.</summary>
/// <param name="Kind"><c>ecg-12-lead</c> or <c>still</c>.</param>
/// <param name="MonitorStatement">What the monitor wrote on it; null when nothing.</param>
public sealed record Recording(
    string Id, string Kind, PatientId PatientId, DateTimeOffset AcquiredAt, DateTimeOffset ReceivedAt, string MediaType, long Length,
    string? MonitorStatement, string Actor, FactSource Source)
{
    /// <summary>The kind of a 12-lead ECG.</summary>
    public const string TwelveLead = "ecg-12-lead";

    /// <summary>The kind of a photograph.</summary>
    public const string Still = "still";

    /// <summary>The newest word on it; null while nobody read it.</summary>
    public EcgInterpretation? Reading { get; init; }

    [JsonIgnore]
    public bool IsEcg => Kind == TwelveLead;
}

/// <summary>Where an assignment is to go, as care decided it; the case is told, and the telling is repeated until it answered.</summary>
/// <param name="By">Who decided.</param>
/// <param name="Cause">The order or channel that says so.</param>
public sealed record Direction(AssignmentId AssignmentId, HospitalId HospitalId, string By, FactSource Source, string Cause);
