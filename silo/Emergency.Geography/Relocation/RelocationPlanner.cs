using System.Collections.Immutable;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>
/// Says which idle unit would do more good at another station, and where a unit that becomes free should go. Advice: people decide.
/// <para>
/// Coverage is MEXCLP (Daskin 1983) for the units that are available now, each counted at the station where it stands or is going to, or
/// where it is when it roams; a move is worth the change in Σ people·(1 − q^k). Choosing a unit's next station by its marginal coverage
/// (1 − q)·q^(k−1) is DMEXCLP (C. J. Jagtenberg, S. Bhulai, R. D. van der Mei, "An efficient heuristic for real-time ambulance redeployment",
/// Operations Research for Health Care 4, 2015), which decides when a unit becomes free; <see cref="Suggest"/> applies the same value to
/// units that stand idle when coverage has dropped.
/// </para>
/// Deterministic. Safe for use by many threads at once.
/// </summary>
public sealed class RelocationPlanner
{
    private readonly County _county;
    private readonly ITravelTimes _times;
    private readonly RoadPlace?[] _stationPlaces;
    private readonly Lazy<ReachCells> _cells;
    private readonly Lock _gate = new();
    private StationReach? _reach;

    /// <summary>Makes a planner for a county.</summary>
    /// <param name="county">The county.</param>
    /// <param name="options">How to suggest, or null for the defaults.</param>
    /// <param name="times">The roads as they are now, or null for the county's own.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public RelocationPlanner(County county, RelocationOptions? options = null, ITravelTimes? times = null)
    {
        ArgumentNullException.ThrowIfNull(county);
        Options = options ?? new RelocationOptions();
        if (Options.Problems().FirstOrDefault() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        _county = county;
        _times = times ?? county.TravelTimes;
        _stationPlaces = [.. county.Stations.Select(s => county.Snapper.Snap(s.Position).Place)];
        _cells = new(() => new ReachCells(county));
    }

    /// <summary>How it suggests.</summary>
    public RelocationOptions Options { get; }

    /// <summary>
    /// The moves that gain most, best first; empty when none is worth it. Each is reckoned as if those before it were carried out; a unit is
    /// in one of them at most.
    /// </summary>
    /// <exception cref="ArgumentException">An id repeats.</exception>
    public ImmutableArray<RelocationSuggestion> Suggest(RelocationRequest request)
    {
        var plan = PlanOf(request);
        var rules = new MoveRules(request, Options);
        var suggestions = ImmutableArray.CreateBuilder<RelocationSuggestion>();
        var drives = new Dictionary<(AmbulanceId, int), TimeSpan?>();
        while (suggestions.Count < Options.MostSuggestions && Best(plan, rules, drives) is { } best)
        {
            suggestions.Add(plan.Carry(best.Unit, best.To, best.Drive, best.Gain, rules.MovesOf(best.Unit.Id)));
            rules.Chosen(best.Unit.Id, best.Unit.Station, plan.Reach.Stations[best.To].Id);
        }

        return suggestions.ToImmutable();
    }

    /// <summary>Where a unit that becomes free should go; null when no station has room and a way to it.</summary>
    /// <param name="unit">Which unit.</param>
    /// <param name="position">Where it becomes free.</param>
    /// <param name="home">Its own station, which it goes to when that is just as good; null when it has none.</param>
    /// <param name="request">The others, and it; where it is listed itself, that does not count.</param>
    /// <exception cref="ArgumentException">An id repeats.</exception>
    public ReturnAdvice? BestReturnStation(AmbulanceId unit, GeoPoint position, StationId? home, RelocationRequest request)
    {
        var plan = PlanOf(request with { Units = request.Units.RemoveAll(u => u.Id == unit) });
        var homeIndex = plan.Reach.IndexOf(home);
        double? atHome = homeIndex >= 0 && plan.HasRoom(homeIndex) ? plan.WorthAt(homeIndex) : null;
        int[] order = Options.Return is ReturnPolicy.Home && atHome is not null
            ? [homeIndex]
            : [.. Enumerable.Range(0, plan.Reach.Stations.Length)
                .Where(plan.HasRoom)
                .OrderByDescending(plan.WorthAt)
                .ThenBy(s => s == homeIndex ? 0 : 1)
                .ThenBy(s => plan.Reach.Stations[s].Id.Value, StringComparer.Ordinal)];
        foreach (var station in order)
        {
            if (Drive(position, station) is { } drive)
            {
                return new ReturnAdvice(plan.Reach.Stations[station].Id, drive, plan.WorthAt(station), atHome);
            }
        }

        return null;
    }

    /// <summary>Who is covered by the units of a request.</summary>
    /// <exception cref="ArgumentException">An id repeats.</exception>
    public ExpectedCoverage Coverage(RelocationRequest request) => PlanOf(request).Coverage();

    /// <summary>
    /// How many people fewer are expected to be reached in time when each available unit leaves, the others staying: the price of sending
    /// it, by unit. Units that are not available have none.
    /// </summary>
    /// <exception cref="ArgumentException">An id repeats.</exception>
    public ImmutableDictionary<AmbulanceId, double> ExpectedLoss(RelocationRequest request) => PlanOf(request).Losses();

    private (RelocationUnit Unit, int To, TimeSpan Drive, double Gain)? Best(
        RelocationPlan plan, MoveRules rules, Dictionary<(AmbulanceId, int), TimeSpan?> drives)
    {
        var least = Math.Max(Options.LeastGain * plan.People, double.Epsilon);
        var candidates = plan.Moves(rules)
            .Where(m => m.Gain >= least)
            .OrderByDescending(m => m.Gain)
            .ThenBy(m => m.Unit.Id.Value, StringComparer.Ordinal)
            .ThenBy(m => plan.Reach.Stations[m.To].Id.Value, StringComparer.Ordinal);
        foreach (var (unit, to, gain) in candidates)
        {
            if (!drives.TryGetValue((unit.Id, to), out var drive))
            {
                drives[(unit.Id, to)] = drive = Drive(unit.Position, to);
            }

            if (drive <= Options.LongestDrive)
            {
                return (unit, to, drive.Value, gain);
            }
        }

        return null;
    }

    private TimeSpan? Drive(GeoPoint from, int station) =>
        _stationPlaces[station] is { } to && _county.Snapper.Snap(from).Place is { } start
            ? _times.Between(start, to, TravelProfile.Normal)?.Duration
            : null;

    private RelocationPlan PlanOf(RelocationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reach = Reach();
        var roaming = request.Units.Where(u => u.IsAvailable && reach.IndexOf(u.Station) < 0).ToDictionary(u => u.Id, Row);
        return new RelocationPlan(reach, request, Options.BusyFraction, roaming);
    }

    private bool[] Row(RelocationUnit roaming)
    {
        var row = new bool[_cells.Value.Count];
        if (_county.Snapper.Snap(roaming.Position).Place is { } place)
        {
            _cells.Value.InTime(_times.From(place, TravelProfile.Siren), _county.Profile.Delays.BeforeDriving(roaming.Duty)!.Value, row);
        }

        return row;
    }

    private StationReach Reach()
    {
        lock (_gate)
        {
            return _reach?.Version == _times.Version ? _reach : _reach = StationReach.Of(_county, _times, _cells.Value, _stationPlaces);
        }
    }
}
