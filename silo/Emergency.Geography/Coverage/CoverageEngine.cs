using System.Numerics;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>
/// Coverage by one restricted sweep for each unit that moved, and a ledger of who arrives where. What stands still costs nothing; when the
/// roads themselves change, all units are worked out anew, several at once.
/// </summary>
public sealed class CoverageEngine : ICoverageEngine
{
    private readonly County _county;
    private readonly CoverageOptions _options;
    private readonly ResponseDelays _delays;
    private readonly CoverageCells _cells;
    private readonly TravelTargets _targets;
    private readonly CoverageLedger _ledger;
    private readonly int[] _scratch;
    private readonly Dictionary<AmbulanceId, int> _numbers = [];
    private readonly List<Known> _units = [];
    private readonly Lock _gate = new();
    private long _version;

    /// <summary>Prepares the cells of a county.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public CoverageEngine(County county, CoverageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(county);
        _options = options ?? new CoverageOptions();
        if (_options.Problems().FirstOrDefault() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        _county = county;
        _delays = _options.Delays ?? county.Profile.Delays;
        _cells = new CoverageCells(county, _options.NameReach);
        _targets = county.TravelTimes.Prepare(
            [.. Enumerable.Range(0, _cells.Count).Select(c => _cells.HasPlace[c] ? _cells.Places[c] : (RoadPlace?)null)], TravelProfile.Siren);
        _version = _targets.Version;
        _ledger = new CoverageLedger(_cells.StandardMs);
        _scratch = new int[_cells.Count];
    }

    /// <inheritdoc/>
    public CoverageSnapshot Evaluate(IReadOnlyCollection<CoverageUnit> units, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(units);
        if (units.GroupBy(u => u.Id).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"unit {twice.Key} is listed twice", nameof(units));
        }

        lock (_gate)
        {
            var listed = units.Select(u => u.Id).ToHashSet();
            foreach (var gone in _units.Where(u => !listed.Contains(u.Unit.Id)).ToArray())
            {
                PutUnit(gone.Unit with { Duty = UnitDuty.OffDuty });
            }

            PutAll(units);
            return Summarise(asOf);
        }
    }

    /// <inheritdoc/>
    public void Put(in CoverageUnit unit)
    {
        lock (_gate)
        {
            PutUnit(unit);
        }
    }

    /// <inheritdoc/>
    public CoverageSnapshot Snapshot(DateTimeOffset asOf)
    {
        lock (_gate)
        {
            return Summarise(asOf);
        }
    }

    /// <summary>Forgets all units.</summary>
    internal void Forget()
    {
        lock (_gate)
        {
            _numbers.Clear();
            _units.Clear();
            _ledger.Clear();
        }
    }

    /// <summary>Takes many units; those whose sweep is due are swept together.</summary>
    private void PutAll(IReadOnlyCollection<CoverageUnit> units)
    {
        if (_units.Count > 0)
        {
            foreach (var unit in units)
            {
                PutUnit(unit);
            }

            return;
        }

        foreach (var unit in units)
        {
            _units[NumberOf(unit)] = Placed(unit);
        }

        SweepAll();
    }

    private void PutUnit(in CoverageUnit unit)
    {
        var number = NumberOf(unit);
        var known = _units[number];
        if (known.Unit.Position == unit.Position && _delays.BeforeDriving(known.Unit.Duty) == _delays.BeforeDriving(unit.Duty))
        {
            return;
        }

        var next = _units[number] = Placed(unit);

        if (next.Counts)
        {
            _targets.FillFrom(next.Place!.Value, _scratch);
            AddDelay(_scratch, next.DelayMs!.Value);
            _ledger.Set(number, _scratch);
        }
        else if (known.Counts)
        {
            Array.Fill(_scratch, TravelTree.Unreachable);
            _ledger.Set(number, _scratch);
        }
    }

    private int NumberOf(in CoverageUnit unit)
    {
        if (!_numbers.TryGetValue(unit.Id, out var number))
        {
            number = _numbers[unit.Id] = _ledger.AddUnit();
            _units.Add(new Known(unit with { Position = new GeoPoint(double.NaN, double.NaN) }, null, null));
        }

        return number;
    }

    private Known Placed(in CoverageUnit unit) => new(
        unit,
        _county.Snapper.Snap(unit.Position).Place,
        _delays.BeforeDriving(unit.Duty) is { } delay ? (int)delay.TotalMilliseconds : null);

    /// <summary>Works out all units anew, under the newest travel times.</summary>
    private void SweepAll()
    {
        var counting = Enumerable.Range(0, _units.Count).Where(n => _units[n].Counts).ToArray();
        var rows = counting.Select(_ => new int[_cells.Count]).ToArray();
        _targets.FillFromEach([.. counting.Select(n => _units[n].Place!.Value)], rows);
        for (var i = 0; i < counting.Length; i++)
        {
            AddDelay(rows[i], _units[counting[i]].DelayMs!.Value);
            _ledger.Set(counting[i], rows[i]);
        }

        _version = _targets.Version;
    }

    private CoverageSnapshot Summarise(DateTimeOffset asOf)
    {
        if (_version != _county.TravelTimes.Version)
        {
            SweepAll();
        }

        var ids = new List<AmbulanceId>();
        var index = new int[_units.Count];
        for (var number = 0; number < index.Length; number++)
        {
            index[number] = _units[number].Counts ? ids.Count : -1;
            if (_units[number].Counts)
            {
                ids.Add(_units[number].Unit.Id);
            }
        }

        var arrivals = new CellArrivals([.. _ledger.Best], [.. _ledger.Second], [.. _ledger.BestUnit.Select(n => n < 0 ? -1 : index[n])])
        {
            CoveringUnits = [.. _ledger.InTime],
        };
        return new CoverageReport(_county, _cells, _options.WorstPlaces).Summarise(arrivals, [.. ids], asOf);
    }

    private static void AddDelay(Span<int> arrivals, int delay)
    {
        var (none, add) = (new Vector<int>(TravelTree.Unreachable), new Vector<int>(delay));
        var i = 0;
        for (; i <= arrivals.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            var travel = new Vector<int>(arrivals[i..]);
            Vector.ConditionalSelect(Vector.Equals(travel, none), none, travel + add).CopyTo(arrivals[i..]);
        }

        for (; i < arrivals.Length; i++)
        {
            arrivals[i] += arrivals[i] == TravelTree.Unreachable ? 0 : delay;
        }
    }

    /// <summary>A unit as it was last put.</summary>
    /// <param name="Unit">The unit.</param>
    /// <param name="Place">Where it joins the roads, or null where it cannot.</param>
    /// <param name="DelayMs">From the call until it drives, or null where it is not available.</param>
    private readonly record struct Known(CoverageUnit Unit, RoadPlace? Place, int? DelayMs)
    {
        public bool Counts => Place is not null && DelayMs is not null;
    }
}
