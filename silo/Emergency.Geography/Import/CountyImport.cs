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

    /// <summary>Driving speeds by road class, where the data has none.</summary>
    public RoadSpeeds Speeds { get; init; } = RoadSpeeds.Default;

    /// <summary>The folder or file that the roads come from.</summary>
    internal string Source => CsvDirectory ?? OsmFile ?? "";
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
    public static County? Run(ImportRequest request, CountyFindings findings, Action<string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(findings);
        if (request.CsvDirectory is null == request.OsmFile is null)
        {
            throw new ArgumentException("expected either a CSV folder or an OSM file", nameof(request));
        }

        var tell = progress ?? (_ => { });
        var drawn = request.CsvDirectory is { } directory
            ? new CsvRoadsImporter(directory, findings, tell, cancellation).Run()
            : new OsmImporter(request.OsmFile!, request.Speeds, findings, tell, cancellation).Run();
        if (drawn is null || findings.HasErrors)
        {
            return null;
        }

        cancellation.ThrowIfCancellationRequested();
        tell("assembling the county");
        var county = new CountyAssembler(request, drawn, findings).Assemble();
        if (county is not null)
        {
            tell("checking");
            CountyCheck.Run(county, findings);
        }

        return findings.HasErrors ? null : county;
    }
}

/// <summary>What an importer of roads found: the roads, and whatever else its data told.</summary>
internal sealed record ImportedRoads
{
    public required RoadNetwork Roads { get; init; }

    /// <summary>Where the roads come from.</summary>
    public required IReadOnlyList<Provenance> Provenance { get; init; }

    /// <summary>Parts of the network smaller than this are not snapped to.</summary>
    public int SmallestPart { get; init; } = 1;

    public IReadOnlyList<CountyPlace> Places { get; init; } = [];

    public IReadOnlyList<CountyHospital> Hospitals { get; init; } = [];

    public IReadOnlyList<CountyStation> Stations { get; init; } = [];
}
