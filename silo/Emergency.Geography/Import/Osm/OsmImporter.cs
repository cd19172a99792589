using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>
/// Makes a road network from an OpenStreetMap extract in two passes: ways first, to learn which nodes matter, then nodes. A node that
/// two roads share or at which one ends becomes a node of the network, the others shape the roads between.
/// </summary>
internal sealed class OsmImporter(string file, RoadSpeeds speeds, CountyFindings findings, Action<string> tell, CancellationToken cancellation)
    : IOsmSink
{
    /// <summary>Disconnected parts smaller than this are driveways and map faults, and not snapped to.</summary>
    private const int SmallestPart = 200;

    private readonly OsmRoadRules _rules = new(speeds);
    private readonly List<OsmWay> _ways = [];
    private readonly Dictionary<long, int> _uses = [];
    private readonly Dictionary<long, GeoPoint> _positions = [];
    private readonly SortedDictionary<string, int> _refused = new(StringComparer.Ordinal);
    private readonly OsmPointsOfInterest _interest = new();
    private readonly string _name = Path.GetFileName(file);

    public ImportedRoads? Run()
    {
        try
        {
            var source = OsmSources.Open(file);
            tell($"reading ways of {_name}");
            source.Read(OsmKinds.Ways, this, cancellation);
            tell($"reading nodes of {_name}");
            source.Read(OsmKinds.Nodes, this, cancellation);
        }
        catch (Exception e) when (e is InvalidDataException or FileNotFoundException or DirectoryNotFoundException or NotSupportedException)
        {
            findings.Error(_name, "", e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message);
            return null;
        }

        if (_ways.Count == 0)
        {
            findings.Error(_name, "", "holds no roads");
            return null;
        }

        tell($"joining {_ways.Count} ways");
        var network = Build();
        Report(network);
        return new ImportedRoads
        {
            Roads = network,
            SmallestPart = SmallestPart,
            Places = _interest.Places,
            Hospitals = _interest.Hospitals,
            Stations = _interest.Stations,
            Provenance =
            [
                new("roads", ProvenanceKind.Given, new(
                    $"由 {_name} 导入，© OpenStreetMap 贡献者（ODbL）", $"imported from {_name}, © OpenStreetMap contributors (ODbL)")),
            ],
        };
    }

    /// <inheritdoc/>
    public void Way(long id, List<long> nodes, OsmTags tags)
    {
        if (_rules.Read(tags) is not { } road)
        {
            if (_rules.Refusal is { } reason)
            {
                _refused[reason] = _refused.GetValueOrDefault(reason) + 1;
            }

            return;
        }

        if (nodes.Count < 2)
        {
            findings.Warning(_name, $"way {id}", "has fewer than two nodes, and is left out");
            return;
        }

        _ways.Add(new OsmWay(id, [.. nodes], road, tags["name"] ?? tags["ref"] ?? ""));
        for (var i = 0; i < nodes.Count; i++)
        {
            // An end counts twice: it is a node of the network even if no other road comes there.
            _uses[nodes[i]] = _uses.GetValueOrDefault(nodes[i]) + (i == 0 || i == nodes.Count - 1 ? 2 : 1);
        }
    }

    /// <inheritdoc/>
    public void Node(long id, GeoPoint position, OsmTags tags)
    {
        var isNeeded = _uses.ContainsKey(id);
        if ((isNeeded || tags.Count > 0) && !position.IsValid)
        {
            findings.Error(_name, $"node {id}", $"{position} is not a position in degrees");
            return;
        }

        if (isNeeded && !_positions.TryAdd(id, position))
        {
            findings.Error(_name, $"node {id}", "was given before");
        }

        if (tags.Count > 0)
        {
            _interest.Node(position, tags);
        }
    }

    private RoadNetwork Build()
    {
        var builder = new RoadNetworkBuilder();
        var nodes = new Dictionary<long, NodeIndex>();
        var missing = 0;
        foreach (var way in _ways)
        {
            // A road that leaves the extract is cut where its nodes are missing.
            foreach (var stretch in Stretches(way))
            {
                AddRoads(builder, nodes, way, stretch);
            }

            missing += way.Nodes.Count(n => !_positions.ContainsKey(n));
        }

        if (missing > 0)
        {
            findings.Warning(_name, "", $"{missing} nodes of roads are not in the file: roads are cut there");
        }

        return builder.Build();
    }

    private IEnumerable<ArraySegment<long>> Stretches(OsmWay way)
    {
        var start = 0;
        for (var i = 0; i <= way.Nodes.Length; i++)
        {
            if (i == way.Nodes.Length || !_positions.ContainsKey(way.Nodes[i]))
            {
                if (i - start >= 2)
                {
                    yield return new ArraySegment<long>(way.Nodes, start, i - start);
                }

                start = i + 1;
            }
        }
    }

    private void AddRoads(RoadNetworkBuilder builder, Dictionary<long, NodeIndex> nodes, OsmWay way, ArraySegment<long> stretch)
    {
        var shape = new List<GeoPoint>();
        var (from, length) = (stretch[0], 0.0);
        for (var i = 1; i < stretch.Count; i++)
        {
            length += _positions[stretch[i - 1]].DistanceTo(_positions[stretch[i]]).Value;
            if (_uses[stretch[i]] < 2 && i < stretch.Count - 1)
            {
                shape.Add(_positions[stretch[i]]);
                continue;
            }

            // A loop without any other junction needs a second node to be told from nothing.
            if (stretch[i] != from || shape.Count > 0)
            {
                builder.AddRoad(new RoadDraft
                {
                    From = NodeOf(builder, nodes, from),
                    To = NodeOf(builder, nodes, stretch[i]),
                    Class = way.Road.Class,
                    Length = new Metres(length),
                    Forward = way.Road.Forward?.Over(new Metres(length)),
                    Backward = way.Road.Backward?.Over(new Metres(length)),
                    Shape = [.. shape],
                    Name = way.Name,
                    SourceId = way.Id,
                });
            }

            (from, length) = (stretch[i], 0);
            shape.Clear();
        }
    }

    private NodeIndex NodeOf(RoadNetworkBuilder builder, Dictionary<long, NodeIndex> nodes, long id)
    {
        if (!nodes.TryGetValue(id, out var node))
        {
            nodes[id] = node = builder.AddNode(_positions[id], id);
        }

        return node;
    }

    private void Report(RoadNetwork network)
    {
        findings.Note(_name, "", FormattableString.Invariant(
            $"{_ways.Count} ways became {network.RoadCount} roads between {network.NodeCount} nodes, {network.TotalLength.Value / 1000:0} km"));
        foreach (var (reason, count) in _refused)
        {
            findings.Note(_name, "", $"{count} ways are no roads for an ambulance: {reason}");
        }
    }

    private sealed record OsmWay(long Id, long[] Nodes, OsmRoad Road, string Name);
}
