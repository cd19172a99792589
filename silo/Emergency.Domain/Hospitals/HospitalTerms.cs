using System.Text.Json.Serialization;
using Emergency.Domain.Care;

namespace Emergency.Domain.Hospitals;

/// <summary>The bounds of one hospital.</summary>
public static class HospitalLimits
{
    /// <summary>The most patients on the way at once. One more is refused with <see cref="RejectionCodes.LimitReached"/>.</summary>
    public const int Inbound = 600;

    /// <summary>How many ended arrivals are remembered against late duplicates; the oldest is forgotten first.</summary>
    public const int RememberedEnds = 1024;

    /// <summary>The most kinds of bed, and the most centres.</summary>
    public const int Kinds = 32;

    /// <summary>The most beds of one kind.</summary>
    public const int Beds = 10_000;

    /// <summary>How far ahead a diversion or an arrival may be announced.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(7);
}

/// <summary>The five centres of county practice. A county may name more.</summary>
public static class Centre
{
    public const string ChestPain = "chest-pain";
    public const string Stroke = "stroke";
    public const string Trauma = "trauma";
    public const string Maternal = "maternal";
    public const string Newborn = "newborn";

    /// <summary>All five.</summary>
    public static IReadOnlyList<string> All { get; } = [ChestPain, Stroke, Trauma, Maternal, Newborn];
}

/// <summary>Beds of one kind.</summary>
/// <param name="Kind">A word such as <c>emergency</c>, <c>icu</c>, <c>newborn</c>.</param>
/// <param name="Free">Beds that can take a patient now; at most <paramref name="Total"/>.</param>
/// <param name="Total">Staffed beds; null when the desk did not say.</param>
public sealed record BedCapacity(string Kind, int Free, int? Total = null);

/// <summary>The hospital asks that patients go elsewhere.</summary>
/// <param name="Until">When that ends by itself; null for until it is cleared.</param>
/// <param name="Actor">Who asked.</param>
public sealed record Diversion(string Reason, DateTimeOffset Since, DateTimeOffset? Until, string Actor);

/// <summary>How an announced arrival ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InboundEnd>))]
public enum InboundEnd
{
    /// <summary>The patient is there.</summary>
    [JsonStringEnumMemberName("arrived")] Arrived = 0,

    /// <summary>Nobody comes.</summary>
    [JsonStringEnumMemberName("cancelled")] Cancelled = 1,

    /// <summary>The unit goes to another hospital.</summary>
    [JsonStringEnumMemberName("rerouted")] Rerouted = 2,
}

/// <summary>A unit on its way with a patient.</summary>
/// <param name="ExpectedAt">When it is expected; null when unknown.</param>
/// <param name="AcknowledgedAt">When the desk said that it knows; null while it has not.</param>
/// <param name="AcknowledgedBy">Who said so.</param>
/// <param name="Channel">The green channel that it comes by; null for none.</param>
/// <param name="NoticeAt">When the notice of that channel came; null for none.</param>
public sealed record Inbound(
    CaseId CaseId,
    AssignmentId AssignmentId,
    AmbulanceId AmbulanceId,
    DateTimeOffset? ExpectedAt,
    DateTimeOffset AnnouncedAt,
    DateTimeOffset? AcknowledgedAt = null,
    string? AcknowledgedBy = null,
    ChannelKind? Channel = null,
    DateTimeOffset? NoticeAt = null);
