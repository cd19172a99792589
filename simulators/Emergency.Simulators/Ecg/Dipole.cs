namespace Emergency.Simulators;

/// <summary>The heart's electrical vector in millivolts, along the axes of Frank.</summary>
/// <param name="X">To the patient's left.</param>
/// <param name="Y">To the feet.</param>
/// <param name="Z">To the back.</param>
internal readonly record struct Dipole(double X, double Y, double Z)
{
    public static Dipole operator +(Dipole a, Dipole b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Dipole operator *(Dipole a, double factor) => new(a.X * factor, a.Y * factor, a.Z * factor);
}

/// <summary>
/// What eight leads see of the dipole: the coefficients of G. E. Dower, H. B. Machado and J. A. Osborne (1980). The other four limb
/// leads follow from I and II by the laws of Einthoven and Goldberger.
/// </summary>
internal static class LeadField
{
    /// <summary>I, II, V1 to V6.</summary>
    public const int Independent = 8;

    private static readonly Dipole[] Rows =
    [
        new(0.632, -0.235, 0.059),
        new(0.235, 1.066, -0.132),
        new(-0.515, 0.157, -0.917),
        new(0.044, 0.164, -1.387),
        new(0.882, 0.098, -1.277),
        new(1.213, 0.127, -0.601),
        new(1.125, 0.127, -0.086),
        new(0.831, 0.076, 0.230),
    ];

    /// <summary>The voltage in one of the eight leads, in millivolts.</summary>
    public static double At(int lead, Dipole dipole)
    {
        ref readonly var row = ref Rows[lead];
        return row.X * dipole.X + row.Y * dipole.Y + row.Z * dipole.Z;
    }
}
