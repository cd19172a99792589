using System.Text.Json;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>
/// A county as a folder: <c>county.json</c>, <c>roads.network</c>, <c>roads.hierarchy</c>, <c>boundary.geojson</c>, <c>urban.geojson</c>, and <c>population</c>,
/// <c>stations</c>, <c>vehicles</c>, <c>hospitals</c> and <c>places</c> as CSV. All but the two of the roads are texts that people may change.
/// An import leaves <c>import-report.json</c> beside them, which nothing reads.
/// </summary>
public static class CountyPackage
{
    /// <summary>Loads a county.</summary>
    /// <exception cref="CountyDataException">Something in it cannot be used; the exception's findings name file, line or id and reason.</exception>
    public static County Load(string directory)
    {
        var findings = new CountyFindings();
        return CountyReader.Read(directory, findings) is { } county && !findings.HasErrors
            ? county
            : throw new CountyDataException(directory, findings.All);
    }

    /// <summary>
    /// Writes a county, whole or not at all: into a new folder beside the target, which then takes its name. A package that was there
    /// before is replaced; anything else that was there is left alone.
    /// </summary>
    /// <exception cref="IOException">The target is something other than a package or an empty folder, or cannot be written.</exception>
    /// <param name="county">The county.</param>
    /// <param name="directory">The folder.</param>
    /// <param name="importReport">What <see cref="ImportReport.ToJson"/> gave, to be kept beside the county for people to read, or null.</param>
    public static void Save(County county, string directory, byte[]? importReport = null)
    {
        ArgumentNullException.ThrowIfNull(county);
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        CheckReplaceable(target);
        var parent = Path.GetDirectoryName(target) ?? throw new IOException($"{directory} is the root of a file system");
        Directory.CreateDirectory(parent);
        Leftovers.Clear(target);
        var fresh = Directory.CreateDirectory(Leftovers.FreshFor(target)).FullName;
        try
        {
            WriteFiles(county, fresh);
            if (importReport is not null)
            {
                File.WriteAllBytes(Path.Combine(fresh, CountyFiles.ImportReport), importReport);
            }

            Swap(fresh, target);
        }
        finally
        {
            if (Directory.Exists(fresh))
            {
                Directory.Delete(fresh, recursive: true);
            }
        }
    }

    /// <summary>Says why a folder cannot be replaced by a package, as an exception; otherwise does nothing.</summary>
    /// <exception cref="IOException">The target is something other than a package or an empty folder.</exception>
    public static void CheckReplaceable(string directory)
    {
        if (File.Exists(directory))
        {
            throw new IOException($"{directory} is a file: expected a folder");
        }

        if (Directory.Exists(directory)
            && Directory.EnumerateFileSystemEntries(directory).Any()
            && !File.Exists(Path.Combine(directory, CountyFiles.Profile)))
        {
            throw new IOException($"{directory} holds something other than a county package, and is left alone");
        }
    }

    private static void Swap(string fresh, string target)
    {
        var old = Leftovers.OldFor(target);
        var replaces = Directory.Exists(target);
        if (replaces)
        {
            Directory.Move(target, old);
        }

        try
        {
            Directory.Move(fresh, target);
        }
        catch (IOException) when (replaces)
        {
            // Put back what was there.
            Directory.Move(old, target);
            throw;
        }

        if (replaces)
        {
            Directory.Delete(old, recursive: true);
        }
    }

    private static void WriteFiles(County county, string directory)
    {
        File.WriteAllBytes(In(CountyFiles.Profile), JsonSerializer.SerializeToUtf8Bytes(CountyJson.Of(county.Profile), CountyJson.Options));
        RoadNetworkFile.Write(county.Roads, In(CountyFiles.Roads));
        HierarchyFile.Write(county.Hierarchy, county.Roads, In(CountyFiles.Hierarchy));
        WriteArea(In(CountyFiles.Boundary), county.Areas.Boundary, "boundary");
        if (county.Areas.Urban is { } urban)
        {
            WriteArea(In(CountyFiles.Urban), urban, "urban");
        }

        CsvText.Write(
            In(CountyFiles.Population), county.Population,
            ("lon", c => c.Centre.Longitude), ("lat", c => c.Centre.Latitude), ("population", c => c.People),
            ("urban", c => c.Area == AreaKind.Urban ? 1 : 0));
        CsvText.Write(
            In(CountyFiles.Stations), county.Stations,
            ("id", s => s.Id), ("name", s => s.Name), ("nameEn", s => s.NameEn),
            ("lon", s => s.Position.Longitude), ("lat", s => s.Position.Latitude), ("capacity", s => s.Capacity));
        CsvText.Write(
            In(CountyFiles.Vehicles), county.Vehicles,
            ("id", v => v.Id), ("plate", v => v.Plate), ("station", v => v.Station),
            ("capabilities", v => CsvText.Words(v.Capabilities)), ("crew", v => CsvText.Words(v.Crew)));
        CsvText.Write(
            In(CountyFiles.Hospitals), county.Hospitals,
            ("id", h => h.Id), ("name", h => h.Name), ("nameEn", h => h.NameEn),
            ("lon", h => h.Position.Longitude), ("lat", h => h.Position.Latitude),
            ("centres", h => CsvText.Words(h.Centres)), ("capacity", h => h.Capacity));
        CsvText.Write(
            In(CountyFiles.Places), county.Places,
            ("name", p => p.Name), ("nameEn", p => p.NameEn), ("kind", p => p.Kind.ToString().ToLowerInvariant()),
            ("lon", p => p.Position.Longitude), ("lat", p => p.Position.Latitude), ("approximate", p => p.IsApproximate ? 1 : 0));

        string In(string file) => Path.Combine(directory, file);
    }

    private static void WriteArea(string path, NetTopologySuite.Geometries.MultiPolygon area, string kind)
    {
        using var stream = File.Create(path);
        GeoJson.WriteArea(stream, area, new Dictionary<string, string> { ["kind"] = kind });
    }
}
