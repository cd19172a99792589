using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Emergency.Domain;
using Emergency.Domain.Clocks;
using Emergency.Domain.Recommendations;

namespace Emergency.Geography;

/// <summary>A text for people, Chinese first.</summary>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record LocalText(string Zh, string En);

/// <summary>Where a part of a county comes from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProvenanceKind>))]
public enum ProvenanceKind
{
    /// <summary>Given, and taken over as it was.</summary>
    [JsonStringEnumMemberName("given")] Given = 0,

    /// <summary>Worked out from other parts, because it was not given.</summary>
    [JsonStringEnumMemberName("derived")] Derived = 1,

    /// <summary>True in kind, but only roughly in place.</summary>
    [JsonStringEnumMemberName("approximate")] Approximate = 2,

    /// <summary>Made by a generator; nothing like it need exist.</summary>
    [JsonStringEnumMemberName("synthetic")] Synthetic = 3,
}

/// <summary>Says where a part of a county comes from, for the people who rely on it.</summary>
/// <param name="Part">The part: a file's name without its ending, such as <c>stations</c>, or <c>roads</c>.</param>
/// <param name="Kind">What kind of source.</param>
/// <param name="Note">How it was made.</param>
public sealed record Provenance(string Part, ProvenanceKind Kind, LocalText Note);

/// <summary>What passes between the answered call and the moving wheel.</summary>
public sealed record ResponseDelays
{
    /// <summary>From the answered call to the offer to a unit; 0 to 30 minutes, by default 60 s.</summary>
    public TimeSpan Dispatch { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>From the offer to the moving wheel for a unit at its station; 0 to 30 minutes, by default 90 s.</summary>
    public TimeSpan TurnoutAtStation { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>From the offer to the moving wheel for a unit that is free on the road; 0 to 30 minutes, by default 15 s.</summary>
    public TimeSpan TurnoutMobile { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>No delays at all: travel only.</summary>
    public static ResponseDelays None { get; } = new() { Dispatch = TimeSpan.Zero, TurnoutAtStation = TimeSpan.Zero, TurnoutMobile = TimeSpan.Zero };

    /// <summary>Dispatch and turnout together for a unit's duty, or null where a unit of that duty is not available.</summary>
    public TimeSpan? BeforeDriving(UnitDuty duty) => duty switch
    {
        UnitDuty.AvailableAtStation => Dispatch + TurnoutAtStation,
        UnitDuty.AvailableMobile => Dispatch + TurnoutMobile,
        _ => null,
    };
}

/// <summary>The words for a priority in this county.</summary>
/// <param name="Priority">The priority.</param>
/// <param name="Name">What people call it.</param>
public sealed record PriorityName(Priority Priority, LocalText Name);

/// <summary>A shift of the crews, in local time; it may run over midnight.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Start">When it starts.</param>
/// <param name="End">When it ends.</param>
public sealed record Shift(LocalText Name, TimeOnly Start, TimeOnly End);

/// <summary>Everything about a county that is not on the map: the content of <c>county.json</c>.</summary>
public sealed record CountyProfile
{
    /// <summary>A word that names the county to programs.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required LocalText Name { get; init; }

    /// <summary>Its IANA time zone, such as <c>Asia/Shanghai</c>.</summary>
    public string TimeZone { get; init; } = "Asia/Shanghai";

    /// <summary>Whether its roads were made by a generator; the screen says so with <see cref="Notice"/>.</summary>
    public bool Synthetic { get; init; }

    /// <summary>What the screen must say about the data, or null where nothing.</summary>
    public LocalText? Notice { get; init; }

    /// <summary>The response standards.</summary>
    public ResponseStandards Standards { get; init; } = ResponseStandards.Default;

    /// <summary>The delays before a unit drives.</summary>
    public ResponseDelays Delays { get; init; } = new();

    /// <summary>The words for the priorities, most urgent first.</summary>
    public ImmutableArray<PriorityName> Priorities { get; init; } = DefaultPriorities;

    /// <summary>The shifts of a day.</summary>
    public ImmutableArray<Shift> Shifts { get; init; } = DefaultShifts;

    /// <summary>The policy of dispatch: how units and hospitals are ranked, what complaints ask for, when a further unit is advised.</summary>
    public RecommendationOptions Recommendation { get; init; } = RecommendationOptions.Default;

    /// <summary>How points are snapped to roads.</summary>
    public SnapOptions Snapping { get; init; } = new();

    /// <summary>How traffic changes the times of roads over the day; by default not at all.</summary>
    public TrafficFactors Traffic { get; init; } = TrafficFactors.None;

    /// <summary>When the desk is told that too few people can be reached in time.</summary>
    public CoveragePolicy Coverage { get; init; } = new();

    /// <summary>How far outside the boundary still counts as inside; 0 to 50 km.</summary>
    public Metres BoundaryTolerance { get; init; } = CountyAreas.DefaultTolerance;

    /// <summary>Where each part comes from.</summary>
    public ImmutableArray<Provenance> Provenance { get; init; } = [];

    private static ImmutableArray<PriorityName> DefaultPriorities { get; } =
    [
        new(Priority.I, new("濒危", "Life-threatening")),
        new(Priority.II, new("危重", "Critical")),
        new(Priority.III, new("急症", "Urgent")),
        new(Priority.IV, new("非急症", "Not urgent")),
    ];

    private static ImmutableArray<Shift> DefaultShifts { get; } =
    [
        new(new("白班", "Day"), new TimeOnly(8, 0), new TimeOnly(20, 0)),
        new(new("夜班", "Night"), new TimeOnly(20, 0), new TimeOnly(8, 0)),
    ];
}
