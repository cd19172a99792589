using System.Text.Json.Serialization;
using Emergency.Domain.Clocks;
using Emergency.Domain.Orders.Safety;
using Emergency.Domain.Vitals;

namespace Emergency.Domain.Handover;

/// <summary>Everything that a handover report is made from, as the record has it. What nobody recorded is null or empty, and the report says "unknown".</summary>
public sealed record HandoverInput
{
    /// <summary>The most readings that are taken; the caller reduces longer courses (for instance to one value a minute).</summary>
    public const int MostReadings = 5_000;

    /// <summary>The case's number, as people say it.</summary>
    public required string CaseNumber { get; init; }

    /// <summary>The centre that the report comes from.</summary>
    public required string Centre { get; init; }

    /// <summary>When the report was made: everything in it is as known then.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>When the call was answered.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Urgency.</summary>
    public required Priority Priority { get; init; }

    /// <summary>What the caller said is the matter.</summary>
    public required string Complaint { get; init; }

    /// <summary>Where; null when unknown.</summary>
    public string? Address { get; init; }

    /// <summary>When it began, as said; null when unknown.</summary>
    public DateTimeOffset? OnsetAt { get; init; }

    /// <summary>How it came about (a fall, a crash, at rest); null when unknown.</summary>
    public string? Mechanism { get; init; }

    /// <summary>What was found on examination; empty when nothing was recorded.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>The patient.</summary>
    public required HandoverPatient Patient { get; init; }

    /// <summary>The vehicle; null when none was on it.</summary>
    public HandoverVehicle? Vehicle { get; init; }

    /// <summary>Milestones of the assignment that brought the patient, in any order.</summary>
    public IReadOnlyList<HandoverMilestone> Milestones { get; init; } = [];

    /// <summary>Readings in any order, at most <see cref="MostReadings"/>; a reading without a value says that it could not be measured.</summary>
    public IReadOnlyList<VitalReading> Vitals { get; init; } = [];

    /// <summary>Scores at <see cref="MadeAt"/>.</summary>
    public IReadOnlyList<CurrentScore> Scores { get; init; } = [];

    /// <summary>12-lead ECGs, in any order.</summary>
    public IReadOnlyList<HandoverEcg> Ecgs { get; init; } = [];

    /// <summary>Orders with where each stands, in any order.</summary>
    public IReadOnlyList<HandoverOrder> Orders { get; init; } = [];

    /// <summary>Drugs that were given, on an order or not, in any order.</summary>
    public IReadOnlyList<HandoverDrug> DrugsGiven { get; init; } = [];

    /// <summary>What physicians and crew wrote to each other, in any order.</summary>
    public IReadOnlyList<HandoverMessage> Guidance { get; init; } = [];

    /// <summary>Green channels, in any order.</summary>
    public IReadOnlyList<HandoverChannel> Channels { get; init; } = [];

    /// <summary>Where the patient goes; null when unknown.</summary>
    public HandoverDestination? Destination { get; init; }
}

/// <summary>The patient as far as known.</summary>
/// <param name="Name">Null when unknown.</param>
/// <param name="Allergies">Null when nobody asked; empty when none.</param>
/// <param name="Conditions">Null when nobody asked; empty when none.</param>
public sealed record HandoverPatient(
    PatientId Id,
    string? Name = null,
    PatientAge? Age = null,
    PatientSex Sex = PatientSex.Unknown,
    PatientWeight? Weight = null,
    Pregnancy Pregnancy = Pregnancy.Unknown,
    IReadOnlyList<string>? Allergies = null,
    IReadOnlyList<string>? Conditions = null);

/// <summary>The vehicle and who is on it.</summary>
/// <param name="Plate">Null when unknown.</param>
/// <param name="Crew">Role and name of each, as the record has them.</param>
public sealed record HandoverVehicle(AmbulanceId Id, string? Plate, IReadOnlyList<HandoverPerson> Crew);

/// <summary>Somebody with a role.</summary>
/// <param name="Role">A word such as <c>physician</c>, <c>nurse</c>, <c>driver</c>.</param>
/// <param name="Name">Null when only the role is known.</param>
public sealed record HandoverPerson(string Role, string? Name = null);

/// <summary>A milestone and who set it.</summary>
public sealed record HandoverMilestone(Milestone Milestone, DateTimeOffset At, FactSource Source);

/// <summary>A 12-lead ECG.</summary>
/// <param name="Statement">What was said of it; null when nobody said anything. The software never says anything itself.</param>
/// <param name="StatedBy">Whose statement: a physician's name or <c>monitor</c>; null without a statement.</param>
/// <param name="ConfirmedBy">The physician who read it; null while nobody has.</param>
public sealed record HandoverEcg(
    string Id, DateTimeOffset AcquiredAt, string? Statement = null, string? StatedBy = null, string? ConfirmedBy = null, DateTimeOffset? ConfirmedAt = null);

/// <summary>Where an order stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HandoverOrderState>))]
public enum HandoverOrderState
{
    /// <summary>Ordered; nobody is known to have it.</summary>
    [JsonStringEnumMemberName("ordered")] Ordered = 0,

    /// <summary>The vehicle has it.</summary>
    [JsonStringEnumMemberName("delivered")] Delivered = 1,

    /// <summary>The crew read it back.</summary>
    [JsonStringEnumMemberName("read-back")] ReadBack = 2,

    /// <summary>Done.</summary>
    [JsonStringEnumMemberName("done")] Done = 3,

    /// <summary>Not done, with a reason.</summary>
    [JsonStringEnumMemberName("not-done")] NotDone = 4,

    /// <summary>Taken back before it was done.</summary>
    [JsonStringEnumMemberName("withdrawn")] Withdrawn = 5,
}

/// <summary>An order and its life.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="EndedBy">Who did it, did not do it, or took it back.</param>
/// <param name="Reason">Why it was not done or taken back.</param>
/// <param name="OverrideReason">Why it was sent against the safety check; null when nothing stood against it.</param>
public sealed record HandoverOrder(
    string Id,
    OrderDraft Order,
    string Name,
    HandoverOrderState State,
    string OrderedBy,
    DateTimeOffset OrderedAt,
    DateTimeOffset? DeliveredAt = null,
    DateTimeOffset? ReadBackAt = null,
    DateTimeOffset? EndedAt = null,
    string? EndedBy = null,
    string? Reason = null,
    string? OverrideReason = null);

/// <summary>A drug that was given.</summary>
/// <param name="OrderId">The order that it was given on; null when none.</param>
public sealed record HandoverDrug(
    string Code, string Name, DateTimeOffset At, Quantity? Dose = null, string? Route = null, Quantity? Rate = null, string? By = null, string? OrderId = null);

/// <summary>A message between physician and crew.</summary>
public sealed record HandoverMessage(DateTimeOffset At, string From, string Text, DateTimeOffset? AcknowledgedAt = null);

/// <summary>A green channel with its clocks as they stand.</summary>
/// <param name="Kind">A word such as <c>chest-pain</c>, <c>stroke</c>, <c>trauma</c>, <c>maternal</c>, <c>newborn-child</c>.</param>
public sealed record HandoverChannel(string Kind, DateTimeOffset OpenedAt, string OpenedBy, IReadOnlyList<ClockReading> Clocks);

/// <summary>Where the patient goes.</summary>
/// <param name="ExpectedAt">Null when unknown.</param>
/// <param name="AcknowledgedAt">When its desk acknowledged the pre-arrival notice; null when it has not.</param>
public sealed record HandoverDestination(HospitalId Id, string Name, DateTimeOffset? ExpectedAt = null, DateTimeOffset? AcknowledgedAt = null);
