namespace Emergency.Domain.Recommendations;

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

    /// <summary>Taken from the case that it is on, that one waits <c>seconds</c> longer, for <c>unit</c>, and is still reached in time.</summary>
    public const string FirstCaseWaits = "first-case-waits";

    /// <summary>Taken from the case that it is on, that one waits <c>seconds</c> longer, for <c>unit</c>, and is reached too late.</summary>
    public const string FirstCaseLate = "first-case-late";

    /// <summary>Taken from the case that it is on, nobody else can go there.</summary>
    public const string FirstCaseAlone = "first-case-alone";

    /// <summary>What the case that it is on would lose is not known.</summary>
    public const string FirstCaseUnknown = "first-case-unknown";

    /// <summary>Its crew lacks <c>missing</c> of <c>role</c> for <c>capability</c>, so that it does not count as that.</summary>
    public const string CrewShort = "crew-short";

    /// <summary>Nobody said who rides on it.</summary>
    public const string CrewUnknown = "crew-unknown";

    /// <summary>It brings people and equipment, but carries no patient.</summary>
    public const string NoTransport = "no-transport";

    /// <summary>Its last mission ended only <c>seconds</c> ago.</summary>
    public const string RestShort = "rest-short";

    /// <summary>Its crew has worked for <c>seconds</c> without a break.</summary>
    public const string BreakDue = "break-due";

    /// <summary>Its shift ends in <c>seconds</c>.</summary>
    public const string ShiftEnds = "shift-ends";

    /// <summary>It cannot go: off duty.</summary>
    public const string OffDuty = "off-duty";

    /// <summary>It cannot go: paused, for <c>reason</c>.</summary>
    public const string Paused = "paused";

    /// <summary>It cannot go: out of service, for <c>reason</c>.</summary>
    public const string OutOfService = "out-of-service";

    /// <summary>It cannot go: its crew lacks <c>missing</c> of <c>role</c> even for the least that it could be.</summary>
    public const string CrewIncomplete = "crew-incomplete";

    /// <summary>It cannot go: on a mission of <c>priority</c>, no less urgent than this.</summary>
    public const string MissionAsUrgent = "mission-as-urgent";

    /// <summary>It cannot go: on a mission that has come as far as <c>milestone</c>.</summary>
    public const string MissionTooFar = "mission-too-far";

    /// <summary>It cannot go: on a mission of <c>priority</c>, and this case is not urgent enough to take a unit from another.</summary>
    public const string MissionKept = "mission-kept";

    /// <summary>It cannot go: on a mission of which too little is known.</summary>
    public const string MissionUnknown = "mission-unknown";

    /// <summary>A further unit is advised: the complaint asks for it.</summary>
    public const string SupportComplaint = "support-complaint";

    /// <summary>A further unit is advised: there are <c>patients</c>.</summary>
    public const string SupportPatients = "support-patients";

    /// <summary>A further unit is advised: no unit with <c>capability</c> is on the case or is the first choice.</summary>
    public const string SupportLacking = "support-lacking";

    /// <summary>A further unit is advised: the priority alone asks for it.</summary>
    public const string SupportPriority = "support-priority";

    /// <summary>Every code there is.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Nearest, MeetsStandard, LateBy, LacksCapability, AtStation, OnMissionLowerPriority, SoonerThanFree, PositionStale,
        PositionAssumed, Unreachable, VoiceOnly, LinkStale, LinkOffline, CoverageCost, LeastCoverageCost, FirstCaseWaits, FirstCaseLate,
        FirstCaseAlone, FirstCaseUnknown, CrewShort, CrewUnknown, NoTransport, RestShort, BreakDue, ShiftEnds, OffDuty, Paused,
        OutOfService, CrewIncomplete, MissionAsUrgent, MissionTooFar, MissionKept, MissionUnknown, SupportComplaint, SupportPatients,
        SupportLacking, SupportPriority,
    ];
}
