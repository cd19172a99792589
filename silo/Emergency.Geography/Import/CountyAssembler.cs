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
    private readonly ImportedAreas _areas;
    private readonly CountyFindings _findings;
    private readonly CountyAreas? _inside;
    private readonly List<Provenance> _provenance = [];

    public CountyAssembler(ImportRequest request, ImportedRoads roads, ImportedAreas areas, CountyFindings findings)
    {
        (_request, _roads, _areas, _findings) = (request, roads, areas, findings);
        _inside = areas.Boundary is null ? null : new CountyAreas(areas.Boundary, null, CountyAreas.DefaultTolerance);
        _provenance.AddRange(roads.Provenance);
    }

    /// <summary>The county, or null where a part that was given cannot be used.</summary>
    public County? Assemble()
    {
        Given(_areas.Boundary, CountyFiles.Boundary);
        Given(_areas.Urban, CountyFiles.Urban);
        var boundary = _areas.Boundary ?? Derived("boundary", CountyDerivation.Boundary(_roads.Roads), "路网的凸包", "the convex hull of the roads");
        var population = Population(_areas.Urban, out var urban);
        var hospitals = Hospitals();
        var stations = Stations(hospitals, population);
        var vehicles = Vehicles(stations);
        var places = Places(stations, hospitals);
        if (_findings.HasErrors)
        {
            return null;
        }

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
        var kindAt = givenUrban is null ? (_ => AreaKind.Rural) : (Func<GeoPoint, AreaKind>)new CountyAreas(givenUrban, givenUrban, new Metres(0)).KindOf;
        var path = PathOf(_request.Population, CountyFiles.Population);
        var isGiven = path is not null && File.Exists(path);
        var cells = isGiven
            ? [.. ResourceReader.Population(path!, c => kindAt(ToWgs84(c)), _findings).Select(c => c with { Centre = ToWgs84(c.Centre) })]
            : ImmutableArray<PopulationCell>.Empty;
        if (isGiven)
        {
            GivenTable("population", path!);
        }
        else
        {
            cells = Derived<ImmutableArray<PopulationCell>>("population", [.. CountyDerivation.Population(_roads.Roads, kindAt).Where(c => IsInCounty(c.Centre))],
                "按道路长度估算（每 50 米一人），非人口普查数据", "one person for every 50 m of road: not a census");
        }

        urban = givenUrban ?? DerivedUrban(ref cells, isGiven);
        return cells;
    }

    private MultiPolygon? DerivedUrban(ref ImmutableArray<PopulationCell> cells, bool areCellsGiven)
    {
        // People who were counted tell better than drawn land where a town is; people who were guessed from the roads tell worse.
        if (!areCellsGiven && _roads.Towns is { } towns)
        {
            var kindAt = new CountyAreas(towns, towns, new Metres(0)).KindOf;
            cells = [.. cells.Select(c => c with { Area = kindAt(c.Centre) })];
            return Derived("urban", towns, "连片不小于 1 平方公里的建成区（土地利用）", "built-up land use that hangs together over 1 km² and more");
        }

        if (CountyDerivation.Urban(cells, out var isFlagged, out cells) is not { } urban)
        {
            _findings.Note("urban", "", "was not given, and nobody lives densely enough to derive it: the rural standard holds everywhere");
            return null;
        }

        return Derived("urban", urban,
            isFlagged ? "由标记为城区的人口格网合并" : "人口密度不低于每平方公里 1500 人的格网",
            isFlagged ? "the population cells that are marked urban" : "population cells of 1,500 people per km² and more");
    }

    private ImmutableArray<CountyHospital> Hospitals()
    {
        var path = PathOf(_request.Hospitals, CountyFiles.Hospitals);
        if (path is not null && File.Exists(path))
        {
            GivenTable("hospitals", path);
            return [.. ResourceReader.Hospitals(path, _findings).Select(h => h with { Position = ToWgs84(h.Position) })];
        }

        if (_roads.Hospitals.Count > 0)
        {
            Given("hospitals");
        }

        return [.. _roads.Hospitals];
    }

    private ImmutableArray<CountyStation> Stations(ImmutableArray<CountyHospital> hospitals, ImmutableArray<PopulationCell> population)
    {
        var path = PathOf(_request.Stations, CountyFiles.Stations);
        if (path is not null && File.Exists(path))
        {
            GivenTable("stations", path);
            return [.. ResourceReader.Stations(path, _findings).Select(s => s with { Position = ToWgs84(s.Position) })];
        }

        // A map that reaches beyond the county shows the neighbours' stations too.
        ImmutableArray<CountyStation> drawn = [.. _roads.Stations.Where(s => IsInCounty(s.Position))];
        if (!drawn.IsEmpty)
        {
            Given("stations");
            return drawn;
        }

        ImmutableArray<CountyHospital> inside = [.. hospitals.Where(h => IsInCounty(h.Position))];
        return !inside.IsEmpty
            ? Derived("stations", CountyDerivation.StationsAt(inside), "每家医院设一个急救站", "one at each hospital")
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
            GivenTable("places", path);
            return [.. ResourceReader.Places(path, _findings).Select(p => p with { Position = ToWgs84(p.Position) })];
        }

        ImmutableArray<CountyPlace> drawn = [.. _roads.Places.Where(p => IsInCounty(p.Position))];
        if (!drawn.IsEmpty)
        {
            Given("places");
            return drawn;
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

    /// <summary>The file that was named, or the one in the imported folder.</summary>
    private string? PathOf(string? given, string file)
    {
        if (given is not null && !File.Exists(given))
        {
            _findings.Error(given, "", "there is no such file");
        }

        return _request.PathOf(given, file);
    }

    /// <summary>Whether a point lies in the boundary that was given; everywhere, where none was.</summary>
    private bool IsInCounty(GeoPoint point) => _inside?.Contains(point) ?? true;

    private GeoPoint ToWgs84(GeoPoint point) => Conversion.ToWgs84(_request.Crs, point);

    private void Given(MultiPolygon? area, string file)
    {
        if (area is not null)
        {
            Given(Path.GetFileNameWithoutExtension(file));
        }
    }

    /// <summary>Notes that a table was given, and in which system.</summary>
    private void GivenTable(string part, string path)
    {
        Given(part);
        if (_request.Crs != CoordinateSystem.Wgs84)
        {
            _findings.Note(Path.GetFileName(path), "", Conversion.Told);
        }
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
