using System.Collections.Immutable;
using Emergency.Contracts;
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

/// <summary>What a patient monitor measured at one moment; the outbox gives it its sequence. What was not measured is null.</summary>
/// <param name="At">When it was measured, by the clock of events.</param>
/// <param name="HeartRate">Per minute, from the ECG.</param>
/// <param name="Pulse">Per minute, from the oximeter or the cuff.</param>
/// <param name="SpO2">Per cent.</param>
/// <param name="RespirationRate">Per minute.</param>
/// <param name="Systolic">mmHg, non-invasive.</param>
/// <param name="Diastolic">mmHg.</param>
/// <param name="Mean">mmHg.</param>
/// <param name="Temperature">°C.</param>
/// <param name="EtCO2">mmHg.</param>
/// <param name="Glucose">mmol/L.</param>
/// <param name="Off">Words of the values that the monitor says it cannot measure now.</param>
public sealed record VitalsReading(
    DateTimeOffset At,
    double? HeartRate = null,
    double? Pulse = null,
    double? SpO2 = null,
    double? RespirationRate = null,
    double? Systolic = null,
    double? Diastolic = null,
    double? Mean = null,
    double? Temperature = null,
    double? EtCO2 = null,
    double? Glucose = null,
    ImmutableArray<string>? Off = null)
{
    /// <summary>Whether it says anything.</summary>
    public bool IsEmpty => Off is not { IsDefaultOrEmpty: false }
        && (HeartRate ?? Pulse ?? SpO2 ?? RespirationRate ?? Systolic ?? Diastolic ?? Mean ?? Temperature ?? EtCO2 ?? Glucose) is null;

    /// <summary>The same as it goes to the server.</summary>
    public VitalsSample ToSample(long sequence, CaseId? caseId) => new(
        sequence, At, caseId, null, HeartRate, Pulse, SpO2, RespirationRate, Systolic, Diastolic, Mean, Temperature, EtCO2, Glucose, Off);
}
