using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Emergency.Contracts;
using Emergency.Domain.Recommendations;
using Emergency.Domain.Units;

namespace Emergency.Grains.Counties;

/// <summary>County data as it crosses the wire.</summary>
internal static class CountyMapping
{
    public static CountyInfo ToInfo(Geography.County county)
    {
        var bounds = county.Areas.Boundary.EnvelopeInternal;
        return new CountyInfo(
            county.Profile.Name.Zh, county.Profile.Name.En, county.Profile.TimeZone, county.Profile.Synthetic, county.Profile.Notice?.Zh,
            [bounds.MinX, bounds.MinY, bounds.MaxX, bounds.MaxY],
            [.. county.Stations.Select(s => new StationView(s.Id, s.Name, LonLat.Of(s.Position)))],
            county.Profile.Notice?.En);
    }

    /// <summary>The county's time zone; UTC where this machine does not know it.</summary>
    public static TimeZoneInfo ZoneOf(Geography.County county) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(county.Profile.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    public static UnitLink ToLink(LinkState link) => link switch
    {
        LinkState.Online => UnitLink.Online,
        LinkState.Stale => UnitLink.Stale,
        LinkState.Offline => UnitLink.Offline,
        _ => UnitLink.VoiceOnly,
    };

    public static CandidateView ToView(Candidate candidate) => new(
        candidate.AmbulanceId, candidate.Eta?.TotalSeconds, candidate.MeetsStandard, candidate.Duty,
        candidate.Capabilities is ImmutableArray<string> words ? words : [.. candidate.Capabilities],
        candidate.FixAge?.TotalSeconds, candidate.CoverageCost,
        ToViews(candidate.Reasons), candidate.RequiresDivert, candidate.NeedsOverride);

    public static UnavailableView ToView(UnavailableUnit unit) => new(unit.AmbulanceId, unit.Duty, ToViews(unit.Reasons));

    public static ReasonView ToView(RecommendationReason reason) => new(reason.Code, reason.Arguments);

    public static ImmutableArray<ReasonView> ToViews(IReadOnlyList<RecommendationReason> reasons)
    {
        var views = new ReasonView[reasons.Count];
        for (var i = 0; i < views.Length; i++) views[i] = ToView(reasons[i]);
        return ImmutableCollectionsMarshal.AsImmutableArray(views);
    }

    public static CrewComplement? ToCrew(CrewView? crew) => crew is null ? null : new(crew.Physicians, crew.Nurses, crew.Drivers, crew.Bearers);

    /// <summary>A unit's view with the newer of two fixes: views and fixes come on two streams, in no common order.</summary>
    public static UnitView WithNewerFix(this UnitView view, UnitView other) => other.FixAt is { } at && !(view.FixAt >= at)
        ? view with { Position = other.Position, FixAt = at, SpeedKmh = other.SpeedKmh, HeadingDegrees = other.HeadingDegrees }
        : view;
}
