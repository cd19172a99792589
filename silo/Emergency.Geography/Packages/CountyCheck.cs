using System.Collections.Immutable;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>Checks whether a county can be relied on, and names file, line or id and reason for everything that speaks against it.</summary>
public sealed class CountyCheck
{
    private const double LeastInside = 0.5;
    private const int Examples = 5;

    private readonly County _county;
    private readonly CountyFindings _findings;

    private CountyCheck(County county, CountyFindings findings)
    {
        _county = county;
        _findings = findings;
    }

    /// <summary>Checks a package on disk: whether it can be read, then what it says.</summary>
    public static IReadOnlyList<CountyFinding> Run(string directory) => Run(directory, out _);

    /// <summary>Checks a package on disk, and gives the county where it can be read.</summary>
    public static IReadOnlyList<CountyFinding> Run(string directory, out County? county)
    {
        var findings = new CountyFindings();
        county = CountyReader.Read(directory, findings);
        if (county is not null)
        {
            Run(county, findings);
        }

        return findings.All;
    }

    /// <summary>Checks a county in memory.</summary>
    public static IReadOnlyList<CountyFinding> Run(County county)
    {
        var findings = new CountyFindings();
        Run(county, findings);
        return findings.All;
    }

    internal static void Run(County county, CountyFindings findings)
    {
        var check = new CountyCheck(county, findings);
        check.CheckRoads();
        if (county.Roads.RoadCount > 0)
        {
            check.CheckStations();
            check.CheckVehicles();
            check.CheckHospitals();
            check.CheckPeople();
        }
    }

    private void CheckRoads()
    {
        var roads = _county.Roads;
        if (roads.RoadCount == 0)
        {
            _findings.Error(CountyFiles.Roads, "", "holds no roads");
            return;
        }

        var inside = roads.Junctions.Count(n => _county.Areas.Contains(roads.PositionOf(n)));
        if (inside < roads.JunctionCount * LeastInside)
        {
            var message = FormattableString.Invariant(
                $"only {inside} of {roads.JunctionCount} nodes lie within the boundary: do both belong to the same county and coordinate system?");
            (inside == 0 ? (Action<string, string, string>)_findings.Error : _findings.Warning)(CountyFiles.Roads, "", message);
        }

        if (roads.PartCount > 1)
        {
            var main = roads.MainNodes();
            var cutOff = roads.Junctions.Where(n => !main[n.Value]).Select(roads.SourceIdOf).ToArray();
            _findings.Warning(CountyFiles.Roads, $"node {string.Join(", ", cutOff.Take(Examples))}{(cutOff.Length > Examples ? " …" : "")}",
                FormattableString.Invariant($"{cutOff.Length} of {roads.JunctionCount} nodes cannot be driven to and from the main network: {roads.PartCount - 1} parts are cut off from it"));
        }
    }

    private void CheckStations()
    {
        if (_county.Stations.IsEmpty)
        {
            _findings.Warning(CountyFiles.Stations, "", "there are no stations");
        }

        foreach (var station in _county.Stations)
        {
            CheckPosition(CountyFiles.Stations, station.Id.Value, station.Position, mustBeInside: true);
        }
    }

    private void CheckVehicles()
    {
        if (_county.Vehicles.IsEmpty)
        {
            _findings.Warning(CountyFiles.Vehicles, "", "there are no vehicles");
        }

        foreach (var vehicle in _county.Vehicles.Where(v => _county.FindStation(v.Station) is null))
        {
            _findings.Error(CountyFiles.Vehicles, vehicle.Id.Value, $"belongs to station {vehicle.Station}, which does not exist");
        }

        foreach (var plate in _county.Vehicles.GroupBy(v => v.Plate).Where(g => g.Count() > 1))
        {
            _findings.Warning(CountyFiles.Vehicles, string.Join(", ", plate.Select(v => v.Id)), $"bear the same plate {plate.Key}");
        }

        foreach (var group in _county.Vehicles.GroupBy(v => v.Station))
        {
            if (_county.FindStation(group.Key) is { } station && group.Count() > station.Capacity)
            {
                _findings.Warning(CountyFiles.Vehicles, station.Id.Value, $"{group.Count()} vehicles belong to a station for {station.Capacity}");
            }
        }
    }

    private void CheckHospitals()
    {
        if (_county.Hospitals.IsEmpty)
        {
            _findings.Warning(CountyFiles.Hospitals, "", "there are no hospitals");
        }

        foreach (var hospital in _county.Hospitals)
        {
            CheckPosition(CountyFiles.Hospitals, hospital.Id.Value, hospital.Position, mustBeInside: false);
        }
    }

    private void CheckPosition(string file, string id, GeoPoint position, bool mustBeInside)
    {
        var where = _county.Areas.Locate(position);
        if (where == CountyPosition.LooksSwapped)
        {
            _findings.Error(file, id, $"lies outside the county at {position}, and inside if longitude and latitude are exchanged");
        }
        else if (where != CountyPosition.Inside)
        {
            (mustBeInside ? (Action<string, string, string>)_findings.Error : _findings.Warning)(file, id, $"lies outside the county at {position}");
        }

        if (where == CountyPosition.Inside && _county.Snapper.Snap(position) is { Place: null } snap)
        {
            _findings.Error(file, id, $"cannot be reached at {position}: {snap.Explanation}");
        }
    }

    private void CheckPeople()
    {
        if (_county.PopulationTotal <= 0)
        {
            _findings.Warning(CountyFiles.Population, "", "there are no people: coverage will be empty");
            return;
        }

        Tell(_county.Population.Where(c => !_county.Areas.Contains(c.Centre)), "live outside the county");
        Tell(_county.Population.Where(c => _county.Snapper.Snap(c.Centre).Place is null), "live too far from any road");
        if (_county.Roads.PartCount > 1)
        {
            var main = _county.Roads.MainNodes();
            Tell(
                _county.Population.Where(c => _county.Snapper.Snap(c.Centre).Place is { } place && !IsOn(main, place)),
                "live beside roads that cannot be driven to and from the main network");
        }

        if (_county.Areas.Urban is not null)
        {
            Tell(_county.Population.Where(c => c.Area != _county.Areas.KindOf(c.Centre)), "are counted for another area than their cell's centre lies in");
        }

        bool IsOn(bool[] nodes, RoadPlace place) => place.Node is { } node
            ? nodes[node.Value]
            : nodes[_county.Roads.Data.RoadFrom[place.Road]] && nodes[_county.Roads.Data.RoadTo[place.Road]];

        void Tell(IEnumerable<PopulationCell> cells, string what)
        {
            var found = cells.ToImmutableArray();
            var people = found.Sum(c => c.People);
            if (people > 0)
            {
                _findings.Note(CountyFiles.Population, $"{found.Length} cells, the first at {found[0].Centre}", FormattableString.Invariant($"{people:0} people {what}"));
            }
        }
    }
}
