using System.Collections.Immutable;
using Emergency.Domain;
using NetTopologySuite.Geometries;

namespace Emergency.Geography;

/// <summary>The grid that population cells lie on: found from the cells, or of 500 m where they lie on none.</summary>
internal sealed class CellLattice
{
    private const double FallbackMetres = 500;
    private const double MetresPerDegree = 111_195;
    private const double LeastStep = 1e-4;
    private const double LargestStep = 0.1;

    private readonly double _minLon;
    private readonly double _minLat;
    private readonly double _lonStep;
    private readonly double _latStep;

    private CellLattice(double minLon, double minLat, double lonStep, double latStep)
    {
        (_minLon, _minLat, _lonStep, _latStep) = (minLon, minLat, lonStep, latStep);
    }

    public static CellLattice Of(ImmutableArray<PopulationCell> cells)
    {
        if (cells.IsEmpty)
        {
            return new CellLattice(0, 0, 1, 1);
        }

        var latFallback = FallbackMetres / MetresPerDegree;
        var lonFallback = latFallback / Math.Max(0.1, Math.Cos(double.DegreesToRadians(cells[0].Centre.Latitude)));
        return new CellLattice(
            cells.Min(c => c.Centre.Longitude),
            cells.Min(c => c.Centre.Latitude),
            StepOf(cells.Select(c => c.Centre.Longitude)) ?? lonFallback,
            StepOf(cells.Select(c => c.Centre.Latitude)) ?? latFallback);
    }

    public (int Column, int Row) SquareOf(GeoPoint point) =>
        ((int)Math.Round((point.Longitude - _minLon) / _lonStep), (int)Math.Round((point.Latitude - _minLat) / _latStep));

    /// <summary>The corner below and to the left of a square.</summary>
    public Coordinate CornerOf((int Column, int Row) square) =>
        new(_minLon + ((square.Column - 0.5) * _lonStep), _minLat + ((square.Row - 0.5) * _latStep));

    /// <summary>The size of a square there.</summary>
    public double SquareKilometresAt(GeoPoint point) =>
        _lonStep * _latStep * Math.Cos(double.DegreesToRadians(point.Latitude)) * MetresPerDegree * MetresPerDegree / 1e6;

    /// <summary>The step that most neighbouring lines are apart, if most are.</summary>
    private static double? StepOf(IEnumerable<double> coordinates)
    {
        var lines = coordinates.Distinct().Order().ToArray();
        var gaps = lines.Zip(lines.Skip(1), (a, b) => Math.Round(b - a, 6)).Where(g => g is >= LeastStep and <= LargestStep).ToArray();
        if (gaps.Length == 0)
        {
            return null;
        }

        // Rounded coordinates make the same step come out a little differently; the median of the commonest is taken.
        var common = gaps.GroupBy(g => Math.Round(g, 4)).MaxBy(g => g.Count())!.Order().ToArray();
        return common.Length * 2 >= lines.Length - 1 ? common.Average() : null;
    }
}
