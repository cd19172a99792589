using System.Text.Json.Serialization;

namespace Emergency.Domain.Roads;

/// <summary>The bounds of what desks say of roads.</summary>
public static class RoadLimits
{
    /// <summary>The most conditions that hold at once. One more is refused with <see cref="RejectionCodes.LimitReached"/>.</summary>
    public const int Conditions = 200;

    /// <summary>The most corners of a line or an area.</summary>
    public const int Corners = 500;

    /// <summary>The least factor: five times as fast would be no road.</summary>
    public const double LeastFactor = 0.2;

    /// <summary>The largest factor; a road slower than that is closed.</summary>
    public const double LargestFactor = 20;

    /// <summary>How far ahead an end may be set.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(90);
}

/// <summary>What the points of a condition mean.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RoadShapeKind>))]
public enum RoadShapeKind
{
    /// <summary>One point: the nearest road there, in both directions.</summary>
    [JsonStringEnumMemberName("point")] Point = 0,

    /// <summary>A line: every road that it touches.</summary>
    [JsonStringEnumMemberName("line")] Line = 1,

    /// <summary>The corners of an area, the first not repeated: every road that it touches.</summary>
    [JsonStringEnumMemberName("area")] Area = 2,
}

/// <summary>A closed or slowed road as the desk said it.</summary>
/// <param name="Id">A word, unique for ever.</param>
/// <param name="Shape">What the points mean.</param>
/// <param name="Points">WGS-84.</param>
/// <param name="Factor">How many times as long the roads take; null where they are closed.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Until">When it ends by itself; null for until somebody lifts it.</param>
/// <param name="Since">When it was set.</param>
/// <param name="Actor">Who set it.</param>
/// <param name="Place">What the road or place is called, as found when it was set; null where it has no name.</param>
public sealed record RoadHold(
    string Id,
    RoadShapeKind Shape,
    IReadOnlyList<GeoPoint> Points,
    double? Factor,
    string Reason,
    DateTimeOffset? Until,
    DateTimeOffset Since,
    string Actor,
    string? Place = null);
