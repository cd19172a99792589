using Emergency.Domain;
using Emergency.Geography;

namespace Emergency.Benchmarks.Policies;

/// <summary>What can be said of the best schedule for a day that is known beforehand.</summary>
/// <param name="AtLeast">No schedule of the class has fewer late calls.</param>
/// <param name="Plans">By call the unit that should go, or −1: attempts at good schedules, to be driven for real.</param>
internal sealed record OfflineAnswer(int AtLeast, IReadOnlyList<int[]> Plans);

/// <summary>
/// A lower bound on the late calls of a day for every schedule, made with full knowledge of the day, in which each unit takes calls one after
/// another in the order in which they came in, finishes each, and goes back to its own station in between: the class of closest-idle and of
/// every other rule that only chooses whom to send.
/// <para>
/// A unit's day is a path through the calls. From call p to call i costs nothing when, in the best case, the unit can be in time: it became free of
/// p as early as any path allows, and stands anywhere on its way home that it can have reached; else 1. A call on no path costs 1. That every
/// call is on one path at least is priced by multipliers (M. L. Fisher, "The Lagrangian relaxation method for solving integer programming
/// problems", Management Science 27, 1981): any multipliers give a bound; subgradient steps raise it. Each relaxation lowers the bound, so it holds.
/// </para>
/// </summary>
internal sealed class OfflineBound
{
    private const int Steps = 800;
    private const int Patience = 15;
    private const int PlanEvery = 100;

    private readonly PolicyWorld _world;
    private readonly CallDay _day;
    private readonly int _count;

    /// <summary>By kind of unit: whether a path that begins with the call is late there.</summary>
    private readonly bool[][] _firstLate;

    /// <summary>By kind of unit and later call: whether each earlier one leads there late.</summary>
    private readonly bool[][][] _late;
    private readonly (int Home, int Units)[] _kinds;

    /// <param name="anyStation">True to let each unit begin at any home and go back to whichever station suits: a bound for relocating policies too.</param>
    public OfflineBound(PolicyWorld world, CallDay day, IReadOnlyList<TravelTree> toScene, bool anyStation)
    {
        (_world, _day, _count) = (world, day, day.Calls.Count);
        int[][] homes = anyStation
            ? [[.. Enumerable.Range(0, world.Stations.Length)]]
            : [.. world.Homes.Distinct().Select(h => new[] { h })];
        _kinds = anyStation ? [(-1, world.Fleet.Length)] : [.. homes.Select(h => (h[0], world.Homes.Count(x => x == h[0])))];
        _firstLate = new bool[homes.Length][];
        _late = new bool[homes.Length][][];
        var reach = new ReturnReach(world, day, toScene);
        for (var kind = 0; kind < homes.Length; kind++)
        {
            Prepare(kind, homes[kind], reach);
        }
    }

    /// <summary>Raises the bound by subgradient steps of B. T. Polyak's length (1969), towards the late calls of a schedule that is known.</summary>
    /// <param name="upper">Late calls of any schedule of the class.</param>
    public OfflineAnswer Solve(int upper, bool withPlans)
    {
        double[] price = [.. Enumerable.Range(0, _count).Select(i => IsAlwaysLate(i) ? 1.0 : 0)];
        var visits = new int[_count];
        var plans = new List<int[]>();
        var (best, bestPrice, length, stalled) = (0.0, (double[])price.Clone(), 1.0, 0);
        for (var step = 0; step < Steps && best < upper - 0.999; step++)
        {
            var bound = Relax(price, visits);
            if (bound > best + 1e-9)
            {
                (best, stalled) = (bound, 0);
                price.CopyTo(bestPrice, 0);
            }
            else if (++stalled == Patience)
            {
                (length, stalled) = (length / 2, 0);
                bestPrice.CopyTo(price, 0);
                Relax(price, visits);
            }

            var norm = Enumerable.Range(0, _count).Sum(i => Math.Pow(1 - visits[i], 2));
            var size = norm > 0 ? length * (upper - bound) / norm : 0;
            for (var i = 0; i < _count; i++)
            {
                price[i] = Math.Clamp(price[i] + (size * (1 - visits[i])), 0, 1);
            }

            if (withPlans && step % PlanEvery == PlanEvery - 1)
            {
                plans.Add(Plan(price));
            }
        }

        return new OfflineAnswer((int)Math.Ceiling(best - 1e-6), plans);
    }

    /// <summary>The bound that these prices give, and how many units are on each call there.</summary>
    private double Relax(double[] price, int[] visits)
    {
        Array.Clear(visits);
        var bound = price.Sum();
        for (var kind = 0; kind < _kinds.Length; kind++)
        {
            var (cost, path) = ShortestPath(kind, price, null);
            bound += _kinds[kind].Units * cost;
            foreach (var call in path)
            {
                visits[call] += _kinds[kind].Units;
            }
        }

        return bound;
    }

    private bool IsAlwaysLate(int call) =>
        Enumerable.Range(0, _kinds.Length).All(k => _firstLate[k][call] && _late[k][call].All(late => late));

    /// <summary>Gives units their cheapest paths one by one, through calls that are still open and that they reach in time.</summary>
    private int[] Plan(double[] price)
    {
        var unitOf = Enumerable.Repeat(-1, _count).ToArray();
        // Prices lead; a little is added, so that calls of price 0 are taken along as well.
        double[] worth = [.. price.Select(p => p + 0.05)];
        for (var unit = 0; unit < _world.Fleet.Length; unit++)
        {
            var kind = Array.FindIndex(_kinds, k => k.Home == _world.Homes[unit]);
            foreach (var call in ShortestPath(kind, worth, unitOf).Path)
            {
                unitOf[call] = unit;
            }
        }

        return unitOf;
    }

    /// <summary>The cheapest path of a unit, the empty one included, by one pass in the order of calls.</summary>
    private (double Cost, List<int> Path) ShortestPath(int kind, double[] price, int[]? taken)
    {
        var cost = new double[_count];
        var before = new int[_count];
        var (best, last) = (0.0, -1);
        for (var i = 0; i < _count; i++)
        {
            (cost[i], before[i]) = (_firstLate[kind][i] ? 1 : 0, -1);
            if (taken?[i] >= 0)
            {
                cost[i] = double.PositiveInfinity;
                continue;
            }

            var late = _late[kind][i];
            for (var p = 0; p < i; p++)
            {
                var through = cost[p] + (late[p] ? 1 : 0);
                if (through < cost[i])
                {
                    (cost[i], before[i]) = (through, p);
                }
            }

            cost[i] -= price[i];
            if (cost[i] < best)
            {
                (best, last) = (cost[i], i);
            }
        }

        var path = new List<int>();
        for (var i = last; i >= 0; i = before[i])
        {
            path.Add(i);
        }

        return (best, path);
    }

    private void Prepare(int kind, int[] homes, ReturnReach reach)
    {
        var freeAt = new long[_count];
        (_firstLate[kind], _late[kind]) = (new bool[_count], new bool[_count][]);
        for (var i = 0; i < _count; i++)
        {
            var call = _day.Calls[i];
            var latest = call.AtMs + (long)call.Standard.TotalMilliseconds;
            var earliest = homes.Min(h => reach.FromStation(h, i));
            _firstLate[kind][i] = earliest > latest;
            _late[kind][i] = new bool[i];
            for (var p = 0; p < i; p++)
            {
                var arrival = homes.Min(h => reach.After(h, p, freeAt[p], i));
                _late[kind][i][p] = arrival > latest;
                earliest = Math.Min(earliest, arrival);
            }

            freeAt[i] = earliest + reach.ServiceMs(i);
        }
    }
}

/// <summary>How early a unit can be at a call at best: from its station, or from its way back there after another call.</summary>
internal sealed class ReturnReach(PolicyWorld world, CallDay day, IReadOnlyList<TravelTree> toScene)
{
    private readonly Dictionary<(GeoPoint, int), (RoadPlace Place, NodeIndex?[] Nodes, long[] AtMs, long Ms)> _ways = [];
    private readonly long _dispatchMs = (long)world.Delays.Dispatch.TotalMilliseconds;
    private readonly long _turnoutMs = (long)world.Delays.TurnoutAtStation.TotalMilliseconds;
    private readonly long _turnoutMobileMs = (long)world.Delays.TurnoutMobile.TotalMilliseconds;

    /// <summary>From the arrival on scene until free.</summary>
    public long ServiceMs(int call)
    {
        var c = day.Calls[call];
        return c.OnSceneMs + (c.Transported ? world.NearestHospital(c.Place).Ms + c.AtHospitalMs : 0);
    }

    /// <summary>The arrival of a unit that waits at its station.</summary>
    public long FromStation(int station, int call) =>
        day.Calls[call].AtMs + _dispatchMs + _turnoutMs + toScene[call].MillisecondsAt(world.Stations[station]);

    /// <summary>The earliest arrival of a unit that is free of another call not before a time, and on its way to a station since.</summary>
    public long After(int station, int previous, long freeAt, int call)
    {
        var decided = day.Calls[call].AtMs + _dispatchMs;
        var tree = toScene[call];
        var (place, nodes, at, ms) = WayFrom(previous, station);
        var soonest = Math.Max(freeAt, decided) + _turnoutMobileMs + (long)tree.MillisecondsAt(place);
        var driven = decided - freeAt;
        if (driven <= 0)
        {
            return soonest;
        }

        // Between two corners the nearer of both is nearer still, so the first corner not reached yet counts too.
        var least = long.MaxValue;
        for (var i = 0; i < nodes.Length && (i == 0 || at[i - 1] <= driven); i++)
        {
            least = Math.Min(least, nodes[i] is { } node ? tree.MillisecondsAt(node) : long.MaxValue);
        }

        soonest = Math.Min(soonest, least == long.MaxValue ? long.MaxValue : decided + _turnoutMobileMs + least);
        return driven >= ms ? Math.Min(soonest, FromStation(station, call)) : soonest;
    }

    private (RoadPlace Place, NodeIndex?[] Nodes, long[] AtMs, long Ms) WayFrom(int call, int station)
    {
        var c = day.Calls[call];
        var end = c.Transported ? world.Hospitals[world.NearestHospital(c.Place).Hospital] : c.Place;
        if (!_ways.TryGetValue((end.Asked, station), out var way))
        {
            var route = world.Times.RouteBetween(end, world.Stations[station], TravelProfile.Normal)!;
            _ways[(end.Asked, station)] = way = (
                end, [.. route.Points.Select(p => p.Node)], [.. route.Points.Select(p => (long)p.Elapsed.TotalMilliseconds)], (long)route.Duration.TotalMilliseconds);
        }

        return way;
    }
}
