using System.Collections.Immutable;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>Makes up vehicles where a county has none, or not enough for a demonstration.</summary>
public static class CountyFleet
{
    private static readonly ImmutableArray<string> Advanced =
        [VehicleCapability.AdvancedLifeSupport, VehicleCapability.BasicLifeSupport, VehicleCapability.Stretcher];

    private static readonly ImmutableArray<string> Basic = [VehicleCapability.BasicLifeSupport, VehicleCapability.Stretcher];
    private static readonly ImmutableArray<string> FullCrew = ["driver", "nurse", "doctor"];
    private static readonly ImmutableArray<string> SmallCrew = ["driver", "nurse"];

    /// <summary>As many vehicles as the stations hold, with made-up plates: the first of each station with a doctor, the first of all for newborns.</summary>
    public static ImmutableArray<CountyVehicle> Fill(ImmutableArray<CountyStation> stations) =>
        Number(stations.SelectMany(s => Enumerable.Repeat(s.Id, Math.Max(0, s.Capacity))));

    /// <summary>
    /// The county's vehicles, cut down or added to until there are <paramref name="count"/>: additions go round the stations, capacity
    /// aside, and have made-up plates.
    /// </summary>
    /// <param name="county">The county.</param>
    /// <param name="count">How many vehicles are wanted, 0 to 10,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is out of bounds.</exception>
    /// <exception cref="InvalidOperationException">The county has no station.</exception>
    public static ImmutableArray<CountyVehicle> Resize(County county, int count)
    {
        ArgumentNullException.ThrowIfNull(county);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 10_000);
        if (count <= county.Vehicles.Length)
        {
            return county.Vehicles[..count];
        }

        if (county.Stations.IsEmpty)
        {
            throw new InvalidOperationException("vehicles need a station to stand at");
        }

        var taken = county.Vehicles.Select(v => v.Id).ToHashSet();
        var plates = county.Vehicles.Select(v => v.Plate).ToHashSet();
        var added = Number(Enumerable.Range(0, count * 2).Select(i => county.Stations[i % county.Stations.Length].Id))
            .Where(v => !taken.Contains(v.Id) && !plates.Contains(v.Plate));
        return [.. county.Vehicles, .. added.Take(count - county.Vehicles.Length)];
    }

    private static ImmutableArray<CountyVehicle> Number(IEnumerable<StationId> stations)
    {
        var perStation = new Dictionary<StationId, int>();
        var all = stations.ToArray();
        var digits = all.Length > 999 ? "00000" : all.Length > 99 ? "000" : "00";
        return
        [
            .. all.Select((station, i) =>
            {
                var place = perStation[station] = perStation.GetValueOrDefault(station) + 1;
                var isLarge = place % 2 == 1;
                ImmutableArray<string> capabilities = i == 0 ? [.. Advanced, VehicleCapability.Newborn] : isLarge ? Advanced : Basic;
                var id = new AmbulanceId("A" + (i + 1).ToString(digits, System.Globalization.CultureInfo.InvariantCulture));
                return new CountyVehicle(id, SyntheticPlate.Of(i + 1), station, capabilities, isLarge ? FullCrew : SmallCrew);
            }),
        ];
    }
}
