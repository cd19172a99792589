using System.Text.Json.Serialization;
using Emergency.Domain.Cases;

namespace Emergency.Domain.Clocks;

/// <summary>What is known of the response to one case.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ResponseKnowledge>))]
public enum ResponseKnowledge
{
    /// <summary>Nobody is there yet, and somebody may still come.</summary>
    [JsonStringEnumMemberName("pending")] Pending = 0,

    /// <summary>The time is known.</summary>
    [JsonStringEnumMemberName("known")] Known = 1,

    /// <summary>A unit was sent, and no arrival was recorded.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown = 2,

    /// <summary>No response was due: no unit was sent, the case was called off before one arrived, or it was kept for a later hour.</summary>
    [JsonStringEnumMemberName("none")] None = 3,
}

/// <summary>The response to one case, as a report needs it.</summary>
/// <param name="Response">From the answered call to the first unit on scene; null unless known.</param>
public sealed record ResponseSummary(
    CaseId CaseId,
    AreaKind Area,
    TimeSpan Standard,
    DateTimeOffset ReceivedAt,
    ResponseKnowledge Knowledge,
    TimeSpan? Response)
{
    /// <summary>The summary of a case as it stands; it may change as long as late facts come.</summary>
    public static ResponseSummary Of(PatientCase @case)
    {
        var arrival = CaseTimes.Arrival(@case);
        var knowledge = CaseTimes.IsScheduled(@case) ? ResponseKnowledge.None
            : arrival.At is not null ? ResponseKnowledge.Known
            : arrival.IsLost ? ResponseKnowledge.Unknown
            : @case.IsOpen ? ResponseKnowledge.Pending
            : @case.IsCancelled || CaseTimes.FirstOffered(@case) is null ? ResponseKnowledge.None
            : ResponseKnowledge.Unknown;
        var taken = knowledge is ResponseKnowledge.Known ? arrival.At - @case.ReceivedAt : null;
        return new(@case.Id, @case.Area, @case.Standard, @case.ReceivedAt, knowledge, taken < TimeSpan.Zero ? TimeSpan.Zero : taken);
    }
}

/// <summary>Response times in one kind of area.</summary>
/// <param name="Count">Cases whose response time is known.</param>
/// <param name="Within">Of those, the ones within their own standard.</param>
/// <param name="Share">Within ÷ count, 0 to 1; null when there are none.</param>
/// <param name="Median">The 0.5 quantile; null when there are none.</param>
/// <param name="P90">The 0.9 quantile; null when there are none.</param>
/// <param name="Unknown">Cases that a unit was sent to and whose response time is unknown; in no other figure.</param>
public sealed record AreaResponse(AreaKind Area, int Count, int Within, double? Share, TimeSpan? Median, TimeSpan? P90, int Unknown);

/// <summary>The response-time report.</summary>
public static class ResponseReport
{
    private const double MedianLevel = 0.5;
    private const double TailLevel = 0.9;

    /// <summary>One line for each kind of area, urban first, also where there were no cases.</summary>
    public static IReadOnlyList<AreaResponse> Compute(IEnumerable<ResponseSummary> cases)
    {
        var byArea = cases.ToLookup(c => c.Area);
        return [.. Enum.GetValues<AreaKind>().Select(area => Line(area, byArea[area]))];
    }

    private static AreaResponse Line(AreaKind area, IEnumerable<ResponseSummary> cases)
    {
        var all = cases.ToList();
        var known = all.Where(c => c is { Knowledge: ResponseKnowledge.Known, Response: not null }).ToList();
        var within = known.Count(c => c.Response <= c.Standard);
        TimeSpan[] times = [.. known.Select(c => c.Response!.Value).Order()];
        return new(
            area, times.Length, within, times.Length == 0 ? null : (double)within / times.Length,
            Quantile.Of(times, MedianLevel), Quantile.Of(times, TailLevel), all.Count(c => c.Knowledge is ResponseKnowledge.Unknown));
    }
}

/// <summary>Quantiles by linear interpolation: type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages" (1996).</summary>
public static class Quantile
{
    /// <summary>With values x₀ … xₙ₋₁ in ascending order: the value at place (n − 1)·level, interpolated; null when there are none.</summary>
    /// <param name="level">0 (the least) to 1 (the greatest).</param>
    public static TimeSpan? Of(IReadOnlyList<TimeSpan> ascending, double level)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 1);
        if (ascending.Count == 0)
            return null;
        var place = (ascending.Count - 1) * level;
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, ascending.Count - 1);
        return ascending[below] + (ascending[above] - ascending[below]) * (place - below);
    }
}
