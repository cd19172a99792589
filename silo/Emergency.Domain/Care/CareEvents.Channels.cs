namespace Emergency.Domain.Care;

/// <summary>A green channel was opened.</summary>
/// <param name="Channel">Which pathway.</param>
public sealed record ChannelBegun(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string ChannelId, ChannelKind Channel, PatientId PatientId,
    HospitalId? HospitalId = null) : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>Something happened on a channel; an event that was recorded before has its time corrected by this.</summary>
/// <param name="Origin">The fact that it was taken from; null when somebody said it.</param>
public sealed record ChannelStepped(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string ChannelId, ChannelEvent Event,
    HospitalId? HospitalId = null, string? Reason = null, string? Origin = null, DateTimeOffset? ClaimedAt = null)
    : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>The channel leads elsewhere, because the patient's assignment was directed elsewhere.</summary>
public sealed record ChannelDirected(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string ChannelId, AssignmentId AssignmentId, HospitalId HospitalId)
    : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>The hospital was told who comes.</summary>
public sealed record NoticeSent(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string ChannelId, HospitalId HospitalId)
    : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>Its desk said that it knows.</summary>
public sealed record NoticeSeen(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string ChannelId, HospitalId HospitalId)
    : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>A clock of a channel has little time left, or none.</summary>
/// <param name="Clock">Its name.</param>
/// <param name="DueAt">When it reaches, or reached, its target.</param>
/// <param name="Missed">False for the warning before.</param>
public sealed record ChannelClockAlerted(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string ChannelId, string Clock, DateTimeOffset DueAt, bool Missed)
    : CareEvent(At, RecordedAt, Actor, Source);

/// <summary>A channel was closed.</summary>
public sealed record ChannelClosed(DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, string ChannelId, string Reason)
    : CareEvent(At, RecordedAt, Actor, Source);
