using System.Text.Json.Serialization;

namespace Emergency.Domain.Cases;

/// <summary>When a unit is wanted.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AssignmentMode>))]
public enum AssignmentMode
{
    /// <summary>At once: the unit must be free.</summary>
    [JsonStringEnumMemberName("now")] Now = 0,

    /// <summary>Later: the unit keeps it in its queue, and it is offered when the unit is free and the time has come.</summary>
    [JsonStringEnumMemberName("later")] Later = 1,
}

/// <summary>How far one assignment has come with its unit.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AssignmentPhase>))]
public enum AssignmentPhase
{
    /// <summary>Intended; the unit has not answered yet.</summary>
    [JsonStringEnumMemberName("requested")] Requested = 0,

    /// <summary>The unit keeps it for later.</summary>
    [JsonStringEnumMemberName("reserved")] Reserved = 1,

    /// <summary>The unit holds it: offered or further, not ended.</summary>
    [JsonStringEnumMemberName("active")] Active = 2,

    /// <summary>Cleared, or left through an exit.</summary>
    [JsonStringEnumMemberName("ended")] Ended = 3,

    /// <summary>The unit said no.</summary>
    [JsonStringEnumMemberName("refused")] Refused = 4,
}

/// <summary>The bounds of one case. Beyond them a command is refused with <see cref="RejectionCodes.LimitReached"/>.</summary>
public static class CaseLimits
{
    /// <summary>The most patients of one case.</summary>
    public const int Patients = 500;

    /// <summary>The most assignments that one case may ever have.</summary>
    public const int Assignments = 600;

    /// <summary>The most notes added to one case.</summary>
    public const int Notes = 500;

    /// <summary>The most corrections of one milestone.</summary>
    public const int Corrections = 20;

    /// <summary>The longest response standard.</summary>
    public static readonly TimeSpan Standard = TimeSpan.FromHours(24);

    /// <summary>How far back a call may have come in, when a case is entered after the fact.</summary>
    public static readonly TimeSpan EntryDelay = TimeSpan.FromDays(7);

    /// <summary>How far ahead an assignment may be kept for later.</summary>
    public static readonly TimeSpan NotBefore = TimeSpan.FromDays(60);
}

/// <summary>How far clocks may differ before a milestone's time is refused.</summary>
public static class MilestoneTolerance
{
    /// <summary>A time at most this far ahead of the server's clock counts as now; further ahead it is refused.</summary>
    public static readonly TimeSpan Future = TimeSpan.FromMinutes(2);

    /// <summary>A time at most this far outside its neighbours counts as the neighbour's; further outside it is refused.</summary>
    public static readonly TimeSpan Order = TimeSpan.FromMinutes(2);
}

/// <summary>One patient as far as the case knows.</summary>
/// <param name="PatientId">Unique within the case.</param>
/// <param name="Name">As said; null when unknown.</param>
/// <param name="AgeYears">0 to 130; null when unknown.</param>
/// <param name="Sex">A code of the county's own, such as <c>female</c>; null when unknown.</param>
/// <param name="Notes">Free text.</param>
public sealed record PatientRecord(PatientId PatientId, string? Name = null, int? AgeYears = null, string? Sex = null, string? Notes = null);

/// <summary>A note that was added to a case after it was opened.</summary>
public sealed record CaseNote(string Text, DateTimeOffset At, string Actor, FactSource Source);

/// <summary>Where a diverted unit went.</summary>
public sealed record DivertTarget(CaseId CaseId, AssignmentId AssignmentId, Priority Priority);

/// <summary>The assignment that a request takes its unit from.</summary>
public sealed record DivertOrigin(CaseId CaseId, AssignmentId AssignmentId);
