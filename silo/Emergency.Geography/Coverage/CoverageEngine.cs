using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>
/// Coverage by one tree of driving times for each unit. What was worked out for a unit is kept for as long as it stands still, so that
/// only units that moved cost a tree; the kept rows are those of the last evaluation and no more.
/// </summary>
public sealed class CoverageEngine : ICoverageEngine
{
    private readonly County _county;
    private readonly CoverageOptions _options;
    private readonly ResponseDelays _delays;
    private readonly CoverageCells _cells;
    private readonly TravelTree _tree;
    private readonly Lock _gate = new();
    private Dictionary<AmbulanceId, Row> _rows = [];

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
        _tree = new TravelTree(county.Roads);
    }

    /// <inheritdoc/>
    public CoverageSnapshot Evaluate(IReadOnlyCollection<CoverageUnit> units, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(units);
        lock (_gate)
        {
            var rows = RowsOf(units);
            var arrivals = Merge(rows);
            return new CoverageReport(_county, _cells, _options.WorstPlaces).Summarise(arrivals, [.. rows.Select(r => r.Id)], asOf);
        }
    }

    /// <summary>The rows of the units that count, kept ones where the unit has not moved.</summary>
    private List<(AmbulanceId Id, Row Row, int DelayMs)> RowsOf(IReadOnlyCollection<CoverageUnit> units)
    {
        var kept = new Dictionary<AmbulanceId, Row>();
        var counted = new List<(AmbulanceId, Row, int)>();
        foreach (var unit in units)
        {
            var row = _rows.GetValueOrDefault(unit.Id);
            var delay = _delays.BeforeDriving(unit.Duty);
            if (delay is not null && row?.Position != unit.Position)
            {
                row = RowAt(unit.Position, row?.Milliseconds);
            }

            if (!kept.TryAdd(unit.Id, row ?? Row.Nowhere))
            {
                throw new ArgumentException($"unit {unit.Id} is listed twice", nameof(units));
            }

            if (delay is not null && row is { Milliseconds: not null })
            {
                counted.Add((unit.Id, row, (int)delay.Value.TotalMilliseconds));
            }
        }

        _rows = kept;
        return counted;
    }

    private Row RowAt(GeoPoint position, int[]? reuse)
    {
        if (_county.Snapper.Snap(position).Place is not { } place)
        {
            return new Row(position, null);
        }

        _county.TravelTimes.FillFrom(place, TravelProfile.Siren, _tree);
        var row = reuse ?? new int[_cells.Count];
        for (var cell = 0; cell < row.Length; cell++)
        {
            row[cell] = _cells.HasPlace[cell] ? _tree.MillisecondsAt(_cells.Places[cell]) : TravelTree.Unreachable;
        }

        return new Row(position, row);
    }

    private CellArrivals Merge(List<(AmbulanceId Id, Row Row, int DelayMs)> rows)
    {
        var arrivals = new CellArrivals(new int[_cells.Count], new int[_cells.Count], new int[_cells.Count]);
        var (best, second, bestUnit) = arrivals;
        Array.Fill(best, TravelTree.Unreachable);
        Array.Fill(second, TravelTree.Unreachable);
        Array.Fill(bestUnit, -1);
        for (var unit = 0; unit < rows.Count; unit++)
        {
            var (row, delay) = (rows[unit].Row.Milliseconds!, rows[unit].DelayMs);
            for (var cell = 0; cell < row.Length; cell++)
            {
                var arrival = row[cell] == TravelTree.Unreachable ? TravelTree.Unreachable : row[cell] + delay;
                if (arrival < best[cell])
                {
                    (second[cell], best[cell], bestUnit[cell]) = (best[cell], arrival, unit);
                }
                else if (arrival < second[cell])
                {
                    second[cell] = arrival;
                }
            }
        }

        return arrivals;
    }

    /// <summary>Driving times from one position to all cells; none where the position is too far from any road.</summary>
    private sealed record Row(GeoPoint Position, int[]? Milliseconds)
    {
        public static Row Nowhere { get; } = new(new GeoPoint(double.NaN, double.NaN), null);
    }
}
