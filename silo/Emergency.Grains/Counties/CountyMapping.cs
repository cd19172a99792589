using Emergency.Contracts;

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
}
