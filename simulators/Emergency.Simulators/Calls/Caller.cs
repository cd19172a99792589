using Emergency.Domain;
using Emergency.Geography;

namespace Emergency.Simulators;

/// <summary>What a caller says.</summary>
/// <param name="Number">Counts the calls of one run, from 1.</param>
internal sealed record Call(long Number, GeoPoint Location, string? Address, string Complaint, Priority Priority, int Patients);

/// <summary>Makes up calls: where people live, what happened to them and how urgent it is. For one caller at a time.</summary>
internal sealed class Caller
{
    private const double MetresPerDegree = 111_195;

    /// <summary>How often a spot outside the county is drawn again before the cell's middle is taken.</summary>
    private const int MostDraws = 10;

    /// <summary>The most patients of one call.</summary>
    private const int MostPatients = 4;

    private readonly County _county;
    private readonly CallOptions _options;
    private readonly Random _random;
    private readonly double[] _peopleUpTo;
    private long _number;

    public Caller(County county, CallOptions options, Random random)
    {
        (_county, _options, _random) = (county, options, random);
        _peopleUpTo = new double[county.Population.Length];
        var sum = 0.0;
        for (var i = 0; i < _peopleUpTo.Length; i++)
        {
            var cell = county.Population[i];
            _peopleUpTo[i] = sum += county.Snapper.Snap(cell.Centre).Place is null ? 0 : cell.People;
        }
    }

    /// <summary>Whether anybody lives near a road of the county: otherwise nobody calls, since nobody could come.</summary>
    public bool CanCall => _peopleUpTo is [.., > 0];

    /// <summary>The next call.</summary>
    public Call Next()
    {
        var location = Place();
        var complaint = _random.Pick(Complaints.All, item => item.Weight);
        var priority = _random.Pick(Enum.GetValues<Priority>(), item => complaint.Priorities[(int)item - 1]);
        var patients = _random.Chance(complaint.SeveralShare) ? _random.Next(2, MostPatients + 1) : 1;
        return new Call(++_number, location, AddressOf(location), complaint.Text, priority, patients);
    }

    private GeoPoint Place()
    {
        var cell = _county.Population[CellAt(_random.NextDouble() * _peopleUpTo[^1])].Centre;
        for (var draw = 0; draw < MostDraws; draw++)
        {
            var spot = new GeoPoint(
                Math.Round(cell.Longitude + Jitter() / (MetresPerDegree * Math.Cos(double.DegreesToRadians(cell.Latitude))), 6),
                Math.Round(cell.Latitude + Jitter() / MetresPerDegree, 6));
            if (_county.Areas.Contains(spot))
                return spot;
        }

        return cell;
    }

    private double Jitter() => (2 * _random.NextDouble() - 1) * _options.JitterMetres;

    private int CellAt(double people)
    {
        var index = Array.BinarySearch(_peopleUpTo, people);
        return Math.Min(index >= 0 ? index + 1 : ~index, _peopleUpTo.Length - 1);
    }

    private string? AddressOf(GeoPoint location) =>
        _county.Places.IsEmpty ? null : $"{_county.Places.MinBy(place => place.Position.DistanceTo(location))!.Name}附近";
}
