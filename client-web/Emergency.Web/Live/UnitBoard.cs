using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Web.Live;

/// <summary>
/// Units and where they are. Positions change far more often than anything else of a unit, so they are kept beside the views and
/// laid over them when somebody looks. Not safe for several threads: its owner locks.
/// </summary>
internal sealed class UnitBoard
{
    private readonly NewestViews<AmbulanceId, UnitView> _views = new(unit => unit.AmbulanceId, unit => unit.Version);
    private readonly Dictionary<AmbulanceId, (UnitPosition Position, long Number)> _positions = [];

    /// <summary>How many positions were taken so far; numbers each of them.</summary>
    public long PositionNumber { get; private set; }

    public IReadOnlyCollection<UnitView> Raw => _views.All;

    public Offered Offer(UnitView view)
    {
        OfferFixOf(view);
        return _views.Offer(view);
    }

    /// <summary>Takes a position if its fix is newer than the known one.</summary>
    public bool Offer(UnitPosition position)
    {
        if (_positions.TryGetValue(position.AmbulanceId, out var known) && position.FixAt <= known.Position.FixAt)
            return false;
        _positions[position.AmbulanceId] = (position, ++PositionNumber);
        return true;
    }

    /// <summary>The positions that were taken after a number.</summary>
    public ImmutableArray<UnitPosition> PositionsAfter(long number) =>
        [.. _positions.Values.Where(entry => entry.Number > number).OrderBy(entry => entry.Number).Select(entry => entry.Position)];

    public ImmutableArray<UnitView> All(DateTimeOffset now) =>
        [.. _views.All.Select(unit => WithPosition(unit, now)).OrderBy(unit => unit.AmbulanceId.Value, StringComparer.Ordinal)];

    public UnitView? Find(AmbulanceId id, DateTimeOffset now) => _views.Find(id) is { } unit ? WithPosition(unit, now) : null;

    /// <summary>The unit with its newest fix and that fix's age.</summary>
    public UnitView WithPosition(UnitView unit, DateTimeOffset now)
    {
        if (!_positions.TryGetValue(unit.AmbulanceId, out var known))
            return unit with { FixAgeSeconds = null };
        var position = known.Position;
        return unit with
        {
            Position = position.Position,
            FixAt = position.FixAt,
            SpeedKmh = position.SpeedKmh,
            HeadingDegrees = position.HeadingDegrees,
            FixAgeSeconds = Math.Max(0, (now - position.FixAt).TotalSeconds),
        };
    }

    private void OfferFixOf(UnitView unit)
    {
        if (unit is { Position: { } where, FixAt: { } at })
            Offer(new UnitPosition(unit.AmbulanceId, where, at, unit.SpeedKmh, unit.HeadingDegrees));
    }
}
