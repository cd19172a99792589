using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Emergency.Domain.Units;

namespace Emergency.Domain.Recommendations;

/// <summary>How well a unit is heard.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UnitLink>))]
public enum UnitLink
{
    /// <summary>It has no onboard agent: reached by voice only.</summary>
    [JsonStringEnumMemberName("voice-only")] VoiceOnly = 0,

    /// <summary>Connected, and heard lately.</summary>
    [JsonStringEnumMemberName("online")] Online = 1,

    /// <summary>Connected, but silent for longer than it should be.</summary>
    [JsonStringEnumMemberName("stale")] Stale = 2,

    /// <summary>Not connected.</summary>
    [JsonStringEnumMemberName("offline")] Offline = 3,
}

/// <summary>What the ranking must know of the case.</summary>
/// <param name="Standard">The longest response that meets the standard.</param>
/// <param name="Required">Capability words that a unit should have; see <see cref="ComplaintRules"/>.</param>
/// <param name="Elapsed">How much of the standard is used up since the call was answered.</param>
public sealed record RecommendationRequest(Priority Priority, TimeSpan Standard, IReadOnlyList<string> Required, TimeSpan Elapsed = default)
{
    /// <summary>What was said of the case; the rules for further units look for words in it.</summary>
    public string Complaint { get; init; } = "";

    /// <summary>How many patients there are said to be.</summary>
    public int Patients { get; init; } = 1;

    /// <summary>The capability words of each unit that is on the case already.</summary>
    public IReadOnlyList<IReadOnlyList<string>> OnCase { get; init; } = [];
}

/// <summary>What the ranking must know of a unit.</summary>
/// <param name="Eta">From now to the scene, turnout included; null when no way there is known.</param>
/// <param name="FixAge">Age of the position that it was reckoned from; null when the unit is only assumed at its station.</param>
/// <param name="MissionPriority">The priority of the case that it is on; null when on none.</param>
/// <param name="MissionMilestone">How far it has come there; null when on none.</param>
/// <param name="CoverageCost">People who would no longer be reached in time if it left; null when not reckoned.</param>
public sealed record UnitSnapshot(
    AmbulanceId AmbulanceId,
    UnitDuty Duty,
    IReadOnlyList<string> Capabilities,
    TimeSpan? Eta,
    TimeSpan? FixAge,
    UnitLink Link,
    Priority? MissionPriority = null,
    Milestone? MissionMilestone = null,
    double? CoverageCost = null)
{
    /// <summary>Who rides on it; null when nobody said.</summary>
    public CrewComplement? Crew { get; init; }

    /// <summary>Why it is paused or out of service.</summary>
    public string? DutyReason { get; init; }

    /// <summary>How the crew has rested; null when unknown.</summary>
    public CrewRest? Rest { get; init; }
}

/// <summary>How a crew has rested; each is null when unknown.</summary>
/// <param name="Worked">Since the crew came on, or since its last break.</param>
/// <param name="SinceMission">Since its last mission ended.</param>
/// <param name="ShiftLeft">Until its shift ends.</param>
public readonly record struct CrewRest(TimeSpan? Worked, TimeSpan? SinceMission, TimeSpan? ShiftLeft);

/// <summary>What the case that loses its unit would lose.</summary>
/// <param name="Next">The unit that would be there soonest instead; null when none could come.</param>
/// <param name="Delay">How much later that is; null when none could come, or its time or the present one is unknown.</param>
/// <param name="MeetsStandard">Whether the first case would still be reached in time; null when unknown.</param>
public sealed record DivertLoss(AmbulanceId? Next, TimeSpan? Delay, bool? MeetsStandard);

/// <summary>One thing that speaks for or against a unit: a code that each language has a sentence for, and its figures.</summary>
/// <param name="Code">One of <see cref="ReasonCodes"/>.</param>
/// <param name="Arguments">By name; seconds and people are whole numbers.</param>
public sealed record RecommendationReason(string Code, ImmutableDictionary<string, string> Arguments)
{
    /// <summary>A reason without figures.</summary>
    internal static RecommendationReason Of(string code) => new(code, ImmutableDictionary<string, string>.Empty);

    /// <summary>A reason with one figure.</summary>
    internal static RecommendationReason Of(string code, string name, string value) =>
        new(code, ImmutableDictionary<string, string>.Empty.Add(name, value));

    /// <summary>A reason with two figures.</summary>
    internal static RecommendationReason Of(string code, string name, string value, string name2, string value2) =>
        new(code, ImmutableDictionary<string, string>.Empty.Add(name, value).Add(name2, value2));

    /// <summary>A reason with a time in whole seconds.</summary>
    internal static RecommendationReason Of(string code, string name, TimeSpan span) => Of(code, name, Seconds(span));

    internal static string Seconds(TimeSpan span) => Math.Round(span.TotalSeconds).ToString("0", System.Globalization.CultureInfo.InvariantCulture);

    public override string ToString() =>
        string.Join(' ', Arguments.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}={a.Value}").Prepend(Code));
}

/// <summary>A unit that could go.</summary>
/// <param name="Rank">1 is the best.</param>
/// <param name="Eta">From now to the scene, turnout included; null when unknown.</param>
/// <param name="MeetsStandard">Whether it would be there in time; null when its travel time is unknown.</param>
/// <param name="RequiresDivert">It is on a less urgent case and would be taken from it.</param>
/// <param name="NeedsOverride">It lacks what is needed: sending it needs a reason, also where it ranks first.</param>
public sealed record Candidate(
    AmbulanceId AmbulanceId,
    int Rank,
    TimeSpan? Eta,
    bool? MeetsStandard,
    UnitDuty Duty,
    IReadOnlyList<string> Capabilities,
    TimeSpan? FixAge,
    double? CoverageCost,
    bool RequiresDivert,
    bool NeedsOverride,
    IReadOnlyList<RecommendationReason> Reasons);

/// <summary>A unit that could not go, and why.</summary>
public sealed record UnavailableUnit(AmbulanceId AmbulanceId, UnitDuty Duty, IReadOnlyList<RecommendationReason> Reasons);

/// <summary>A further unit that the county's rules advise for this case.</summary>
/// <param name="Kind">One of <see cref="SupportKinds"/>.</param>
/// <param name="Why">The rule that asks for it.</param>
/// <param name="Candidates">Who could be that unit, best first; empty when nobody can.</param>
public sealed record AdvisedUnit(string Kind, RecommendationReason Why, IReadOnlyList<Candidate> Candidates);

/// <summary>Everything that is advised of units for a case.</summary>
/// <param name="Candidates">Units that could go, best first.</param>
/// <param name="Unavailable">Units that could not, by name.</param>
/// <param name="Additional">Further units that the rules ask for and that are not on the case yet.</param>
public sealed record Advice(
    IReadOnlyList<Candidate> Candidates, IReadOnlyList<UnavailableUnit> Unavailable, IReadOnlyList<AdvisedUnit> Additional);
