namespace Emergency.Domain.Scores;

/// <summary>
/// Revised Trauma Score, 0 to 7.8408. Source: H. R. Champion and others, "A revision of the Trauma Score", Journal of Trauma 1989:
/// 0.9368·GCSc + 0.7326·SBPc + 0.2908·RRc with coded values 0 to 4. It has no bands here.
/// </summary>
public static class TraumaScore
{
    private const double ComaWeight = 0.9368;
    private const double PressureWeight = 0.7326;
    private const double RespirationWeight = 0.2908;

    /// <summary>Computes the score.</summary>
    /// <param name="coma">Glasgow Coma Scale, 3 to 15; null is missing.</param>
    /// <param name="systolic">mmHg, 0 to 350; null is missing.</param>
    /// <param name="respirationRate">Breaths a minute, 0 to 100; null is missing.</param>
    public static ScoreAnswer Compute(int? coma, double? systolic, double? respirationRate)
    {
        var problem = Plausible.Within(coma, 3, 15, "gcs") ?? Plausible.Systolic(systolic) ?? Plausible.Respiration(respirationRate);
        if (problem is not null)
            return problem;
        var sheet = new ScoreSheet();
        sheet.Add("gcs", coma is { } c ? CodeComa(c) : null);
        sheet.Add("systolic", Whole(systolic) is { } s ? CodePressure(s) : null);
        sheet.Add("respirationRate", Whole(respirationRate) is { } r ? CodeRespiration(r) : null);
        return sheet.Result(
            parts => ComaWeight * parts["gcs"] + PressureWeight * parts["systolic"] + RespirationWeight * parts["respirationRate"], _ => null);
    }

    private static int CodeComa(int coma) => coma switch
    {
        >= 13 => 4,
        >= 9 => 3,
        >= 6 => 2,
        >= 4 => 1,
        _ => 0,
    };

    private static int CodePressure(int mmHg) => mmHg switch
    {
        > 89 => 4,
        >= 76 => 3,
        >= 50 => 2,
        >= 1 => 1,
        _ => 0,
    };

    private static int CodeRespiration(int perMinute) => perMinute switch
    {
        > 29 => 3,
        >= 10 => 4,
        >= 6 => 2,
        >= 1 => 1,
        _ => 0,
    };

    private static int? Whole(double? value) => value is { } v ? (int)Math.Round(v, MidpointRounding.AwayFromZero) : null;
}
