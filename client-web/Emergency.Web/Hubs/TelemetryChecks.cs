using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Web.Hubs;

/// <summary>What is wrong in form with what a vehicle measured; what is implausible is the case's to say. Null when nothing is.</summary>
internal static class TelemetryChecks
{
    private const int MaxOff = 16;
    private const int MaxWord = 32;
    private const int MaxRadio = 200;
    private const double LongestRttMs = 600_000;
    private const double LongestBacklogSeconds = 366 * 86_400.0;

    private static readonly string[] EcgModes = ["full", "half-rate", "four-leads", "off"];

    public static string? ProblemOf(VitalsSample sample)
    {
        if (sample.Sequence < 1)
            return "a sequence is 1 or more";
        if (!IsWord(sample.CaseId?.Value) || !IsWord(sample.PatientId?.Value))
            return "the case and the patient must be words";
        if (Values(sample).Any(value => value is { } number && !double.IsFinite(number)))
            return "a value must be a number";
        return sample.Off is { IsDefault: false } off && (off.Length > MaxOff || off.Any(word => word is null or { Length: > MaxWord }))
            ? $"at most {MaxOff} values can be off, each a word"
            : null;
    }

    public static string? ProblemOf(EcgWaveBlock block)
    {
        if (block.Sequence < 1)
            return "a sequence is 1 or more";
        if (!IsWord(block.CaseId?.Value) || !IsWord(block.PatientId?.Value))
            return "the case and the patient must be words";
        return block.Data is { Length: > 0 and <= EcgBatch.MaxBlockBytes } ? null : $"a block has 1 to {EcgBatch.MaxBlockBytes} bytes";
    }

    public static string? ProblemOf(LinkReport? report)
    {
        if (report is null || report.Uplink is not { Length: > 0 and <= MaxWord } || report.Radio is { Length: > MaxRadio })
            return "a link report must name its way, and say little of the radio";
        if (!EcgModes.Contains(report.EcgMode))
            return $"the ECG mode must be one of {string.Join(", ", EcgModes)}";
        var fits = Within(report.RttMs, LongestRttMs) && Within(report.LossShare, 1) && Within(report.BytesPerSecond, 1e10)
            && Within(report.BacklogSeconds, LongestBacklogSeconds) && report.Waiting >= 0;
        return fits ? null : "a figure of the link is out of bounds";
    }

    private static bool IsWord(string? word) => word is null || WordId.IsValid(word);

    private static bool Within(double? value, double high) => value is null || (value >= 0 && value <= high);

    private static ImmutableArray<double?> Values(VitalsSample sample) =>
    [
        sample.HeartRate, sample.Pulse, sample.SpO2, sample.RespirationRate, sample.Systolic, sample.Diastolic, sample.Mean,
        sample.Temperature, sample.EtCO2, sample.Glucose,
    ];
}

/// <summary>What is wrong in form with an attachment. Null when nothing is.</summary>
internal static class AttachmentChecks
{
    public const string TwelveLead = "ecg-12-lead";
    public const string Still = "still";
    public const string EcgMediaType = "application/x-emergency-ecg";

    private const int Sha256Digits = 64;

    /// <summary>The media types of each kind. What browsers would run is not among them.</summary>
    private static readonly Dictionary<string, string[]> MediaTypes = new()
    {
        [TwelveLead] = [EcgMediaType],
        [Still] = ["image/jpeg", "image/png", "image/webp"],
    };

    public static string? ProblemOf(AttachmentOffer offer)
    {
        if (!WordId.IsValid(offer.CaseId.Value) || (offer.PatientId is { } patient && !WordId.IsValid(patient.Value)))
            return "the case and the patient must be words";
        if (offer.Kind is null || !MediaTypes.TryGetValue(offer.Kind, out var types))
            return $"the kind must be one of {string.Join(", ", MediaTypes.Keys)}";
        if (!types.Contains(offer.MediaType))
            return $"the media type of {offer.Kind} must be one of {string.Join(", ", types)}";
        if (offer.Length is < 1 or > AttachmentOffer.MaxLength)
            return $"an attachment has 1 to {AttachmentOffer.MaxLength} bytes";
        if (offer.Sha256 is not { Length: Sha256Digits } || !offer.Sha256.All(char.IsAsciiHexDigitLower))
            return $"the checksum must have {Sha256Digits} hexadecimal digits in lower case";
        return CrewChecks.IsText(offer.Statement, TextLimits.Notes) ? null : "the statement is too long or has control characters";
    }
}
