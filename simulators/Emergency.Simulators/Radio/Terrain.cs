namespace Emergency.Simulators;

/// <summary>
/// Made-up hills: value noise on a lattice, smooth and the same for the same seed everywhere. What it answers is like a height, with mean 0 and
/// a deviation of about 1.
/// </summary>
internal sealed class Terrain(Seed seed, double metres)
{
    /// <summary>Finer hills on coarser ones: each half as wide and half as high.</summary>
    private const int Octaves = 3;

    /// <summary>Brings the sum of all octaves to a deviation of about 1.</summary>
    private const double Scale = 1.92;

    /// <summary>The height at a place given in metres east and north of any origin.</summary>
    public double At(double east, double north)
    {
        var (sum, height, width) = (0.0, 1.0, metres);
        for (var octave = 0; octave < Octaves; octave++, height /= 2, width /= 2)
            sum += height * Octave(east / width, north / width, octave);
        return sum * Scale;
    }

    private double Octave(double x, double y, int octave)
    {
        var (column, row) = (Math.Floor(x), Math.Floor(y));
        var (u, v) = (Smooth(x - column), Smooth(y - row));
        return double.Lerp(
            double.Lerp(Corner(column, row, octave), Corner(column + 1, row, octave), u),
            double.Lerp(Corner(column, row + 1, octave), Corner(column + 1, row + 1, octave), u),
            v);
    }

    /// <summary>−1 to 1, by the place of the corner alone.</summary>
    private double Corner(double column, double row, int octave)
    {
        var mixed = seed.Branch("corner", ((long)column * 0x1F_FFF7) ^ ((long)row * 0x3_FFFF_FFD7) ^ octave).Value;
        return (mixed >> 11) / (double)(1UL << 52) - 1;
    }

    /// <summary>K. Perlin's curve (2002): its slope and curvature are 0 at both ends.</summary>
    private static double Smooth(double t) => t * t * t * (t * (t * 6 - 15) + 10);
}
