using System.Collections.Immutable;
using Emergency.Domain;
using Emergency.Domain.Care;

namespace Emergency.Contracts;

/// <summary>Says what is known of a patient; null members leave what was known.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.DescribePatient")]
public sealed record DescribePatient([property: Id(0)] ActorRef By, [property: Id(1)] PatientId PatientId, [property: Id(2)] PatientFactsView Facts);

/// <summary>Says something to the crew, or as the crew.</summary>
/// <param name="GuidanceId">Made by the caller, so that a repeated command is the same command.</param>
[GenerateSerializer, Immutable, Alias("Emergency.GiveGuidance")]
public sealed record GiveGuidance(
    [property: Id(0)] ActorRef By,
    [property: Id(1)] string GuidanceId,
    [property: Id(2)] PatientId? PatientId,
    [property: Id(3)] string Text,
    [property: Id(4)] ImmutableArray<string> Checklist,
    [property: Id(5)] EcgMark? Mark);

/// <summary>Gives an order. It is checked again by the same rules when it is given.</summary>
/// <param name="OrderId">Made by the caller, so that a repeated command is the same command.</param>
/// <param name="OverrideReason">Why in spite of severe findings.</param>
[GenerateSerializer, Immutable, Alias("Emergency.GiveOrder")]
public sealed record GiveOrder(
    [property: Id(0)] ActorRef By,
    [property: Id(1)] string OrderId,
    [property: Id(2)] PatientId PatientId,
    [property: Id(3)] OrderBody Body,
    [property: Id(4)] string? OverrideReason);

/// <summary>A clinic's doctor carries an order out, as long as no vehicle has the patient.</summary>
/// <param name="State"><c>delivered</c>, <c>read-back</c>, <c>done</c> or <c>not-done</c>.</param>
/// <param name="Text">The words read back, or why it was not done (required then).</param>
/// <param name="DedupeKey">The same key twice is the same step; at most 128 characters.</param>
[GenerateSerializer, Immutable, Alias("Emergency.ProgressOrder")]
public sealed record ProgressOrder(
    [property: Id(0)] ActorRef By,
    [property: Id(1)] string OrderId,
    [property: Id(2)] OrderState State,
    [property: Id(3)] string? Text,
    [property: Id(4)] DateTimeOffset OccurredAt,
    [property: Id(5)] string? DedupeKey);

/// <summary>Takes an order back; one that is done stays done.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.CancelOrder")]
public sealed record CancelOrder([property: Id(0)] ActorRef By, [property: Id(1)] string OrderId, [property: Id(2)] string Reason);

/// <summary>Asks a physician to join, joins, or leaves.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.SetParticipant")]
public sealed record SetParticipant(
    [property: Id(0)] ActorRef By,
    [property: Id(1)] string User,
    [property: Id(2)] ParticipantState State,
    [property: Id(3)] string? Affiliation = null);

/// <summary>Opens a green channel.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.OpenChannel")]
public sealed record OpenChannel(
    [property: Id(0)] ActorRef By,
    [property: Id(1)] string ChannelId,
    [property: Id(2)] ChannelKind Kind,
    [property: Id(3)] PatientId? PatientId,
    [property: Id(4)] HospitalId? HospitalId = null,
    [property: Id(5)] DateTimeOffset? OccurredAt = null);

/// <summary>Records that something happened on a channel.</summary>
/// <param name="HospitalId">With <c>bypass-decided</c>: where to; else null.</param>
/// <param name="Reason">Required with <c>bypass-decided</c>.</param>
[GenerateSerializer, Immutable, Alias("Emergency.RecordChannelEvent")]
public sealed record RecordChannelEvent(
    [property: Id(0)] ActorRef By,
    [property: Id(1)] string ChannelId,
    [property: Id(2)] ChannelEvent Event,
    [property: Id(3)] DateTimeOffset OccurredAt,
    [property: Id(4)] HospitalId? HospitalId = null,
    [property: Id(5)] string? Reason = null);

/// <summary>Closes a channel that is served or was opened in error.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.CloseChannel")]
public sealed record CloseChannel([property: Id(0)] ActorRef By, [property: Id(1)] string ChannelId, [property: Id(2)] string Reason);

/// <summary>A physician says what an ECG shows.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.ReadEcg")]
public sealed record ReadEcg(
    [property: Id(0)] ActorRef By,
    [property: Id(1)] string EcgId,
    [property: Id(2)] EcgStatement Statement,
    [property: Id(3)] string? Text);

/// <summary>An attachment is complete and durable; the case takes note of it.</summary>
/// <param name="AssignmentId">The vehicle's part in the case; null from a clinic.</param>
[GenerateSerializer, Immutable, Alias("Emergency.NoteAttachment")]
public sealed record NoteAttachment(
    [property: Id(0)] ActorRef By,
    [property: Id(1)] AttachmentOffer Offer,
    [property: Id(2)] AssignmentId? AssignmentId);
