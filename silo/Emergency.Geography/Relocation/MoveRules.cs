using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>Whose crew may be asked to move, and where to: what keeps the burden bounded and stops moves to and fro.</summary>
internal sealed class MoveRules
{
    private readonly RelocationOptions _options;
    private readonly Dictionary<AmbulanceId, int> _moves;
    private readonly HashSet<AmbulanceId> _leftAlone;
    private readonly HashSet<(StationId From, StationId To)> _wayBack;

    public MoveRules(RelocationRequest request, RelocationOptions options)
    {
        _options = options;
        _moves = request.History.Where(m => m.Accepted && m.At >= request.ShiftStart).CountBy(m => m.Unit).ToDictionary();
        var lately = request.History.Where(m => m.At > request.Now - options.HoldOff).ToList();
        _leftAlone = [.. lately.Select(m => m.Unit)];
        _wayBack = [.. lately.Where(m => m is { Accepted: true, From: not null }).Select(m => (m.To, m.From!.Value))];
    }

    public int MovesOf(AmbulanceId unit) => _moves.GetValueOrDefault(unit);

    public bool MayMove(RelocationUnit unit) => unit.MayMove && !_leftAlone.Contains(unit.Id) && MovesOf(unit.Id) < _options.MovesPerShift;

    public bool MayGo(RelocationUnit unit, StationId to) => unit.Station is not { } from || !_wayBack.Contains((from, to));

    /// <summary>A move was chosen: its crew is in no other, and nobody goes the same way back.</summary>
    public void Chosen(AmbulanceId unit, StationId? from, StationId to)
    {
        _leftAlone.Add(unit);
        if (from is { } left)
        {
            _wayBack.Add((to, left));
        }
    }
}
