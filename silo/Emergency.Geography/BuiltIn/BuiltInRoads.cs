using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>The roads of the built-in county, and the villages that lie on them.</summary>
internal sealed class BuiltInRoads
{
    private const int VillageCount = 150;
    private const double VillageGap = 1_900;
    private const int OneWayEvery = 6;
    private const double OneWayReach = 1_500;

    private BuiltInRoads(RoadNetwork network, IReadOnlyList<Spot> villages)
    {
        Network = network;
        Villages = villages;
    }

    public RoadNetwork Network { get; }

    public IReadOnlyList<Spot> Villages { get; }

    public static BuiltInRoads Create(CountyGround ground, SeededRandom random)
    {
        var plan = new RoadPlan(new SitePlan(random.Branch(1), ground), ground);
        AddMainRoads(plan, ground);
        var villages = ChooseVillages(plan, random.Branch(2));
        foreach (var village in villages)
        {
            var town = plan.SeatSites.Values.MinBy(s => plan.Sites[s].Spot.SquareTo(plan.Sites[village].Spot));
            plan.Upgrade(village, town, RoadClass.Township, "");
        }

        DressStreets(plan, ground);
        var builder = new RoadNetworkBuilder();
        var paver = new RoadPaver(builder, ground, random.Branch(3));
        var nodes = paver.Pave(plan);
        new ExpresswayPlan(paver, plan, nodes, ground).Pave();
        return new BuiltInRoads(MainPart(builder), [.. villages.Select(v => plan.Sites[v].Spot)]);
    }

    private static void AddMainRoads(RoadPlan plan, CountyGround ground)
    {
        // The national road comes from one border and goes to the other.
        var west = plan.NearestSite(ground.Frame.ToSpot(new GeoPoint(113.325, 29.405)));
        var east = plan.NearestSite(ground.Frame.ToSpot(new GeoPoint(113.725, 29.585)));
        var smooth = new HashSet<int>();
        foreach (var (kind, name, towns) in CountyFacts.MainRoads)
        {
            var stops = towns.Select(t => plan.SeatSites[t]);
            int[] all = kind == RoadClass.National ? [west, .. stops, east] : [.. stops];
            for (var i = 1; i < all.Length; i++)
            {
                plan.Smooth(plan.Upgrade(all[i - 1], all[i], kind, name), smooth);
            }
        }
    }

    private static List<int> ChooseVillages(RoadPlan plan, SeededRandom random)
    {
        var chosen = new SpotGrid(VillageGap);
        var villages = new List<int>();
        var open = Enumerable.Range(0, plan.Sites.Count).Where(i => plan.Sites[i].Grid < 0).ToList();
        while (villages.Count < VillageCount && open.Count > 0)
        {
            var pick = random.Below(open.Count);
            var site = open[pick];
            (open[pick], open[^1]) = (open[^1], open[pick]);
            open.RemoveAt(open.Count - 1);
            if (!chosen.Within(plan.Sites[site].Spot, VillageGap).Any())
            {
                chosen.Add(plan.Sites[site].Spot);
                villages.Add(site);
            }
        }

        return villages;
    }

    /// <summary>Names the streets of the county seat by their lines, and makes some in its core one-way, by turns this way and that.</summary>
    private static void DressStreets(RoadPlan plan, CountyGround ground)
    {
        var core = ground.SpotOf(CountyFacts.ChangAn);
        foreach (var link in plan.Links.Where(l => plan.Sites[l.From].Grid == 0 && plan.Sites[l.To].Grid == 0))
        {
            var (from, to) = (plan.Sites[link.From], plan.Sites[link.To]);
            var isRow = from.Cell.Row == to.Cell.Row;
            var line = isRow ? from.Cell.Row : from.Cell.Column;
            link.Name = link.Name.Length > 0 ? link.Name : VillageNames.Street(isRow, line);
            if (link.Class == RoadClass.Street && isRow && from.Spot.DistanceTo(core) < OneWayReach && to.Spot.DistanceTo(core) < OneWayReach)
            {
                link.OneWay = (line % OneWayEvery) switch { 2 => 1, 3 => -1, _ => 0 };
            }
        }
    }

    /// <summary>The largest part within which one can drive from everywhere to everywhere.</summary>
    private static RoadNetwork MainPart(RoadNetworkBuilder builder)
    {
        var network = builder.Build();
        if (network.PartCount <= 1)
        {
            return network;
        }

        var main = network.MainNodes();
        var kept = network.Junctions.Where(n => main[n.Value]).Select(network.SourceIdOf).ToHashSet();
        return builder.Build(keep: kept.Contains);
    }
}
