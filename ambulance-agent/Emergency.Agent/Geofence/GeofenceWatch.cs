using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Agent.Geofence;

/// <summary>A milestone that the positions suggest; it becomes a fact only when the crew confirms it.</summary>
/// <param name="ProposalId">A word of its own; the same visit to a place is the same proposal.</param>
/// <param name="At">When the vehicle came there or left, as its fixes say: the first of those that were looked at, not the last.</param>
/// <param name="Distance">How far from the place the newest fix is.</param>
public sealed record MilestoneProposal(
    string ProposalId, CaseId CaseId, AssignmentId AssignmentId, Milestone Milestone, DateTimeOffset At, Metres Distance);

/// <summary>
/// Watches the fixes for coming to and leaving the scene, the hospital and the base. Coming counts within a radius, leaving beyond a larger one,
/// both only after a while: a vehicle that stands at the edge, or a receiver that wanders, proposes nothing twice. Safe to use from several threads.
/// </summary>
/// <param name="options">Radii and times.</param>
public sealed class GeofenceWatch(GeofenceOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<AssignmentId, Milestone> _set = [];
    private readonly Dictionary<string, MilestoneProposal> _open = [];
    private readonly HashSet<string> _answered = [];
    private AssignmentOrder? _order;
    private Expectation? _expected;
    private DateTimeOffset? _since;
    private bool _armed;
    private int _visits;

    /// <summary>What is proposed and not answered.</summary>
    public ImmutableArray<MilestoneProposal> Proposals
    {
        get
        {
            lock (_gate)
            {
                return [.. _open.Values];
            }
        }
    }

    /// <summary>The crew or the desk has set a milestone: what comes before it is not proposed any more.</summary>
    public void Set(AssignmentId assignment, Milestone milestone)
    {
        lock (_gate)
        {
            if (!_set.TryGetValue(assignment, out var known) || milestone > known)
                _set[assignment] = milestone;
            foreach (var stale in _open.Values.Where(open => open.AssignmentId == assignment && open.Milestone <= milestone).ToList())
                _open.Remove(stale.ProposalId);
        }
    }

    /// <summary>The crew has answered a proposal, whichever way.</summary>
    /// <returns>The proposal; null when it is not open any more.</returns>
    public MilestoneProposal? Answer(string proposalId)
    {
        lock (_gate)
        {
            if (!_open.Remove(proposalId, out var proposal))
                return null;
            _answered.Add(proposalId);
            return proposal;
        }
    }

    /// <summary>Takes a fix.</summary>
    /// <param name="fix">Where the vehicle is.</param>
    /// <param name="active">The assignment that it is on; null when on none.</param>
    /// <param name="station">Its base; null when not known.</param>
    /// <returns>A proposal that is new; null when there is none.</returns>
    public MilestoneProposal? Take(FixReading fix, AssignmentOrder? active, GeoPoint? station)
    {
        if (!options.Enabled || fix.AccuracyMetres > options.MaxAccuracyMetres)
            return null;
        lock (_gate)
        {
            Follow(active);
            return Expect(station) is { } expected ? Watch(fix, expected) : null;
        }
    }

    /// <summary>An assignment that is done stays until the vehicle is back at its base or is sent out again.</summary>
    private void Follow(AssignmentOrder? active)
    {
        if (active is not null)
        {
            if (_order?.AssignmentId != active.AssignmentId)
                Forget(but: active.AssignmentId);
            _order = active;
        }
        else if (_order is { } gone && Reached(gone) is < Milestone.HandedOver or >= Milestone.BackAtStation)
        {
            _order = null;
            _open.Clear();
        }
    }

    private void Forget(AssignmentId but)
    {
        _open.Clear();
        _answered.Clear();
        foreach (var other in _set.Keys.Where(key => key != but).ToList())
            _set.Remove(other);
    }

    private Milestone Reached(AssignmentOrder order) =>
        _set.TryGetValue(order.AssignmentId, out var set) && set > order.Milestone ? set : order.Milestone;

    /// <summary>What may happen next, by what has happened.</summary>
    private Expectation? Expect(GeoPoint? station)
    {
        if (_order is not { } order)
            return null;
        return Reached(order) switch
        {
            Milestone.Offered or Milestone.Acknowledged when station is { } home => new(Milestone.EnRoute, home, options.StationMetres, Leaving: true),
            Milestone.EnRoute => new(Milestone.OnScene, order.Location.Point, options.SceneMetres, Leaving: false),
            >= Milestone.OnScene and < Milestone.LeftScene => new(Milestone.LeftScene, order.Location.Point, options.SceneMetres, Leaving: true),
            Milestone.LeftScene when order.HospitalPosition is { } hospital => new(Milestone.AtHospital, hospital.Point, options.HospitalMetres, Leaving: false),
            Milestone.HandedOver or Milestone.Cleared when station is { } home => new(Milestone.BackAtStation, home, options.StationMetres, Leaving: false),
            _ => null,
        };
    }

    private MilestoneProposal? Watch(FixReading fix, Expectation expected)
    {
        if (expected != _expected)
            (_expected, _since, _armed, _visits) = (expected, null, true, _visits + 1);
        var distance = fix.Position.DistanceTo(expected.Place);
        var (inside, outside) = (distance.Value <= expected.Metres, distance.Value > expected.Metres * options.LeaveFactor);
        var (there, back) = expected.Leaving ? (outside, inside) : (inside, outside);
        if (back && !_armed)
            (_armed, _visits) = (true, _visits + 1);
        if (back || (!there && _since is null))
            _since = null;
        if (there)
            _since ??= fix.At;
        if (!there || !_armed || _since is not { } since || fix.At - since < options.Dwell)
            return null;
        _armed = false;
        return Propose(expected, since, distance);
    }

    private MilestoneProposal? Propose(Expectation expected, DateTimeOffset since, Metres distance)
    {
        var order = _order!;
        var id = $"{order.AssignmentId}-{expected.Milestone}-{_visits}";
        if (_answered.Contains(id) || _open.Values.Any(open => open.AssignmentId == order.AssignmentId && open.Milestone == expected.Milestone))
            return null;
        var proposal = new MilestoneProposal(id, order.CaseId, order.AssignmentId, expected.Milestone, since, distance);
        _open[id] = proposal;
        return proposal;
    }

    /// <summary>What may happen next.</summary>
    /// <param name="Leaving">It happens by leaving the place; otherwise by coming to it.</param>
    private sealed record Expectation(Milestone Milestone, GeoPoint Place, double Metres, bool Leaving);
}
