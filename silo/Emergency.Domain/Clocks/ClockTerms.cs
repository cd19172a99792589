using System.Text.Json.Serialization;

namespace Emergency.Domain.Clocks;

/// <summary>A moment that a clock begins or ends at.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClockPoint>))]
public enum ClockPoint
{
    /// <summary>The telephone began to ring.</summary>
    [JsonStringEnumMemberName("ring")] Ring = 0,

    /// <summary>The call was answered.</summary>
    [JsonStringEnumMemberName("answered")] Answered = 1,

    /// <summary>A unit was offered the case: the first one, or the one that the clock is about.</summary>
    [JsonStringEnumMemberName("offered")] Offered = 2,

    /// <summary>The unit set out.</summary>
    [JsonStringEnumMemberName("en-route")] EnRoute = 3,

    /// <summary>A unit reached the scene: the first one.</summary>
    [JsonStringEnumMemberName("on-scene")] OnScene = 4,

    /// <summary>First medical contact.</summary>
    [JsonStringEnumMemberName("first-medical-contact")] FirstMedicalContact = 5,

    /// <summary>The 12-lead ECG was recorded.</summary>
    [JsonStringEnumMemberName("ecg-acquired")] EcgAcquired = 6,

    /// <summary>A physician confirmed the ECG.</summary>
    [JsonStringEnumMemberName("ecg-confirmed")] EcgConfirmed = 7,

    /// <summary>The cath lab was called.</summary>
    [JsonStringEnumMemberName("cath-lab-activated")] CathLabActivated = 8,

    /// <summary>The cath lab was ready.</summary>
    [JsonStringEnumMemberName("cath-lab-ready")] CathLabReady = 9,

    /// <summary>The patient came through the hospital's door.</summary>
    [JsonStringEnumMemberName("door")] Door = 10,

    /// <summary>The device crossed the lesion.</summary>
    [JsonStringEnumMemberName("device")] Device = 11,

    /// <summary>Thrombolysis began.</summary>
    [JsonStringEnumMemberName("needle")] Needle = 12,
}

/// <summary>How a clock stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClockState>))]
public enum ClockState
{
    /// <summary>Its beginning has not happened yet.</summary>
    [JsonStringEnumMemberName("notStarted")] NotStarted = 0,

    /// <summary>It runs, within its target.</summary>
    [JsonStringEnumMemberName("running")] Running = 1,

    /// <summary>It ended within its target.</summary>
    [JsonStringEnumMemberName("met")] Met = 2,

    /// <summary>It ended beyond its target, or runs beyond it.</summary>
    [JsonStringEnumMemberName("missed")] Missed = 3,

    /// <summary>A moment that it needs was never recorded. Never counted as zero.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown = 4,
}

/// <summary>What a clock measures and what it should keep to.</summary>
/// <param name="Name">A word in kebab case.</param>
/// <param name="Target">The longest span that meets it.</param>
/// <param name="Share">The share of cases that should meet it, 0 to 1; null where every one should.</param>
/// <param name="TransferTarget">The longest span for a patient who comes by transfer; null where that makes no difference.</param>
public sealed record ClockDefinition(
    string Name,
    ClockPoint From,
    ClockPoint To,
    TimeSpan Target,
    double? Share = null,
    TimeSpan? TransferTarget = null)
{
    /// <summary>The part of the target after which a running clock warns, by default.</summary>
    public const double DefaultWarnAt = 0.8;

    /// <summary>The part of the target after which a running clock warns, more than 0 and at most 1.</summary>
    public double WarnAt { get; init; } = DefaultWarnAt;
}

/// <summary>The clocks of a county. Targets are the usual Chinese ones; a county replaces them.</summary>
public sealed record ClockTable
{
    /// <summary>The published targets.</summary>
    public static ClockTable Default { get; } = new();

    /// <summary>Ring → answered, 10 s for 95 %.</summary>
    public ClockDefinition Answer { get; init; } = new("answer", ClockPoint.Ring, ClockPoint.Answered, TimeSpan.FromSeconds(10), 0.95);

    /// <summary>Answered → first unit offered, 60 s for 90 %.</summary>
    public ClockDefinition Dispatch { get; init; } = new("dispatch", ClockPoint.Answered, ClockPoint.Offered, TimeSpan.FromSeconds(60), 0.90);

    /// <summary>Offered → under way, 3 min for 95 %; one for each assignment.</summary>
    public ClockDefinition Turnout { get; init; } = new("turnout", ClockPoint.Offered, ClockPoint.EnRoute, TimeSpan.FromMinutes(3), 0.95);

    /// <summary>Answered → first unit on scene; the target is the case's own standard, so this one's stands for the urban default.</summary>
    public ClockDefinition Response { get; init; } = new("response", ClockPoint.Answered, ClockPoint.OnScene, ResponseStandards.Default.Urban);

    /// <summary>The clocks of treatment, in the order of the pathway.</summary>
    public IReadOnlyList<ClockDefinition> Clinical { get; init; } =
    [
        new("first-ecg", ClockPoint.FirstMedicalContact, ClockPoint.EcgAcquired, TimeSpan.FromMinutes(10)),
        new("ecg-read", ClockPoint.EcgAcquired, ClockPoint.EcgConfirmed, TimeSpan.FromMinutes(10)),
        new("cath-lab-activation", ClockPoint.CathLabActivated, ClockPoint.CathLabReady, TimeSpan.FromMinutes(30)),
        new("fmc-to-device", ClockPoint.FirstMedicalContact, ClockPoint.Device, TimeSpan.FromMinutes(90), null, TimeSpan.FromMinutes(120)),
        new("door-to-balloon", ClockPoint.Door, ClockPoint.Device, TimeSpan.FromMinutes(90)),
        new("door-to-needle", ClockPoint.Door, ClockPoint.Needle, TimeSpan.FromMinutes(60)),
    ];
}

/// <summary>How soon a unit should be there.</summary>
/// <param name="Urban">城区, 15 minutes by default.</param>
/// <param name="Rural">乡村, 30 minutes by default.</param>
public sealed record ResponseStandards(TimeSpan Urban, TimeSpan Rural)
{
    /// <summary>城区 15 分钟、乡村 30 分钟.</summary>
    public static ResponseStandards Default { get; } = new(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30));

    /// <summary>The standard that holds in such an area.</summary>
    public TimeSpan For(AreaKind area) => area is AreaKind.Urban ? Urban : Rural;
}
