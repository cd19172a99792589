using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Emergency.Domain;
using Emergency.Geography;

namespace Emergency.Silo.Commands;

/// <summary>
/// The <c>county</c> commands. They exit with 0 when all is well, 1 when data is at fault, 2 when the command was typed wrongly, and
/// 130 when stopped. Answers go to standard output; progress, findings and complaints to standard error.
/// </summary>
public static class CountyCommands
{
    private const int Fine = 0;
    private const int BadData = 1;
    private const int BadUsage = 2;
    private const int Stopped = 130;

    private const string Usage = """
        county import --osm FILE --out DIR      make a county package from an OpenStreetMap extract (.osm.pbf, .osm, .osm.gz, .osm.zip)
        county import --csv DIR --out DIR       the same from nodes.csv and edges.csv and what else of a package the folder has
            --boundary F.geojson  --urban F.geojson  --population F.csv  --stations F.csv  --vehicles F.csv  --hospitals F.csv
            --places F.csv        parts from elsewhere; what is missing is derived where it can be, and labelled derived
            --crs GCJ02           the CSV and GeoJSON files are in GCJ-02 and are converted; by default WGS84
            --rules F.json        speeds by class, gates, bus lanes, turn restrictions, margin around the boundary (see README)
            --name TEXT  --name-en TEXT  --time-zone ZONE       what people call it; an IANA zone such as Asia/Shanghai
        county builtin --out DIR [--seed N]     write the built-in demonstration county as a package
        county check DIR                        say what is wrong with a package; exit code 1 on an error
        county export --county DIR --out FILE   write boundary, urban area, stations, hospitals and places as GeoJSON
            --crs GCJ02           in GCJ-02, for Chinese web maps; by default WGS84
        county times --county DIR --pairs FILE  read from_lon,from_lat,to_lon,to_lat and print the rows with seconds,metres
                                                (with siren, off-road legs included), or unreachable
        county coverage --county DIR            print who is reached in time by all vehicles at their stations, as JSON
            --stations ST01,ST02  one unit at each of these stations instead; a station may be named again for a second unit
            --travel-only         leave out the delays before a unit drives
            --map FILE            write the map as GeoJSON too
        Without --county, or with --county builtin, the built-in county is meant.
        """;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Runs a command.</summary>
    /// <param name="args">The words after <c>county</c>.</param>
    /// <param name="stdout">Takes the answer.</param>
    /// <param name="stderr">Takes progress, findings and complaints.</param>
    /// <param name="cancellation">Stops the command.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> Run(string[] args, TextWriter stdout, TextWriter stderr, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(args);
        try
        {
            // Reading and searching keep a thread busy; the caller's may be needed to stop them.
            return await Task.Run(() => Dispatch(args, stdout, stderr, cancellation), cancellation);
        }
        catch (UsageException e)
        {
            await stderr.WriteLineAsync($"county: {e.Message}\n\n{Usage}");
            return BadUsage;
        }
        catch (OperationCanceledException)
        {
            await stderr.WriteLineAsync("county: stopped; nothing was written");
            return Stopped;
        }
        catch (CountyDataException e)
        {
            await WriteFindings(e.Findings, stderr);
            await stderr.WriteLineAsync($"county: {(e.Findings.Count > 0 ? "the county cannot be used" : e.Message)}");
            return BadData;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await stderr.WriteLineAsync($"county: {e.Message}");
            return BadData;
        }
    }

    private static Task<int> Dispatch(string[] args, TextWriter stdout, TextWriter stderr, CancellationToken cancellation) => args switch
    {
        ["import", .. var rest] => Import(rest, stdout, stderr, cancellation),
        ["builtin", .. var rest] => BuiltIn(rest, stdout),
        ["check", .. var rest] => Check(rest, stdout, stderr),
        ["export", .. var rest] => Export(rest, stdout),
        ["times", .. var rest] => Times(rest, stdout, stderr, cancellation),
        ["coverage", .. var rest] => Coverage(rest, stdout, stderr),
        ["--help" or "-h" or "help"] => Help(stdout),
        [] => throw new UsageException("which command?"),
        [var other, ..] => throw new UsageException($"there is no command {other}"),
    };

    private static async Task<int> Help(TextWriter stdout)
    {
        await stdout.WriteLineAsync(Usage);
        return Fine;
    }

    private static async Task<int> Import(string[] rest, TextWriter stdout, TextWriter stderr, CancellationToken cancellation)
    {
        var line = new CommandLine(
            rest,
            ["osm", "csv", "out", "boundary", "urban", "population", "stations", "vehicles", "hospitals", "places", "name", "name-en",
                "time-zone", "crs", "rules"],
            []);
        line.Words(0, "");
        var target = line.Required("out");
        if (line.Has("osm") == line.Has("csv"))
        {
            throw new UsageException("expected either --osm FILE or --csv DIR");
        }

        if (line["time-zone"] is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            throw new UsageException($"there is no time zone {zone}: expected a name such as Asia/Shanghai");
        }

        CountyPackage.CheckReplaceable(target);
        var (findings, report) = (new CountyFindings(), new ImportReport());
        var county = ToRequest(line, findings) is { } request ? CountyImport.Run(request, findings, report, stderr.WriteLine, cancellation) : null;
        await WriteFindings(findings.All, stderr);
        if (county is null)
        {
            await stderr.WriteLineAsync("county: nothing was written");
            return BadData;
        }

        cancellation.ThrowIfCancellationRequested();
        CountyPackage.Save(county, target, report.ToJson(findings.All));
        await stdout.WriteLineAsync($"{target}: {Describe(county)}");
        return Fine;
    }

    private static ImportRequest? ToRequest(CommandLine line, CountyFindings findings)
    {
        var crs = CrsOf(line);
        return (line["rules"] is { } file ? ImportRules.Load(file, findings) : ImportRules.Default) is { } rules ? ToRequest(line, crs, rules) : null;
    }

    private static CoordinateSystem CrsOf(CommandLine line) => (line["crs"] ?? "WGS84").ToUpperInvariant().Replace("-", "", StringComparison.Ordinal) switch
    {
        "WGS84" => CoordinateSystem.Wgs84,
        "GCJ02" => CoordinateSystem.Gcj02,
        _ => throw new UsageException($"--crs is {line["crs"]}: expected WGS84 or GCJ02"),
    };

    private static ImportRequest ToRequest(CommandLine line, CoordinateSystem crs, ImportRules rules) => new()
    {
        Crs = crs,
        Rules = rules,
        CsvDirectory = line["csv"],
        OsmFile = line["osm"],
        Boundary = line["boundary"],
        Urban = line["urban"],
        Population = line["population"],
        Stations = line["stations"],
        Vehicles = line["vehicles"],
        Hospitals = line["hospitals"],
        Places = line["places"],
        TimeZone = line["time-zone"],
        Name = (line["name"] ?? line["name-en"]) is { } name ? new LocalText(name, line["name-en"] ?? name) : null,
    };

    private static async Task<int> BuiltIn(string[] rest, TextWriter stdout)
    {
        var line = new CommandLine(rest, ["out", "seed"], []);
        line.Words(0, "");
        var target = line.Required("out");
        var seed = BuiltInCounty.DefaultSeed;
        if (line["seed"] is { } text && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed))
        {
            throw new UsageException($"--seed is {text}: expected a whole number");
        }

        CountyPackage.CheckReplaceable(target);
        var county = BuiltInCounty.Create(seed);
        CountyPackage.Save(county, target);
        await stdout.WriteLineAsync($"{target}: {Describe(county)}");
        return Fine;
    }

    private static async Task<int> Export(string[] rest, TextWriter stdout)
    {
        var line = new CommandLine(rest, ["county", "out", "crs"], []);
        line.Words(0, "");
        var (target, crs) = (line.Required("out"), CrsOf(line));
        var county = Load(line["county"]);
        await using (var file = File.Create(target))
        {
            CountyExport.Write(county, crs, file);
        }

        await stdout.WriteLineAsync($"{target}: {county.Profile.Name.Zh}, {(crs == CoordinateSystem.Gcj02 ? "GCJ-02" : "WGS-84")}");
        return Fine;
    }

    private static async Task<int> Check(string[] rest, TextWriter stdout, TextWriter stderr)
    {
        var directory = new CommandLine(rest, [], []).Words(1, "one package folder")[0];
        var findings = CountyCheck.Run(directory, out var county);
        await WriteFindings(findings, stderr);
        var errors = findings.Count(f => f.Severity == FindingSeverity.Error);
        var warnings = findings.Count(f => f.Severity == FindingSeverity.Warning);
        await stdout.WriteLineAsync($"{directory}: {(county is null ? "no county" : Describe(county))}");
        await stdout.WriteLineAsync($"{errors} errors, {warnings} warnings");
        return errors > 0 ? BadData : Fine;
    }

    private static async Task<int> Times(string[] rest, TextWriter stdout, TextWriter stderr, CancellationToken cancellation)
    {
        var line = new CommandLine(rest, ["county", "pairs"], []);
        line.Words(0, "");
        var pairs = line.Required("pairs");
        if (!File.Exists(pairs))
        {
            throw new IOException($"{pairs}: there is no such file");
        }

        var county = Load(line["county"]);
        return await new TimesCommand(county, pairs, stdout, stderr).Run(cancellation) ? Fine : BadData;
    }

    private static async Task<int> Coverage(string[] rest, TextWriter stdout, TextWriter stderr)
    {
        var line = new CommandLine(rest, ["county", "stations", "map"], ["travel-only"]);
        line.Words(0, "");
        var county = Load(line["county"]);
        var engine = new CoverageEngine(county, new CoverageOptions { Delays = line.Has("travel-only") ? ResponseDelays.None : null });
        var snapshot = engine.Evaluate(UnitsOf(county, line["stations"]), TimeProvider.System.GetUtcNow());
        if (line["map"] is { } map)
        {
            await using var file = File.Create(map);
            snapshot.WriteMap(file);
        }

        if (county.Profile.Notice is { } notice)
        {
            await stderr.WriteLineAsync($"note: {notice.En}");
        }

        await stdout.WriteLineAsync(JsonSerializer.Serialize(snapshot.Document, Json));
        return Fine;
    }

    /// <summary>One unit at each named station, or, where none is named, every vehicle at its own.</summary>
    private static CoverageUnit[] UnitsOf(County county, string? stations) => stations is null
        ?
        [
            .. county.Vehicles.Where(v => county.FindStation(v.Station) is not null)
                .Select(v => new CoverageUnit(v.Id, county.FindStation(v.Station)!.Position, UnitDuty.AvailableAtStation)),
        ]
        :
        [
            .. stations.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select((name, i) => county.FindStation(new StationId(name)) is { } station
                    ? new CoverageUnit(new AmbulanceId($"{i + 1}-{name}"), station.Position, UnitDuty.AvailableAtStation)
                    : throw new UsageException(
                        $"there is no station {name}: expected some of {string.Join(", ", county.Stations.Select(s => s.Id))}")),
        ];

    private static County Load(string? directory) => directory is null or "builtin" ? BuiltInCounty.Create() : County.Load(directory);

    private static string Describe(County county) => FormattableString.Invariant(
        $"{county.Profile.Name.Zh}, {county.Roads.JunctionCount} nodes, {county.Roads.ArcCount} arcs, {county.Roads.TotalLength.Value / 1000:0} km of road, ")
        + FormattableString.Invariant(
            $"{county.PopulationTotal:0} people, {county.Stations.Length} stations, {county.Vehicles.Length} vehicles, {county.Hospitals.Length} hospitals");

    private static async Task WriteFindings(IReadOnlyList<CountyFinding> findings, TextWriter writer)
    {
        foreach (var finding in findings)
        {
            await writer.WriteLineAsync(finding.ToString());
        }
    }
}
