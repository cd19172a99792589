using NetTopologySuite.Geometries;

namespace Emergency.Geography;

/// <summary>What a county is to be made from. Exactly one of <see cref="CsvDirectory"/> and <see cref="OsmFile"/> is given.</summary>
public sealed record ImportRequest
{
    /// <summary>A folder with <c>nodes.csv</c> and <c>edges.csv</c>, and perhaps other files of a package.</summary>
    public string? CsvDirectory { get; init; }

    /// <summary>An OpenStreetMap extract.</summary>
    public string? OsmFile { get; init; }

    /// <summary>The boundary as GeoJSON, or null to look in the folder and then to derive it.</summary>
    public string? Boundary { get; init; }

    /// <summary>The urban area as GeoJSON, or null likewise.</summary>
    public string? Urban { get; init; }

    /// <summary>Population cells as CSV, or null likewise.</summary>
    public string? Population { get; init; }

    /// <summary>Stations as CSV, or null likewise.</summary>
    public string? Stations { get; init; }

    /// <summary>Vehicles as CSV, or null likewise.</summary>
    public string? Vehicles { get; init; }

    /// <summary>Hospitals as CSV, or null likewise.</summary>
    public string? Hospitals { get; init; }

    /// <summary>Named places as CSV, or null likewise.</summary>
    public string? Places { get; init; }

    /// <summary>What people call the county, or null for the folder's or file's name.</summary>
    public LocalText? Name { get; init; }

    /// <summary>Its IANA time zone, or null to derive it from where the county lies.</summary>
    public string? TimeZone { get; init; }

    /// <summary>How a map is read for this service's vehicles.</summary>
    public ImportRules Rules { get; init; } = ImportRules.Default;

    /// <summary>The coordinate system of every file but a map, which is always in WGS-84.</summary>
    public CoordinateSystem Crs { get; init; }

    /// <summary>The folder or file that the roads come from.</summary>
    internal string Source => CsvDirectory ?? OsmFile ?? "";

    /// <summary>The file that was named, or the one in the imported folder, or null.</summary>
    internal string? PathOf(string? given, string file) => given ?? (CsvDirectory is { } directory ? Path.Combine(directory, file) : null);
}

/// <summary>A coordinate system that an import converts from.</summary>
public enum CoordinateSystem
{
    /// <summary>WGS-84, as GPS gives it and as everything is kept.</summary>
    Wgs84 = 0,

    /// <summary>GCJ-02, the shifted system of Chinese maps and telephones; see <see cref="Geography.Gcj02"/>.</summary>
    Gcj02 = 1,
}

/// <summary>Makes counties from other people's data. Nothing is written: the caller saves the county with <see cref="CountyPackage"/>.</summary>
public static class CountyImport
{
    /// <summary>Makes a county, or null where an error was found.</summary>
    /// <param name="request">What to make it from.</param>
    /// <param name="findings">Gets everything that is wrong or worth knowing.</param>
    /// <param name="progress">Is told what is being done, in words, or null.</param>
    /// <param name="cancellation">Stops the import.</param>
    /// <exception cref="ArgumentException">The request has no source, or two.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static County? Run(ImportRequest request, CountyFindings findings, Action<string>? progress = null, CancellationToken cancellation = default) =>
        Run(request, findings, new ImportReport(), progress, cancellation);

    /// <summary>As the other, and tells the report what was dropped and why.</summary>
    public static County? Run(
        ImportRequest request, CountyFindings findings, ImportReport report, Action<string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(report);
        if (request.CsvDirectory is null == request.OsmFile is null)
        {
            throw new ArgumentException("expected either a CSV folder or an OSM file", nameof(request));
        }

        var notes = new ImportNotes(findings, report, progress ?? (_ => { }), cancellation);
        // The areas come first: they say where roads are wanted, and a large map is read for minutes before they would be missed.
        var areas = ImportedAreas.Read(request, findings);
        if (findings.HasErrors)
        {
            return null;
        }

        var drawn = request.CsvDirectory is { } directory
            ? new CsvRoadsImporter(directory, request.Crs, findings, notes.Tell, cancellation).Run()
            : new OsmImporter(request.OsmFile!, request.Rules, areas.Boundary, areas.Urban, notes).Run();
        if (drawn is null || findings.HasErrors)
        {
            return null;
        }

        cancellation.ThrowIfCancellationRequested();
        notes.Tell("assembling the county");
        var county = new CountyAssembler(request, drawn, areas, findings).Assemble();
        if (county is not null)
        {
            notes.Tell("checking");
            CountyCheck.Run(county, findings);
            AddFigures(county, report);
        }

        return findings.HasErrors ? null : county;
    }

    private static void AddFigures(County county, ImportReport report)
    {
        report.Figure("nodes", county.Roads.JunctionCount);
        report.Figure("nodeCopies", county.Roads.NodeCount - county.Roads.JunctionCount);
        report.Figure("arcs", county.Roads.ArcCount);
        report.Figure("roads", county.Roads.RoadCount);
        report.Figure("roadKilometres", Math.Round(county.Roads.TotalLength.Value / 1000, 1));
        report.Figure("parts", county.Roads.PartCount);
        report.Figure("nodesOffMainNetwork", county.Roads.JunctionCount - county.Roads.MainNodeCount);
        report.Figure("people", Math.Round(county.PopulationTotal, 1));
    }
}

/// <summary>Where an import tells what it does and finds.</summary>
/// <param name="Findings">What is wrong or worth knowing.</param>
/// <param name="Report">What was dropped.</param>
/// <param name="Tell">Is told what is being done.</param>
/// <param name="Cancellation">Stops the import.</param>
internal sealed record ImportNotes(CountyFindings Findings, ImportReport Report, Action<string> Tell, CancellationToken Cancellation);

/// <summary>What an importer of roads found: the roads, and whatever else its data told.</summary>
internal sealed record ImportedRoads
{
    public required RoadNetwork Roads { get; init; }

    /// <summary>Where the roads come from.</summary>
    public required IReadOnlyList<Provenance> Provenance { get; init; }

    /// <summary>Towns by their built-up land, or null where unknown.</summary>
    public MultiPolygon? Towns { get; init; }

    /// <summary>Parts of the network smaller than this are not snapped to.</summary>
    public int SmallestPart { get; init; } = 1;

    public IReadOnlyList<CountyPlace> Places { get; init; } = [];

    public IReadOnlyList<CountyHospital> Hospitals { get; init; } = [];

    public IReadOnlyList<CountyStation> Stations { get; init; } = [];
}
