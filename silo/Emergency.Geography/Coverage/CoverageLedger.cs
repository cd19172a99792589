using System.Runtime.Intrinsics;

namespace Emergency.Geography;

/// <summary>
/// The arrivals of all units at all cells, and what follows from them: first and second arrival and how many units are in time. When one unit's arrivals
/// change, only the cells are looked at again where that unit was or becomes one of the first two. Nothing is allocated but for a new unit.
/// </summary>
internal sealed class CoverageLedger
{
    private readonly int[] _standard;
    private readonly List<int[]> _rows = [];

    /// <param name="standard">The standard of each cell, milliseconds.</param>
    public CoverageLedger(int[] standard)
    {
        _standard = standard;
        Best = new int[standard.Length];
        Second = new int[standard.Length];
        BestUnit = new int[standard.Length];
        InTime = new int[standard.Length];
        Clear();
    }

    /// <summary>Milliseconds to the first unit at each cell, <see cref="TravelTree.Unreachable"/> where none comes.</summary>
    public int[] Best { get; }

    /// <summary>The same for the second unit.</summary>
    public int[] Second { get; }

    /// <summary>Which unit is first, −1 where none comes.</summary>
    public int[] BestUnit { get; }

    /// <summary>How many units are there within the standard.</summary>
    public int[] InTime { get; }

    public int UnitCount => _rows.Count;

    /// <summary>Forgets all units.</summary>
    public void Clear()
    {
        _rows.Clear();
        Array.Fill(Best, TravelTree.Unreachable);
        Array.Fill(Second, TravelTree.Unreachable);
        Array.Fill(BestUnit, -1);
        Array.Clear(InTime);
    }

    /// <summary>Adds a unit that comes nowhere yet, and returns its number.</summary>
    public int AddUnit()
    {
        var row = new int[_standard.Length];
        Array.Fill(row, TravelTree.Unreachable);
        _rows.Add(row);
        return _rows.Count - 1;
    }

    /// <summary>Takes a unit's new arrivals, one for each cell.</summary>
    public void Set(int unit, ReadOnlySpan<int> arrivals)
    {
        var row = _rows[unit];
        var cell = 0;
        for (; cell <= row.Length - Vector256<int>.Count; cell += Vector256<int>.Count)
        {
            var (before, now) = (Vector256.Create(row, cell), Vector256.Create(arrivals[cell..]));
            if (before == now)
            {
                continue;
            }

            var (second, standard) = (Vector256.Create(Second, cell), Vector256.Create(_standard, cell));
            now.CopyTo(row, cell);
            // A comparison that holds is −1.
            var inTime = Vector256.Create(InTime, cell) - Vector256.LessThanOrEqual(now, standard) + Vector256.LessThanOrEqual(before, standard);
            inTime.CopyTo(InTime, cell);
            var matters = Vector256.Equals(Vector256.Create(BestUnit, cell), Vector256.Create(unit))
                | Vector256.LessThan(now, second) | Vector256.Equals(before, second);
            for (var bits = matters.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
            {
                var lane = System.Numerics.BitOperations.TrailingZeroCount(bits);
                Rank(cell + lane, unit, before[lane], now[lane]);
            }
        }

        for (; cell < row.Length; cell++)
        {
            var (before, now) = (row[cell], arrivals[cell]);
            row[cell] = now;
            InTime[cell] += (now <= _standard[cell] ? 1 : 0) - (before <= _standard[cell] ? 1 : 0);
            Rank(cell, unit, before, now);
        }
    }

    private void Rank(int cell, int unit, int before, int now)
    {
        if (before == now)
        {
            return;
        }

        if (BestUnit[cell] == unit)
        {
            if (now <= Second[cell] && now != TravelTree.Unreachable)
            {
                Best[cell] = now;
            }
            else
            {
                RankAll(cell);
            }
        }
        else if (now < Best[cell])
        {
            (Second[cell], Best[cell], BestUnit[cell]) = (Best[cell], now, unit);
        }
        else if (now < Second[cell])
        {
            Second[cell] = now;
        }
        else if (before == Second[cell])
        {
            RankAll(cell);
        }
    }

    private void RankAll(int cell)
    {
        var (best, second, first) = (TravelTree.Unreachable, TravelTree.Unreachable, -1);
        for (var unit = 0; unit < _rows.Count; unit++)
        {
            var arrival = _rows[unit][cell];
            if (arrival < best)
            {
                (second, best, first) = (best, arrival, unit);
            }
            else if (arrival < second)
            {
                second = arrival;
            }
        }

        (Best[cell], Second[cell], BestUnit[cell]) = (best, second, first);
    }
}
