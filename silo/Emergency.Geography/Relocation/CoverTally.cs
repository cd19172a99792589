namespace Emergency.Geography;

/// <summary>
/// Counts for every zone of people how many units reach it in time, and says what one more, one less or one elsewhere is worth by
/// MEXCLP: the k-th unit in time adds (1 − q)·q^(k−1) of the people (Daskin 1983).
/// </summary>
internal sealed class CoverTally
{
    private readonly double[] _people;
    private readonly int[] _count;
    private readonly double[] _worth;

    /// <param name="people">By zone.</param>
    /// <param name="busyFraction">q.</param>
    /// <param name="mostUnits">No zone is ever counted more often.</param>
    public CoverTally(double[] people, double busyFraction, int mostUnits)
    {
        _people = people;
        _count = new int[people.Length];
        _worth = new double[mostUnits + 2];
        var worth = 1 - busyFraction;
        for (var k = 0; k < _worth.Length; k++, worth *= busyFraction)
        {
            _worth[k] = worth;
        }

        People = people.Sum();
    }

    /// <summary>All people.</summary>
    public double People { get; }

    public void Add(bool[] row) => Count(row, 1);

    public void Remove(bool[] row) => Count(row, -1);

    /// <summary>What one more unit with this row adds to the people expected to be reached in time.</summary>
    public double WorthOfOneMore(bool[] row)
    {
        var sum = 0.0;
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i])
            {
                sum += _people[i] * _worth[_count[i]];
            }
        }

        return sum;
    }

    /// <summary>What is lost when a counted unit with this row leaves.</summary>
    public double WorthOf(bool[] row)
    {
        var sum = 0.0;
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i])
            {
                sum += _people[i] * _worth[_count[i] - 1];
            }
        }

        return sum;
    }

    /// <summary>What changes when a counted unit moves from one row to another.</summary>
    public double WorthOfMove(bool[] from, bool[] to)
    {
        var sum = 0.0;
        for (var i = 0; i < to.Length; i++)
        {
            if (to[i] != from[i])
            {
                sum += to[i] ? _people[i] * _worth[_count[i]] : -_people[i] * _worth[_count[i] - 1];
            }
        }

        return sum;
    }

    /// <summary>People whom the move brings help in time for the first time, and those who lose the only unit in time.</summary>
    public (double Newly, double NoLonger) ReachOfMove(bool[] from, bool[] to)
    {
        double newly = 0, noLonger = 0;
        for (var i = 0; i < to.Length; i++)
        {
            newly += to[i] && !from[i] && _count[i] == 0 ? _people[i] : 0;
            noLonger += from[i] && !to[i] && _count[i] == 1 ? _people[i] : 0;
        }

        return (newly, noLonger);
    }

    public ExpectedCoverage Coverage()
    {
        double covered = 0, expected = 0;
        for (var i = 0; i < _people.Length; i++)
        {
            if (_count[i] > 0)
            {
                covered += _people[i];
                // (1 − q)(1 + q + … + q^(k−1)) = 1 − q^k, and the worth of the next unit is (1 − q)·q^k.
                expected += _people[i] * (1 - (_worth[_count[i]] / _worth[0]));
            }
        }

        return People > 0 ? new(covered, expected, covered / People, expected / People) : default;
    }

    private void Count(bool[] row, int step)
    {
        for (var i = 0; i < row.Length; i++)
        {
            _count[i] += row[i] ? step : 0;
        }
    }
}
