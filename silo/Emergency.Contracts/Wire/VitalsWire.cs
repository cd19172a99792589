using System.Collections.Immutable;
using Emergency.Domain;

namespace Emergency.Contracts;

/// <summary>What a patient monitor measured at one moment. A value that was not measured is null; nothing is carried over from an earlier sample.</summary>
/// <param name="Sequence">Grows by one with every sample of the device, from 1.</param>
/// <param name="At">When it was measured.</param>
/// <param name="CaseId">The case; null when the vehicle is on none.</param>
/// <param name="PatientId">Whose; null for the patient of the vehicle's assignment.</param>
/// <param name="HeartRate">Per minute, from the ECG.</param>
/// <param name="Pulse">Per minute, from the oximeter.</param>
/// <param name="SpO2">Per cent.</param>
/// <param name="RespirationRate">Per minute.</param>
/// <param name="Systolic">mmHg, non-invasive.</param>
/// <param name="Diastolic">mmHg.</param>
/// <param name="Mean">mmHg.</param>
/// <param name="Temperature">°C.</param>
/// <param name="EtCO2">mmHg.</param>
/// <param name="Glucose">mmol/L.</param>
/// <param name="Off">Words of the values that the monitor says it cannot measure now, such as <c>spo2</c> with the sensor off.</param>
[GenerateSerializer, Immutable, Alias("Emergency.VitalsSample")]
public sealed record VitalsSample(
    [property: Id(0)] long Sequence,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] CaseId? CaseId = null,
    [property: Id(3)] PatientId? PatientId = null,
    [property: Id(4)] double? HeartRate = null,
    [property: Id(5)] double? Pulse = null,
    [property: Id(6)] double? SpO2 = null,
    [property: Id(7)] double? RespirationRate = null,
    [property: Id(8)] double? Systolic = null,
    [property: Id(9)] double? Diastolic = null,
    [property: Id(10)] double? Mean = null,
    [property: Id(11)] double? Temperature = null,
    [property: Id(12)] double? EtCO2 = null,
    [property: Id(13)] double? Glucose = null,
    [property: Id(14)] ImmutableArray<string>? Off = null);

/// <summary>Vitals of one device, at most <see cref="MaxSamples"/>, in any order.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.VitalsBatch")]
public sealed record VitalsBatch([property: Id(0)] string DeviceId, [property: Id(1)] ImmutableArray<VitalsSample> Samples)
{
    /// <summary>The most samples one batch may hold; a larger one is refused whole.</summary>
    public const int MaxSamples = 200;
}

/// <summary>A stretch of the live ECG, compressed without loss (<c>EcgCodec</c>).</summary>
/// <param name="Sequence">Grows by one with every block of the device, from 1.</param>
/// <param name="At">When its first sample was taken.</param>
/// <param name="Data">The compressed samples with lead names, rate and LSB in the header.</param>
[GenerateSerializer, Immutable, Alias("Emergency.EcgWaveBlock")]
public sealed record EcgWaveBlock(
    [property: Id(0)] long Sequence,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] CaseId? CaseId,
    [property: Id(3)] PatientId? PatientId,
    [property: Id(4)] byte[] Data);

/// <summary>ECG blocks of one device, at most <see cref="MaxBlocks"/>.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.EcgBatch")]
public sealed record EcgBatch([property: Id(0)] string DeviceId, [property: Id(1)] ImmutableArray<EcgWaveBlock> Blocks)
{
    /// <summary>The most blocks one batch may hold.</summary>
    public const int MaxBlocks = 40;

    /// <summary>The largest block, bytes; it fits a point of the track store.</summary>
    public const int MaxBlockBytes = 16 * 1024;
}

/// <summary>What of a device's telemetry in one lane is durable and may be forgotten.</summary>
/// <param name="Accepted">Sequences that are durable now, repeats included.</param>
/// <param name="Rejected">Sequences that will never be taken, with the reason.</param>
[GenerateSerializer, Immutable, Alias("Emergency.TelemetryAck")]
public sealed record TelemetryAck(
    [property: Id(0)] ImmutableArray<long> Accepted,
    [property: Id(1)] ImmutableArray<RejectedItem> Rejected);

/// <summary>A 12-lead recording or a still that a vehicle or clinic wants to hand in. It is sent in pieces and goes on after a broken link.</summary>
/// <param name="AttachmentId">A word made by the sender; the same word is the same attachment.</param>
/// <param name="Kind"><c>ecg-12-lead</c> or <c>still</c>.</param>
/// <param name="MediaType">Such as <c>application/x-emergency-ecg</c> (one <c>EcgCodec</c> block) or <c>image/jpeg</c>.</param>
/// <param name="Length">Bytes, 1 to <see cref="MaxLength"/>.</param>
/// <param name="Sha256">Of all bytes, hexadecimal, lower case.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Statement">What the monitor itself wrote on it; null when nothing. Shown as the monitor's word.</param>
[GenerateSerializer, Immutable, Alias("Emergency.AttachmentOffer")]
public sealed record AttachmentOffer(
    [property: Id(0)] string AttachmentId,
    [property: Id(1)] string Kind,
    [property: Id(2)] string MediaType,
    [property: Id(3)] long Length,
    [property: Id(4)] string Sha256,
    [property: Id(5)] DateTimeOffset At,
    [property: Id(6)] CaseId CaseId,
    [property: Id(7)] PatientId? PatientId = null,
    [property: Id(8)] string? Statement = null)
{
    /// <summary>The largest attachment, bytes.</summary>
    public const long MaxLength = 2 * 1024 * 1024;

    /// <summary>The largest piece, bytes.</summary>
    public const int MaxPieceBytes = 32 * 1024;
}

/// <summary>A piece of an attachment; it must follow on what is held already.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.AttachmentPiece")]
public sealed record AttachmentPiece(
    [property: Id(0)] string AttachmentId,
    [property: Id(1)] long Offset,
    [property: Id(2)] byte[] Data);

/// <summary>How much of an attachment is durable.</summary>
/// <param name="Held">Bytes from the start; the next piece begins here. 0 also after a checksum that did not fit: begin anew.</param>
/// <param name="Complete">All bytes are there, the checksum fits, and the case knows of it: the sender may forget it.</param>
/// <param name="Refusal">It will never be taken; null otherwise.</param>
[GenerateSerializer, Immutable, Alias("Emergency.AttachmentState")]
public sealed record AttachmentState(
    [property: Id(0)] string AttachmentId,
    [property: Id(1)] long Held,
    [property: Id(2)] bool Complete,
    [property: Id(3)] Refusal? Refusal = null);

/// <summary>The newest vitals of one patient, each value with the time at which it was measured.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.NewestVitals")]
public sealed record NewestVitals(
    [property: Id(0)] CaseId CaseId,
    [property: Id(1)] PatientId PatientId,
    [property: Id(2)] AmbulanceId? AmbulanceId,
    [property: Id(3)] ImmutableArray<VitalValue> Values,
    [property: Id(4)] long Version);

/// <summary>One measured value.</summary>
/// <param name="Kind">The word of the value as in JSON of <see cref="VitalsSample"/>: <c>heartRate pulse spO2 respirationRate systolic diastolic mean temperature etCO2 glucose</c>.</param>
/// <param name="Off">The monitor said later that it cannot measure it now.</param>
/// <param name="Level"><c>normal</c>, <c>warning</c> or <c>danger</c> by the alarm limits of the patient's age; null when those are unknown.</param>
[GenerateSerializer, Immutable, Alias("Emergency.VitalValue")]
public sealed record VitalValue(
    [property: Id(0)] string Kind,
    [property: Id(1)] double Value,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] bool Off = false,
    [property: Id(4)] string? Level = null);

/// <summary>A live ECG block on its way to whoever watches the patient. Not kept for those who come later than a few seconds.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.LiveEcg")]
public sealed record LiveEcg(
    [property: Id(0)] CaseId CaseId,
    [property: Id(1)] PatientId PatientId,
    [property: Id(2)] AmbulanceId AmbulanceId,
    [property: Id(3)] long Sequence,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] byte[] Data);

/// <summary>A trend for display: buckets of equal length; one without any value is a gap.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.VitalTrendView")]
public sealed record VitalTrendView(
    [property: Id(0)] CaseId CaseId,
    [property: Id(1)] PatientId PatientId,
    [property: Id(2)] DateTimeOffset From,
    [property: Id(3)] DateTimeOffset To,
    [property: Id(4)] double BucketSeconds,
    [property: Id(5)] ImmutableArray<VitalTrendLine> Lines);

/// <summary>One value over time; arrays have one entry for each bucket, null in a gap.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.VitalTrendLine")]
public sealed record VitalTrendLine(
    [property: Id(0)] string Kind,
    [property: Id(1)] ImmutableArray<double?> Low,
    [property: Id(2)] ImmutableArray<double?> High,
    [property: Id(3)] ImmutableArray<double?> Last);
