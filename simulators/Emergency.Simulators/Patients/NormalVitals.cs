namespace Emergency.Simulators;

/// <summary>
/// What is usual at an age: rounded middles of the ranges that textbooks of paediatrics and internal medicine agree on. Between the ages
/// named it goes in straight lines.
/// </summary>
internal static class NormalVitals
{
    private static readonly (double Age, VitalShift Signs, double Kilograms)[] Table =
    [
        (0, new(140, 68, 97, 44, 36.9, 37, 15), 3.3),
        (0.5, new(130, 86, 98, 34, 36.9, 37, 15), 7.5),
        (1, new(122, 90, 98, 29, 36.9, 37, 15), 9.8),
        (5, new(100, 98, 98, 22, 36.8, 38, 15), 18),
        (10, new(86, 105, 98, 19, 36.8, 38, 15), 31),
        (15, new(77, 113, 98, 16, 36.7, 38, 15), 52),
        (25, new(72, 118, 98, 15, 36.7, 38, 15), 60),
        (50, new(72, 127, 97.5, 15, 36.6, 38, 15), 64),
        (75, new(74, 139, 96.5, 16, 36.5, 37, 15), 60),
        (100, new(76, 142, 95.5, 17, 36.4, 36, 15), 52),
    ];

    /// <summary>The usual vital signs at an age in years, 0 to 110.</summary>
    public static VitalShift At(double age)
    {
        var (before, after, share) = Around(age);
        return before.Signs * (1 - share) + after.Signs * share;
    }

    /// <summary>The usual weight in kilograms at an age in years.</summary>
    public static double WeightAt(double age)
    {
        var (before, after, share) = Around(age);
        return double.Lerp(before.Kilograms, after.Kilograms, share);
    }

    private static ((double Age, VitalShift Signs, double Kilograms) Before, (double Age, VitalShift Signs, double Kilograms) After, double Share) Around(
        double age)
    {
        var next = Array.FindIndex(Table, row => row.Age >= age);
        if (next == 0)
            return (Table[0], Table[0], 0);
        var after = next < 0 ? Table[^1] : Table[next];
        var before = next < 0 ? Table[^1] : Table[next - 1];
        return (before, after, next < 0 ? 0 : (age - before.Age) / (after.Age - before.Age));
    }
}
