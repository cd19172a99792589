using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Recommendations;
using Emergency.Geography;

namespace Emergency.Grains.Counties;

/// <summary>
/// The open cases that units are on, and what one would lose if its unit were taken from it. A tree of driving times to a scene is kept for
/// as long as the scene and the road conditions stay, because the scene of a case does not move.
/// </summary>
internal sealed class FirstCases(CountyGeography geography)
{
    /// <summary>How many nodes all kept trees may have together; four bytes each.</summary>
    private const int MostNodes = 16_000_000;

    /// <summary>How many trees are filled for one recommendation; further first cases are said to be unknown, the next time has them.</summary>
    private const int MostFillsAtOnce = 2;

    /// <summary>For how many units, best first, the loss is reckoned at a time; nobody reads further down a list.</summary>
    private const int MostLosses = 8;

    /// <summary>How many scenes' trees are kept; the one that was used longest ago goes first.</summary>
    private readonly int _mostTrees = Math.Clamp(MostNodes / Math.Max(1, geography.County.Roads.NodeCount), 4, 64);

    private readonly Dictionary<CaseId, CaseView> _open = [];
    private readonly Dictionary<CaseId, Kept> _trees = [];
    private long _uses;

    public static bool IsOpen(CaseView view) => view.Status is CaseStatus.Waiting or CaseStatus.Assigned;

    public void Take(CaseView view)
    {
        if (IsOpen(view))
        {
            if (!_open.TryGetValue(view.CaseId, out var known) || known.Version <= view.Version) _open[view.CaseId] = view;
            return;
        }

        _open.Remove(view.CaseId);
        _trees.Remove(view.CaseId);
    }

    /// <summary>How urgent an open case is; null when it is not open.</summary>
    public Priority? PriorityOf(CaseId id) => _open.TryGetValue(id, out var view) ? view.Priority : null;

    /// <summary>Answers for each unit what its case would lose.</summary>
    /// <param name="units">Every unit of the county.</param>
    public Func<AmbulanceId, DivertLoss?> Losses(List<PlacedUnit> units, DateTimeOffset now)
    {
        var (fills, losses) = (MostFillsAtOnce, MostLosses);
        return id =>
        {
            if (losses-- <= 0) return null;
            var taken = units.Find(u => u.Unit.AmbulanceId == id);
            return taken.Unit?.CaseId is { } caseId && _open.TryGetValue(caseId, out var view) && TreeTo(view, ref fills) is { } tree
                ? Loss(view, taken, tree, units, now)
                : null;
        };
    }

    private DivertLoss? Loss(CaseView view, PlacedUnit taken, TravelTree tree, List<PlacedUnit> units, DateTimeOffset now)
    {
        var needs = geography.NeedsOf(view.Complaint, view.Priority);
        PlacedUnit? next = null;
        var soonest = TimeSpan.MaxValue;
        foreach (var other in units)
        {
            if (other.Place is not { } place || tree.At(place) is not { } drive || other.Turnout + drive >= soonest) continue;
            if (other.Unit.AmbulanceId == taken.Unit.AmbulanceId || !CouldServe(other.Unit, view.CaseId, needs)) continue;
            (soonest, next) = (other.Turnout + drive, other);
        }

        if (next is not { } relief) return new DivertLoss(null, null, null);
        if (taken.Place is not { } from || tree.At(from) is not { } present) return null;
        var delay = soonest - taken.Turnout - present;
        return new DivertLoss(
            relief.Unit.AmbulanceId, delay > TimeSpan.Zero ? delay : TimeSpan.Zero, now - view.ReceivedAt + soonest <= TimeSpan.FromSeconds(view.StandardSeconds));
    }

    /// <summary>Free with what the first case needs, or on its way there already.</summary>
    private bool CouldServe(UnitView unit, CaseId caseId, IReadOnlyList<string> needs)
    {
        if (unit.CaseId == caseId) return true;
        if (unit.Duty is not (UnitDuty.AvailableAtStation or UnitDuty.AvailableMobile)) return false;
        return CrewRules.CanServe(unit.Capabilities, CountyMapping.ToCrew(unit.Crew), geography.Policy.Crew, needs);
    }

    private TravelTree? TreeTo(CaseView view, ref int fills)
    {
        var version = geography.County.TravelTimes.Version;
        var scene = view.Location.Point;
        var kept = _trees.GetValueOrDefault(view.CaseId);
        if (kept is not null && kept.Scene == scene && kept.Version == version)
        {
            kept.LastUse = ++_uses;
            return kept.Tree;
        }

        if (fills == 0 || geography.County.Snapper.Snap(scene).Place is not { } place) return null;
        fills--;
        var tree = kept?.Tree ?? Spare();
        geography.County.TravelTimes.FillTo(place, TravelProfile.Siren, tree);
        _trees[view.CaseId] = new Kept(scene, version, tree) { LastUse = ++_uses };
        return tree;
    }

    private TravelTree Spare()
    {
        if (_trees.Count < _mostTrees) return new TravelTree(geography.County.Roads);
        var (oldest, kept) = _trees.MinBy(t => t.Value.LastUse);
        _trees.Remove(oldest);
        return kept.Tree;
    }

    private sealed class Kept(GeoPoint scene, long version, TravelTree tree)
    {
        public GeoPoint Scene { get; } = scene;

        public long Version { get; } = version;

        public TravelTree Tree { get; } = tree;

        public long LastUse { get; set; }
    }
}
