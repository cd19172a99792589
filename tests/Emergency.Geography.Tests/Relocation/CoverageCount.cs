using System.Collections.Immutable;

namespace Emergency.Geography.Tests.Relocation;

/// <summary>Expected coverage reckoned the plainest way: unit by unit, cell by cell, each term of the series added up.</summary>
internal static class CoverageCount
{
    private static readonly Dictionary<(GeoPoint, UnitDuty), TimeSpan?[]> Arrivals = [];
    private static readonly Lock Gate = new();

    public static (double Covered, double Expected) Of(County county, ImmutableArray<RelocationUnit> units, double busy)
    {
        TimeSpan?[][] rows = [.. units.Where(u => u.IsAvailable).Select(u => ArrivalsOf(county, u))];
        double covered = 0, expected = 0;
        for (var cell = 0; cell < county.Population.Length; cell++)
        {
            var standard = county.Profile.Standards.For(county.Population[cell].Area);
            var inTime = rows.Count(r => r[cell] <= standard);
            covered += inTime > 0 ? county.Population[cell].People : 0;
            for (var k = 1; k <= inTime; k++)
            {
                expected += county.Population[cell].People * (1 - busy) * Math.Pow(busy, k - 1);
            }
        }

        return (covered, expected);
    }

    private static TimeSpan?[] ArrivalsOf(County county, RelocationUnit unit)
    {
        var station = unit.Station is { } id ? county.FindStation(id) : null;
        var (place, duty) = station is null ? (unit.Position, unit.Duty) : (station.Position, UnitDuty.AvailableAtStation);
        lock (Gate)
        {
            if (!Arrivals.TryGetValue((place, duty), out var row))
            {
                var tree = county.TravelTimes.From(county.Snapper.Snap(place).Place!.Value, TravelProfile.Siren);
                Arrivals[(place, duty)] = row =
                [
                    .. county.Population.Select(c => county.Snapper.Snap(c.Centre).Place is { } to
                        ? tree.At(to) + county.Profile.Delays.BeforeDriving(duty)
                        : null),
                ];
            }

            return row;
        }
    }
}
