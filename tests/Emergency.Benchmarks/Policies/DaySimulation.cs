using Emergency.Domain;
using Emergency.Domain.Recommendations;
using Emergency.Geography;

namespace Emergency.Benchmarks.Policies;

/// <summary>
/// One day under one policy, event by event. Real: driving times and routes, the ranking, coverage costs, relocation, and the state machines of
/// cases and units. Simulated: that the dispatcher follows the first suggestion at once, and the service times.
/// </summary>
/// <param name="toScene">By call: driving times with siren from everywhere to it.</param>
/// <param name="plan">By call: which unit goes if it is free, for schedules made with knowledge of the future; else the policy chooses.</param>
internal sealed class DaySimulation(
    PolicyWorld world, Policy policy, CallDay day, IReadOnlyList<TravelTree> toScene, ICoverageEngine coverage, IReadOnlyList<int>? plan = null)
{
    private enum Step
    {
        Decide,
        Depart,
        Arrive,
        LeaveScene,
        AtHospital,
        Free,
        AtStation,
    }

    private readonly PriorityQueue<(Step Step, int Subject, int Epoch), (long AtMs, int Order)> _events = new();
    private readonly UnitState[] _units = [.. world.Homes.Select((home, i) => new UnitState(i, home, world.Stations[home]))];
    private readonly CaseBook _book = new(world, day);
    private readonly List<int> _waiting = [];
    private readonly int[] _changes = new int[day.Calls.Count];
    private readonly List<RelocationMove> _history = [];
    private readonly List<(int Unit, int Shift)> _moves = [];
    private readonly List<AssignmentTrace> _traces = [];
    private readonly AssignmentTrace[] _current = new AssignmentTrace[world.Fleet.Length];
    private long _now;
    private int _order;
    private int _away;
    private int _freed;
    private int _redispatched;

    public DayResult Run()
    {
        foreach (var call in day.Calls)
        {
            Schedule(call.AtMs + (long)world.Delays.Dispatch.TotalMilliseconds, Step.Decide, call.Index, 0);
        }

        while (_events.TryDequeue(out var next, out var when))
        {
            _now = when.AtMs;
            if (next.Step is Step.Decide || _units[next.Subject].Epoch == next.Epoch)
            {
                Happen(next.Step, next.Subject);
            }
        }

        long[] responses = [.. day.Calls.Select(c => (long)(_book.ResponseOf(c.Index).Response
            ?? throw new InvalidOperationException($"call {c.Index} was never answered")).TotalMilliseconds)];
        return _waiting.Count == 0 && day.Calls.All(c => _book.IsClosed(c.Index))
            ? new DayResult(day, responses, _moves, _away, _freed, _redispatched, _units.Sum(u => u.BusyMs), _traces)
            : throw new InvalidOperationException("the day ended with cases open");
    }

    private void Happen(Step step, int subject)
    {
        switch (step)
        {
            case Step.Decide: Decide(subject); break;
            case Step.Depart: Depart(_units[subject]); break;
            case Step.Arrive: Arrive(_units[subject]); break;
            case Step.LeaveScene: LeaveScene(_units[subject]); break;
            case Step.AtHospital: AtHospital(_units[subject]); break;
            case Step.Free: Free(_units[subject]); break;
            default: AtStation(_units[subject]); break;
        }
    }

    private void Decide(int call)
    {
        _book.Open(day.Calls[call]);
        _waiting.Add(call);
        SendToWaiting();
    }

    /// <summary>Sends units to waiting calls, the most urgent and then the oldest first, for as long as there is one.</summary>
    private void SendToWaiting()
    {
        foreach (var call in _waiting.OrderBy(c => day.Calls[c].Priority).ThenBy(c => c).ToArray())
        {
            if (Choose(day.Calls[call]) is { } chosen)
            {
                _waiting.Remove(call);
                Send(day.Calls[call], _units[chosen.Unit], chosen.Eta);
            }
        }
    }

    private (int Unit, TimeSpan Eta)? Choose(SimulatedCall call)
    {
        var free = _units.Where(u => u.Call < 0).ToArray();
        if (plan is not null && Array.Find(free, u => u.Index == plan[call.Index]) is { } planned && Eta(planned, call.Index) is { } arrival)
        {
            return (planned.Index, arrival);
        }

        var costs = call.Priority >= policy.Ranking.CoverageFrom && free.Length > 1 ? Costs() : null;
        var snapshots = free.Select(u => new UnitSnapshot(
            world.Fleet[u.Index], _book.DutyOf(u.Index), world.Capabilities, Eta(u, call.Index), TimeSpan.Zero, UnitLink.Online,
            CoverageCost: costs?.Invoke(world.Fleet[u.Index])));
        var request = new RecommendationRequest(call.Priority, call.Standard, [], TimeSpan.FromMilliseconds(_now - call.AtMs));
        return Recommendation.Rank(request, snapshots, policy.Ranking) is [{ Eta: { } eta } first, ..] ? (world.Fleet.IndexOf(first.AmbulanceId), eta) : null;
    }

    private Func<AmbulanceId, double?>? Costs()
    {
        switch (policy.Cost)
        {
            case CostKind.PeopleLost:
                var units = _units.Select(u => new CoverageUnit(world.Fleet[u.Index], u.PlaceAt(_now).Asked, _book.DutyOf(u.Index)));
                var snapshot = coverage.Evaluate([.. units], _book.At(_now));
                return unit => snapshot.PeopleLostWithout(unit);
            case CostKind.ExpectedLoss:
                var losses = policy.Planner.ExpectedLoss(Situation(withRoaming: true));
                return unit => losses[unit];
            default:
                return null;
        }
    }

    private TimeSpan? Eta(UnitState unit, int call)
    {
        var drive = toScene[call].MillisecondsAt(unit.PlaceAt(_now));
        return drive == TravelTree.Unreachable ? null : Turnout(unit) + TimeSpan.FromMilliseconds(drive);
    }

    private TimeSpan Turnout(UnitState unit) => world.Delays.BeforeDriving(_book.DutyOf(unit.Index))!.Value - world.Delays.Dispatch;

    private void Send(SimulatedCall call, UnitState unit, TimeSpan eta)
    {
        var from = unit.PlaceAt(_now);
        var turnout = (long)Turnout(unit).TotalMilliseconds;
        var drive = (long)eta.TotalMilliseconds - turnout;
        _book.Assign(call.Index, unit.Index, eta, _now);
        (unit.Call, unit.Station, unit.IsBeforeScene, unit.BusySinceMs) = (call.Index, -1, true, _now);
        (unit.Stands, unit.Leg) = (from, new Leg(world.Times, world.County.Snapper, from, call.Place, TravelProfile.Siren, _now + turnout, drive));
        _current[unit.Index] = new AssignmentTrace(unit.Index, call.Index, _now, _now + turnout, _now + turnout + drive, 0, drive, false);
        Next(unit, turnout, Step.Depart);
        Relocate();
    }

    private void Depart(UnitState unit)
    {
        _book.Reached(unit.Call, Milestone.EnRoute, _now);
        Next(unit, unit.Leg!.EndMs - _now, Step.Arrive);
    }

    private void Arrive(UnitState unit)
    {
        _book.Reached(unit.Call, Milestone.OnScene, _now);
        Stand(unit);
        unit.IsBeforeScene = false;
        Next(unit, day.Calls[unit.Call].OnSceneMs, day.Calls[unit.Call].Transported ? Step.LeaveScene : Step.Free);
    }

    private void LeaveScene(UnitState unit)
    {
        var (hospital, ms) = world.NearestHospital(unit.Stands);
        _book.Reached(unit.Call, Milestone.PatientLoaded, _now);
        _book.Reached(unit.Call, Milestone.LeftScene, _now, hospital);
        unit.Leg = new Leg(world.Times, world.County.Snapper, unit.Stands, world.Hospitals[hospital], TravelProfile.Siren, _now, ms);
        Next(unit, ms, Step.AtHospital);
    }

    private void AtHospital(UnitState unit)
    {
        _book.Reached(unit.Call, Milestone.AtHospital, _now);
        Stand(unit);
        Next(unit, day.Calls[unit.Call].AtHospitalMs, Step.Free);
    }

    private void Free(UnitState unit)
    {
        var call = day.Calls[unit.Call];
        if (call.Transported)
        {
            _book.Reached(call.Index, Milestone.HandedOver, _now);
        }

        _book.Reached(call.Index, call.Transported ? Milestone.Cleared : Milestone.PatientRefused, _now);
        _book.Free(call.Index, unit.Index, _now);
        _freed++;
        Release(unit, calledOff: false);
    }

    /// <summary>The unit is free: it takes a waiting call, or one from a unit that is farther, or goes to a station.</summary>
    private void Release(UnitState unit, bool calledOff)
    {
        _traces.Add(_current[unit.Index] with { FreeMs = _now, CalledOff = calledOff });
        unit.BusyMs += _now - unit.BusySinceMs;
        (unit.Call, unit.IsBeforeScene) = (-1, false);
        unit.Epoch++;
        SendToWaiting();
        if (unit.Call < 0 && policy.Redispatch is { } options && Redispatch.Best(Chances(unit), options) is { } chance)
        {
            TakeOver(unit, _units[world.Fleet.IndexOf(chance.UnderWay)], chance.Eta);
        }

        if (unit.Call < 0)
        {
            Return(unit);
        }
    }

    private IEnumerable<RedispatchChance> Chances(UnitState unit) =>
        from other in _units
        where other is { Call: >= 0, IsBeforeScene: true }
        let call = day.Calls[other.Call]
        let eta = Eta(unit, call.Index)
        where eta is not null
        select new RedispatchChance(
            new CaseId($"C{call.Index}"), world.Fleet[other.Index], TimeSpan.FromMilliseconds(other.Leg!.EndMs - _now), world.Fleet[unit.Index], eta.Value,
            call.Standard - TimeSpan.FromMilliseconds(_now - call.AtMs), call.Priority, _changes[call.Index]);

    private void TakeOver(UnitState unit, UnitState from, TimeSpan eta)
    {
        var call = from.Call;
        var hasRolled = _now >= _current[from.Index].DriveFromMs;
        var place = from.PlaceAt(_now);
        var station = hasRolled ? -1 : world.Stations.IndexOf(place);
        _changes[call]++;
        _redispatched++;
        _book.CallOff(call, from.Index, station >= 0 ? UnitDuty.AvailableAtStation : UnitDuty.AvailableMobile, _now);
        (from.Leg, from.Stands) = (null, place);
        from.Call = -1;
        Send(day.Calls[call], unit, eta);
        Release(from, calledOff: true);
    }

    private void Return(UnitState unit)
    {
        var home = world.County.Stations[world.Homes[unit.Index]].Id;
        var place = unit.PlaceAt(_now);
        var station = policy.Planner.Options.Return is ReturnPolicy.Home
            ? world.Homes[unit.Index]
            : world.StationIndex(policy.Planner.BestReturnStation(world.Fleet[unit.Index], place.Asked, home, Situation())!.Station);
        _away += station == world.Homes[unit.Index] ? 0 : 1;
        DriveTo(unit, station);
    }

    private void Relocate()
    {
        if (!policy.Moves)
        {
            return;
        }

        foreach (var move in policy.Planner.Suggest(Situation()))
        {
            var unit = _units[world.Fleet.IndexOf(move.Unit)];
            _history.Add(new RelocationMove(move.Unit, move.From, move.To, _book.At(_now), true));
            _moves.Add((unit.Index, Math.Clamp((int)((_now / 3_600_000) + 4) / 12, 0, 2)));
            DriveTo(unit, world.StationIndex(move.To));
        }
    }

    private void DriveTo(UnitState unit, int station)
    {
        var from = unit.PlaceAt(_now);
        if (_book.DutyOf(unit.Index) is UnitDuty.AvailableAtStation)
        {
            _book.Roll(unit.Index, _now);
        }

        var ms = world.ToStation[station].MillisecondsAt(from);
        (unit.Station, unit.Stands) = (station, from);
        unit.Leg = new Leg(world.Times, world.County.Snapper, from, world.Stations[station], TravelProfile.Normal, _now, ms);
        Next(unit, ms, Step.AtStation);
    }

    private void AtStation(UnitState unit)
    {
        Stand(unit);
        _book.Arrive(unit.Index, _now);
    }

    /// <param name="withRoaming">Whether units count that became free this very moment and have no station to go to yet.</param>
    private RelocationRequest Situation(bool withRoaming = false)
    {
        var units = _units.Select(u => new RelocationUnit(
            world.Fleet[u.Index], u.PlaceAt(_now).Asked, _book.DutyOf(u.Index), u.Station >= 0 ? world.County.Stations[u.Station].Id : null));
        var shift = _book.At(((((_now / 3_600_000) + 4) / 12 * 12) - 4) * 3_600_000);
        return new RelocationRequest(_book.At(_now), shift, [.. units.Where(u => withRoaming || u.Station is not null)], [.. _history]);
    }

    private static void Stand(UnitState unit) => (unit.Stands, unit.Leg) = (unit.Leg?.To ?? unit.Stands, null);

    private void Next(UnitState unit, long inMs, Step step) => Schedule(_now + inMs, step, unit.Index, ++unit.Epoch);

    private void Schedule(long at, Step step, int subject, int epoch) => _events.Enqueue((step, subject, epoch), (at, _order++));
}
