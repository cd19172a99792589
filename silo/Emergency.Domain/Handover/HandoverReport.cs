using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Emergency.Domain.Handover;

/// <summary>One line of a report.</summary>
/// <param name="Code">What it is, such as <c>complaint</c>, <c>vital.heartRate</c>, <c>order.done</c>; catalogues word it.</param>
/// <param name="Value">Null is "unknown", which is shown as such, never left out.</param>
/// <param name="At">When it was so; null where that means nothing.</param>
/// <param name="By">Who said or did it; null where that means nothing or nobody knows.</param>
/// <param name="Detail">More in words; null where there is none.</param>
public sealed record HandoverLine(
    string Code, string? Value, string? Unit = null, DateTimeOffset? At = null, string? By = null, string? Detail = null)
{
    /// <summary>Whether nobody knows.</summary>
    [JsonIgnore]
    public bool IsUnknown => Value is null;
}

/// <summary>One section of a report; its code is one of <see cref="HandoverReport.SectionCodes"/>.</summary>
public sealed record HandoverSection(string Code, ImmutableArray<HandoverLine> Lines);

/// <summary>
/// A handover in the order in which it is said at the hospital's door: identity, then ATMIST (age, time, mechanism, injuries and findings, signs,
/// treatment), then guidance, green channels, destination. ATMIST is the usual scheme of ambulance handovers. Built from the record alone; nothing is concluded.
/// </summary>
public sealed record HandoverReport(string CaseNumber, string Centre, DateTimeOffset MadeAt, ImmutableArray<HandoverSection> Sections)
{
    /// <summary>The sections, in their order. Every report has all of them.</summary>
    public static ImmutableArray<string> SectionCodes { get; } =
        ["identity", "age", "time", "mechanism", "injuries", "signs", "treatment", "guidance", "channels", "destination"];

    /// <summary>The section of that code.</summary>
    public HandoverSection Section(string code) => Sections.First(s => s.Code == code);

    /// <summary>Builds the report.</summary>
    public static HandoverReport Of(HandoverInput input)
    {
        var lines = new HandoverLines(input);
        return new(
            input.CaseNumber, input.Centre, input.MadeAt,
            [
                new("identity", [.. lines.Identity()]), new("age", [.. lines.Age()]), new("time", [.. lines.Time()]),
                new("mechanism", [.. lines.Mechanism()]), new("injuries", [.. lines.Injuries()]), new("signs", [.. lines.Signs()]),
                new("treatment", [.. lines.Treatment()]), new("guidance", [.. lines.Guidance()]), new("channels", [.. lines.Channels()]),
                new("destination", [.. lines.Destination()]),
            ]);
    }
}
