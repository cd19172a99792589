using System.Collections.Immutable;
using Emergency.Domain;
using NetTopologySuite.Geometries;

namespace Emergency.Geography;

/// <summary>
/// Puts a county together from imported roads and what else is given, and derives what is not. Everything that was derived says so in
/// the county's provenance.
/// </summary>
internal sealed class CountyAssembler
{
    private readonly ImportRequest _request;
    private readonly ImportedRoads _roads;
    private readonly CountyFindings _findings;
    private readonly List<Provenance> _provenance = [];

    public CountyAssembler(ImportRequest request, ImportedRoads roads, CountyFindings findings)
    {
        (_request, _roads, _findings) = (request, roads, findings);
        _provenance.AddRange(roads.Provenance);
    }

    /// <summary>The county, or null where a part that was given cannot be used.</summary>
    public County? Assemble()
    {
        var givenBoundary = ReadArea(_request.Boundary, CountyFiles.Boundary);
        var givenUrban = ReadArea(_request.Urban, CountyFiles.Urban);
        if (_findings.HasErrors)
        {
            return null;
        }

        var boundary = givenBoundary ?? Derived("boundary", CountyDerivation.Boundary(_roads.Roads), "路网的凸包", "the convex hull of the roads");
        var population = Population(givenUrban, out var urban);
        var stations = Stations(Hospitals(out var hospitals), population);
        var vehicles = Vehicles(stations);
        var places = Places(stations, hospitals);
        var profile = Profile(boundary);
        return new County(new CountyParts
        {
            Profile = profile,
            Roads = _roads.Roads,
            Areas = new CountyAreas(boundary, urban, profile.BoundaryTolerance),
            Population = population,
            Stations = stations,
            Vehicles = vehicles,
            Hospitals = hospitals,
            Places = places,
        });
    }

    private ImmutableArray<PopulationCell> Population(MultiPolygon? givenUrban, out MultiPolygon? urban)
    {
        var kindOf = givenUrban is null ? (_ => AreaKind.Rural) : (Func<GeoPoint, AreaKind>)new CountyAreas(givenUrban, givenUrban, new Metres(0)).KindOf;
        var path = PathOf(_request.Population, CountyFiles.Population);
        var isGiven = path is not null && File.Exists(path);
        var cells = isGiven ? ResourceReader.Population(path!, kindOf, _findings) : [];
        if (isGiven)
        {
            Given("population");
        }
        else
        {
            cells = Derived("population", CountyDerivation.Population(_roads.Roads, kindOf),
                "按道路长度估算（每 50 米一人），非人口普查数据", "one person for every 50 m of road: not a census");
        }

        urban = givenUrban ?? DerivedUrban(ref cells);
        return cells;
    }

    private MultiPolygon? DerivedUrban(ref ImmutableArray<PopulationCell> cells)
    {
        if (CountyDerivation.Urban(cells, out var isFlagged, out cells) is not { } urban)
        {
            _findings.Note("urban", "", "was not given, and nobody lives densely enough to derive it: the rural standard holds everywhere");
            return null;
        }

        return Derived("urban", urban,
            isFlagged ? "由标记为城区的人口格网合并" : "人口密度不低于每平方公里 1500 人的格网",
            isFlagged ? "the population cells that are marked urban" : "population cells of 1,500 people per km² and more");
    }

    private bool Hospitals(out ImmutableArray<CountyHospital> hospitals)
    {
        var path = PathOf(_request.Hospitals, CountyFiles.Hospitals);
        hospitals = path is null ? [] : ResourceReader.Hospitals(path, _findings);
        if (path is not null && File.Exists(path))
        {
            Given("hospitals");
        }
        else if (_roads.Hospitals.Count > 0)
        {
            hospitals = [.. _roads.Hospitals];
            Given("hospitals");
        }

        return !hospitals.IsEmpty;
    }

    private ImmutableArray<CountyStation> Stations(bool hasHospitals, ImmutableArray<PopulationCell> population)
    {
        var path = PathOf(_request.Stations, CountyFiles.Stations);
        if (path is not null && File.Exists(path))
        {
            Given("stations");
            return ResourceReader.Stations(path, _findings);
        }

        if (_roads.Stations.Count > 0)
        {
            Given("stations");
            return [.. _roads.Stations];
        }

        Hospitals(out var hospitals);
        return hasHospitals
            ? Derived("stations", CountyDerivation.StationsAt(hospitals), "每家医院设一个急救站", "one at each hospital")
            : Derived("stations", CountyDerivation.StationAmong(population), "设在人口重心", "one where the people are on average");
    }

    private ImmutableArray<CountyVehicle> Vehicles(ImmutableArray<CountyStation> stations)
    {
        var path = PathOf(_request.Vehicles, CountyFiles.Vehicles);
        if (path is not null && File.Exists(path))
        {
            Given("vehicles");
            return ResourceReader.Vehicles(path, _findings);
        }

        return Derived("vehicles", CountyFleet.Fill(stations), "按各站容量生成，车牌为虚构", "as many as each station holds, with made-up plates");
    }

    private ImmutableArray<CountyPlace> Places(ImmutableArray<CountyStation> stations, ImmutableArray<CountyHospital> hospitals)
    {
        var path = PathOf(_request.Places, CountyFiles.Places);
        if (path is not null && File.Exists(path))
        {
            Given("places");
            return ResourceReader.Places(path, _findings);
        }

        if (_roads.Places.Count > 0)
        {
            Given("places");
            return [.. _roads.Places];
        }

        return Derived("places", CountyDerivation.Places(stations, hospitals), "以急救站和医院名称代替地名", "stations and hospitals stand for places");
    }

    private CountyProfile Profile(MultiPolygon boundary)
    {
        var source = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(_request.Source)));
        var word = source.Split('.')[0];
        var zone = _request.TimeZone;
        if (zone is null)
        {
            zone = Derived("timeZone", CountyDerivation.TimeZone(boundary), "由经度推算", "from the longitude");
        }

        var id = new string([.. word.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')]);
        return new CountyProfile
        {
            Id = id.Length is > 0 and <= WordId.MaxLength ? id : "county",
            Name = _request.Name ?? new LocalText(word, word),
            TimeZone = zone,
            Snapping = new SnapOptions { SmallestPart = _roads.SmallestPart },
            Notice = NoticeOf(_provenance),
            Provenance = [.. _provenance],
        };
    }

    private static LocalText? NoticeOf(List<Provenance> provenance)
    {
        var derived = provenance.Where(p => p.Kind is ProvenanceKind.Derived).Select(p => p.Part).ToArray();
        return derived.Length == 0
            ? null
            : new LocalText($"部分数据为推算：{string.Join("、", derived)}", $"Some of the data is derived: {string.Join(", ", derived)}");
    }

    private MultiPolygon? ReadArea(string? given, string file)
    {
        var path = PathOf(given, file);
        var area = path is null ? null : CountyReader.ReadArea(path, isRequired: given is not null, _findings);
        if (area is not null)
        {
            Given(Path.GetFileNameWithoutExtension(file));
        }

        return area;
    }

    /// <summary>The file that was named, or the one in the imported folder.</summary>
    private string? PathOf(string? given, string file)
    {
        if (given is not null && !File.Exists(given))
        {
            _findings.Error(given, "", "there is no such file");
        }

        return given ?? (_request.CsvDirectory is { } directory ? Path.Combine(directory, file) : null);
    }

    private void Given(string part)
    {
        if (_provenance.All(p => p.Part != part))
        {
            _provenance.Add(new(part, ProvenanceKind.Given, new("导入", "imported")));
        }
    }

    private T Derived<T>(string part, T value, string zh, string en)
    {
        _provenance.Add(new(part, ProvenanceKind.Derived, new(zh, en)));
        _findings.Note(part, "", $"was not given and is derived: {en}");
        return value;
    }
}
