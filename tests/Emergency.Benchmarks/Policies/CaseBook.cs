using Emergency.Domain;
using Emergency.Domain.Cases;
using Emergency.Domain.Clocks;
using Emergency.Domain.Units;

namespace Emergency.Benchmarks.Policies;

/// <summary>Keeps one day's cases and units in the domain's own state machines. A rejection is a fault of the simulation and ends it.</summary>
internal sealed class CaseBook
{
    private static readonly FactAuthor Desk = FactAuthor.Desk("dispatcher");
    private readonly PolicyWorld _world;
    private readonly CallDay _day;
    private readonly PatientCase[] _cases;
    private readonly AmbulanceUnit[] _units;
    private readonly int[] _assignments;

    public CaseBook(PolicyWorld world, CallDay day)
    {
        (_world, _day) = (world, day);
        _cases = [.. day.Calls.Select(_ => PatientCase.None)];
        _assignments = new int[day.Calls.Count];
        _units = [.. world.Fleet.Select(_ => AmbulanceUnit.None)];
        for (var unit = 0; unit < _units.Length; unit++)
        {
            var station = world.County.Stations[world.Homes[unit]].Id;
            Tell(unit, new RegisterUnit(Desk, world.Fleet[unit], station, $"T{unit + 1:000}", world.Capabilities, new CrewComplement(1, 1, 1)), 0);
            Tell(unit, new SetDuty(Desk, UnitDuty.AvailableAtStation), 0);
        }
    }

    public UnitDuty DutyOf(int unit) => _units[unit].Duty;

    /// <summary>The response to a call as a report would have it.</summary>
    public ResponseSummary ResponseOf(int call) => ResponseSummary.Of(_cases[call]);

    public bool IsClosed(int call) => !_cases[call].IsOpen;

    public void Open(SimulatedCall call) => Tell(
        call.Index,
        new OpenCase(
            Desk, new CaseId($"C{call.Index}"), $"{_day.Number:00}-{call.Index:000}", call.Location, "simulated", call.Priority, call.Area, call.Standard, At(call.AtMs)),
        call.AtMs);

    /// <summary>The case asks for the unit, and gets it.</summary>
    public void Assign(int call, int unit, TimeSpan eta, long now)
    {
        _assignments[call]++;
        Tell(call, new RequestAssignment(Desk, AssignmentOf(call), _world.Fleet[unit], Eta: eta, RecommendedRank: 1), now);
        Tell(unit, new ReserveUnit(Desk, new CaseId($"C{call}"), AssignmentOf(call), AssignmentMode.Now, _day.Calls[call].Priority), now);
        Tell(call, new ConfirmOffer(Desk, AssignmentOf(call)), now);
    }

    public void Reached(int call, Milestone milestone, long now, int? hospital = null) => Tell(
        call,
        new RecordMilestone(
            Desk, AssignmentOf(call), milestone, At(now), milestone is Milestone.PatientRefused ? "stays at home" : null,
            hospital is { } h ? _world.County.Hospitals[h].Id : null),
        now);

    /// <summary>The assignment has ended: the unit is free on the road.</summary>
    public void Free(int call, int unit, long now)
    {
        Tell(unit, new ReleaseUnit(Desk, AssignmentOf(call), UnitDuty.AvailableMobile), now);
        Tell(call, new ConfirmRelease(Desk, AssignmentOf(call)), now);
        Tell(call, new CloseCase(Desk), now);
    }

    /// <summary>The unit is called off, for another is nearer.</summary>
    public void CallOff(int call, int unit, UnitDuty to, long now)
    {
        Tell(call, new CancelAssignment(Desk, AssignmentOf(call), "another unit is nearer"), now);
        Tell(unit, new ReleaseUnit(Desk, AssignmentOf(call), to), now);
        Tell(call, new ConfirmRelease(Desk, AssignmentOf(call)), now);
    }

    public void Roll(int unit, long now) => Tell(unit, new SetDuty(Desk, UnitDuty.AvailableMobile), now);

    public void Arrive(int unit, long now) => Tell(unit, new ArriveAtStation(Desk), now);

    public DateTimeOffset At(long ms) => _day.Midnight.AddMilliseconds(ms);

    private AssignmentId AssignmentOf(int call) => new($"C{call}-{_assignments[call]}");

    private void Tell(int call, CaseCommand command, long now)
    {
        var decision = _cases[call].Decide(command, At(now));
        _cases[call] = decision.IsAccepted ? _cases[call].Apply(decision.Events) : throw Refused(command, decision.Rejection);
    }

    private void Tell(int unit, UnitCommand command, long now)
    {
        var decision = _units[unit].Decide(command, At(now));
        _units[unit] = decision.IsAccepted ? _units[unit].Apply(decision.Events) : throw Refused(command, decision.Rejection);
    }

    private static InvalidOperationException Refused(object command, Rejection why) => new($"{command}: {why}");
}
