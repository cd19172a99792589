using System.Text.Json;
using NetTopologySuite.Geometries;

namespace Emergency.Geography;

/// <summary>Reads a package, saying everything that is wrong with it rather than the first thing only.</summary>
internal static class CountyReader
{
    /// <summary>The county, or null where a part without which there is none cannot be read.</summary>
    public static County? Read(string directory, CountyFindings findings)
    {
        if (!Directory.Exists(directory))
        {
            findings.Error(directory, "", "there is no such folder");
            return null;
        }

        var profile = ReadProfile(Path.Combine(directory, CountyFiles.Profile), findings);
        var roads = ReadRoads(Path.Combine(directory, CountyFiles.Roads), findings);
        var boundary = ReadArea(Path.Combine(directory, CountyFiles.Boundary), isRequired: true, findings);
        var urban = ReadArea(Path.Combine(directory, CountyFiles.Urban), isRequired: false, findings);
        if (profile is null || roads is null || boundary is null)
        {
            return null;
        }

        var areas = new CountyAreas(boundary, urban, profile.BoundaryTolerance);
        return new County(new CountyParts
        {
            Profile = profile,
            Roads = roads,
            Hierarchy = ReadHierarchy(roads, Path.Combine(directory, CountyFiles.Hierarchy), findings),
            Areas = areas,
            Population = ResourceReader.Population(Path.Combine(directory, CountyFiles.Population), areas.KindOf, findings),
            Stations = ResourceReader.Stations(Path.Combine(directory, CountyFiles.Stations), findings),
            Vehicles = ResourceReader.Vehicles(Path.Combine(directory, CountyFiles.Vehicles), findings),
            Hospitals = ResourceReader.Hospitals(Path.Combine(directory, CountyFiles.Hospitals), findings),
            Places = ResourceReader.Places(Path.Combine(directory, CountyFiles.Places), findings),
        });
    }

    /// <summary>Reads an area file; null where it is missing, or cannot be used and the findings say why.</summary>
    public static MultiPolygon? ReadArea(string path, bool isRequired, CountyFindings findings)
    {
        var file = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            if (isRequired)
            {
                findings.Error(file, "", "is missing");
            }

            return null;
        }

        try
        {
            return AreaRepair.Validate(GeoJson.ReadArea(File.ReadAllBytes(path)), file, findings);
        }
        catch (GeoJsonException e)
        {
            findings.Error(file, "", e.Message);
        }

        return null;
    }

    private static CountyProfile? ReadProfile(string path, CountyFindings findings)
    {
        if (!File.Exists(path))
        {
            findings.Error(CountyFiles.Profile, "", "is missing: this is no county package");
            return null;
        }

        try
        {
            var json = JsonSerializer.Deserialize<CountyJson>(File.ReadAllBytes(path), CountyJson.Options)
                ?? throw new JsonException("is null");
            var problems = json.Problems().ToList();
            problems.ForEach(p => findings.Error(CountyFiles.Profile, "", p));
            return problems.Count == 0 ? json.ToProfile() : null;
        }
        catch (JsonException e)
        {
            findings.Error(CountyFiles.Profile, e.LineNumber is { } line ? CountyFindings.Line(line + 1) : "", e.Message.Split(" Path:")[0]);
            return null;
        }
    }

    /// <summary>The hierarchy of the roads, or null to build it anew: it holds nothing that the roads do not tell.</summary>
    private static ContractionHierarchy? ReadHierarchy(RoadNetwork roads, string path, CountyFindings findings)
    {
        if (!File.Exists(path))
        {
            findings.Note(CountyFiles.Hierarchy, "", "is missing, and is built at each start: import the county again to store it");
            return null;
        }

        try
        {
            return HierarchyFile.Read(roads, path);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or OverflowException)
        {
            findings.Warning(CountyFiles.Hierarchy, "", $"{(e is InvalidDataException ? e.Message : $"is damaged: {e.Message}")}; it is built at each start");
            return null;
        }
    }

    private static RoadNetwork? ReadRoads(string path, CountyFindings findings)
    {
        if (!File.Exists(path))
        {
            findings.Error(CountyFiles.Roads, "", "is missing");
            return null;
        }

        try
        {
            return RoadNetworkFile.Read(path);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or OverflowException)
        {
            findings.Error(CountyFiles.Roads, "", e is InvalidDataException ? e.Message : $"is damaged: {e.Message}");
            return null;
        }
    }
}
