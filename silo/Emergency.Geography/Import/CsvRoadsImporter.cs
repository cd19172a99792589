using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>
/// Reads roads from <c>nodes.csv</c> (<c>id,lon,lat</c>) and <c>edges.csv</c> (<c>from,to,metres,siren_seconds,normal_seconds</c>, and
/// <c>class</c>, <c>name</c> where known). Each edge is one direction; two edges that are each other's reverse in all respects are one road.
/// </summary>
internal sealed class CsvRoadsImporter(string directory, CoordinateSystem crs, CountyFindings findings, Action<string> tell, CancellationToken cancellation)
{
    private const string NodesFile = "nodes.csv";
    private const string EdgesFile = "edges.csv";
    private const double LongestMetres = 1_000_000;
    private const double LongestSeconds = 86_400;

    /// <summary>Nothing drives faster; on a shorter edge than <see cref="NoticeableMetres"/> rounding may say otherwise.</summary>
    private const double FastestKmh = 300;

    private const double NoticeableMetres = 50;
    private const double KmhPerMetreASecond = 3.6;

    /// <summary>Ordinary traffic takes this much longer than a siren where only siren times are given.</summary>
    private const double UsualNormalFactor = 1.4;

    private readonly RoadNetworkBuilder _builder = new();
    private readonly Dictionary<string, NodeIndex> _nodes = new(StringComparer.Ordinal);
    private readonly List<Edge> _edges = [];
    private readonly List<int> _lines = [];
    private bool _hasClasses;

    public ImportedRoads? Run()
    {
        if (!Directory.Exists(directory))
        {
            findings.Error(directory, "", "there is no such folder");
            return null;
        }

        tell($"reading {NodesFile}");
        ReadNodes();
        tell($"reading {EdgesFile}");
        ReadEdges();
        if (findings.HasErrors)
        {
            return null;
        }

        tell($"joining {_edges.Count} edges between {_nodes.Count} nodes");
        var roads = RoadsOf(_edges, _lines);
        if (!_hasClasses)
        {
            tell("ranking roads");
            RankRoads(roads);
        }

        roads.ForEach(_builder.AddRoad);
        return new ImportedRoads { Roads = _builder.Build(), Provenance = ProvenanceOfRoads() };
    }

    private void ReadNodes()
    {
        using var sheet = Open(NodesFile, "id", "lon", "lat");
        while (sheet is not null && sheet.Read())
        {
            if (!sheet.TryText("id", out var id) || !sheet.TryPoint(out var point))
            {
                continue;
            }

            if (_nodes.ContainsKey(id))
            {
                sheet.Error($"node {id} was given before");
                continue;
            }

            _nodes.Add(id, _builder.AddNode(Conversion.ToWgs84(crs, point), long.TryParse(id, out var number) ? number : sheet.Line));
            CheckCancelled(sheet.Line);
        }

        if (crs != CoordinateSystem.Wgs84)
        {
            findings.Note(NodesFile, "", Conversion.Told);
        }

        if (_nodes.Count == 0 && !findings.HasErrors)
        {
            findings.Error(NodesFile, "", "holds no nodes");
        }
    }

    private void ReadEdges()
    {
        using var sheet = Open(EdgesFile, "from", "to", "metres", "siren_seconds");
        _hasClasses = sheet?.Has("class") == true;
        while (sheet is not null && sheet.Read())
        {
            CheckCancelled(sheet.Line);
            if (TryNode(sheet, "from", out var from) && TryNode(sheet, "to", out var to)
                && sheet.TryNumber("metres", 0, LongestMetres, out var metres)
                && TrySeconds(sheet, metres, out var times) && TryClass(sheet, out var kind))
            {
                if (from == to)
                {
                    findings.Warning(EdgesFile, CountyFindings.Line(sheet.Line), $"leads from node {sheet.Text("from")} to itself, and is left out");
                    continue;
                }

                _edges.Add(new Edge(from, to, new Metres(metres), times, kind, sheet.Text("name") ?? ""));
                _lines.Add(sheet.Line);
            }
        }

        if (_edges.Count == 0 && !findings.HasErrors)
        {
            findings.Error(EdgesFile, "", "holds no edges");
        }
    }

    private CsvSheet? Open(string file, params ReadOnlySpan<string> required)
    {
        var path = Path.Combine(directory, file);
        if (File.Exists(path))
        {
            return CsvSheet.Open(path, findings, required);
        }

        findings.Error(file, "", $"is missing in {directory}");
        return null;
    }

    private bool TryNode(CsvSheet sheet, string column, out NodeIndex node)
    {
        node = default;
        if (!sheet.TryText(column, out var id))
        {
            return false;
        }

        if (!_nodes.TryGetValue(id, out node))
        {
            sheet.Error($"{column} is node {id}, which {NodesFile} does not have");
            return false;
        }

        return true;
    }

    private static bool TrySeconds(CsvSheet sheet, double metres, out DriveTimes times)
    {
        times = default;
        if (!sheet.TryNumber("siren_seconds", 0, LongestSeconds, out var siren))
        {
            return false;
        }

        var normal = siren * UsualNormalFactor;
        if (sheet.Text("normal_seconds") is not null && !sheet.TryNumber("normal_seconds", 0, LongestSeconds, out normal))
        {
            return false;
        }

        if (siren <= 0 || normal <= 0)
        {
            sheet.Error("an edge must take more than 0 seconds");
            return false;
        }

        if (metres > NoticeableMetres && metres * KmhPerMetreASecond / Math.Min(siren, normal) is var kmh and > FastestKmh)
        {
            sheet.Error(FormattableString.Invariant($"{metres} m in {Math.Min(siren, normal)} s are {kmh:0} km/h: expected at most {FastestKmh}"));
            return false;
        }

        times = new DriveTimes(TimeSpan.FromMilliseconds(siren * 1000), TimeSpan.FromMilliseconds(normal * 1000));
        return true;
    }

    private static bool TryClass(CsvSheet sheet, out RoadClass kind)
    {
        kind = RoadClass.Street;
        if (sheet.Text("class") is not { } word || (Enum.TryParse(word, ignoreCase: true, out kind) && Enum.IsDefined(kind)))
        {
            return true;
        }

        sheet.Error($"class {word} is unknown: expected {string.Join(", ", Enum.GetNames<RoadClass>()).ToLowerInvariant()}");
        return false;
    }

    private static List<RoadDraft> RoadsOf(List<Edge> edges, List<int> lines)
    {
        var waiting = new Dictionary<Edge, Queue<int>>();
        var roads = new List<RoadDraft>();
        foreach (var (edge, line) in edges.Zip(lines))
        {
            if (waiting.TryGetValue(edge.Reversed(), out var others) && others.TryDequeue(out var road))
            {
                roads[road] = roads[road] with { Backward = edge.Times };
                continue;
            }

            if (!waiting.TryGetValue(edge, out var same))
            {
                waiting[edge] = same = new Queue<int>();
            }

            same.Enqueue(roads.Count);
            roads.Add(new RoadDraft
            {
                From = edge.From,
                To = edge.To,
                Class = edge.Class,
                Length = edge.Length,
                Name = edge.Name,
                SourceId = line,
                Forward = edge.Times,
            });
        }

        return roads;
    }

    private void RankRoads(List<RoadDraft> roads)
    {
        var classes = RoadRanker.Rank(_builder, roads);
        for (var i = 0; i < roads.Count; i++)
        {
            roads[i] = roads[i] with { Class = classes[i] };
        }
    }

    private List<Provenance> ProvenanceOfRoads()
    {
        var provenance = new List<Provenance>
        {
            new("roads", ProvenanceKind.Given, new("由 nodes.csv 和 edges.csv 导入", "imported from nodes.csv and edges.csv")),
        };
        if (!_hasClasses)
        {
            provenance.Add(new("road classes", ProvenanceKind.Derived, new(
                "由车速和最短路径使用频率推算", "from speed, and from how many shortest ways use a road")));
        }

        return provenance;
    }

    private void CheckCancelled(int line)
    {
        if ((line & 0xFFF) == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private readonly record struct Edge(NodeIndex From, NodeIndex To, Metres Length, DriveTimes Times, RoadClass Class, string Name)
    {
        public Edge Reversed() => this with { From = To, To = From };
    }
}
