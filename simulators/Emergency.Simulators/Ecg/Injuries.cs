namespace Emergency.Simulators;

/// <summary>Which way the ST segment is drawn when a wall is hurt.</summary>
internal static class Injuries
{
    private static readonly Dipole Anterior = new(0.38, -0.36, -0.72);
    private static readonly Dipole Inferior = new(-0.16, 0.86, 0.32);
    private static readonly Dipole Subendocardial = new(-0.62, -0.38, 0.18);

    /// <summary>
    /// The dipole that moves the ST segment by so many millivolts in the lead that shows the territory best: V3 for the front wall, III
    /// for the lower, V5 under the inner lining (downwards).
    /// </summary>
    public static Dipole Of(Territory territory, double millivolts) => territory switch
    {
        Territory.Anterior => Scaled(Anterior, LeadField.At(4, Anterior), millivolts),
        Territory.Inferior => Scaled(Inferior, LeadField.At(1, Inferior) - LeadField.At(0, Inferior), millivolts),
        Territory.Subendocardial => Scaled(Subendocardial, -LeadField.At(6, Subendocardial), millivolts),
        _ => default,
    };

    private static Dipole Scaled(Dipole direction, double shown, double millivolts) => direction * (millivolts / shown);
}
