using System.Collections.Immutable;
using Emergency.Domain;
using Emergency.Geography;

namespace Emergency.Benchmarks.Policies;

/// <summary>What all policies and days share: county, fleet, and the places that units drive between. Safe for use by many threads.</summary>
internal sealed class PolicyWorld
{
    public PolicyWorld(County county, int units, double busyFraction)
    {
        County = county;
        Times = county.TravelTimes;
        Stations = [.. county.Stations.Select(s => county.Snapper.Snap(s.Position).Place!.Value)];
        Hospitals = [.. county.Hospitals.Select(h => county.Snapper.Snap(h.Position).Place!.Value)];
        ToHospital = [.. Hospitals.Select(h => Times.To(h, TravelProfile.Siren))];
        ToStation = [.. Stations.Select(s => Times.To(s, TravelProfile.Normal))];
        Homes = ChooseHomes(county, units, busyFraction);
        Fleet = [.. Enumerable.Range(0, units).Select(i => new AmbulanceId($"A{i + 1:00}"))];
    }

    public County County { get; }

    public ITravelTimes Times { get; }

    public ResponseDelays Delays => County.Profile.Delays;

    public ImmutableArray<RoadPlace> Stations { get; }

    public ImmutableArray<RoadPlace> Hospitals { get; }

    /// <summary>Driving times with siren to each hospital.</summary>
    public ImmutableArray<TravelTree> ToHospital { get; }

    /// <summary>Driving times without siren to each station.</summary>
    public ImmutableArray<TravelTree> ToStation { get; }

    public ImmutableArray<AmbulanceId> Fleet { get; }

    /// <summary>Each unit's own station.</summary>
    public ImmutableArray<int> Homes { get; }

    public ImmutableArray<string> Capabilities { get; } = [VehicleCapability.AdvancedLifeSupport, VehicleCapability.BasicLifeSupport];

    public int StationIndex(StationId id) => County.Stations.IndexOf(County.FindStation(id)!);

    /// <summary>The hospital that is reached first from a place, and how long the way is.</summary>
    public (int Hospital, long Ms) NearestHospital(RoadPlace from)
    {
        var best = (Hospital: 0, Ms: (long)TravelTree.Unreachable);
        for (var h = 0; h < Hospitals.Length; h++)
        {
            var ms = ToHospital[h].MillisecondsAt(from);
            best = ms < best.Ms ? (h, ms) : best;
        }

        return best;
    }

    /// <summary>The best static bases, so that relocation is compared with a county that planned well: MEXCLP one by one, then moves while any gains.</summary>
    private static ImmutableArray<int> ChooseHomes(County county, int count, double busyFraction)
    {
        var options = new RelocationOptions
        {
            BusyFraction = busyFraction,
            LeastGain = 0,
            MostSuggestions = 1,
            LongestDrive = TimeSpan.FromMinutes(120),
            HoldOff = TimeSpan.Zero,
            MovesPerShift = 100,
        };
        var planner = new RelocationPlanner(county, options);
        var request = new RelocationRequest(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, [], []);
        for (var i = 0; i < count; i++)
        {
            var id = new AmbulanceId($"A{i + 1:00}");
            var advice = planner.BestReturnStation(id, county.Stations[0].Position, null, request)!;
            request = request with { Units = request.Units.Add(At(county, id, advice.Station)) };
        }

        for (var step = 0; step < count * 4 && planner.Suggest(request) is [var move]; step++)
        {
            request = request with { Units = [.. request.Units.Select(u => u.Id == move.Unit ? At(county, u.Id, move.To) : u)] };
        }

        return [.. request.Units.Select(u => county.Stations.IndexOf(county.FindStation(u.Station!.Value)!)).Order()];
    }

    private static RelocationUnit At(County county, AmbulanceId id, StationId station) =>
        new(id, county.FindStation(station)!.Position, UnitDuty.AvailableAtStation, station);
}
