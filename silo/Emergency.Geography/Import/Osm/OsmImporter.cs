using Emergency.Domain;
using NetTopologySuite.Geometries;

namespace Emergency.Geography;

/// <summary>
/// Makes a road network from an OpenStreetMap extract of any size, in three passes: relations (and which nodes lie near the county, where
/// it is to be cut out of a larger file), then ways, to learn which nodes matter, then nodes. What is kept grows with the roads that are
/// taken, not with the file. The result does not depend on the order of the file.
/// </summary>
internal sealed class OsmImporter(string file, ImportRules rules, MultiPolygon? boundary, MultiPolygon? urban, ImportNotes notes)
{
    /// <summary>Disconnected parts smaller than this are driveways and map faults, and not snapped to.</summary>
    private const int SmallestPart = 200;

    private const double MetresPerDegree = 111_195;

    /// <summary>A smaller file is read before anybody could read how far it is.</summary>
    private const long LeastToTell = 16 << 20;

    private readonly string _name = Path.GetFileName(file);

    public ImportedRoads? Run()
    {
        var data = new OsmData { Clip = ClipOf() };
        var roadRules = new OsmRoadRules(rules, notes.Report);
        OsmNodeTable table;
        try
        {
            table = Read(data, roadRules);
        }
        catch (Exception e) when (e is InvalidDataException or FileNotFoundException or DirectoryNotFoundException or NotSupportedException)
        {
            notes.Findings.Error(_name, "", e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message);
            return null;
        }

        if (data.Ways.Count == 0)
        {
            notes.Findings.Error(_name, "", data.Clip is null ? "holds no roads" : "holds no roads near the boundary: do both belong to the same region?");
            return null;
        }

        if (notes.Findings.HasErrors)
        {
            return null;
        }

        return Join(data, table, roadRules);
    }

    /// <summary>The box around the boundary within which roads are taken, or null.</summary>
    private Envelope? ClipOf()
    {
        if (boundary is null)
        {
            return null;
        }

        var box = boundary.EnvelopeInternal.Copy();
        var degrees = rules.Margin.Value / MetresPerDegree;
        box.ExpandBy(degrees / Math.Max(0.1, Math.Cos(double.DegreesToRadians(box.Centre.Y))), degrees);
        return box;
    }

    private OsmNodeTable Read(OsmData data, OsmRoadRules roadRules)
    {
        var source = OsmSources.Open(file);
        var relations = new OsmRelationPass(data, rules, notes.Report);
        Pass(source, data.Clip is null ? OsmKinds.Relations : OsmKinds.Relations | OsmKinds.Nodes, relations, "relations");
        relations.End();
        var ways = new OsmWayPass(data, roadRules, notes.Report);
        Pass(source, OsmKinds.Ways, ways, "ways");
        if (ways.Outside > 0)
        {
            notes.Findings.Note(_name, "", FormattableString.Invariant(
                $"{ways.Outside} ways lie farther than {rules.Margin.Value / 1000:0.#} km from the box around the boundary, and are left out"));
        }

        data.Sort();
        CheckRepeated(data.Ways);
        var table = new OsmNodeTable(data.NodesNeeded());
        foreach (var nodes in data.Ways.Select(w => w.Nodes))
        {
            for (var i = 0; i < nodes.Length; i++)
            {
                table.Use(table.Find(nodes[i]), i == 0 || i == nodes.Length - 1 ? 1 : 2);
            }
        }

        Pass(source, OsmKinds.Nodes, new OsmNodePass(data, table, rules, _name, notes.Findings, notes.Report), "nodes");
        return table;
    }

    private void Pass(IOsmSource source, OsmKinds kinds, IOsmSink sink, string what)
    {
        const int Steps = 10;
        var told = File.Exists(file) && new FileInfo(file).Length >= LeastToTell ? 0 : Steps;
        notes.Tell($"reading {what} of {_name}");
        source.Read(kinds, sink, Progress, notes.Cancellation);

        void Progress(double share)
        {
            if ((int)(share * Steps) is var step && step > told && step < Steps)
            {
                told = step;
                notes.Tell(FormattableString.Invariant($"reading {what} of {_name}: {step * 100 / Steps} % of its bytes"));
            }
        }
    }

    private void CheckRepeated(List<OsmWay> ways)
    {
        for (var i = 1; i < ways.Count; i++)
        {
            if (ways[i].Id == ways[i - 1].Id)
            {
                notes.Findings.Error(_name, $"way {ways[i].Id}", "was given before");
            }
        }
    }

    private ImportedRoads? Join(OsmData data, OsmNodeTable table, OsmRoadRules roadRules)
    {
        notes.Tell($"joining {data.Ways.Count} ways");
        var builtUp = new OsmBuiltUp(BuiltUpPolygons(data, table), urban);
        var joiner = new OsmRoadJoiner(data, table, roadRules, rules, builtUp);
        var builder = joiner.Join();
        if (joiner.Missing > 0)
        {
            notes.Findings.Warning(_name, "", $"{joiner.Missing} nodes of roads are not in the file: roads are cut there");
        }

        if (builder.RoadCount == 0)
        {
            notes.Findings.Error(_name, "", "holds no road with both its ends: the nodes are missing");
            return null;
        }

        var turns = new OsmTurnResolver(builder, data.Ways, joiner.NodeOf, notes.Report);
        data.Restrictions.ForEach(turns.Resolve);
        notes.Cancellation.ThrowIfCancellationRequested();
        var network = builder.Build();
        TakeAreas(data, table);
        Report(data, network, turns.Held);
        return new ImportedRoads
        {
            Roads = network,
            SmallestPart = SmallestPart,
            Places = data.Interest.Places,
            Hospitals = data.Interest.Hospitals,
            Stations = data.Interest.Stations,
            Towns = urban is null ? builtUp.Towns() : null,
            Provenance =
            [
                new("roads", ProvenanceKind.Given, new(
                    $"由 {_name} 导入，© OpenStreetMap 贡献者（ODbL）", $"imported from {_name}, © OpenStreetMap contributors (ODbL)")),
            ],
        };
    }

    private static IEnumerable<Polygon> BuiltUpPolygons(OsmData data, OsmNodeTable table)
    {
        var drawn = data.Areas.Where(a => a.IsBuiltUp).Select(a => OsmBuiltUp.PolygonOf(Line(a.Nodes, table))).OfType<Polygon>();
        var joined = data.BuiltUpRings.Values.SelectMany(ways =>
            OsmBuiltUp.PolygonsOf(ways.Where(data.NodesOfRingWay.ContainsKey).Select(w => Line(data.NodesOfRingWay[w], table))));
        return drawn.Concat(joined);
    }

    private static GeoPoint[] Line(long[] nodes, OsmNodeTable table) => [.. nodes.Select(table.Find).Where(table.IsFound).Select(table.PositionOf)];

    private static void TakeAreas(OsmData data, OsmNodeTable table)
    {
        foreach (var area in data.Areas)
        {
            if (area.Interest is { } interest && Line(area.Nodes, table) is { Length: > 0 } ring)
            {
                var middle = new GeoPoint(
                    Math.Round((ring.Min(p => p.Longitude) + ring.Max(p => p.Longitude)) / 2, 7), Math.Round((ring.Min(p => p.Latitude) + ring.Max(p => p.Latitude)) / 2, 7));
                data.Interest.Add(isArea: true, area.Id, interest, middle);
            }
        }
    }

    private void Report(OsmData data, RoadNetwork network, int turns)
    {
        notes.Findings.Note(_name, "", FormattableString.Invariant(
            $"{data.Ways.Count} ways became {network.RoadCount} roads between {network.JunctionCount} nodes, {network.TotalLength.Value / 1000:0} km"));
        if (turns > 0)
        {
            notes.Findings.Note(_name, "", $"{turns} turn restrictions hold; {network.NodeCount - network.JunctionCount} copies of nodes carry them");
        }

        notes.Report.Figure("ways", data.Ways.Count);
        notes.Report.Figure("turnRestrictions", turns);
        notes.Report.TellTo(notes.Findings, _name);
    }
}
