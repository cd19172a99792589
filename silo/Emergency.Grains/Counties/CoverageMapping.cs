using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Coverage;
using Emergency.Geography;

namespace Emergency.Grains.Counties;

/// <summary>Coverage as it crosses the wire.</summary>
internal static class CoverageMapping
{
    public static CoverageView ToView(CoverageDocument document, DateTimeOffset asOf, bool busyMeasured, long version) => new(
        asOf, document.Units, ToView(document.Urban), ToView(document.Rural),
        [.. document.Worst.Select(ToView)], version,
        [.. document.Townships.Select(ToView)], document.BusyFraction, busyMeasured);

    public static AlarmsView ToView(CoverageWatch watch, long version) => new(
        [.. watch.Alarms.Select(a => new AlarmView(
            a.Id, "coverage", a.Area, a.Level, a.Share, a.Threshold, a.RaisedAt, a.ChangedAt, a.RecoveredAt, a.AcknowledgedBy, a.AcknowledgedAt))],
        version);

    public static CoverageHourView ToView(CoverageHour hour) => new(
        hour.Start, new HourShareView(hour.Urban.Mean, hour.Urban.Least), new HourShareView(hour.Rural.Mean, hour.Rural.Least),
        hour.Units, hour.ObservedSeconds);

    private static AreaCoverageView ToView(AreaCoverage area) => new(
        area.StandardSeconds, area.Population, area.Covered, area.Population > 0 ? area.Share : null, area.CoveredTwice,
        area.AreaKm2, area.AreaCoveredKm2, area.Expected);

    private static WorstPlaceView ToView(PlaceArrival place) => new(
        place.Name, place.EtaSeconds, place.NameEn, place.Township, place.TownshipEn, new LonLat(place.Lon, place.Lat), place.People,
        place.Area == "urban" ? AreaKind.Urban : AreaKind.Rural);

    private static TownshipCoverageView ToView(TownshipCoverage township) => new(
        township.Name, township.NameEn, new LonLat(township.Lon, township.Lat), township.Population, township.Covered,
        township.Population > 0 ? township.Share : null, township.CoveredTwice, township.AreaKm2, township.AreaCoveredKm2,
        township.Expected, township.LastSeconds);
}
