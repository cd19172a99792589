namespace Emergency.Geography;

/// <summary>
/// The made-up expressway: two carriageways that cross everything without meeting it, entered and left at interchanges only. Where
/// it leaves the county a loop joins the carriageways, in place of the world beyond.
/// </summary>
internal sealed class ExpresswayPlan(RoadPaver paver, RoadPlan plan, NodeIndex[] siteNodes, CountyGround ground)
{
    private const string Name = "G4";
    private const double Spacing = 220;
    private const double HalfWidth = 14;

    /// <summary>How far an interchange may be moved along the expressway, to where a larger road is.</summary>
    private const double InterchangeReach = 3_000;

    /// <summary>How many nodes lie between an interchange's middle and where its ramps leave and join.</summary>
    private const int RampReach = 2;

    public void Pave()
    {
        var middle = Resample(Rounded([.. CountyFacts.Expressway.Select(ground.Frame.ToSpot)]));
        // Traffic keeps to the right.
        var down = paver.PaveOneWay(Aside(middle, -HalfWidth), RoadClass.Expressway, Name);
        var up = paver.PaveOneWay([.. Aside(middle, HalfWidth).Reverse()], RoadClass.Expressway, Name);
        paver.PaveRamp(down[^1], up[0]);
        paver.PaveRamp(up[^1], down[0]);
        foreach (var interchange in CountyFacts.Interchanges)
        {
            var spot = ground.Frame.ToSpot(interchange);
            var (index, place) = Enumerable.Range(0, middle.Count)
                .Where(i => middle[i].DistanceTo(spot) < InterchangeReach)
                .Select(i => (Index: i, Site: plan.NearestSite(middle[i], atMost: RoadClass.County)))
                .MinBy(c => middle[c.Index].SquareTo(plan.Sites[c.Site].Spot));
            var site = siteNodes[place];
            Join(down, index, site);
            Join(up, middle.Count - 1 - index, site);
        }
    }

    private void Join(List<NodeIndex> carriageway, int index, NodeIndex site)
    {
        paver.PaveRamp(carriageway[Math.Max(0, index - RampReach)], site);
        paver.PaveRamp(site, carriageway[Math.Min(carriageway.Count - 1, index + RampReach)]);
    }

    /// <summary>Cuts the corners off, four times (G. Chaikin, 1974).</summary>
    private static List<Spot> Rounded(List<Spot> line)
    {
        for (var round = 0; round < 4; round++)
        {
            var cut = new List<Spot> { line[0] };
            for (var i = 1; i < line.Count; i++)
            {
                cut.Add(line[i - 1].Towards(line[i], 0.25));
                cut.Add(line[i - 1].Towards(line[i], 0.75));
            }

            cut.Add(line[^1]);
            line = cut;
        }

        return line;
    }

    private static List<Spot> Resample(List<Spot> line)
    {
        var spots = new List<Spot> { line[0] };
        foreach (var corner in line.Skip(1))
        {
            while (spots[^1].DistanceTo(corner) >= Spacing)
            {
                spots.Add(spots[^1].Towards(corner, Spacing / spots[^1].DistanceTo(corner)));
            }
        }

        return spots;
    }

    private static Spot[] Aside(List<Spot> line, double metres) =>
    [
        .. line.Select((spot, i) =>
        {
            var (before, after) = (line[Math.Max(0, i - 1)], line[Math.Min(line.Count - 1, i + 1)]);
            var length = before.DistanceTo(after);
            return new Spot(spot.X - ((after.Y - before.Y) / length * metres), spot.Y + ((after.X - before.X) / length * metres));
        }),
    ];
}
