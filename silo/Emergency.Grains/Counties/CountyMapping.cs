using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain.Recommendations;
using Emergency.Geography;

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
        candidate.AmbulanceId, candidate.Eta?.TotalSeconds, candidate.MeetsStandard, candidate.Duty, [.. candidate.Capabilities],
        candidate.FixAge?.TotalSeconds, candidate.CoverageCost,
        [.. candidate.Reasons.Select(r => new ReasonView(r.Code, r.Arguments.ToImmutableDictionary()))], candidate.RequiresDivert, candidate.NeedsOverride);

    public static CoverageView ToView(CoverageDocument document, long version) => new(
        document.AsOf, document.Units, ToView(document.Urban), ToView(document.Rural),
        [.. document.Worst.Select(w => new WorstPlaceView(w.Name, w.EtaSeconds))], version);

    private static AreaCoverageView ToView(AreaCoverage area) =>
        new(area.StandardSeconds, area.Population, area.Covered, area.Population > 0 ? area.Share : null, area.CoveredTwice);
}
