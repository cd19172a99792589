using System.Text.Json;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Journal;

namespace Emergency.Grains.Care;

/// <summary>How a patient's telemetry stands in the track store.</summary>
internal static class TelemetryLanes
{
    /// <summary>The lane of vital signs; a payload is the sample as JSON.</summary>
    public const string Vitals = "vitals";

    /// <summary>The lane of live ECG; a payload is the compressed block itself.</summary>
    public const string Ecg = "ecg";

    public static string SubjectOf(CaseId caseId, PatientId patient) => $"{caseId}.{patient}";

    public static byte[] ToPayload(VitalsSample sample) => JsonSerializer.SerializeToUtf8Bytes(sample);

    /// <summary>The sample with the time under which it is kept, which is never ahead of when it came.</summary>
    public static VitalsSample ToSample(TrackEntry entry) =>
        JsonSerializer.Deserialize<VitalsSample>(entry.Payload.Span)! with { Sequence = entry.Sequence, At = entry.At };
}
