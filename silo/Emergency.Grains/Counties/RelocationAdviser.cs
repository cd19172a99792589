using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Relocations;
using Emergency.Geography;

namespace Emergency.Grains.Counties;

/// <summary>Between the fleet as the county sees it and the planner of moves. Used by one grain at a time.</summary>
/// <param name="geography">The county.</param>
/// <param name="atStation">A unit this near a station stands there.</param>
internal sealed class RelocationAdviser(CountyGeography geography, Metres atStation)
{
    private readonly Lazy<RelocationPlanner> _planner = new(() => new RelocationPlanner(
        geography.County,
        geography.County.Profile.Coverage.BusyFraction is { } busy
            ? new RelocationOptions { BusyFraction = Math.Clamp(busy, LeastBusy, MostBusy) }
            : null));

    private const double LeastBusy = 0.01;
    private const double MostBusy = 0.95;

    /// <summary>The moves that would help, best first.</summary>
    public IEnumerable<RelocationView> Suggest(ImmutableArray<UnitView> units, RelocationBook book, DateTimeOffset now, TimeSpan fresh)
    {
        var present = units
            .Select(u => (Unit: u, Here: geography.UsablePosition(u, now, fresh)))
            .Where(u => u.Here is not null)
            .Select(u => new RelocationUnit(u.Unit.AmbulanceId, u.Here!.Value.Point, u.Unit.Duty, StationOf(u.Unit, u.Here.Value.Point, book)));
        var request = new RelocationRequest(
            now, ShiftStart(now), [.. present],
            [.. book.Decided.Select(d => new RelocationMove(d.AmbulanceId, d.From, d.To, d.At, d.Accepted))]);
        return _planner.Value.Suggest(request).Select(s => ToView(s, now));
    }

    /// <summary>When the shift that runs now began, in the county's own time.</summary>
    internal DateTimeOffset ShiftStart(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, CountyMapping.ZoneOf(geography.County));
        return geography.County.Profile.Shifts
            .Select(s => local.Date + s.Start.ToTimeSpan())
            .SelectMany(start => new[] { start, start.AddDays(-1) })
            .Select(start => new DateTimeOffset(start, local.Offset))
            .Where(start => start <= now)
            .DefaultIfEmpty(now.AddDays(-1))
            .Max();
    }

    /// <summary>Where a unit goes that was told to; else the station where it stands; null for one that is on the road.</summary>
    private StationId? StationOf(UnitView unit, GeoPoint here, RelocationBook book)
    {
        if (book.UnderWay.TryGetValue(unit.AmbulanceId, out var move)) return move.To;
        var near = geography.County.Stations.Where(s => s.Position.DistanceTo(here) <= atStation).ToArray();
        return near.Length == 0 ? null : near.MinBy(s => s.Position.DistanceTo(here))!.Id;
    }

    private RelocationView ToView(RelocationSuggestion s, DateTimeOffset now)
    {
        var to = geography.County.FindStation(s.To)!;
        return new RelocationView(
            $"{s.Unit.Value}.{s.To.Value}", s.Unit, s.From, s.From is { } from ? geography.County.FindStation(from)?.Name : null,
            s.To, to.Name, LonLat.Of(to.Position), Math.Round(s.Drive.TotalSeconds),
            Math.Round(s.NewlyInTime - s.NoLongerInTime), Math.Round(s.Gain), s.MovesThisShift, _planner.Value.Options.MovesPerShift, now);
    }
}
