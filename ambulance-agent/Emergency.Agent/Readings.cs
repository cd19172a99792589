using Emergency.Domain;

namespace Emergency.Agent;

/// <summary>A position as measured on the vehicle; the outbox gives it its sequence.</summary>
/// <param name="At">When it was taken, by the clock of events.</param>
/// <param name="Position">Where the vehicle was.</param>
/// <param name="SpeedKmh">How fast; null when unknown.</param>
/// <param name="HeadingDegrees">Clockwise from north, 0 to 360; null when unknown or standing.</param>
/// <param name="AccuracyMetres">Radius of 68 % confidence; null when unknown.</param>
public sealed record FixReading(
    DateTimeOffset At, GeoPoint Position, double? SpeedKmh = null, double? HeadingDegrees = null, double? AccuracyMetres = null);

/// <summary>A milestone as set on the vehicle; the outbox gives it its sequence.</summary>
/// <param name="CaseId">Of which case.</param>
/// <param name="AssignmentId">Of which assignment.</param>
/// <param name="Milestone">Which milestone or exit.</param>
/// <param name="OccurredAt">When it happened, by the clock of events.</param>
/// <param name="Source">The crew, or a geofence on the vehicle.</param>
/// <param name="Reason">Required for exits.</param>
/// <param name="HospitalId">With LeftScene and AtHospital: which hospital.</param>
public sealed record MilestoneReport(
    CaseId CaseId,
    AssignmentId AssignmentId,
    Milestone Milestone,
    DateTimeOffset OccurredAt,
    FactSource Source = FactSource.Vehicle,
    string? Reason = null,
    HospitalId? HospitalId = null);
