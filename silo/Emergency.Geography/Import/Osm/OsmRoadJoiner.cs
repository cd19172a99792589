using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>
/// Joins ways to roads between junctions. A node that two roads share or at which one ends is a junction; the others shape the roads
/// between. At a closed barrier a road ends on either side.
/// </summary>
internal sealed class OsmRoadJoiner(OsmData data, OsmNodeTable table, OsmRoadRules roadRules, ImportRules rules, OsmBuiltUp builtUp)
{
    private const int None = -1;

    private readonly RoadNetworkBuilder _builder = new();
    private readonly int[] _nodes = Filled(table.Count);
    private readonly List<GeoPoint> _shape = [];

    /// <summary>Nodes of ways that the file does not have.</summary>
    public int Missing { get; private set; }

    /// <summary>The builder with all roads.</summary>
    public RoadNetworkBuilder Join()
    {
        foreach (var way in data.Ways)
        {
            way.FirstRoad = _builder.RoadCount;
            var rows = Array.ConvertAll(way.Nodes, table.Find);
            var share = way.Road.Duration is { } duration ? duration / Math.Max(1, LengthOf(rows)) : (TimeSpan?)null;
            // A road that leaves the extract is cut where its nodes are missing.
            var start = 0;
            for (var i = 0; i <= rows.Length; i++)
            {
                if (i == rows.Length || !table.IsFound(rows[i]))
                {
                    Missing += i < rows.Length ? 1 : 0;
                    AddStretch(way, rows.AsSpan(start..i), share);
                    start = i + 1;
                }
            }

            way.RoadCount = _builder.RoadCount - way.FirstRoad;
        }

        return _builder;
    }

    /// <summary>The builder's node for a node of the map, or null where it is none or there are two.</summary>
    public NodeIndex? NodeOf(long id) => table.Find(id) is var row and >= 0 && _nodes[row] != None ? new NodeIndex(_nodes[row]) : null;

    private void AddStretch(OsmWay way, ReadOnlySpan<int> rows, TimeSpan? perMetre)
    {
        if (rows.Length < 2)
        {
            return;
        }

        var (from, length, gates) = (rows[0], 0.0, 0.0);
        _shape.Clear();
        for (var i = 1; i < rows.Length; i++)
        {
            length += table.PositionOf(rows[i - 1]).DistanceTo(table.PositionOf(rows[i])).Value;
            // A gate at a junction costs half on either side; one along the road costs all of it here.
            var isEnd = i == rows.Length - 1 || table.UsesOf(rows[i]) > 2 || IsClosed(rows[i]);
            gates += GateAt(rows[i]) * (isEnd ? 0.5 : 1);
            if (!isEnd)
            {
                _shape.Add(table.PositionOf(rows[i]));
                continue;
            }

            // A loop without any other junction needs a second node to be told from nothing.
            if (rows[i] != from || _shape.Count > 0)
            {
                AddRoad(way, (NodeAt(from), NodeAt(rows[i])), new Metres(length), (gates + (0.5 * GateAt(from))) * rules.GateDelay, perMetre);
            }

            (from, length, gates) = (rows[i], 0, 0);
            _shape.Clear();
        }
    }

    private void AddRoad(OsmWay way, (NodeIndex From, NodeIndex To) ends, Metres length, TimeSpan gates, TimeSpan? perMetre)
    {
        var isBuiltUp = builtUp.Contains(Middle(ends));
        _builder.AddRoad(new RoadDraft
        {
            From = ends.From,
            To = ends.To,
            Class = way.Road.Class,
            Length = length,
            Forward = way.Road.Forward ? Times(forward: true) : null,
            Backward = way.Road.Backward ? Times(forward: false) : null,
            Shape = [.. _shape],
            Name = way.Name,
            SourceId = way.Id,
        });

        DriveTimes Times(bool forward)
        {
            if (perMetre is { } time)
            {
                var fixedTime = TimeSpan.FromMilliseconds(Math.Max(1, Math.Round((time * length.Value).TotalMilliseconds)));
                return new DriveTimes(fixedTime, fixedTime);
            }

            var driven = roadRules.SpeedOf(way.Road, forward, isBuiltUp).Over(length);
            return new DriveTimes(driven.Siren + gates, driven.Normal + gates);
        }
    }

    private GeoPoint Middle((NodeIndex From, NodeIndex To) ends)
    {
        if (_shape.Count > 0)
        {
            return _shape[_shape.Count / 2];
        }

        var (a, b) = (_builder.PositionOf(ends.From), _builder.PositionOf(ends.To));
        return new GeoPoint((a.Longitude + b.Longitude) / 2, (a.Latitude + b.Latitude) / 2);
    }

    /// <summary>The junction there; at a closed barrier a new one for each road that ends there.</summary>
    private NodeIndex NodeAt(int row)
    {
        if (IsClosed(row))
        {
            return _builder.AddNode(table.PositionOf(row), table.IdOf(row));
        }

        if (_nodes[row] == None)
        {
            _nodes[row] = _builder.AddNode(table.PositionOf(row), table.IdOf(row)).Value;
        }

        return new NodeIndex(_nodes[row]);
    }

    private bool IsClosed(int row) => table.BarrierAt(row) == OsmBarrier.Closed;

    private int GateAt(int row) => table.BarrierAt(row) == OsmBarrier.Gate ? 1 : 0;

    private double LengthOf(int[] rows)
    {
        double length = 0;
        for (var i = 1; i < rows.Length; i++)
        {
            length += table.IsFound(rows[i - 1]) && table.IsFound(rows[i]) ? table.PositionOf(rows[i - 1]).DistanceTo(table.PositionOf(rows[i])).Value : 0;
        }

        return length;
    }

    private static int[] Filled(int count)
    {
        var values = new int[count];
        Array.Fill(values, None);
        return values;
    }
}
