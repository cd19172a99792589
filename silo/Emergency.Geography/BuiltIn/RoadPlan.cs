using NetTopologySuite.Geometries;
using NetTopologySuite.Triangulate;

namespace Emergency.Geography;

/// <summary>
/// Joins sites by roads. The country roads are close to the relative neighbourhood graph (G. Toussaint, 1980), a subset of the Delaunay
/// triangulation: no two cross, and all is connected. Main roads are the shortest ways between towns on it, then drawn smoother.
/// </summary>
internal sealed class RoadPlan
{
    /// <summary>A link is left out when a third site is nearer to both ends than this share of its length; 1 gives the graph itself.</summary>
    private const double Relaxed = 0.9;

    private readonly List<Link>[] _linksOf;

    public RoadPlan(SitePlan sites, CountyGround ground)
    {
        Sites = sites.Sites;
        Links = [.. sites.Streets];
        Links.AddRange(CountryLinks(sites));
        _linksOf = [.. Sites.Select(_ => new List<Link>())];
        foreach (var link in Links)
        {
            _linksOf[link.From].Add(link);
            _linksOf[link.To].Add(link);
        }

        SeatSites = ground.Seats.ToDictionary(s => s.Key, s => NearestSite(s.Value, mustBeStreet: true));
    }

    public List<Site> Sites { get; }

    public List<Link> Links { get; }

    /// <summary>The junction in the middle of each town.</summary>
    public IReadOnlyDictionary<TownFact, int> SeatSites { get; }

    public IReadOnlyList<Link> LinksOf(int site) => _linksOf[site];

    public int NearestSite(Spot spot, bool mustBeStreet = false, RoadClass atMost = RoadClass.Ferry) =>
        Enumerable.Range(0, Sites.Count)
            .Where(i => (!mustBeStreet || Sites[i].Grid >= 0) && _linksOf[i].Any(l => l.Class <= atMost))
            .MinBy(i => Sites[i].Spot.SquareTo(spot));

    /// <summary>Makes the shortest way between two sites a main road, preferring what is one already, and returns its sites in order.</summary>
    public List<int> Upgrade(int from, int to, RoadClass kind, string name)
    {
        var sites = new List<int> { from };
        foreach (var link in ShortestWay(from, to))
        {
            if (link.Class > kind)
            {
                (link.Class, link.Name) = (kind, name);
            }

            sites.Add(link.Other(sites[^1]));
        }

        return sites;
    }

    /// <summary>Draws a road smoother by moving its sites in the open country towards the middle of their neighbours.</summary>
    public void Smooth(List<int> road, HashSet<int> done)
    {
        const int Rounds = 10;
        var free = road.Select(s => Sites[s].Grid < 0 && done.Add(s)).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 1; i < road.Count - 1; i++)
            {
                if (free[i])
                {
                    var middle = Sites[road[i - 1]].Spot.Towards(Sites[road[i + 1]].Spot, 0.5);
                    Sites[road[i]].Spot = Sites[road[i]].Spot.Towards(middle, 0.4);
                }
            }
        }
    }

    private List<Link> ShortestWay(int from, int to)
    {
        var best = new Dictionary<int, double> { [from] = 0 };
        var by = new Dictionary<int, Link>();
        var queue = new PriorityQueue<int, (double, int)>();
        queue.Enqueue(from, (0, from));
        while (queue.TryDequeue(out var site, out var priority) && site != to)
        {
            foreach (var link in priority.Item1 > best[site] ? [] : _linksOf[site])
            {
                var cost = best[site] + (Sites[link.From].Spot.DistanceTo(Sites[link.To].Spot) * Reluctance(link.Class));
                if (cost < best.GetValueOrDefault(link.Other(site), double.PositiveInfinity))
                {
                    (best[link.Other(site)], by[link.Other(site)]) = (cost, link);
                    queue.Enqueue(link.Other(site), (cost, link.Other(site)));
                }
            }
        }

        var way = new List<Link>();
        for (var site = to; site != from; site = by[site].Other(site))
        {
            way.Add(by[site]);
        }

        way.Reverse();
        return way;
    }

    private static double Reluctance(RoadClass kind) => kind switch
    {
        <= RoadClass.Provincial => 0.7,
        RoadClass.County => 0.75,
        RoadClass.Township => 0.85,
        _ => 1,
    };

    private static List<Link> CountryLinks(SitePlan plan)
    {
        var sites = plan.Sites;
        var number = sites.Select((site, i) => (site.Spot, i)).ToDictionary(s => (s.Spot.X, s.Spot.Y), s => s.i);
        var near = new SpotGrid(500);
        sites.ForEach(s => near.Add(s.Spot));
        var streets = new DisjointSets(sites.Count);
        plan.Streets.ForEach(s => streets.Join(s.From, s.To));

        var delaunay = new DelaunayTriangulationBuilder();
        delaunay.SetSites([.. sites.Select(s => CountyGround.ToCoordinate(s.Spot))]);
        return [.. delaunay.GetEdges(GeoJson.Factory).Geometries
            .Select(e => (From: Number(e.Coordinates[0]), To: Number(e.Coordinates[^1])))
            .Select(e => e.From < e.To ? e : (From: e.To, To: e.From))
            .Where(e => !streets.AreJoined(e.From, e.To) && !HasBetween(e.From, e.To))
            .OrderBy(e => e)
            .Select(e => new Link(e.From, e.To))];

        int Number(Coordinate c) => number[(c.X, c.Y)];

        bool HasBetween(int from, int to)
        {
            var (a, b) = (sites[from].Spot, sites[to].Spot);
            var reach = a.DistanceTo(b) * Relaxed;
            return near.Within(a, reach).Any(i => i != from && i != to && sites[i].Spot.SquareTo(b) < reach * reach);
        }
    }
}

/// <summary>Which items are joined with which, directly or through others (B. A. Galler and M. J. Fischer, 1964).</summary>
internal sealed class DisjointSets(int count)
{
    private readonly int[] _parent = [.. Enumerable.Range(0, count)];

    public void Join(int a, int b) => _parent[Root(a)] = Root(b);

    public bool AreJoined(int a, int b) => Root(a) == Root(b);

    private int Root(int item)
    {
        while (_parent[item] != item)
        {
            item = _parent[item] = _parent[_parent[item]];
        }

        return item;
    }
}
