using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Web.Http;
using Emergency.Web.Operations;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Live;

/// <summary>The county at one moment.</summary>
/// <param name="Version">The newest fact in it.</param>
/// <param name="PositionNumber">The newest position in it.</param>
/// <param name="VitalsNumber">The newest vitals in it.</param>
internal sealed record CountyBoard(
    long Version,
    long PositionNumber,
    CountyInfo County,
    ImmutableArray<CaseView> Cases,
    ImmutableArray<UnitView> Units,
    ImmutableArray<HospitalView> Hospitals,
    CoverageView? Coverage,
    AlarmsView? Alarms,
    RoadConditionsView? Roads,
    RelocationsView? Relocations,
    ImmutableArray<CareView> Care,
    ImmutableArray<NewestVitals> Vitals,
    long VitalsNumber);

/// <summary>
/// What this node knows of the county, from the streams and from comparing with the grains. Each change that consoles must learn
/// becomes one fact with the next number; positions, vitals and coverage are only ever the newest. Safe for several threads.
/// </summary>
internal sealed partial class CountyProjection(IOptions<WebOptions> options, TimeProvider clock, WebMeters meters)
{
    private readonly Lock _lock = new();
    private readonly FactRing _facts = new(options.Value.Live.FactRing);
    private readonly CaseBoard _cases = new(options.Value.Live.RecentlyEnded);
    private readonly UnitBoard _units = new();
    private readonly NewestViews<HospitalId, HospitalView> _hospitals = new(view => view.HospitalId, view => view.Version);
    private readonly NewestViews<string, AlarmsView> _alarms = new(_ => "", view => view.Version);
    private readonly NewestViews<string, RoadConditionsView> _roads = new(_ => "", view => view.Version);
    private readonly NewestViews<string, RelocationsView> _relocations = new(_ => "", view => view.Version);
    private CoverageView? _coverage;
    private CountyInfo? _county;

    /// <summary>Raised after facts were added or coverage was renewed, outside of any lock; what listens must return at once.</summary>
    public event Action? FactsAdded;

    /// <summary>Whether the county was read at least once.</summary>
    public bool IsLoaded
    {
        get
        {
            lock (_lock)
                return _county is not null;
        }
    }

    public long Version
    {
        get
        {
            lock (_lock)
                return _facts.Version;
        }
    }

    public CoverageView? Coverage
    {
        get
        {
            lock (_lock)
                return _coverage;
        }
    }

    public void Apply(CaseView view) => Apply(() => _cases.Offer(view, _facts.Version + 1, clock.GetUtcNow()), () => new Fact(Case: view));

    public void Apply(HospitalView view) => Apply(() => _hospitals.Offer(view), () => new Fact(Hospital: view));

    public void Apply(AlarmsView view) => Apply(() => _alarms.Offer(view), () => new Fact(Alarms: view));

    public void Apply(RoadConditionsView view) => Apply(() => _roads.Offer(view), () => new Fact(Roads: view));

    public void Apply(RelocationsView view) => Apply(() => _relocations.Offer(view), () => new Fact(Relocations: view));

    public void Apply(UnitView view) =>
        Apply(() => _units.Offer(view), () => new Fact(Unit: _units.WithPosition(view, clock.GetUtcNow())));

    public void Apply(UnitPosition position)
    {
        lock (_lock)
            _units.Offer(position);
    }

    public void Apply(CoverageView coverage)
    {
        lock (_lock)
        {
            if (coverage.Version <= _coverage?.Version)
                return;
            _coverage = coverage;
        }

        FactsAdded?.Invoke(); // It is told at once: its age is on the screen.
    }

    /// <summary>Takes a complete reading of the county.</summary>
    /// <param name="asOfFact">The newest fact when the reading was asked for.</param>
    /// <returns>Cases that are open here but not there and did not change since: each must be asked for by itself.</returns>
    public ImmutableArray<CaseId> Merge(CountyInfo county, BoardSnapshot board, long asOfFact)
    {
        foreach (var view in board.Cases)
            Apply(view);
        foreach (var view in board.Units)
            Apply(view);
        foreach (var view in board.Hospitals)
            Apply(view);
        foreach (var view in board.Care ?? [])
            Apply(view);
        foreach (var vitals in board.Vitals ?? [])
            Apply(vitals);
        if (board.Coverage is { } coverage)
            Apply(coverage);
        lock (_lock)
        {
            _county = county;
            _cases.Forget(clock.GetUtcNow());
            _care.Keep(id => _cases.Find(id) is not null, asOfFact);
            return _cases.MissingFrom(board.Cases, asOfFact);
        }
    }

    /// <summary>A case that no grain knows of: it is dropped. Nobody can have acted on it.</summary>
    public void Drop(CaseId id)
    {
        lock (_lock)
            _cases.Forget(id);
    }

    /// <exception cref="NotReadyException">The county was not read yet.</exception>
    public CountyBoard Read()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var county = _county ?? throw new NotReadyException("The county is still being read.");
            return new CountyBoard(
                _facts.Version,
                _units.PositionNumber,
                county,
                _cases.All(now),
                _units.All(now),
                [.. _hospitals.All.OrderBy(view => view.HospitalId.Value, StringComparer.Ordinal)],
                _coverage,
                _alarms.Find(""),
                _roads.Find(""),
                _relocations.Find(""),
                _care.All,
                _care.Vitals,
                _care.VitalsNumber);
        }
    }

    /// <summary>How each unit is heard.</summary>
    public ImmutableArray<LinkState> Links()
    {
        lock (_lock)
            return [.. _units.Raw.Select(unit => unit.Link.State)];
    }

    public ImmutableArray<UnitDuty> Duties()
    {
        lock (_lock)
            return [.. _units.Raw.Select(unit => unit.Duty)];
    }

    public ImmutableArray<Priority> OpenPriorities()
    {
        lock (_lock)
            return [.. _cases.Open.Select(view => view.Priority)];
    }

    public UnitView? FindUnit(AmbulanceId id)
    {
        lock (_lock)
            return _units.Find(id, clock.GetUtcNow());
    }

    public bool TryReadFacts(long after, int most, out ImmutableArray<Fact> facts)
    {
        lock (_lock)
            return _facts.TryRead(after, most, out facts);
    }

    /// <summary>The newest position of each unit that moved after a number, and the number to ask after next time.</summary>
    public (ImmutableArray<UnitPosition> Positions, long Number) ReadPositions(long after)
    {
        lock (_lock)
            return (_units.PositionsAfter(after), _units.PositionNumber);
    }

    private void Apply(Func<Offered> offer, Func<Fact> fact)
    {
        lock (_lock)
        {
            var offered = offer();
            meters.Projected(offered);
            if (offered == Offered.Old)
                return;
            _facts.Append(fact());
        }

        FactsAdded?.Invoke();
    }
}
