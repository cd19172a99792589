using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>The first pass: relations, and, where the roads are cut out of a larger file, which nodes lie within.</summary>
internal sealed class OsmRelationPass(OsmData data, ImportRules rules, ImportReport report) : IOsmSink
{
    /// <inheritdoc/>
    public void Node(long id, GeoPoint position, OsmTags tags)
    {
        if (data.Clip!.Contains(position.Longitude, position.Latitude))
        {
            data.NodesWithin.Add(id);
        }
    }

    /// <inheritdoc/>
    public void Relation(long id, List<OsmMember> members, OsmTags tags)
    {
        if (tags["type"] is { } type && type.StartsWith("restriction", StringComparison.Ordinal))
        {
            if (OsmRestrictionTags.Read(id, members, tags, rules, report) is { } restriction)
            {
                data.Restrictions.Add(restriction);
            }
        }
        else if (tags.Is("type", "multipolygon") && OsmBuiltUp.IsBuiltUp(tags))
        {
            var rings = members.Where(m => m.Kind == OsmKinds.Ways && m.Role != "inner").Select(m => m.Id).ToArray();
            data.BuiltUpRings[id] = rings;
            data.RingWays.UnionWith(rings);
        }
    }

    /// <summary>Puts the nodes in order; in most files they are already.</summary>
    public void End() => data.NodesWithin.Sort();
}

/// <summary>The second pass: roads, and areas that matter.</summary>
internal sealed class OsmWayPass(OsmData data, OsmRoadRules rules, ImportReport report) : IOsmSink
{
    private const int LeastOfRing = 4;

    /// <summary>How many roads lie outside the part that is cut out.</summary>
    public int Outside { get; private set; }

    /// <inheritdoc/>
    public void Way(long id, List<long> nodes, OsmTags tags)
    {
        if (data.Clip is not null && nodes.TrueForAll(n => data.NodesWithin.BinarySearch(n) < 0))
        {
            Outside++;
            return;
        }

        if (rules.Read(id, tags) is { } road)
        {
            if (nodes.Count < 2)
            {
                report.Count("way", id, "are left out: they have fewer than two nodes");
                return;
            }

            data.Ways.Add(new OsmWay(id, [.. nodes], road, tags["name"] ?? tags["ref"] ?? ""));
        }

        var isClosed = nodes.Count >= LeastOfRing && nodes[0] == nodes[^1];
        var isBuiltUp = isClosed && OsmBuiltUp.IsBuiltUp(tags);
        var interest = isClosed && OsmInterest.Of(tags) is { } found && (found.IsHospital || found.IsStation) ? found with { Place = null } : null;
        if (isBuiltUp || interest is not null)
        {
            data.Areas.Add(new OsmArea(id, [.. nodes], isBuiltUp, interest));
        }

        if (data.RingWays.Contains(id))
        {
            data.NodesOfRingWay[id] = [.. nodes];
        }
    }
}

/// <summary>The third pass: where the nodes are, what bars the way there, and what is drawn as points.</summary>
internal sealed class OsmNodePass(OsmData data, OsmNodeTable table, ImportRules rules, string file, CountyFindings findings, ImportReport report)
    : IOsmSink
{
    /// <inheritdoc/>
    public void Node(long id, GeoPoint position, OsmTags tags)
    {
        var row = table.Find(id);
        var interest = tags.Count > 0 ? OsmInterest.Of(tags) : null;
        if (row < 0 && interest is null)
        {
            return;
        }

        if (!position.IsValid)
        {
            findings.Error(file, $"node {id}", $"{position} is not a position in degrees"
                + (new GeoPoint(position.Latitude, position.Longitude).IsValid ? ": longitude and latitude look exchanged" : ": is it in another coordinate system?"));
            return;
        }

        if (row >= 0)
        {
            Place(row, id, position, tags);
        }

        if (interest is not null && (data.Clip is null || data.Clip.Contains(position.Longitude, position.Latitude)))
        {
            // Rounded as the roads are, so that files of different forms give the same.
            var (lon, lat) = (RoadNetwork.ToUnits(position.Longitude), RoadNetwork.ToUnits(position.Latitude));
            data.Interest.Add(isArea: false, id, interest, RoadNetwork.PointAt(lon, lat));
        }
    }

    private void Place(int row, long id, GeoPoint position, OsmTags tags)
    {
        var barrier = OsmBarriers.Of(tags, rules, out var isUnknown);
        if (!table.Place(row, position, barrier))
        {
            findings.Error(file, $"node {id}", "was given before");
            return;
        }

        if (table.UsesOf(row) == 0)
        {
            return;
        }

        if (isUnknown)
        {
            report.Count("node", id, $"bear a barrier of a kind that is not known, which is passed over: {tags["barrier"]}");
        }
        else if (barrier == OsmBarrier.Closed && table.UsesOf(row) == 2)
        {
            report.Count("node", id, $"close a road: barrier={tags["barrier"]}");
        }
        else if (barrier == OsmBarrier.Closed && table.UsesOf(row) > 2)
        {
            // Which of the roads that meet there it closes is not told.
            report.Count("node", id, $"bear a barrier where several roads meet, which is passed over: {tags["barrier"]}");
            table.ClearBarrier(row);
        }
    }
}
