using System.Text.Json.Serialization;

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
public sealed record RecommendationRequest(Priority Priority, TimeSpan Standard, IReadOnlyList<string> Required, TimeSpan Elapsed = default);

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
    double? CoverageCost = null);

/// <summary>One thing that speaks for or against a unit: a code that each language has a sentence for, and its figures.</summary>
/// <param name="Code">One of <see cref="ReasonCodes"/>.</param>
/// <param name="Arguments">By name; seconds and people are whole numbers.</param>
public sealed record RecommendationReason(string Code, IReadOnlyDictionary<string, string> Arguments);

/// <summary>A unit that could go.</summary>
/// <param name="Rank">1 is the best.</param>
/// <param name="MeetsStandard">Whether it would be there in time; null when its travel time is unknown.</param>
/// <param name="RequiresDivert">It is on a less urgent case and would be taken from it.</param>
/// <param name="NeedsOverride">It lacks a capability: sending it needs a reason.</param>
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

/// <summary>Every code of a <see cref="RecommendationReason"/>, with its arguments. Codes are only ever added.</summary>
public static class ReasonCodes
{
    /// <summary>The shortest way of all units that are free and have what is needed.</summary>
    public const string Nearest = "nearest";

    /// <summary>In time; <c>marginSeconds</c> to spare.</summary>
    public const string MeetsStandard = "meets-standard";

    /// <summary>Too late by <c>seconds</c>.</summary>
    public const string LateBy = "late-by";

    /// <summary>It has none of <c>capability</c>.</summary>
    public const string LacksCapability = "lacks-capability";

    /// <summary>It stands at its station.</summary>
    public const string AtStation = "at-station";

    /// <summary>It is on a case of <c>priority</c> and has come as far as <c>milestone</c>.</summary>
    public const string OnMissionLowerPriority = "on-mission-lower-priority";

    /// <summary>It would be there <c>seconds</c> before the best free unit.</summary>
    public const string SoonerThanFree = "sooner-than-free";

    /// <summary>Its position is <c>ageSeconds</c> old.</summary>
    public const string PositionStale = "position-stale";

    /// <summary>Its position is not known, only assumed.</summary>
    public const string PositionAssumed = "position-assumed";

    /// <summary>No way there is known.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>It has no onboard agent.</summary>
    public const string VoiceOnly = "voice-only";

    /// <summary>It has not been heard for a while.</summary>
    public const string LinkStale = "link-stale";

    /// <summary>It is not connected.</summary>
    public const string LinkOffline = "link-offline";

    /// <summary>Leaving, it takes timely help from <c>people</c>.</summary>
    public const string CoverageCost = "coverage-cost";

    /// <summary>Of the units in time, it takes timely help from the fewest people.</summary>
    public const string LeastCoverageCost = "least-coverage-cost";

    /// <summary>Every code there is.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Nearest, MeetsStandard, LateBy, LacksCapability, AtStation, OnMissionLowerPriority, SoonerThanFree, PositionStale,
        PositionAssumed, Unreachable, VoiceOnly, LinkStale, LinkOffline, CoverageCost, LeastCoverageCost,
    ];
}

/// <summary>What a county may set of the ranking.</summary>
public sealed record RecommendationOptions
{
    /// <summary>The defaults.</summary>
    public static RecommendationOptions Default { get; } = new();

    /// <summary>The least urgent priority that a unit is taken from another case for. Default: II.</summary>
    public Priority DivertFor { get; init; } = Priority.II;

    /// <summary>From this priority down, units in time are ranked by what their leaving costs others. Default: III.</summary>
    public Priority CoverageFrom { get; init; } = Priority.III;

    /// <summary>Costs are compared in steps of this many, and within a step the nearer unit goes. Default: 500 people.</summary>
    public double CoverageStep { get; init; } = 500;

    /// <summary>A position older than this is said to be stale. Default: 2 min.</summary>
    public TimeSpan FixStale { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A unit on the road whose position is older than this ranks behind those whose position is known. Default: 15 min.</summary>
    public TimeSpan FixUseless { get; init; } = TimeSpan.FromMinutes(15);
}
