using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>A point of a plan, in metres east and north of its middle.</summary>
internal readonly record struct Spot(double X, double Y)
{
    public double DistanceTo(Spot other) => Math.Sqrt(SquareTo(other));

    public double SquareTo(Spot other) => ((X - other.X) * (X - other.X)) + ((Y - other.Y) * (Y - other.Y));

    public Spot Towards(Spot other, double share) => new(double.Lerp(X, other.X, share), double.Lerp(Y, other.Y, share));
}

/// <summary>The plane of a plan: equirectangular about its middle, which is true to 0.3 % over a county.</summary>
internal sealed class PlanFrame(GeoPoint middle)
{
    private const double MetresPerDegree = Math.PI / 180 * 6_371_008.8;

    private readonly double _east = MetresPerDegree * Math.Cos(double.DegreesToRadians(middle.Latitude));

    public Spot ToSpot(GeoPoint point) =>
        new((point.Longitude - middle.Longitude) * _east, (point.Latitude - middle.Latitude) * MetresPerDegree);

    public GeoPoint ToPoint(Spot spot) =>
        new(middle.Longitude + (spot.X / _east), middle.Latitude + (spot.Y / MetresPerDegree));
}

/// <summary>Spots by square, for finding those near a point.</summary>
internal sealed class SpotGrid(double squareMetres)
{
    private readonly Dictionary<(int, int), List<int>> _squares = [];
    private readonly List<Spot> _spots = [];

    public void Add(Spot spot)
    {
        var square = SquareOf(spot);
        if (!_squares.TryGetValue(square, out var list))
        {
            _squares[square] = list = [];
        }

        list.Add(_spots.Count);
        _spots.Add(spot);
    }

    /// <summary>The numbers, in order of adding, of the spots within a distance.</summary>
    public IEnumerable<int> Within(Spot centre, double metres)
    {
        var (minX, minY) = SquareOf(new Spot(centre.X - metres, centre.Y - metres));
        var (maxX, maxY) = SquareOf(new Spot(centre.X + metres, centre.Y + metres));
        for (var x = minX; x <= maxX; x++)
        {
            for (var y = minY; y <= maxY; y++)
            {
                foreach (var i in _squares.GetValueOrDefault((x, y)) ?? [])
                {
                    if (_spots[i].SquareTo(centre) <= metres * metres)
                    {
                        yield return i;
                    }
                }
            }
        }
    }

    private (int, int) SquareOf(Spot spot) => ((int)Math.Floor(spot.X / squareMetres), (int)Math.Floor(spot.Y / squareMetres));
}
