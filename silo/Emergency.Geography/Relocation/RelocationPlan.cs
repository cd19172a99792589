using System.Collections.Immutable;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>The available units where they count, and what moves between stations would change. For one question; not shared.</summary>
internal sealed class RelocationPlan
{
    private readonly Dictionary<AmbulanceId, (RelocationUnit Unit, bool[] Row)> _units = [];
    private readonly bool[][] _rows;
    private readonly CoverTally _tally;
    private readonly int[] _atStation;

    /// <param name="roaming">Rows by cell for the units that have no station; where there are none, zones are reckoned with instead of cells.</param>
    public RelocationPlan(StationReach reach, RelocationRequest request, double busyFraction, Dictionary<AmbulanceId, bool[]> roaming)
    {
        Reach = reach;
        if (request.Units.Select(u => u.Id).Distinct().Count() != request.Units.Length)
        {
            throw new ArgumentException("a unit is listed twice", nameof(request));
        }

        _rows = roaming.Count > 0 ? reach.CellRows : reach.ZoneRows;
        _tally = new CoverTally(roaming.Count > 0 ? reach.CellPeople : reach.ZonePeople, busyFraction, request.Units.Length);
        _atStation = new int[reach.Stations.Length];
        foreach (var unit in request.Units.Where(u => u.IsAvailable).OrderBy(u => u.Id.Value, StringComparer.Ordinal))
        {
            Place(unit, roaming.TryGetValue(unit.Id, out var row) ? row : _rows[reach.IndexOf(unit.Station)]);
        }
    }

    public StationReach Reach { get; }

    public double People => _tally.People;

    public ExpectedCoverage Coverage() => _tally.Coverage();

    public bool HasRoom(int station) => _atStation[station] < Reach.Stations[station].Capacity;

    /// <summary>What one more unit at a station adds.</summary>
    public double WorthAt(int station) => _tally.WorthOfOneMore(_rows[station]);

    public ImmutableDictionary<AmbulanceId, double> Losses() => _units.ToImmutableDictionary(u => u.Key, u => _tally.WorthOf(u.Value.Row));

    /// <summary>Every move that the rules allow and that gains anything.</summary>
    public IEnumerable<(RelocationUnit Unit, int To, double Gain)> Moves(MoveRules rules)
    {
        foreach (var (unit, row) in _units.Values.Where(u => rules.MayMove(u.Unit)))
        {
            for (var to = 0; to < _rows.Length; to++)
            {
                var station = Reach.Stations[to].Id;
                if (unit.Station != station && HasRoom(to) && rules.MayGo(unit, station) && _tally.WorthOfMove(row, _rows[to]) is > 0 and var gain)
                {
                    yield return (unit, to, gain);
                }
            }
        }
    }

    /// <summary>Carries a move out in the reckoning, and tells it.</summary>
    public RelocationSuggestion Carry(RelocationUnit unit, int to, TimeSpan drive, double gain, int movesThisShift)
    {
        var (from, row) = (unit.Station, _units[unit.Id].Row);
        var before = _tally.Coverage();
        var (newly, noLonger) = _tally.ReachOfMove(row, _rows[to]);
        _tally.Remove(row);
        if (Reach.IndexOf(from) is >= 0 and var left)
        {
            _atStation[left]--;
        }

        Place(unit with { Station = Reach.Stations[to].Id }, _rows[to]);
        return new RelocationSuggestion(
            unit.Id, from, Reach.Stations[to].Id, drive, gain, newly, noLonger, before, _tally.Coverage(), movesThisShift);
    }

    private void Place(RelocationUnit unit, bool[] row)
    {
        _units[unit.Id] = (unit, row);
        _tally.Add(row);
        if (Reach.IndexOf(unit.Station) is >= 0 and var station)
        {
            _atStation[station]++;
        }
    }
}
